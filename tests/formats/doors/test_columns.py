"""The columns follow the codebook, and no two of a table are one to a database."""

from annotator.corpus.kinds import Attribute, Codebook, Kind
from annotator.formats.doors.columns import TABLES, columns


def test_an_attribute_has_a_column_that_says_what_it_asks() -> None:
    tone = Attribute("tone", "choice", label="Tone", values=("calm", "angry"))
    found = columns(Codebook(kinds=(Kind("quote", "Quote", attributes=(tone,)),), article_attributes=(tone,)))
    for table in ("annotations", "codings"):
        assert found.meanings[table]["attribute_tone"] == "Tone (choice: calm, angry)"
    assert "attribute_tone" not in found.names("sources")


def test_kinds_that_ask_the_same_share_a_column() -> None:
    asked = (Attribute("polarity", "text"),)
    kinds = tuple(Kind(name, name, attributes=asked) for name in ("claim", "quote"))
    found = columns(Codebook(kinds=kinds))
    assert found.names("annotations").count("attribute_polarity") == 1


def test_ids_that_differ_in_their_case_alone_have_columns_that_sql_tells_apart() -> None:
    asked = (Attribute("Tone", "text"), Attribute("tone", "text"))
    found = columns(Codebook(kinds=(Kind("claim", "Claim", attributes=asked),)))
    assert found.attributes["annotations"] == {"Tone": "attribute_Tone", "tone": "attribute_tone_2"}


def test_no_two_columns_of_a_table_have_one_name() -> None:
    for table in TABLES:
        names = [name.casefold() for name in columns(Codebook()).names(table)]
        assert len(names) == len(set(names))
