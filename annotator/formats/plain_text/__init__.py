"""Texts: `.txt`, Markdown with front matter, and what is pasted."""
