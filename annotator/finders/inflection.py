"""The regular forms of an English verb, so that adding one is adding a line."""

from __future__ import annotations

_HISSING = ("s", "sh", "ch", "x", "z", "o")


def inflected(lemma: str) -> tuple[str, str, str, str]:
    """The -s form, the past, the participle and the -ing form; the table gives doubled and irregular ones."""
    after_consonant = lemma.endswith("y") and lemma[-2:-1] not in ("a", "e", "i", "o", "u")
    if after_consonant:
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    present = lemma + ("es" if lemma.endswith(_HISSING) else "s")
    if lemma.endswith("e"):
        stem = lemma if lemma.endswith("ee") else lemma[:-1]
        return present, lemma + "d", lemma + "d", stem + "ing"
    return present, lemma + "ed", lemma + "ed", lemma + "ing"
