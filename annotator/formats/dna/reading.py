"""Reading a DNA file: documents are articles, statements are annotations, persons and organisations are sources."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotator.corpus.annotation import Attribution
from annotator.corpus.article import text_digest
from annotator.corpus.change import counted
from annotator.corpus.errors import Fault
from annotator.corpus.kinds import Attribute, Codebook
from annotator.corpus.source import Source
from annotator.corpus.team import Coder
from annotator.formats.dna.database import Database, Document, Entity, Statement, Variable, load
from annotator.formats.dna.dates import from_milliseconds, published
from annotator.formats.dna.first import load as load_first
from annotator.formats.dna.mapping import AGAINST, FOR, STANCE, Mapped, mapped, plain
from annotator.formats.doors import ReadOptions
from annotator.formats.doors.files import file_digest, read_whole, refused
from annotator.formats.doors.foreign import Foreign, ForeignArticle, ForeignMark, source_key
from annotator.formats.doors.found import found as made
from annotator.formats.doors.utf16 import Utf16
from annotator.language import tr

TERMS, COLOURS = "highlight_terms", "highlight_colours"
DOCUMENT_TYPE = "document_type"
COLOUR, LINKED = "colour", "linked_to"
_LONGEST = 200
"""Code points of the words to which a link leads."""
_ALIASES = re.compile(r"\s*[;|]\s*")


def read(paths: Sequence[Path], options: ReadOptions) -> Foreign:
    """Read one DNA file.

    Raises:
        Fault: it is none, damaged, or several were named.
    """
    if len(paths) > 1:
        raise refused(paths[0].name, tr("several DNA files were named at once"), tr("Import them one after the other"))
    path, raw = paths[0], read_whole(paths[0])
    is_xml = raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return _Reading(load_first(raw, path.name) if is_xml else load(path, raw), file_digest(raw), options).foreign


class _Reading:
    """One file on its way in; `foreign` is the result."""

    def __init__(self, database: Database, digest: str, options: ReadOptions) -> None:
        self._database, self._digest, self._options = database, digest, options
        self._types = {number: mapped(database, number) for number in database.types}
        self.foreign = Foreign(database.name, "dna", warnings=list(database.problems))
        self._counts: Counter[str] = Counter()
        self._coders = self._named_coders()
        self._sources: dict[tuple[str, str], Source] = {}
        self._parents: dict[tuple[str, str], str] = {}
        for each in self._types.values():
            self._take_sources(each)
        self._follow_parents()
        self.foreign.sources = list(self._sources.values())
        self.foreign.codebook = self._codebook()
        self._articles()
        self._tell_of_links()
        self._warn()

    # --- who ---

    def _named_coders(self) -> dict[int, str]:
        """Number → name, told apart where two bear the same; the number stays in the id."""
        found: dict[int, str] = {}
        for number, said in sorted(self._database.coders.items()):
            name, more = said, 2
            while name in self.foreign.coders:
                name, more = f"{said} ({more})", more + 1
            digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
            self.foreign.coders[name] = Coder(f"dna-coder-{number}-{digest}", name)
            found[number] = name
        return found

    def _take_sources(self, type_: Mapped) -> None:
        for variable, kind in ((type_.person, "person"), (type_.organisation, "organisation")):
            if variable is not None:
                for (of, value), entity in self._database.entities.items():
                    if of == variable.id and value.strip():
                        self._take_source(entity, kind, variable)

    def _take_source(self, entity: Entity, kind: str, variable: Variable) -> None:
        """The same name under two variables is one source."""
        said = dict(entity.attributes)
        aliases = tuple(sorted({each for each in _ALIASES.split(said.pop("Alias", "")) if each}))
        note = said.pop("Notes", "")
        attributes: dict[str, Any] = {plain(name) or "other": value for name, value in said.items()}
        if entity.colour:
            attributes[COLOUR] = entity.colour
        number = {f"dna_{plain(variable.name)}": str(entity.id)}
        key = kind, entity.value
        if old := self._sources.get(key):
            aliases, note = old.aliases or aliases, old.note or note
            attributes, number = attributes | dict(old.attributes), number | dict(old.identifiers)
        self._sources[key] = Source(source_key("dna", *key), entity.value, kind, aliases, note=note,
                                    attributes=attributes, identifiers=number)
        if entity.parent and entity.parent != entity.value:
            self._parents.setdefault(key, entity.parent)

    def _follow_parents(self) -> None:
        """Whom somebody belongs to; what would be a ring is said and not followed."""
        for (kind, name), parent in self._parents.items():
            seen, above = {name}, parent
            while above and above not in seen:
                seen.add(above)
                above = self._parents.get((kind, above), "")
            over = self._sources.get((kind, parent))
            if above or over is None:
                self.foreign.warnings.append(tr("“{name}” belongs to “{parent}”: that is a ring, or not there; left "
                                                "out", name=name, parent=parent))
            else:
                own = self._sources[(kind, name)]
                self._sources[(kind, name)] = Source(
                    own.id, own.name, own.type, own.aliases, affiliation=over.id, note=own.note,
                    attributes=own.attributes, identifiers=own.identifiers)

    def _source(self, kind: str, variable: Variable | None, statement: Statement) -> Source | None:
        value = statement.values.get(variable.id, "") if variable else ""
        return self._sources.get((kind, str(value)))

    # --- what is asked ---

    def _codebook(self) -> Codebook:
        names = {name: None for entity in self._database.entities.values() for name in entity.attributes
                 if name not in ("Alias", "Notes")}
        asked = [Attribute(plain(name) or "other", "text", name) for name in names]
        if any(entity.colour for entity in self._database.entities.values()):
            asked.append(Attribute(COLOUR, "text", "Colour", help="As DNA draws it, such as #FF9900."))
        types = any(document.type for document in self._database.documents.values())
        terms = {TERMS: tuple(label for label, _ in self._database.regexes),
                 COLOURS: tuple(colour for _, colour in self._database.regexes)} if self._database.regexes else {}
        return Codebook(kinds=tuple(each.kind for each in self._types.values()), conventions=terms,
                        source_attributes=tuple(asked),
                        article_attributes=(Attribute(DOCUMENT_TYPE, "text", "Document type"),) if types else ())

    # --- articles ---

    def _articles(self) -> None:
        database = self._database
        if database.generation == 2:
            dates, days = from_milliseconds({each.date for each in database.documents.values()})
            if not days and dates:
                self.foreign.warnings.append(tr("the times are those of this computer's zone, and within two hours of"
                                                " midnight the day alone: DNA 2 does not say in which zone it wrote"))
        else:
            dates = {each.date: each.date for each in database.documents.values()}
        said: dict[int, list[Statement]] = {}
        for statement in database.statements.values():
            said.setdefault(statement.document, []).append(statement)
        for _, (number, document) in self._options.each(sorted(database.documents.items())):
            date = published(dates[document.date]) if document.date in dates else ""
            try:
                self.foreign.articles.append(self._article(document, date, said.get(number, [])))
            except Fault as fault:
                self.foreign.warnings.append(tr("document {number} was left out: {why}", number=number, why=fault.why))

    def _tell_of_links(self) -> None:
        """Links between statements have no type in DNA: each is the words to which it leads."""
        if not self._database.linked:
            return
        words = {mark.key: " ".join(each.found.text[start:end].split())[:_LONGEST]
                 for each in self.foreign.articles for mark in each.marks for start, end in mark.segments}
        leads: dict[str, list[str]] = {}
        for start, end in self._database.linked:
            if str(end) in words:
                leads.setdefault(str(start), []).append(words[str(end)])
        self.foreign.articles = [replace(each, marks=[
            replace(mark, attributes={**mark.attributes, LINKED: "; ".join(leads[mark.key])}) if mark.key in leads
            else mark for mark in each.marks]) for each in self.foreign.articles]

    def _article(self, document: Document, date: str, statements: Sequence[Statement]) -> ForeignArticle:
        lines = document.text.replace("\r\n", "\n").replace("\r", "\n")
        units = Utf16(lines)
        origin = {"format": "dna", "file": f"{self._database.name}, document {document.id}", "fileSha256": self._digest}
        found = made(f"{self._database.name}: {document.title}", lines, title=document.title, origin=origin,
                     byline=(document.author,) if document.author else (), outlet=document.source,
                     section=document.section, note=document.notes, published=date)
        if "\r" in document.text or units.length != len(lines):
            self._counts["shifted"] += len(statements)
        removed = len(lines) - len(lines.lstrip("\ufeff"))
        marks = [mark for each in statements if (mark := self._mark(each, units, found.text, removed))]
        coder = self._coders.get(document.coder, "")
        values = {coder: {DOCUMENT_TYPE: document.type}} if coder and document.type else {}
        return ForeignArticle(found, self._copies_linked(marks), values)

    def _mark(self, statement: Statement, units: Utf16, text: str, removed: int) -> ForeignMark | None:
        start, stop = statement.start, statement.stop
        if not 0 <= start < stop <= units.length:
            self._counts["outside"] += 1
            self.foreign.warnings.append(tr("statement {id} ({start}–{stop}) lies outside its text of"
                                            " {length} UTF-16 units: left out", id=statement.id, start=start, stop=stop,
                                            length=units.length))
            return None
        self._counts["cut"] += units.cuts(start) or units.cuts(stop)
        place = (max(0, units.to_code_point(start) - removed),
                 units.to_code_point(stop) + units.cuts(stop) - removed)
        if place[0] >= place[1]:
            return None
        type_ = self._types[statement.type]
        person = self._source("person", type_.person, statement)
        organisation = self._source("organisation", type_.organisation, statement)
        speaker = person or organisation
        coder = self._coders.get(statement.coder, "")
        digest = hashlib.sha256(f"{text_digest(text)} {coder}".encode("utf-8", "replace")).hexdigest()[:16]
        return ForeignMark(
            str(statement.id), type_.kind.label, (place,), dict(self._answers(type_, statement, person)),
            str(statement.values.get(type_.note.id, "")) if type_.note else "", coder,
            chain=(Attribution(speaker.id),) if speaker else (), id=f"dna-{digest}-{statement.id}")

    def _answers(self, type_: Mapped, statement: Statement, person: Source | None) -> Iterator[tuple[str, Any]]:
        for variable, name in type_.attributes.items():
            value, asked = statement.values.get(variable, ""), self._database.variables[variable]
            if asked is type_.organisation and not person:
                continue  # it speaks itself
            if value == "":
                continue
            if asked.type == "boolean":
                yield name, (FOR if value else AGAINST) if name == STANCE else bool(value)
            else:
                yield name, value

    def _copies_linked(self, marks: Sequence[ForeignMark]) -> list[ForeignMark]:
        """Statements at one place that differ in nothing but who speaks are linked as the same."""
        first: dict[tuple[Any, ...], str] = {}
        found = []
        for mark in marks:
            said = tuple(sorted((k, str(v)) for k, v in mark.attributes.items() if k != "organization"))
            key = (mark.label, mark.segments, mark.coder, mark.note, said)
            if key in first:
                self._counts["copies"] += 1
                mark = ForeignMark(mark.key, mark.label, mark.segments, mark.attributes, mark.note, mark.coder,
                                   links=(("same_as", first[key]),), chain=mark.chain, id=mark.id)
            first.setdefault(key, mark.key)
            found.append(mark)
        return found

    def _warn(self) -> None:
        warnings, counts, database = self.foreign.warnings, self._counts, self._database
        if counts["shifted"] and database.generation > 1:
            warnings.append(tr("DNA's own tables show {statements} shifted, for emoji or"
                               " line ends of Windows; the places in its window were taken",
                               statements=counted(counts['shifted'], 'statement')))
        if counts["cut"]:
            warnings.append(tr("{statements} began or ended inside of an emoji; all of it is in",
                               statements=counted(counts['cut'], 'statement')))
        if counts["copies"]:
            warnings.append(tr("{statements} at the place of another one with the same"
                               " values: linked as the same", statements=counted(counts['copies'], 'statement')))
        people = {each.id for type_ in self._types.values() for each in (type_.person, type_.organisation) if each}
        if lost := sum(len(entity.attributes) for entity in database.entities.values()
                       if entity.variable not in people):
            warnings.append(tr("{lost} attributes of values that are no persons and no organisations were left out",
                               lost=lost))
        for term, _ in database.regexes:
            try:
                re.compile(term)
            except (re.error, RecursionError, OverflowError):
                warnings.append(tr("the pattern “{term}” means something to Java only; it was kept as it is",
                                   term=term[:60]))
        if database.links:
            warnings.append(tr("{links} between variables left out", links=counted(database.links, 'link')))
