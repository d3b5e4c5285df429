"""From bytes to the dataset's shape; what does not fit is named with its place, in one sentence."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from annotator.corpus.errors import Fault
from annotator.formats.dataset import shape
from annotator.formats.doors.files import open_archive
from annotator.language import tr, trc

AGAIN = tr("Have it exported again, or mend it by its schema")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A dataset whose form is right; what it says is not checked yet."""

    name: str
    header: shape.Header | shape.Corpus
    articles: tuple[shape.Article, ...]


_ARTICLES = "articles.jsonl"
_DECODERS: dict[type[Any], msgspec.json.Decoder[Any]] = {
    of: msgspec.json.Decoder(of) for of in (shape.Corpus, shape.Header, shape.Article, shape.Codebook)}


def parse(path: Path) -> Parsed:
    """Read a dataset: a file, a folder or a ZIP archive.

    Raises:
        Fault: it is no dataset, newer, truncated, damaged, or not as the schema says.
    """
    if path.is_dir():
        return parse_folder(path)
    return parse_zip(path) if zipfile.is_zipfile(path) or _begins_as_zip(path) else parse_file(path)


def _begins_as_zip(path: Path) -> bool:
    """A truncated archive is none any more, and is still to be refused as one."""
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def parse_file(path: Path) -> Parsed:
    """Read a dataset of one file.

    Raises:
        Fault: it is no dataset, newer, truncated, or not as the schema says.
    """
    corpus: shape.Corpus = _decode(read_bytes(path), shape.Corpus, path.name)
    return Parsed(path.name, corpus, corpus.articles)


def parse_folder(path: Path) -> Parsed:
    """Read a dataset of a folder: `corpus.json` and `articles.jsonl`.

    Raises:
        Fault: as `parse_file`.
    """
    return _parse_members(path.name, lambda member: read_bytes(path / member))


def parse_zip(path: Path) -> Parsed:
    """Read a dataset of a ZIP archive: the same files, also in a folder within.

    Raises:
        Fault: as `parse_file`; or it is damaged, or unpacks into too much.
    """
    with open_archive(path) as archive:
        within = next((name.removesuffix(_ARTICLES) for name in archive.names if name.endswith(_ARTICLES)), "")
        return _parse_members(path.name, lambda member: archive.read(within + member))


def _parse_members(name: str, read: Callable[[str], bytes]) -> Parsed:
    header: shape.Header = _decode(read("corpus.json"), shape.Header, f"{name}/corpus.json")
    lines = [line for line in read(_ARTICLES).split(b"\n") if line.strip()]
    return Parsed(name, header, tuple(_articles(lines, f"{name}/{_ARTICLES}")))


def parse_codebook(raw: bytes, name: str) -> shape.Codebook:
    """Read a codebook that stands alone.

    Raises:
        Fault: it is not as the schema says.
    """
    found: shape.Codebook = _decode(raw, shape.Codebook, name)
    return found


