"""Lines on pages become paragraphs."""

from annotator.formats.doors.pages import paragraphs

LINE = "The council voted on Tuesday after a debate of nine hours, and the"


def test_lines_are_put_together_and_a_short_last_line_ends_a_paragraph() -> None:
    page = [LINE, "plan was approved by a narrow ma-", "jority.", LINE, "mayor was glad."]
    assert paragraphs([page]) == [f"{LINE} plan was approved by a narrow majority.", f"{LINE} mayor was glad."]


def test_a_hyphen_before_a_capital_stays() -> None:
    assert paragraphs([[LINE + " Anglo-", "Irish " + LINE]]) == [f"{LINE} Anglo- Irish {LINE}"]


def test_heads_feet_and_numbers_of_pages_are_no_words_of_the_article() -> None:
    words = ("mayor", "minister", "parliament")
    pages = [["The Paper, 3 March", f"{LINE} {word}", f"{word} left.", f"{n} of 3"] for n, word in enumerate(words, 1)]
    assert paragraphs(pages) == [f"{LINE} {word} {word} left." for word in words]
