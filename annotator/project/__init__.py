"""The project: a shared file that is nothing but a journal, and a replica on each computer. The only SQL."""