def read_bytes(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        Fault: it is missing or cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise Fault(tr("{name} cannot be read", name=path.name), error.strerror or tr("the disk refused"),
                    tr("Check the name, and whether you may read it")) from error


def refused(name: str, why: str, remedy: str = AGAIN) -> Fault:
    """The fault of a dataset that is not taken in."""
    return Fault(tr("{name} cannot be imported", name=name), why, remedy)


def _decode(raw: bytes, of: type[Any], name: str) -> Any:
    try:
        return _decoded(raw, of, name)
    except RecursionError as error:
        raise refused(name, tr("it is nested deeper than any dataset is")) from error


def _decoded(raw: bytes, of: type[Any], name: str) -> Any:
    try:
        return _DECODERS[of].decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except msgspec.ValidationError as error:
        if of is not shape.Codebook:
            _check_version(raw, name)
        if of is shape.Corpus:
            _look_into_articles(raw, name)
        raise refused(name, plainly(str(error))) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _malformed(raw, name, error) from error


def _look_into_articles(raw: bytes, name: str) -> None:
    """Refuse the first article that does not fit, named by its id; nothing when the fault lies elsewhere."""
    try:
        pieces = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"), type=shape.Pieces)
    except msgspec.ValidationError:
        return
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _malformed(raw, name, error) from error
    for _ in _articles(pieces.articles, name):
        pass


def _check_version(raw: bytes, name: str) -> None:
    """A dataset of another kind or version has other fields: that is said before any of them."""
    try:
        found = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except msgspec.ValidationError:
        return
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _malformed(raw, name, error) from error
    kind, version = (found.get("format"), found.get("formatVersion")) if isinstance(found, dict) else (None, None)
    if kind != shape.FORMAT:
        raise refused(name, tr("it is not a dataset (its “format” is not “{format}”)", format=shape.FORMAT),
                      tr("Choose a dataset that this program or another has exported in that format"))
    if isinstance(version, str) and re.fullmatch(r"\d+\.\d+", version) and not version.startswith("1."):
        raise refused(name, tr("it was written by a newer version (format {version}, this program reads 1.x)",
                               version=version),
                      tr("Update the program, or ask for an export in format 1.0"))


def _malformed(raw: bytes, name: str, error: Exception) -> Fault:
    if isinstance(error, UnicodeDecodeError):
        return refused(name, tr("it is not UTF-8 (byte {byte:,} of a text in it)", byte=error.start),
                       tr("Save it as UTF-8"))
    if place := _lone_surrogate(raw):
        return refused(name, tr("the text at byte {byte:,} holds half of a character (a lone surrogate)", byte=place),
                       tr("Have it exported again by a program that writes whole characters"))
    if "truncated" in str(error):
        return refused(name, tr("it ends too early; the file is not whole"), tr("Copy or download it again"))
    return refused(name, tr("it is not JSON ({why})", why=str(error).removeprefix("JSON is malformed: ")))


def _lone_surrogate(raw: bytes) -> int:
    pattern = rb"\\\\|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(\\u[dD][89a-fA-F]..)"
    return next((match.start() for match in re.finditer(pattern, raw) if match.group(1)), 0)


def _articles(raws: Iterable[msgspec.Raw | bytes], name: str) -> Iterator[shape.Article]:
    decode = _DECODERS[shape.Article].decode
    for number, raw in enumerate(raws, 1):
        try:
            yield decode(raw)
        except msgspec.ValidationError as error:
            raise refused(name, _placed(bytes(raw), number, str(error))) from error
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise _malformed(bytes(raw), tr("{file}, article {number}", file=name, number=number), error) from error


def _placed(raw: bytes, number: int, message: str) -> str:
    """The message with the article, and the annotation, that it is about."""
    try:
        article = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return tr("article {article}: {why}", article=number, why=plainly(message))
    if not isinstance(article, dict):
        return tr("article {number} is no object", number=number)
    annotations = article.get("annotations")
    for place, annotation in enumerate(annotations if isinstance(annotations, list) else (), 1):
        try:
            msgspec.convert(annotation, shape.Annotation)
        except msgspec.ValidationError as error:
            which = annotation.get("id", place) if isinstance(annotation, dict) else place
            return tr("article {article}, annotation {annotation}: {why}", article=article.get("id", number),
                      annotation=which, why=plainly(str(error)))
    return tr("article {article}: {why}", article=article.get("id", number), why=plainly(message))


_SAYINGS = (
    (r"Object contains unknown field `(?P<field>.*)`", tr("there is no field “{field}” in this format")),
    (r"Object missing required field `(?P<field>.*)`", tr("the field “{field}” is missing")),
    (r"Expected `(?P<wanted>.*?)`, got `(?P<given>.*?)`", tr("this should be {wanted}, not {given}")),
    (r"Invalid enum value (?P<given>.*)", tr("{given} is not one of the values of this field")),
)
"""What the decoder says, and how a person would."""
_TYPES = {"str": trc("type of a value", "text"), "int": tr("a whole number"), "bool": tr("true or false"),
          "float": tr("a number"), "array": tr("a list"), "object": tr("an object")}


def _worded(words: str, found: re.Match[str]) -> str:
    return words.format(**found.groupdict())


def plainly(message: str) -> str:
    """A message of the decoder in a person's words."""
    said, _, place = message.partition(" - at `")
    where = place.rstrip("`").removeprefix("$").removeprefix(".").replace("[...]", "[]")
    if found := re.search(r"matching regex '(.*)'", said):
        form = shape.MEANING.get(found.group(1).replace("\\\\", "\\"))
        said = tr("this is not {form}", form=form) if form else tr("this is not of the right form")
    if said.startswith("Expected"):
        for theirs, ours in _TYPES.items():
            said = re.sub(rf"\b{theirs}\b", ours, said)
    for pattern, words in _SAYINGS:
        said = re.sub(pattern, partial(_worded, words), said)
    said = said[:1].lower() + said[1:]
    return f"{where}: {said}" if where else said
