"""What is edited in place beside the text: each form knows the bridge and stores a field when one leaves it."""
