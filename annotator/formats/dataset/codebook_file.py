"""A codebook alone, as one JSON file: to begin another project with, or to keep beside a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec

from annotator.corpus.change import CODEBOOK_ID, Change, ChangeSet
from annotator.corpus.codebook_fields import revision
from annotator.corpus.errors import Fault
from annotator.corpus.kinds import Codebook, with_kinds
from annotator.formats.dataset import shape, wording
from annotator.formats.dataset.parsing import plainly, read_bytes
from annotator.formats.dataset.taking_over import take_over
from annotator.formats.doors import Corpus, Incoming, Problem, ReadOptions, WriteOptions, Written
from annotator.formats.doors.drafts import Drafts
from annotator.language import tr

REMEDY = tr("Choose a file that “Export the codebook” has written, or enter it by hand: nothing was changed")
_OTHERS = (
    (re.compile(rb"\ASQLite format 3\0"), tr("it is an SQLite database (a project of DNA, QualCoder or Annotator)")),
    (re.compile(rb"\APK\x03\x04"), tr("it is a ZIP archive (such as .qdpx of REFI-QDA or an INCEpTION export)")),
    (re.compile(rb"<CodeBook\b"), tr("it is a codebook of REFI-QDA (.qdc)")),
    (re.compile(rb"<View\b"), tr("it is a labelling interface of Label Studio")),
    (re.compile(rb"\A\s*<"), tr("it is XML or HTML")),
    (re.compile(rb"\A\s*\[entities\]", re.MULTILINE), tr("it is a configuration of brat")),
)
"""What a file of another tool begins with."""
_KEYS = (
    ({"label_config"}, tr("it is a project of Label Studio")),
    ({"from_name", "to_name"}, tr("it holds results of Label Studio")),
    ({"suffix_key"}, tr("it holds labels of doccano")), ({"background_color"}, tr("it holds labels of doccano")),
    ({"shortcut_key"}, tr("it holds labels of labelbuddy")), ({"statementTypes"}, tr("it is an export of DNA")),
    ({"layers", "tagsets"}, tr("it is a project of INCEpTION")), ({"tag_set_name"}, tr("it is a tag set of INCEpTION")),
    ({"color", "text"}, tr("it holds labels of doccano or labelbuddy")),
    ({"color", "name"}, tr("it holds labels of another tool")),
)
_HEAD = 4_096


def write(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the codebook. The same codebook is always the same bytes.

    Raises:
        Fault: the disk refused.
    """
    book = with_kinds(corpus.codebook(), corpus.kinds_used())
    drafts = Drafts()
    try:
        with drafts.new(out) as file:
            file.write(encode(book))
        drafts.keep()
    except OSError as error:
        raise Fault(tr("{name} was not written", name=out.name), error.strerror or str(error),
                    tr("Choose another folder, or make room")) from error
    finally:
        drafts.drop()
    asked = sum(len(kind.attributes) for kind in book.kinds)
    asked += len(book.article_attributes) + len(book.source_attributes)
    return Written([out], {"kind": len(book.kinds), "attribute": asked})


def encode(book: Codebook) -> bytes:
    """The codebook as the file's bytes."""
    whole = shape.CodebookFile(format="annotator-codebook", format_version=shape.VERSION,
                               codebook=wording.codebook_shape(book))
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def read(paths: Sequence[Path], corpus: Corpus, options: ReadOptions) -> Incoming:
    """Read a codebook, and find out what it would change. What is used and not in it is kept, hidden."""
    try:
        if len(paths) > 1:
            raise Fault(tr("Nothing was changed"), tr("{number} codebooks were named at once", number=len(paths)),
                        tr("Choose one of them"))
        theirs = decode(read_bytes(paths[0]), paths[0].name)
    except Fault as fault:
        return Incoming(problems=[Problem(paths[0].name, fault)])
    ours = corpus.codebook()
    taken = take_over(ours, theirs, corpus.usage())
    fields = revision(ours, taken.codebook)
    if fields and taken.codebook == theirs and theirs.version != ours.version:
        fields["version"] = theirs.version
    incoming = Incoming(warnings=list(taken.lines), added=taken.added, changed=taken.changed, there=taken.there)
    if fields:
        incoming.make = partial(iter, (ChangeSet([Change("codebook", CODEBOOK_ID, fields)]),))
    return incoming


def decode(raw: bytes, name: str) -> Codebook:
    """A codebook from a file's bytes.

    Raises:
        Fault: it is another tool's, newer, or not as it should be.
    """
    if why := _another_tool(raw[:_HEAD]):
        raise _refused(name, why)
    try:
        found = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        why = tr("it is not JSON") if raw.lstrip()[:1] not in (b"{", b"[") else tr("it is not whole, or not JSON")
        raise _refused(name, why) from error
    kind, version = (found.get("format"), found.get("formatVersion")) if isinstance(found, dict) else (None, None)
    if kind == shape.FORMAT:
        raise Fault(tr("{name} was not taken over", name=name), tr("it is a whole dataset, not a codebook alone"),
                    tr("Bring it in with File › Import articles: its codebook comes with it"))
    if kind != shape.CODEBOOK:
        raise _refused(name, _whose(found))
    if isinstance(version, str) and re.fullmatch(r"[0-9]+\.[0-9]+", version) and not version.startswith("1."):
        raise Fault(tr("{name} was not taken over", name=name),
                    tr("it was written by a newer version (format {version})", version=version),
                    tr("Update the program, or ask for a codebook in format 1.0"))
    try:
        book = wording.codebook(msgspec.convert(found, shape.CodebookFile, strict=True).codebook)
    except msgspec.ValidationError as error:
        raise Fault(tr("{name} was not taken over", name=name), plainly(str(error)),
                    tr("Mend it there: nothing was changed")) from error
    _check_once(book, name)
    return book


def _another_tool(head: bytes) -> str:
    return next((why for pattern, why in _OTHERS if pattern.search(head)), "")


def _whose(found: object) -> str:
    """Which tool's JSON it is, as far as its names tell."""
    first = found[0] if isinstance(found, list) and found else found
    if isinstance(first, dict):
        keys = set(first) | {key for value in first.values() if isinstance(value, list) for each in value[:1]
                             if isinstance(each, dict) for key in each}
        for known, why in _KEYS:
            if known <= keys:
                return tr("{why}, not a codebook of Annotator", why=why)
    return tr("it is JSON, but no codebook (its “format” is not “{format}”)", format=shape.CODEBOOK)


def _check_once(book: Codebook, name: str) -> None:
    asked = (*((kind.id, kind.attributes) for kind in book.kinds), ("article", book.article_attributes),
             ("source", book.source_attributes))
    for owner, ids in (("", [kind.id for kind in book.kinds]), *((owner, [a.id for a in has]) for owner, has in asked)):
        if twice := next((id for id in ids if ids.count(id) > 1), ""):
            why = (tr("two attributes of “{owner}” have the id “{id}”", owner=owner, id=twice) if owner
                   else tr("two kinds have the id “{id}”", id=twice))
            raise Fault(tr("{name} was not taken over", name=name), why, tr("Give one of them another"))


def _refused(name: str, why: str) -> Fault:
    return Fault(tr("{name} was not taken over", name=name), why, REMEDY)
