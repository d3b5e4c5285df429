"""Factiva: many articles in one file, as web page, XML, RTF or text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from annotator.formats.doors import ReadOptions
from annotator.formats.doors.dates import iso_date
from annotator.formats.doors.glimpse import Glimpse
from annotator.formats.doors.news import Story, language, names
from annotator.language import tr

_CODES = {"HD": "title", "BY": "byline", "SN": "outlet", "PD": "published", "SE": "section", "LA": "language",
          "LP": "lead", "TD": "body", "SC": "code", "ED": "edition", "PG": "page", "WC": "words", "ET": "hour",
          "CR": "credit", "CLM": "column", "AN": "number", "CY": "copyright", "CO": "", "IN": "", "NS": "", "RE": "",
          "IPC": "", "IPD": "", "PUB": "", "ART": "", "RF": "", "VOL": "", "RST": ""}
"""Two letters at the left of each field in the display with field codes → our word for it."""

_PLAIN_HEAD = re.compile(r"^(?:HD|SE)[ \t]*(?:\n|\t)", re.MULTILINE)
_UNITS = "words?|mots|Wörter|palabras|parole|woorden|palavras|слов\\w?|文?字|ワード|語|단어"
_WORDS = re.compile(rf"\d[\d.,\s]* ?(?:{_UNITS})", re.IGNORECASE)
_DOCUMENT = "(?:Document[eo]?|Dokument|Документ|文件|文書|ドキュメント|문서)"
_NUMBER = re.compile(rf"{_DOCUMENT}\s+[A-Za-z0-9]{{10,60}}")
_NUMBERED = re.compile(rf"^{_DOCUMENT}\s+[A-Z0-9]{{2,12}}20\d{{6}}e[a-z0-9]{{6,12}}\s*$", re.MULTILINE)
"""A line that ends an article: its number holds the date."""


def sniff(seen: Glimpse) -> float:
    """Its element names, its classes of paragraphs, or its two-letter codes."""
    if seen.members or seen.is_json:
        return 0.0
    if "ppsarticle" in seen.low or "global.factiva.com" in seen.low:
        return 0.95
    if seen.is_html:
        page = seen.text if len(seen.text) < 60_000 else _more(seen)
        marks = ("articleparagraph", "id=\"hd\"", "factiva")
        return 0.95 if sum(mark in page.lower() for mark in marks) > 1 else 0.0
    codes = len(re.findall(r"^(?:HD|WC|PD|SN|SC|LA|LP|TD|AN)[ \t]*(?:$|\t)", seen.text.replace("\r", ""), re.MULTILINE))
    if seen.start.startswith("{\\rtf"):
        return 0.9 if "Factiva" in seen.text or "factiva" in seen.text else 0.0
    if codes >= 5 or ("Dow Jones" in seen.text and _NUMBER.search(seen.text)):
        return 0.9
    return 0.85 if _NUMBERED.search(seen.text) and re.search(rf"^{_WORDS.pattern}\s*$", seen.text, re.M | re.I) else 0.0


def _more(seen: Glimpse) -> str:
    """Saved pages of Factiva begin with hundreds of kilobytes of scripts."""
    with seen.path.open("rb") as file:
        return file.read(4_000_000).decode("utf-8", "replace")


def read(path: Path, options: ReadOptions) -> Iterator[Any]:
    """The articles of one export.

    Raises:
        Fault: it is none, or is truncated.
    """
    from annotator.formats.doors.files import file_digest, read_whole, refused
    from annotator.formats.doors.found import BETWEEN, found

    raw = read_whole(path)
    stories, encoding = _stories(path, raw, options)
    if not stories:
        raise refused(path.name, tr("there is no article of Factiva in it"),
                      tr("Choose another format, or export it again with full articles"))
    origin = {"format": "factiva", "file": path.name, "encoding": encoding, "fileSha256": file_digest(raw)}
    for number, story in options.each(stories):
        text, warnings = BETWEEN.join(story.body), []
        if not text.strip():
            text = story.title
            warnings = [tr("article {number} has no text; its headline stands for it", number=number)]
        if not text.strip():
            raise refused(path.name, tr("article {number} of it has neither headline nor text", number=number))
        yield found(path.name, text, title=story.title, origin={k: v for k, v in origin.items() if v},
                    warnings=warnings, byline=names(story.said("byline")), outlet=story.outlet,
                    published=story.published, section=story.said("section"),
                    language=language(story.said("language")))


def _stories(path: Path, raw: bytes, options: ReadOptions) -> tuple[list[Story], str]:
    from annotator.formats.doors.decoding import decode
    from annotator.formats.doors.files import parse_xml
    from annotator.formats.doors.markup import decode_page, parse_page
    from annotator.formats.doors.word_processing import read_rtf

    head = raw[:3_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{\\rtf"):
        rows = (re.sub(r"^([A-Z]{2,3})[ \t]*\|", r"\1\t", line).rstrip("|") for line in read_rtf(path).paragraphs)
        return _from_text("\n".join(rows)), ""
    if (head.startswith(b"<?xml") and b"<html" not in head.lower()) or head.startswith(b"<PPS"):
        return [_from_xml(each) for each in parse_xml(raw, path.name).iter("{*}article")], "utf-8"
    if head.startswith(b"<"):
        page = decode_page(raw, options.encoding)
        return _from_page(parse_page(page.text, path.name)), page.encoding
    text = decode(raw, options.encoding)
    return _from_text(text.text.replace("\r\n", "\n")), text.encoding


# --- XML ---

def _from_xml(article: Any) -> Story:
    def said(name: str) -> str:
        element = article.find(f"{{*}}{name}")
        return " ".join("".join(element.itertext()).split()) if element is not None else ""

    story = Story(said("headline"), said("sourceName"), iso_date(said("publicationDate")))
    story.fields = {"byline": said("byline"), "section": said("sectionName"), "language": said("baseLanguage")}
    for part in ("leadParagraph", "tailParagraphs"):
        for paragraph in article.iterfind(f"{{*}}{part}/{{*}}paragraph"):
            if words := " ".join("".join(paragraph.itertext()).split()):
                story.body.append(words)
    return story


# --- web pages ---

def _from_page(root: Any) -> list[Story]:
    articles = root.xpath("//div[contains(concat(' ', @class, ' '), ' article ')][not(.//div[contains("
                          "concat(' ', @class, ' '), ' article ')])]")
    if not articles:
        articles = (root.xpath("//div[starts-with(@id, 'article-')]")
                    or root.xpath("//table[.//td[normalize-space()='HD']]"))
    return [story for each in articles if (story := _from_division(each)) is not None]


def _from_division(article: Any) -> Story | None:
    from annotator.formats.doors.markup import words_of

    coded = [(words_of(row[0]), row[-1]) for row in article.iter("tr") if len(row) > 1]
    if sum(code in _CODES for code, _ in coded) > 2:
        return _from_codes([(code, _paragraphs_in(cell)) for code, cell in coded])
    story = Story()
    heads = article.xpath(".//*[@id='hd' or contains(@class, 'Headline') or contains(@class, 'headline')]")
    story.title = words_of(heads[0]) if heads else ""
    story.body = list(_body_of(article))
    authors = {words_of(each) for each in article.xpath(".//div[@class='author']")} - {""}
    facts = [words_of(each) for each in article.iter("div") if not len(each.xpath(".//div | .//p")) and words_of(each)]
    _describe(story, [fact for fact in facts if fact != story.title and fact not in authors])
    if authors:
        story.fields["byline"] = "; ".join(dict.fromkeys(map(words_of, article.xpath(".//div[@class='author']"))))
    return story if story.title or story.body else None


def _body_of(article: Any) -> Iterator[str]:
    """Paragraphs, and tables as they were set: a page puts these behind the paragraph in which they stand."""
    from annotator.formats.doors.markup import words_of

    for each in article.xpath(".//p[contains(@class, 'rticleParagraph') or contains(@class, 'rticleparagraph')]"
                              " | .//pre[not(ancestor::p)]"):
        if each.tag == "pre":
            lines = [" ".join(line.split()) for line in "".join(each.itertext()).split("\n")]
            if lines := [line for line in lines if line]:
                yield "\n".join(lines)
        elif line := words_of(each):
            yield line


def _paragraphs_in(cell: Any) -> list[str]:
    from annotator.formats.doors.markup import paragraphs

    return paragraphs(cell)


def _describe(story: Story, facts: Sequence[str]) -> None:
    """Section, byline, count of words, date, hour, outlet, code …: only their order says what they are."""
    counted = next((n for n, fact in enumerate(facts) if _WORDS.fullmatch(fact)), -1)
    dated = next((n for n, fact in enumerate(facts) if n > counted and len(fact) < 60 and iso_date(fact)), -1)
    if dated < 0:
        return
    story.published = iso_date(facts[dated])
    before = list(facts[:counted]) if counted > 0 else []
    if before and len(before) > 1:
        story.fields["section"], story.fields["byline"] = before[0], before[-1]
    elif before:
        story.fields["byline" if re.match(r"(?i)(by|von|par|por)\b", before[0]) else "section"] = before[0]
    after = list(facts[dated + 1:])
    if after and re.fullmatch(r"\d{1,2}:\d\d.*", after[0]):
        after = after[1:]
    story.outlet = after[0] if after else ""
    named = (fact for fact in after if language(fact) and not (len(fact) == 2 and fact.isascii()))
    story.fields["language"] = next(named, "")


# --- two-letter codes ---

def _from_text(text: str) -> list[Story]:
    starts = [match.start() for match in _PLAIN_HEAD.finditer(text)]
    heads = [match.start() for match in re.finditer(r"^HD[ \t]*(?:$|\t)", text, re.MULTILINE)]
    if not heads:
        return _from_undivided(text)
    begins: list[int] = []
    for head in heads:  # a section may stand above the headline
        last = begins[-1] if begins else -1
        above = [place for place in starts if last < place <= head and text[place:place + 2] == "SE"
                 and "\nHD" not in text[place:head]]
        begins.append(above[-1] if above else head)
    return [_from_codes(_coded(text[start:end])) for start, end in zip(begins, [*begins[1:], len(text)], strict=True)]


def _coded(text: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        code = re.fullmatch(r"([A-Z]{2,3})[ \t]*(?:\t(.*))?", line)
        if code and code.group(1) in _CODES:
            found.append((code.group(1), [code.group(2)] if code.group(2) else []))
        elif found and line.strip():
            found[-1][1].append(" ".join(line.split()))
    return found


def _from_codes(coded: Sequence[tuple[str, Sequence[str]]]) -> Story:
    story = Story()
    for code, said in coded:
        name = _CODES.get(code, "")
        if name in ("lead", "body"):
            story.body += [line for line in said if not _NUMBER.fullmatch(line.strip())]
        elif name == "title":
            story.title = " ".join(" ".join(said).split())
        elif name == "outlet":
            story.outlet = " ".join(" ".join(said).split())
        elif name == "published":
            story.published = iso_date(" ".join(said))
        elif name:
            story.fields.setdefault(name, " ".join(said))
    return story


def _from_undivided(text: str) -> list[Story]:
    """The display without codes: headline, facts a line each, text, and “Document …” at the end of each article."""
    stories = []
    lines = [line.strip() for line in text.split("\n")]
    ends = [n for n, line in enumerate(lines) if _NUMBER.fullmatch(line)]
    for start, end in zip([0, *(n + 1 for n in ends[:-1])], ends, strict=bool(ends)):
        piece = [line for line in lines[start:end] if line]
        counted = next((n for n, line in enumerate(piece) if _WORDS.fullmatch(line)), -1)
        if counted < 1:
            continue
        owned = (n for n in range(counted, len(piece)) if re.match(r"(?i)(\(c\)|©|copyright)", piece[n]))
        owner = next(owned, counted + 3)
        story = Story(piece[0], body=piece[owner + 1:])
        _describe(story, piece[1:owner])
        stories.append(story)
    return stories
