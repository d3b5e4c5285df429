"""A report to read: one page that holds everything, works without scripts and prints."""
