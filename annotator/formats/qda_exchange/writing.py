"""Writing REFI-QDA: a ZIP of `project.qde` and the articles as plain text, or the codebook alone.

Positions count code points from 0, the end not included. What an annotation says becomes codes on its words: its kind,
its answers, the sources behind it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from annotator.corpus.annotation import Annotation
from annotator.corpus.article import Article
from annotator.formats.doors import Corpus, WriteOptions, Written, account
from annotator.formats.doors.drafts import packed
from annotator.formats.doors.edition import Edition, Entry, write_one
from annotator.formats.doors.xml_words import element, words
from annotator.formats.qda_exchange.codes import answer_code, answers, codes, guid, kind_code, source_code
from annotator.language import tr

_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_CHUNK = 1 << 20
_ABOUT = ("outlet", "published", "url", "language", "section")


def write_project(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the project.

    Raises:
        Fault: the disk refused, or the project kept changing.
    """
    return write_one(corpus, out, lambda edition, file: Project(edition, options).write(file))


def write_codebook(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the codebook alone (.qdc); sources are no part of it.

    Raises:
        Fault: as `write_project`.
    """
    def fill(edition: Edition, file: IO[bytes]) -> None:
        inside = codes(edition.codebook, {})
        file.write((_XML + element("CodeBook", {"xmlns": "urn:QDA-XML:codebook:1.0", "origin": "Annotator"}, inside)
                    + "\n").encode())
        edition.counts["kind"] = len(edition.codebook.kinds)

    return write_one(corpus, out, fill)


class Project:
    """One project on its way out. `project.qde` comes last: its notes follow from all that was before."""

    def __init__(self, edition: Edition, options: WriteOptions) -> None:
        self._edition, self._options = edition, options
        self._notes: list[str] = []

    def write(self, file: IO[bytes]) -> None:
        """The whole archive, the same bytes for the same state."""
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, TemporaryFile() as sources:
            many = 0
            for entry in self._edition.entries():
                name = guid(entry.article.id)
                archive.writestr(packed(f"Sources/{name}.txt"), entry.text.encode("utf-8", "replace"))
                sources.write(self._source(entry, name).encode())
                many += 1
            sources.seek(0)
            with archive.open(packed("project.qde"), "w") as xml:
                xml.write(self._head().encode())
                if many:
                    xml.write(b"<Sources>")
                    while chunk := sources.read(_CHUNK):
                        xml.write(chunk)
                    xml.write(b"</Sources>")
                if self._notes:
                    xml.write(f"<Notes>{''.join(self._notes)}</Notes>".encode())
                said = "\n\n".join(filter(None, (self._edition.project.description, *account.chosen(self._options))))
                xml.write(f"{words('Description', said)}</Project>\n".encode())
        self._edition.leave_out_links()

    def _head(self) -> str:
        edition, project = self._edition, self._edition.project
        users = "".join(element("User", {"guid": guid(coder.id), "name": coder.name})
                        for _, coder in sorted(edition.coders.items()))
        variables = "".join(
            element("Variable", {"guid": guid("variable", name), "name": name, "typeOfVariable": "Text"})
            for name in _ABOUT)
        opening = element("Project", {"xmlns": "urn:QDA-XML:project:1.0", "name": project.name or "Project",
                                      "origin": "Annotator"}).removesuffix("/>") + ">"
        counting = {name: source for name, source in sorted(edition.sources.items()) if name not in edition.merged}
        edition.counts["source"] = len(counting)
        tree = codes(edition.codebook, counting)
        book = element("CodeBook", {}, tree) if tree != "<Codes/>" else ""
        return (_XML + opening + (f"<Users>{users}</Users>" if users else "") + book
                + f"<Variables>{variables}</Variables>")

    def _source(self, entry: Entry, name: str) -> str:
        article = entry.article
        inside = "".join(selection for annotation in entry.annotations
                         for selection in self._selections(annotation, entry))
        values = "".join(_value(article, field) for field in _ABOUT if getattr(article, field))
        notes = self._note(article.id, article.note, "") if article.note else ""
        return element("TextSource", {"guid": name, "name": article.title or article.id,
                                      "plainTextPath": f"internal://{name}.txt"}, inside + notes + values)

    def _selections(self, annotation: Annotation, entry: Entry) -> Iterator[str]:
        if len(annotation.content) > 1:
            self._edition.losses.note(tr("a split annotation became several selections"))
        if annotation.marks or any(link.mention or link.cue for link in annotation.chain):
            self._edition.losses.note(tr("words with a role of their own were left out"))
        if annotation.quantity:
            self._edition.losses.note(tr("the value of a figure was left out"))
        user = self._user(annotation.creator)
        for number, (start, end) in enumerate(annotation.content):
            name = annotation.id if not number else f"{annotation.id}/{number}"
            coded = "".join(
                element("Coding", {"guid": guid("coding", name, code), "creatingUser": user,
                                   "creationDateTime": annotation.created},
                        element("CodeRef", {"targetGUID": code})) for code in self._codes(annotation))
            note = self._note(annotation.id, annotation.note, user) if annotation.note and not number else ""
            yield element("PlainTextSelection", {
                "guid": guid("selection", name), "name": entry.text[start:end][:60].replace("\n", " "),
                "startPosition": start, "endPosition": end, "creatingUser": user,
                "creationDateTime": annotation.created}, coded + note)

    def _codes(self, annotation: Annotation) -> Iterator[str]:
        kind = self._edition.codebook.kind(annotation.kind)
        yield kind_code(kind.id)
        for attribute in kind.attributes:
            value = annotation.attributes.get(attribute.id)
            said = [("yes" if value else "no") if isinstance(value, bool) else str(value)
                    for value in (value if isinstance(value, list | tuple) else [value]) if value is not None]
            for each in said:
                if each in answers(attribute):
                    yield answer_code(kind.id, attribute.id, each)
                else:
                    self._edition.losses.note(tr("an answer in words or numbers was left out"))
        sources = (self._edition.counts_as(link.source) for link in annotation.chain)
        yield from (source_code(source) for source in dict.fromkeys(filter(None, sources)))

    def _user(self, coder: str) -> str:
        return guid(coder) if coder in self._edition.coders else ""

    def _note(self, owner: str, text: str, user: str) -> str:
        name = guid("note", owner)
        self._notes.append(element("Note", {"guid": name, "name": "Note", "creatingUser": user},
                                   words("PlainTextContent", text)))
        return element("NoteRef", {"targetGUID": name})


def _value(article: Article, field: str) -> str:
    reference = element("VariableRef", {"targetGUID": guid("variable", field)})
    return element("VariableValue", {}, reference + words("TextValue", str(getattr(article, field))))
