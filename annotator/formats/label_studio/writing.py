"""Writing for Label Studio: `tasks.json` to import, and `labels.xml`, the labelling interface that goes with it.

Offsets are code points, as Label Studio has counted them since 2022. Each coder's work is an annotation of its own. The
parts of a split annotation are regions that a relation *continues* ties together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from annotator.corpus.annotation import Annotation
from annotator.corpus.kinds import Attribute, Kind
from annotator.corpus.link import TYPES, Link
from annotator.formats.doors import Corpus, WriteOptions, Written, account
from annotator.formats.doors.drafts import Drafts, refuse_file, written
from annotator.formats.doors.edition import Edition, Entry
from annotator.formats.doors.lines import filled, write_list
from annotator.language import tr

CONTINUES = "continues"
_ABOUT = tr("Give Label Studio `labels.xml` under *Settings › Labeling interface › Code*, then import `tasks.json`."
            " Each coder's work is an annotation of its own.")
_SAME = {"from_name": "label", "to_name": "text"}


def write_folder(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the folder.

    Raises:
        Fault: the disk refused, a file lies where the folder shall be, or the project kept changing.
    """
    refuse_file(out)
    files = [out / "tasks.json", out / "labels.xml", out / account.NAME]

    def attempt(drafts: Drafts) -> Written:
        edition = Edition(corpus)
        used: dict[str, set[str]] = defaultdict(set)
        with drafts.new(files[0]) as file:
            write_list(file, _tasks(edition, used))
        with drafts.new(files[1]) as file:
            file.write(_interface(edition, used).encode())
        losses = edition.losses.lines()
        with drafts.new(files[2]) as file:
            file.write(account.account(edition.project, _ABOUT, edition.counts, losses, options))
        return Written(files, dict(edition.counts), losses)

    return written(corpus, files, attempt)


def _tasks(edition: Edition, used: dict[str, set[str]]) -> Iterator[dict[str, Any]]:
    """The tasks; `used` is told which kinds have which answers."""
    drawn: dict[str, list[Link]] = defaultdict(list)
    for link in edition.links:
        drawn[link.start].append(link)
    for entry in edition.entries():
        by_coder: dict[str, list[Annotation]] = defaultdict(list)
        for annotation in entry.annotations:
            by_coder[annotation.creator].append(annotation)
            used[annotation.kind] |= annotation.attributes.keys()
        article = entry.article
        yield {"data": {"text": entry.text, **filled({
                   "article_id": article.id, "title": article.title, "byline": ", ".join(article.byline),
                   "outlet": article.outlet, "published": article.published, "url": article.url})},
               "annotations": [_of_coder(edition, entry, coder, made, drawn)
                               for coder, made in sorted(by_coder.items())]}


def _of_coder(edition: Edition, entry: Entry, coder: str, made: Sequence[Annotation],
              drawn: dict[str, list[Link]]) -> dict[str, Any]:
    here, result = {annotation.id for annotation in made}, list[dict[str, Any]]()
    for annotation in made:
        result += _regions(edition, entry, annotation)
        for link in drawn.get(annotation.id, ()):
            if link.end in here:
                edition.counts["link"] += 1
                result.append(_relation(annotation.id, link.end, link.type))
            else:
                edition.losses.note(tr("a link to another article or to another coder's annotation was left out"))
    return {"completed_by": {"email": edition.coder(coder), "first_name": edition.coder(coder)}, "result": result}


def _regions(edition: Edition, entry: Entry, annotation: Annotation) -> Iterator[dict[str, Any]]:
    attributes = {a.id: a for a in edition.codebook.kind(annotation.kind).attributes}
    if annotation.marks or any(link.mention or link.cue for link in annotation.chain):
        edition.losses.note(tr("words with a role of their own were left out"))
    if annotation.quantity:
        edition.losses.note(tr("the value of a figure was left out"))
    before = ""
    for number, (start, end) in enumerate(annotation.content):
        name = f"{annotation.id}.{number}" if number else annotation.id
        place = {"start": start, "end": end, "text": entry.text[start:end]}
        note = {"meta": {"text": [annotation.note]}} if annotation.note and not number else {}
        yield {**_SAME, "id": name, "type": "labels", "value": {**place, "labels": [annotation.kind]}, **note}
        if before:
            yield _relation(name, before, CONTINUES)
        before = name
        if not number:
            yield from _answers(annotation, attributes, place)
            yield from _sources(edition, annotation, place)


def _answers(
    annotation: Annotation, attributes: dict[str, Attribute], place: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    for key, value in annotation.attributes.items():
        values = [str(each) for each in (value if isinstance(value, list | tuple) else [value])]
        choice = key in attributes and attributes[key].type in ("choice", "multi")
        said: dict[str, Any] = {"choices": values} if choice else {"text": values}
        yield {"id": annotation.id, "from_name": key, "to_name": "text", "type": "choices" if choice else "textarea",
               "value": {**place, **said}}


def _sources(edition: Edition, annotation: Annotation, place: dict[str, Any]) -> Iterator[dict[str, Any]]:
    names = [name for link in annotation.chain if (name := edition.name(link.source))]
    if names:
        yield {"id": annotation.id, "from_name": "source", "to_name": "text", "type": "textarea",
               "value": {**place, "text": names}}


def _relation(start: str, end: str, label: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": start, "to_id": end, "direction": "right", "labels": [label]}


def _interface(edition: Edition, used: Mapping[str, Set[str]]) -> str:
    """The labelling interface: what Label Studio is given under *Settings › Labeling interface › Code*.

    A label shows its value, and tasks say its alias. What the codebook has lost but the tasks use is there too, or
    Label Studio refuses them.
    """
    known = {kind.id: kind for kind in edition.codebook.kinds}
    kinds = [*known.values(), *(Kind(name, name) for name in sorted(used.keys() - known.keys()))]
    labels = "".join(f"    <Label value={quoteattr(kind.label)} alias={quoteattr(kind.id)}/>\n" for kind in kinds)
    relations = "".join(f"    <Relation value={quoteattr(name)}/>\n" for name in (CONTINUES, *TYPES))
    asked: dict[str, tuple[Attribute, list[str]]] = {}
    for kind in kinds:
        others = used.get(kind.id, frozenset()) - {attribute.id for attribute in kind.attributes}
        for attribute in (*kind.attributes, *(Attribute(name, "text") for name in sorted(others))):
            asked.setdefault(attribute.id, (attribute, []))[1].append(kind.id)
    questions = "".join(_question(attribute, kinds) for attribute, kinds in asked.values())
    return (f'<View>\n  <Labels name="label" toName="text">\n{labels}  </Labels>\n  <Relations>\n{relations}'
            f'  </Relations>\n  <Text name="text" value="$text"/>\n{questions}'
            '  <TextArea name="source" toName="text" perRegion="true"/>\n</View>\n')


def _question(attribute: Attribute, kinds: Sequence[str]) -> str:
    asked = (f"name={quoteattr(attribute.id)} toName=\"text\" perRegion=\"true\" visibleWhen=\"region-selected\""
             f" whenTagName=\"label\" whenLabelValue={quoteattr(','.join(kinds))}")
    if attribute.type not in ("choice", "multi"):
        return f"  <TextArea {asked}/>\n"
    several = ' choice="multiple"' if attribute.type == "multi" else ""
    choices = "".join(f"    <Choice value={quoteattr(value)}/>\n" for value in attribute.known)
    return f"  <Choices {asked}{several}>\n{choices}  </Choices>\n"
