"""Writing the report: head, articles one by one, sources, foot."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import IO, Any

from annotator.corpus.annotation import Annotation
from annotator.corpus.article import Article
from annotator.corpus.change import counted
from annotator.corpus.chips import chips
from annotator.corpus.edtf import readable
from annotator.corpus.figure_words import figure_text
from annotator.corpus.kinds import Kind
from annotator.corpus.link import phrase
from annotator.formats.doors import Corpus, WriteOptions, Written
from annotator.formats.doors.edition import Edition, Entry, write_one
from annotator.formats.html_report.highlighting import Marked, paragraphs
from annotator.language import known, number_text, spoken, tr
from annotator.markup import clean_html
from annotator.settings import resource

_HEAD = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<style>
$style</style>
</head>
<body>
$filters
<header class=top>
<h1>$title</h1>
<p class=muted>$counts</p>
$description
<p class=filters>$labels</p>
</header>
<main>
""")
_SPARES = ("green", "red", "violet", "teal", "olive", "slate")


def write_file(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write the page.

    Raises:
        Fault: the disk refused, or the project kept changing.
    """
    return write_one(corpus, out, lambda edition, file: Report(
        edition, corpus.counts(), options).write(file))


class Report:
    """One report on its way out; the options say of which moment it is, and what was chosen."""

    def __init__(self, edition: Edition, totals: Any, options: WriteOptions) -> None:
        self._edition, self._totals, self._options = edition, totals, options
        self._used: Counter[tuple[str, str]] = Counter()
        self._first: dict[str, str] = {}
        """Source → the first annotation in which it speaks."""
        self._shown = [kind for kind in edition.codebook.kinds if totals["annotations"].get(kind.id)]
        self._linked: dict[str, list[tuple[str, str]]] = {}
        for link in edition.links:
            self._linked.setdefault(link.start, []).append((phrase(link.type), link.end))
            self._linked.setdefault(link.end, []).append((phrase(link.type, outgoing=False), link.start))
            edition.counts["link"] += 1

    def write(self, file: IO[bytes]) -> None:
        """All of it, an article at a time."""
        _put(file, self._head())
        for entry in self._edition.entries():
            for piece in self._article(entry):
                _put(file, piece)
        _put(file, "</main>\n")
        _put(file, "".join(self._sources()))
        _put(file, "</body>\n</html>\n")

    # --- head ---

    def _head(self) -> str:
        project, totals = self._edition.project, self._totals
        title = escape(project.name or tr("Annotated articles"))
        many = sum(totals["annotations"].values())
        said = [counted(totals["articles"], "article"), counted(many, "annotation"),
                counted(totals["sources"], "source")]
        if self._options.as_of:
            said.append(tr("as it was before {date}", date=self._options.as_of))
        filters = "".join(f'<input type=checkbox class=filter id="show-{_class(kind)}" checked>'
                          for kind in self._shown)
        labels = "".join(
            f'<label for="show-{_class(kind)}" class="{_class(kind)}">{escape(kind.label)}'
            f" <b>{number_text(totals['annotations'][kind.id])}</b></label>" for kind in self._shown)
        description = f"<p>{escape(project.description)}</p>" if project.description else ""
        description += f"<p class=muted>{escape(' '.join(self._options.terms))}</p>" if self._options.terms else ""
        return _HEAD.substitute(language=spoken(), title=title, style=self._style(), filters=filters, labels=labels,
                                counts=" · ".join(said), description=description)

    def _style(self) -> str:
        rules = []
        for name in ("light", "dark"):
            theme = json.loads(resource("themes", f"{name}.json").read_bytes())
            spares = [theme["spares"][spare] for spare in _SPARES]
            colours = {f"--{key.replace('_', '-')}": value for key, value in theme["colours"].items()}
            for number, kind in enumerate(self._shown):
                own = theme["kinds"].get(kind.id) or spares[number % len(spares)]
                colours |= {f"--{_class(kind)}-tint": own["tint"], f"--{_class(kind)}-stroke": own["stroke"]}
            block = ":root{" + "".join(f"{key}:{value};" for key, value in colours.items()) + "}"
            rules.append(block if name == "light" else f"@media screen and (prefers-color-scheme:dark){{{block}}}")
        light = json.loads(resource("themes", "light.json").read_bytes())
        for number, kind in enumerate(self._shown):
            name = _class(kind)
            spare = light["spares"][_SPARES[number % len(_SPARES)]]
            pattern = light["kinds"].get(kind.id, spare)["pattern"]
            rules.append(f".{name}{{--tint:var(--{name}-tint);--stroke:var(--{name}-stroke);--pattern:{pattern}}}")
            rules.append(f"#show-{name}:not(:checked)~main .{name}{{--tint:transparent;--stroke:transparent}}"
                         f"#show-{name}:not(:checked)~main :is(.card,.chip).{name}{{display:none}}"
                         f"#show-{name}:not(:checked)~header label.{name}{{opacity:.45;text-decoration:line-through}}"
                         f"#show-{name}:focus-visible~header label.{name}{{outline:2px solid var(--focus)}}")
        return resource("report", "report.css").read_text(encoding="utf-8") + "\n".join(rules) + "\n"

    # --- articles ---

    def _article(self, entry: Entry) -> Iterator[str]:
        article = entry.article
        names = chips(entry.annotations, self._edition.codebook)
        yield (f'<article id="a-{escape(article.id)}">\n<header>\n<h2>{escape(article.title or tr("Untitled"))}</h2>\n'
               f'<p class=muted>{self._about(article)}</p>\n</header>\n<div class=spread>\n<div class=text>\n')
        marked = [each for annotation in entry.annotations for each in self._marked(annotation, names[annotation.id])]
        for paragraph in paragraphs(entry.text, marked, entry.passages):
            yield paragraph + "\n"
        yield "</div>\n<aside>\n"
        for annotation in entry.annotations:
            yield self._card(annotation, names, entry)
        yield "</aside>\n</div>\n</article>\n"

    def _about(self, article: Article) -> str:
        parts = [escape(part) for part in (article.outlet, readable(article.published), ", ".join(article.byline))
                 if part]
        if article.url.lower().startswith(("http://", "https://")):
            parts.append(f'<a href="{escape(article.url)}" rel=noreferrer>{escape(article.url)}</a>')
        return " · ".join(parts)

    def _marked(self, annotation: Annotation, name: str) -> Iterator[Marked]:
        id, classes = escape(annotation.id), _class(self._edition.codebook.kind(annotation.kind))
        label = escape(tr("Card {name}", name=name))
        chip = f'<a class="chip {classes}" href="#c-{id}" aria-label="{label}">{escape(name)}</a>'
        for number, (start, end) in enumerate(annotation.content):
            yield Marked(start, end, annotation.id, classes, *(() if number else (f"m-{annotation.id}", chip)))

    def _card(self, annotation: Annotation, names: Mapping[str, str], entry: Entry) -> str:
        kind, id = self._edition.codebook.kind(annotation.kind), escape(annotation.id)
        name = names[annotation.id]
        said = [f'<a class="chip {_class(kind)}" href="#m-{id}">{escape(name)}</a> <b>{escape(kind.label)}</b>']
        if behind := self._behind(annotation):
            said.append(f'<span class=source>{behind}</span>')
        lines = [f"<blockquote>{escape(annotation.words(entry.text))}</blockquote>"]
        if figure := figure_text(annotation.quantity):
            lines.append(f"<p class=figure>{escape(figure)}</p>")
        answers = "".join(f"<dt>{escape(self._title(kind, key))}</dt><dd>{escape(_said(value))}</dd>"
                          for key, value in annotation.attributes.items())
        lines.append(f"<dl>{answers}</dl>" if answers else "")
        lines.append(f"<div class=note>{clean_html(annotation.note)}</div>" if annotation.note else "")
        elsewhere = tr("an annotation in another article")
        links = "".join(f'<li>{escape(words)} <a href="#c-{escape(other)}">'
                        f"{escape(names.get(other, elsewhere))}</a></li>"
                        for words, other in self._linked.get(annotation.id, ()))
        lines.append(f"<ul class=links>{links}</ul>" if links else "")
        coder = self._edition.coder(annotation.creator)
        lines.append(f"<p class=coder>{escape(coder)}</p>" if coder else "")
        return (f'<section class="card {_class(kind)}" id="c-{id}">\n<h3>{" · ".join(said)}</h3>\n'
                f"{''.join(lines)}\n</section>\n")

    def _behind(self, annotation: Annotation) -> str:
        """“Anna Berg via Politico”; counts who says how much."""
        found = []
        for level, link in enumerate(annotation.chain):
            source = self._edition.counts_as(link.source)
            if source and not level:
                self._used[source, annotation.kind] += 1
                self._first.setdefault(source, annotation.id)
            name = escape(self._edition.sources[source].name) if source else tr("No source named")
            linked = f'<a href="#s-{escape(source)}">{name}</a>' if source else name
            found.append(tr("via {name}", name=linked) if level and link.role != "addressee" else linked)
        return " ".join(found)

    def _title(self, kind: Kind, name: str) -> str:
        attribute = kind.attribute(name)
        return attribute.title if attribute else name

    # --- sources ---

    def _sources(self) -> Iterator[str]:
        shown = sorted(self._first, key=lambda name: (-sum(self._used[name, kind.id] for kind in self._shown),
                                                      self._edition.sources[name].name.casefold(), name))
        self._edition.counts["source"] = len(shown)
        if not shown:
            return
        heads = "".join(f"<th>{escape(kind.label)}</th>" for kind in self._shown)
        name, type_ = escape(tr("Name")), escape(tr("Type"))
        yield (f"<section class=sources>\n<h2>{escape(tr('Sources'))}</h2>\n<table>\n"
               f"<tr><th>{name}</th><th>{type_}</th>{heads}</tr>\n")
        for name in shown:
            source = self._edition.sources[name]
            cells = "".join(f"<td class=number>{self._used[name, kind.id] or ''}</td>" for kind in self._shown)
            yield (f'<tr id="s-{escape(name)}"><td><a href="#c-{escape(self._first[name])}">{escape(source.name)}</a>'
                   f" <span class=muted>{escape(source.job_title)}</span></td>"
                   f"<td>{escape(known(source.type))}</td>{cells}</tr>\n")
        yield "</table>\n</section>\n"


def _class(kind: Kind) -> str:
    """A kind as CSS and ids take it."""
    return "k-" + "".join(sign if sign.isascii() and sign.isalnum() else f"-{ord(sign):x}-" for sign in kind.id)


def _said(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_said, value))
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return known(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _put(file: IO[bytes], words: str) -> None:
    file.write(words.encode("utf-8", "replace"))
