"""Markdown of people we do not know, as HTML that does nothing."""

from __future__ import annotations

_TAGS = """
    a abbr b blockquote br code dd del dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li ol p pre q s strong sub sup
    table tbody td th thead tr ul
"""
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
_EXTENSIONS = ["tables", "fenced_code", "sane_lists", "def_list", "abbr"]


def clean_html(text: str) -> str:
    """Markdown as HTML of an allow-list: no script, style, image, form, nor a link that is not http, https or a page.

    Markdown lets HTML through as it is; `nh3` is what makes the result safe, so both always go together.
    """
    import markdown
    import nh3

    written = markdown.markdown(text, extensions=_EXTENSIONS, output_format="html")
    return nh3.clean(
        written,
        tags=set(_TAGS.split()),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel=None,
        clean_content_tags={"script", "style", "title", "template"},
    )
