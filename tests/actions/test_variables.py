"""An answer on an article is a field of its own in the one entity that a coder has there."""

from __future__ import annotations

from annotator.actions.variables import answer
from annotator.corpus.change import values_id
from annotator.corpus.team import Coder

ANN = Coder("ann", "Ann")


def test_each_answer_is_a_field_of_its_own_and_says_whose_it_is() -> None:
    (change,) = answer("article", ANN, "tone", "critical", seen=(7,)).changes
    assert (change.kind, change.entity, change.article) == ("values", values_id("ann", "article"), "article")
    assert (dict(change.fields), change.seen) == ({"coder": "ann", "attribute:tone": "critical"}, (7,))


def test_nothing_takes_the_answer_away_and_no_is_an_answer() -> None:
    for nothing in (None, "", [], ()):
        assert answer("article", ANN, "tone", nothing).changes[0].fields["attribute:tone"] is None
    assert answer("article", ANN, "ironic", False).changes[0].fields["attribute:ironic"] is False
