"""What a person can do: the state goes in, a change set comes out. Pure; nothing is stored here."""
