"""The reader: an article's words with their annotations, and every gesture that selects or adjusts them.

Outside this package offsets are code points; UTF-16 units (Qt's) live in here and nowhere else.
"""

from annotator.ui.reader.article_view import ArticleView
from annotator.ui.reader.highlight import Highlight
from annotator.ui.reader.text_map import TextMap
from annotator.ui.reader.typography import Reading

__all__ = ["ArticleView", "Highlight", "Reading", "TextMap"]
