"""Which bytes are a text, and in which encoding."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.errors import Fault
from annotator.formats.doors.decoding import decode

ENGLISH = (
    "The minister’s reply was short. “It’s done,” she said – and left.\nNobody in the café knew why… The plan costs £3 "
    "million, or 40% more than the ‘façade’ at Zürich.\n"
)
FRENCH = (
    "La réponse du ministre a été brève. « C’est terminé », a-t-elle déclaré à l’Assemblée, où l’émotion était vive.\n"
    "Le coût s’élève à 3 000 € – près de 40 % de plus que prévu.\n"
)
GERMAN = (
    "Die Ministerin antwortete kurz. „Es ist geschafft“, sag"
    "te sie – und ging über die Straße.\nDie Kosten fürs Gebäude "
    "betragen 3 Mio. €, größer als erwartet.\n"
)
RUSSIAN = "Министр ответила коротко. «Всё решено», — сказала она и ушла. Проект стоит три миллиона рублей.\n" * 3


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, GERMAN], ids=["English", "French", "German"])
@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
def test_the_encodings_of_old_windows_and_old_macs_are_told_apart(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding, found.guessed) == (text, encoding, True)


def test_one_apostrophe_is_enough() -> None:
    assert decode("It’s a plain text otherwise.".encode("cp1252")).text == "It’s a plain text otherwise."
    assert decode("It’s a plain text otherwise.".encode("mac-roman")).text == "It’s a plain text otherwise."


@pytest.mark.parametrize("text", ["“é”", "Pero ¿qué hay? ¡Nada!", "Größe", "España, año 5 º", "it´s", "3½ mi", "y ó"])
def test_a_few_letters_of_old_windows_are_enough(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("text", ["“é”", "Pero ¿qué hay? ¡Nada!", "Größe", "España, año 5 º"])
def test_a_few_letters_of_old_macs_are_enough(text: str) -> None:
    assert decode(text.encode("mac-roman")).text == text


def test_another_alphabet_is_left_to_those_who_know_it() -> None:
    found = decode(RUSSIAN.encode("cp1251"))
    assert (found.text, found.guessed) == (RUSSIAN, True)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    found = decode(mark + ENGLISH.encode(encoding))
    assert (found.text, found.encoding, found.guessed) == (ENGLISH, encoding, False)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_nuls(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)).text == ENGLISH


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(
        lambda t: t.strip("\ufeff \x85\xa0")
    )
)
def test_utf_8_is_itself(text: str) -> None:
    raw = text.encode()
    if raw.strip(b" ") and not text.startswith("\ufeff"):
        assert decode(raw).text == text


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_a_text_or_a_fault(raw: bytes) -> None:
    try:
        assert decode(raw).text
    except Fault as fault:
        assert "\n" not in str(fault)


REFUSED = {
    "nothing": (b"", "it is empty"),
    "only spaces": (b" \r\n\t ", "it is empty"),
    "only a mark": (codecs.BOM_UTF8, "it is empty"),
    "only NULs": (b"\0" * 50, "it is empty"),
    "control characters": (bytes(range(1, 32)) * 20, "it is binary"),
    "damaged UTF-8": ("Œuvre à l’été déjà où ça naïf".encode()[:-2] * 9, "it is UTF-8, but damaged at byte"),
    "half of UTF-16": (
        codecs.BOM_UTF16_LE + "words".encode("utf-16-le")[:-1],
        "it begins as UTF-16-LE, but is damaged",
    ),
    "noise": (bytes(n * 151 % 256 for n in range(997)), "it is binary"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_text_is_refused_in_one_line(case: str) -> None:
    raw, why = REFUSED[case]
    with pytest.raises(Fault) as found:
        decode(raw)
    assert why in str(found.value) and "\n" not in str(found.value)


def test_nuls_beside_control_bytes_are_no_utf_16() -> None:
    with pytest.raises(Fault, match="it is binary"):
        decode(b"\x00\x01\x02\xff" * 400)
