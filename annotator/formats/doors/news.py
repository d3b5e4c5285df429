"""What exports of news databases have in common: stories with fields, names of authors, names of languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

LANGUAGES: Mapping[str, str] = {
    "english": "en", "englisch": "en", "anglais": "en", "inglés": "en", "inglese": "en", "engels": "en",
    "french": "fr", "französisch": "fr", "français": "fr", "francais": "fr", "francés": "fr", "francese": "fr",
    "german": "de", "deutsch": "de", "allemand": "de", "alemán": "de", "tedesco": "de", "duits": "de",
    "spanish": "es", "spanisch": "es", "espagnol": "es", "español": "es", "spagnolo": "es",
    "italian": "it", "italienisch": "it", "italien": "it", "italiano": "it",
    "dutch": "nl", "niederländisch": "nl", "néerlandais": "nl", "nederlands": "nl",
    "portuguese": "pt", "portugiesisch": "pt", "portugais": "pt", "português": "pt",
    "polish": "pl", "danish": "da", "swedish": "sv", "norwegian": "no", "finnish": "fi", "russian": "ru",
    "ukrainian": "uk", "turkish": "tr", "arabic": "ar", "chinese": "zh", "japanese": "ja", "korean": "ko",
    "hebrew": "he", "greek": "el", "czech": "cs", "hungarian": "hu", "catalan": "ca", "romanian": "ro",
    "английский": "en", "французский": "fr", "немецкий": "de", "испанский": "es", "русский": "ru",
    "英文": "en", "英语": "en", "英語": "en", "法文": "fr", "法语": "fr", "法語": "fr", "フランス語": "fr",
    "德文": "de", "德语": "de", "德語": "de", "ドイツ語": "de", "西班牙文": "es", "西班牙语": "es", "スペイン語": "es",
    "中文": "zh", "中国語": "zh", "简体中文": "zh", "繁體中文": "zh", "日文": "ja", "日语": "ja", "日本語": "ja",
    "韩文": "ko", "韓文": "ko", "韓国語": "ko", "한국어": "ko", "俄文": "ru", "ロシア語": "ru",
}
"""What a database calls a language → its code."""

_BY = re.compile(r"^(?:by|von|par|por|di|da|door)[ :]\s*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:;|\band\b|\bund\b|\bet\b|\by\b|&)\s*")
_BLANKS = re.compile(r"\n[ \t]*\n")


@dataclass(slots=True)
class Story:
    """One article of an export, before it is one of ours.

    Args:
        published: as 2013-10-05, or what is known of it.
        fields: what else is said of it, under our words (`byline`, `section` …).
        left: what stands below the body and is most likely none of it: captions, notes.
    """

    title: str = ""
    outlet: str = ""
    published: str = ""
    body: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def said(self, name: str) -> str:
        """A field in one line; empty when it is not there."""
        return " ".join(self.fields.get(name, "").split())


def names(byline: str) -> tuple[str, ...]:
    """The authors of a byline: “By A. Berg and B. Lind” are two."""
    plain = _BY.sub("", " ".join(byline.split())).strip(" ,;")
    return tuple(dict.fromkeys(part.strip(" ,") for part in _AND.split(plain) if part.strip(" ,")))


def language(said: str) -> str:
    """The code of a language by its name or by its code; empty when it is not known."""
    word = re.split(r"[;,(/ ]", said.strip().lower())[0]
    if re.fullmatch(r"[a-z]{2}(-[a-z0-9]{2,8})?", said.strip().lower()):
        return said.strip().lower() if len(said.strip()) == 2 else said.strip()
    return LANGUAGES.get(word, "")


def unwrapped(text: str) -> list[str]:
    """The paragraphs of a text whose lines were broken at a width: blank lines part them, line ends are spaces.

    Line breaks of the head, which is centred or short, stay: what is broken early was broken on purpose.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    found = []
    for block in _BLANKS.split(plain):
        rows = [row for row in block.split("\n") if row.strip()]
        if not rows:
            continue
        centred = all(row.startswith("     ") for row in rows)
        found.append(("\n" if centred else " ").join(row.strip() for row in rows))
    return found
