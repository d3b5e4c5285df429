"""Names that may be one person's."""

from annotator.finders import suggest

TEXT = (
    "Works Minister Jean Delacroix met the mayor. Delacroix said the bridge was safe.\n"
    "Later Delacroyx praised the crew, and Anna Berg thanked Jean Delacroix."
)


def groups(text: str) -> list[list[str]]:
    return [[text[slice(*span)] for span in each.segments] for each in suggest(text, finders=["persons"])]


def test_spellings_of_one_name_are_proposed_together() -> None:
    assert groups(TEXT) == [["Jean Delacroix", "Delacroix", "Delacroyx"]]


def test_two_people_are_not() -> None:
    assert groups("Anna Berg met Jonas Lindqvist. Berg left; Lindqvist stayed.") == [
        ["Anna Berg", "Berg"],
        ["Jonas Lindqvist", "Lindqvist"],
    ]


def test_the_reason_is_said() -> None:
    (found,) = suggest(TEXT, finders=["persons"])
    assert "surname" in found.why
