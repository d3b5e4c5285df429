"""What the world outside knows the program and its files by.

These stand in files that people keep and in their desktop's registers: a change here orphans what they have.
"""

NAME = "Annotator"

APPLICATION_ID = 0x616E6F74
"""SQLite's application_id of a project ("anot"): four bytes, big-endian, at byte 68 of the file."""

EXTENSION = ".annot"
MIME_TYPE = "application/vnd.annotator.project"

DESKTOP_ID = "io.github.annotator_app.annotator"
"""The application's reverse-domain name: desktop file, icon, D-Bus and AppStream use the same one."""
