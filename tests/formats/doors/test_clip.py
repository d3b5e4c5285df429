"""What browsers, Word and Windows put into a clipboard comes in as the words that a person has copied."""

import pytest

from annotator.formats.doors.clip import Clip, words_in

CHROME = ("<meta charset='utf-8'><h1 style=\"color: rgb(0, 0, 0)\">Council approves</h1><p>The council voted "
          "on&nbsp;Tuesday.</p><p>“It’s done,” <a href=\"https://x.example/a\">the mayor</a> said."
          "<br>Then she left.</p>")
CHROME_TEXT = "Council approves\nThe council voted on Tuesday.\n\n“It’s done,” the mayor said.\nThen she left."
WORDS = "Council approves\n\nThe council voted on Tuesday.\n\n“It’s done,” the mayor said.\nThen she left."
WORD = ("<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><title>Secret name</title><style>p {margin:0}"
        "</style><!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body lang=EN-GB>"
        "<!--StartFragment--><p class=MsoNormal><b>Council approves</b><o:p></o:p></p><p class=MsoNormal>"
        "The council\r\nvoted on Tuesday.<o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>")
CF_HTML = ("Version:0.9\r\nStartHTML:0000000187\r\nEndHTML:0000000400\r\nStartFragment:0000000223\r\n"
           "EndFragment:0000000364\r\nSourceURL:https://paper.example/vote\r\n<html>\r\n<body>\r\n<!--StartFragment-->"
           f"{CHROME}<!--EndFragment-->\r\n</body>\r\n</html>\0")
CELLS = "<table><tr><td>12</td><td>percent</td></tr><tr><td>13</td><td>euros</td></tr></table>"


@pytest.mark.parametrize(("clip", "found"), [
    (Clip("Only words.\n\nMore."), ("", "Only words.\n\nMore.", "")),
    (Clip(CHROME_TEXT, CHROME), ("Council approves", WORDS, "")),
    (Clip("", CHROME), ("Council approves", WORDS, "")),
    (Clip(CHROME_TEXT, CF_HTML), ("Council approves", WORDS, "https://paper.example/vote")),
    (Clip(CHROME_TEXT, CHROME, "https://paper.example/1\0"), ("Council approves", WORDS, "https://paper.example/1")),
    (Clip("Council approves\nThe council voted on Tuesday.\n", WORD),
     ("", "Council approves\n\nThe council voted on Tuesday.", "")),
    (Clip("12\tpercent\n13\teuros", CELLS), ("", "12\tpercent\n13\teuros", "")),
    (Clip("All the words of it.", "<p>All the</p>"), ("", "All the words of it.", "")),
    (Clip("x", "", "file:///etc/passwd"), ("", "x", ""))])
def test_the_words_that_were_copied_are_the_words(clip: Clip, found: tuple[str, str, str]) -> None:
    assert words_in(clip) == found


def test_what_has_no_words_is_empty() -> None:
    assert Clip(" \n", "<p> </p>").empty and Clip("", "<img src='x.png'>").empty and not Clip("", "<p>Word</p>").empty
