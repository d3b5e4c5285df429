"""Annotator: mark claims, quotes and statistics in news articles and link them to their sources."""

__version__ = "0.1.0"
