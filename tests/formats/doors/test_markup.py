"""Web pages as lines and paragraphs."""

import pytest

from annotator.corpus.errors import Fault
from annotator.formats.doors.markup import decode_page, lines, paragraphs, parse_page


def test_blocks_are_paragraphs_and_line_breaks_stay_in_them() -> None:
    root = parse_page("<body><p>One <b>two</b>\n three.<br>Four.</p>tail<div>Five<script>no</script></div></body>", "x")
    assert paragraphs(root) == ["One two three.\nFour.", "tail", "Five"]
    assert lines(root) == ["One two three.", "Four.", "tail", "Five"]


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("<meta charset=iso-8859-1><p>é’</p>".encode("cp1252"), "cp1252"),
        ("<meta charset=iso-8859-1><p>é’</p>".encode(), "utf-8"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>中文</p>'.encode("gbk"), "gb18030"),
        ("<p>“It’s done,” said Zoë.</p>".encode("cp1252"), "cp1252"),
        ("\ufeff<p>é</p>".encode(), "utf-8"),
        ("<p>é</p>".encode("utf-16"), "utf-16-le"),
        ("<meta charset=no-such-thing><p>é</p>".encode(), "utf-8"),
    ],
)
def test_a_page_is_decoded_as_browsers_do_but_utf_8_proves_itself(raw: bytes, encoding: str) -> None:
    found = decode_page(raw)
    assert found.encoding == encoding
    assert "�" not in found.text


def test_a_page_without_anything_is_refused() -> None:
    with pytest.raises(Fault, match="there is no page in it"):
        parse_page("", "x.html")
