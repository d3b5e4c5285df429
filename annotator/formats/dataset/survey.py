"""One look through all annotations for what they name: each further look would cost a tenth of the import."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.formats.dataset import shape
from annotator.formats.dataset.parsing import Parsed


class Survey:
    """What a dataset names.

    `names` are the ids of the annotations in order, `annotations` the same as a set; `used` says for each kind which
    attributes have values; `coders` are all who made or changed something; `linked` are the annotations with links.
    """

    def __init__(self, parsed: Parsed) -> None:
        self.names: list[str] = []
        self.coders: set[str] = set()
        self.used: dict[str, set[str]] = {}
        self.linked: list[tuple[shape.Article, shape.Annotation]] = []
        for source in parsed.header.sources:
            self._count(source.creator, source.modified_by)
        for article in parsed.articles:
            self.coders.update(review.coder for review in article.reviews)
            self.coders.update(values.coder for values in article.values)
            self._look(article, article.annotations)
        self.annotations = set(self.names)

    def _count(self, *coders: str | None) -> None:
        self.coders.update(coder for coder in coders if coder)

    def _look(self, article: shape.Article, annotations: Iterable[shape.Annotation]) -> None:
        name, coders, used = self.names.append, self.coders, self.used
        for annotation in annotations:
            name(annotation.id)
            if annotation.creator:
                coders.add(annotation.creator)
            if annotation.modified_by:
                coders.add(annotation.modified_by)
            attributes = used.get(annotation.kind)
            if attributes is None:
                attributes = used[annotation.kind] = set()
            if annotation.attributes:
                attributes.update(annotation.attributes)
            if annotation.links:
                self.linked.append((article, annotation))

    def looked_up(self) -> Sequence[tuple[str, Iterable[str]]]:
        """The ids whose form is not checked where they stand: what they name, and each once."""
        return (("coder", self.coders), ("kind", self.used), ("attribute", set().union(*self.used.values())))
