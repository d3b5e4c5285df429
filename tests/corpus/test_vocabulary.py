"""What the model's own ids are called, and that the French codebook is the English one."""

from __future__ import annotations

import json
from typing import Any

from annotator.corpus import annotation, article, figures, source, team
from annotator.corpus.vocabulary import _WORDS, in_words
from annotator.settings import resource


def test_an_id_is_told_in_words_and_what_a_team_added_as_they_wrote_it() -> None:
    assert in_words("not_enough_evidence") == "not enough evidence"
    assert in_words("main_topic") == "main topic"


def test_every_value_of_the_model_has_its_words() -> None:
    own = {*annotation.ROLES, *annotation.BASES, *article.PASSAGES, *figures.MEASURES, *source.TYPES, *source.ANONYMITY,
           *team.STATUSES, *(value for kind in codebook()["kinds"] for asked in kind["attributes"]
                             for value in asked.get("values", ()))}
    assert own <= _WORDS.keys()


def test_the_french_codebook_asks_the_same_under_the_same_ids() -> None:
    assert without_words(codebook("fr")) == without_words(codebook())
    assert words(codebook("fr")).isdisjoint(words(codebook()))


def codebook(*language: str) -> Any:
    return json.loads(resource("codebook", *language, "default.json").read_bytes())


def without_words(found: Any) -> Any:
    """It with nothing that a person reads."""
    if isinstance(found, dict):
        return {key: bool(value) if key in ("label", "definition", "help", "guidelines") else without_words(value)
                for key, value in found.items()}
    return [without_words(each) for each in found] if isinstance(found, list) else found


def words(found: Any) -> set[str]:
    return {asked["help"] for kind in found["kinds"] for asked in kind["attributes"] if asked.get("help")}
