"""The words of the field as plain facts: no window, no files, no SQL."""
