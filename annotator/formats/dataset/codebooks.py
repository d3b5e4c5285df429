"""Two codebooks in one: what a dataset's has and the project's lacks is added, never taken for the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotator.corpus.kinds import Attribute, Codebook, Kind, with_kinds
from annotator.language import tr


def enlarged(ours: Codebook, theirs: Codebook) -> Codebook:
    """Our codebook with the kinds, attributes and conventions that only theirs has, behind our own."""
    other = {kind.id: kind for kind in theirs.kinds}
    kinds = [replace(kind, attributes=_more(kind.attributes, other[kind.id].attributes)) if kind.id in other else kind
             for kind in ours.kinds]
    known = {kind.id for kind in ours.kinds}
    return replace(ours, kinds=(*kinds, *(_without_key(kind) for kind in theirs.kinds if kind.id not in known)),
                   conventions={**theirs.conventions, **ours.conventions},
                   article_attributes=_more(ours.article_attributes, theirs.article_attributes),
                   source_attributes=_more(ours.source_attributes, theirs.source_attributes))


def _more(ours: tuple[Attribute, ...], theirs: Iterable[Attribute]) -> tuple[Attribute, ...]:
    known = {attribute.id for attribute in ours}
    return ours + tuple(attribute for attribute in theirs if attribute.id not in known)


def _without_key(kind: Kind) -> Kind:
    """A kind that joins others does not bring its key: ours may have it already."""
    return replace(kind, key="")


def completed(codebook: Codebook, used: Mapping[str, Iterable[str]]) -> tuple[Codebook, list[str]]:
    """The codebook with a plain kind for each that is used and missing, and a warning for each thing it lacks.

    Args:
        used: the kinds of the annotations, with the attributes that they have values of.
    """
    known = {kind.id: {a.id for a in kind.attributes} for kind in codebook.kinds}
    warnings = [tr("the kind “{kind}” stands in no codebook; it was added as a kind of its own", kind=kind)
                for kind in sorted(set(used) - set(known))]
    for kind in sorted(used):
        if missing := sorted(set(used[kind]) - known.get(kind, set())):
            warnings.append(tr("values of {attributes} ({kind}) were kept, though no codebook asks for them",
                               attributes=", ".join(tr("“{name}”", name=each) for each in missing), kind=kind))
    return with_kinds(codebook, used), warnings
