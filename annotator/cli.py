"""The command line: what the window does, in words that scripts can say. Composition root without Qt."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from annotator import __version__, formats, replacing, settings, suggesting
from annotator.arguments import beginning, ending, number, past, size
from annotator.corpus.errors import Fault, FileFault
from annotator.corpus.moments import LAST, local
from annotator.corpus.sight import identities
from annotator.corpus.team import Coder, utc
from annotator.formats.reading_words import add_reading, as_the_last_time, how_to_read, keep_labels
from annotator.formats.writing_words import add_presets, add_writing, how_to_write, keep_preset, with_preset
from annotator.language import tr, trn
from annotator.project.timeline import KINDS, PAGE, Event, Wanted
from annotator.session import Session

EPILOGUE = tr("""\
Without a command the window opens, on PROJECT if it is named: annotator [PROJECT]. One process has all the windows
and opens what later ones are asked for; annotator --new-instance [PROJECT] asks for a process of its own.
annotator --selftest [FILE…] looks whether this installation is whole, and reads the files besides.
Nothing is ever asked. What was done when a command ends is in the project's file.
Exit codes: 0 done, 1 something could not be done (one line on stderr says why), 2 the words were not understood.
ANNOTATOR_HOME names another folder for settings and this computer's replicas.""")


def main(argv: Sequence[str]) -> int:
    """Do what the words ask for; returns the exit code."""
    return suggesting.answered(parser(), argv)


def parser() -> argparse.ArgumentParser:
    """The words that are understood; `--help` is their documentation."""
    whole = argparse.ArgumentParser(
        prog="annotator", description=tr("Read news articles, mark claims, quotes and statistics, export the dataset."),
        epilog=EPILOGUE, formatter_class=argparse.RawDescriptionHelpFormatter)
    whole.add_argument("--version", action="version", version=f"annotator {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)

    new = commands.add_parser("new", help=tr("make an empty project"))
    new.set_defaults(run=make)
    bring = commands.add_parser("import", help=tr("add texts or a dataset, all or nothing"))
    bring.set_defaults(run=bring_in)
    out = commands.add_parser("export", help=tr("write the dataset, or tables"))
    out.set_defaults(run=export)
    commands.add_parser("formats", help=tr("say which formats there are")).set_defaults(run=list_formats)
    check = commands.add_parser("check", help=tr("say whether a project is whole"))
    check.add_argument("--mend", action="store_true",
                       help=tr("write the file afresh from this computer when it is missing or damaged"))
    check.set_defaults(run=check_project)
    join = commands.add_parser("merge", help=tr("add what copies of a project have, after a backup"))
    join.set_defaults(run=merge)
    log = commands.add_parser("history", help=tr("say who did what when, newest first"))
    log.set_defaults(run=history)
    facts = commands.add_parser("info", help=tr("count what a project holds"))
    facts.set_defaults(run=count)
    draw = commands.add_parser("render", help=tr("draw the window with an article into a PNG, off screen"))
    draw.set_defaults(run=render)
    add_presets(commands)
    suggesting.add_suggest(commands)
    suggesting.add_evaluate(commands, lambda path: opened(path, _coder(None)))
    for command in (new, bring, out, join, check, log, facts, draw):
        command.add_argument("project", metavar="PROJECT", type=Path, help=tr("the project's file (.annot)"))

    bring.add_argument("files", metavar="FILE", type=Path, nargs="+",
                       help=tr("articles, folders of articles, or one dataset or annotated corpus"))
    bring.add_argument("--format", metavar="F", help=tr("what the files are; without it their content tells"))
    bring.add_argument("--coder", metavar="NAME", help=tr("work under this name instead of the account's"))
    add_reading(bring)
    bring.add_argument("--new-versions", action="store_true",
                       help=tr("articles with the address and nearly the words of"
                               " one that is there replace it, and take over its annotations"))
    bring.add_argument("--replaces", metavar="N", type=number,
                       help=tr("the one article that comes in is a new version of"
                               " this one, from 1, in library order"))
    out.add_argument("-o", "--output", metavar="OUT", type=Path, required=True, help=tr("a file, or a folder"))
    out.add_argument("--format", metavar="F", help=tr("without it the ending of OUT tells"))
    add_writing(out)
    out.add_argument("--as-of", metavar="WHEN", type=past, help=tr("the project as it was: at the end of a day"
                                                                   " (2026-03-01), or at a time (2026-03-01T12:00), "
                                                                   "by the local clock"))
    join.add_argument("copies", metavar="COPY", type=Path, nargs="+", help=tr("other files of the same project"))
    _add_history_filters(log)
    facts.add_argument("--json", action="store_true", help=tr("as one JSON object, for scripts"))
    draw.add_argument("--article", metavar="N", type=int, required=True, help=tr("which one, from 1, in library order"))
    draw.add_argument("-o", "--output", metavar="PNG", type=Path, required=True, help=tr("the picture's file"))
    draw.add_argument("--theme", metavar="T", default="light",
                      help=tr("{themes}; light without it", themes=", ".join(settings.THEMES)))
    draw.add_argument("--size", metavar="WxH", type=size, default=(1366, 768), help=tr("of the window, 1366x768"))
    draw.add_argument("--scale", metavar="S", type=float, default=1.0, help=tr("device pixels for each pixel, 1"))
    return whole


def _add_history_filters(log: argparse.ArgumentParser) -> None:
    log.add_argument("--json", action="store_true", help=tr("as one JSON object a line, for scripts"))
    log.add_argument("--coder", metavar="NAME", help=tr("only what this person did"))
    log.add_argument("--since", metavar="WHEN", type=beginning, help=tr("from this day or time on, by the local clock:"
                                                                        " 2026-03-01 or 2026-03-01T12:00"))
    log.add_argument("--until", metavar="WHEN", type=ending, help=tr("up to the end of this day, or to this time"))
    log.add_argument("--article", metavar="N", type=int, help=tr("only in this one, from 1, in library order"))
    log.add_argument("--kind", metavar="KIND", choices=KINDS,
                     help=tr("only what touched one: {kinds}", kinds=", ".join(KINDS)))
    log.add_argument("--limit", metavar="N", type=number, help=tr("not more than so many actions"))


# --- commands ---


def make(arguments: argparse.Namespace) -> int:
    """Make a project with the codebook that comes with the program."""
    session = Session.create(arguments.project, _coder(None), home=settings.home(), codebook=formats.default_codebook())
    try:
        _hand_over(session)
    finally:
        session.close()
    print(tr("Made {project}", project=arguments.project))
    return 0


def bring_in(arguments: argparse.Namespace) -> int:
    """Add files as one action; when one is refused, nothing of them is stored."""
    with opened(arguments.project, _coder(arguments.coder)) as session:
        incoming = suggesting.read_files(arguments.files, session, format=arguments.format,
                                         options=how_to_read(arguments))
        versions = replacing.asked_for(session.catalogue, incoming.arrivals, arguments.replaces,
                                       recognise=arguments.new_versions)
        kinds = {kind.id for kind in session.catalogue.codebook().kinds}
        for warning in [*incoming.warnings, *replacing.notes(incoming.arrivals, versions),
                        *as_the_last_time(arguments, incoming, kinds)]:
            print(tr("Note: {warning}", warning=warning), file=sys.stderr)
        if incoming.problems:
            for problem in incoming.problems:
                print(problem.fault, file=sys.stderr)
            print(tr("Nothing was stored: all or nothing. {why}", why=incoming.summary_of_refusal()))
            return 1
        if incoming.brings:
            session.do(versions.parts(incoming))
            keep_labels(arguments, incoming, kinds)
        print(". ".join([incoming.summary(), versions.whole.words()] if versions else [incoming.summary()]))
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write the project in a format, and say what that format could not carry."""
    from annotator.project.past import looking_back

    out: Path = arguments.output
    until: int | None = arguments.as_of
    with_preset(arguments)
    chosen = formats.exporter(arguments.format) if arguments.format else formats.exporter_for(out)
    with opened(arguments.project, _coder(None)) as session:
        if out.exists() and out.samefile(session.path):
            raise Fault(tr("{name} was not written", name=out.name), tr("it is the project itself"),
                        tr("Choose another name"))
        options = how_to_write(arguments, session.catalogue.coders(), as_of=utc(until) if until is not None else "")
        with nullcontext(session.catalogue) if until is None else looking_back(
                session.replica, session.eyes, until) as corpus:
            written = formats.export(chosen.name, corpus, out, options)
    keep_preset(arguments, chosen.name, chosen.secrets)
    for loss in written.losses:
        print(tr("Note: {warning}", warning=loss), file=sys.stderr)
    summary = written.summary()
    print(tr("Wrote {summary} to {out}", summary=summary, out=out) if until is None else
          tr("Wrote {summary} to {out}, as it was before {date}", summary=summary, out=out, date=local(until)))
    return 0


def list_formats(arguments: argparse.Namespace) -> int:
    """One line for each format: its name, where it goes, what it is; and one for each choice of its own."""
    readers, writers = ({each.name: each for each in group} for group in (formats.IMPORTERS, formats.EXPORTERS))
    both, into, out = tr("in and out"), tr("in"), tr("out")
    width = max(map(len, (both, into, out))) + 2
    for name in dict.fromkeys([*readers, *writers]):
        ways = both if name in readers and name in writers else into if name in readers else out
        print(f"{name:<16}{ways:<{width}}{(readers.get(name) or writers[name]).label}")
        for choice in writers[name].choices if name in writers else ():
            print(f"{'':<16}--set {choice.spelt}")
    return 0


def check_project(arguments: argparse.Namespace) -> int:
    """Look at every page, digest, row and offset; what the replica can mend is mended, a file only when asked."""
    with _opened_or_recovered(arguments.project, mend=arguments.mend) as session:
        found, to_settle = session.check(), 0
        with suppress(Fault):  # a replica that cannot be read has been found already
            to_settle = len(session.catalogue.unsettled())
        rewritten = arguments.mend and any(finding.by_rewriting for finding in found)
        aside = session.keeping().rewrite() if rewritten else None
    for finding in found:
        print(finding, file=sys.stderr)
    if rewritten:
        print(tr("{project} was written afresh from this computer; the old one is kept as {aside}",
                 project=arguments.project, aside=aside) if aside else
              tr("{project} was written afresh from this computer", project=arguments.project))
    left = [finding for finding in found if not finding.mended and not (rewritten and finding.by_rewriting)]
    print(tr("{found:,} found, {mended:,} mended", found=len(found), mended=len(found) - len(left)) if found
          else tr("All is well"))
    if to_settle:
        print(tr("{to_settle:,} to settle: open the project, Ctrl+Shift+J", to_settle=to_settle))
    return 1 if left else 0


def count(arguments: argparse.Namespace) -> int:
    """What the project holds; nothing that is removed is counted."""
    with opened(arguments.project, _coder(None)) as session:
        facts = session.catalogue.counts()
    if arguments.json:
        print(json.dumps(facts, ensure_ascii=False))
        return 0
    for key, value in facts.items():
        counts = value.items() if isinstance(value, dict) else [("", value)]
        print(f"{key:<13}" + ", ".join(f"{number:,} {kind}".strip() for kind, number in counts))
    return 0


def merge(arguments: argparse.Namespace) -> int:
    """Add what copies have; they stay as they are. When one of them is refused, nothing comes of any."""
    with opened(arguments.project, _coder(None)) as session:
        keeping = session.keeping()
        for copy in arguments.copies:
            keeping.preview(copy)
        for copy in arguments.copies:
            done = keeping.merge(copy)
            said = [trn("{number:,} change came", "{number:,} changes came", done.changes)]
            if done.to_settle:
                said.append(tr("{number:,} to settle", number=done.to_settle))
            if done.left_out:
                said.append(trn("{number:,} change damaged and left out", "{number:,} changes damaged and left out",
                                done.left_out))
            print(tr("{what}: {why}", what=copy, why=", ".join(said)))
    return 0


def history(arguments: argparse.Namespace) -> int:
    """Every action that is wanted, newest first: when, who, what."""
    with opened(arguments.project, _coder(None)) as session:
        timeline, coders = session.timeline(), session.catalogue.coders()
        wanted, left = _wanted(arguments, session), arguments.limit or sys.maxsize
        page = timeline.events(wanted, limit=min(left, PAGE))
        while page:
            for event in page:
                _print_event(event, coders, json_wanted=arguments.json)
            left -= len(page)
            page = timeline.events(wanted, after=page[-1], limit=min(left, PAGE)) if left else []
    return 0


def _print_event(event: Event, coders: Mapping[str, Coder], *, json_wanted: bool) -> None:
    who = coders[event.coder].name if event.coder in coders else ""
    if not json_wanted:
        print(f"{utc(event.time)}  {who or event.coder:<16}  {event.words}")
        return
    print(json.dumps({"time": utc(event.time), "coder": event.coder, "name": who, "action": event.words,
                      "operations": event.operations, "undoes": event.undoes,
                      "entities": [{"id": name, "kind": kind, "article": article or None}
                                   for name, (kind, article) in event.entities.items()]}, ensure_ascii=False))


def _wanted(arguments: argparse.Namespace, session: Session) -> Wanted:
    """Which part of the history the words ask for."""
    what, article, coders = tr("The history of {name} was not read", name=arguments.project.name), "", frozenset[str]()
    if arguments.article is not None:
        articles = session.catalogue.article_ids()
        if not 1 <= arguments.article <= len(articles):
            raise Fault(what, tr("there is no article {article}, only {articles}", article=arguments.article,
                                 articles=len(articles)),
                        tr("They count from 1, in the order of the library"))
        article = articles[arguments.article - 1]
    if arguments.coder is not None:
        known = session.catalogue.coders()
        named = [coder.id for coder in known.values() if arguments.coder in (coder.name, coder.id)]
        if not named:
            names = ", ".join(sorted({coder.name for coder in known.values()}))
            raise Fault(what, tr("nobody in it is called “{coder}”", coder=arguments.coder),
                        tr("It knows {names}", names=names or tr("nobody yet")))
        coders = frozenset[str]().union(*(identities(name, known) for name in named))
    until = LAST if arguments.until is None else arguments.until
    return Wanted(coders, article, arguments.since or 0, until, kind=arguments.kind or "")


def render(arguments: argparse.Namespace) -> int:
    """Draw the real window, off screen."""
    if arguments.theme not in settings.THEMES:
        raise _not_drawn(arguments, tr("there is no theme “{theme}”", theme=arguments.theme),
                         tr("Say {themes}", themes=", ".join(settings.THEMES)))
    if not 0.5 <= arguments.scale <= 8:
        raise _not_drawn(arguments, tr("the scale is not between 0.5 and 8"), tr("Say 1 or 2"))
    with opened(arguments.project, _coder(None)) as session:
        many = session.catalogue.library.count()
    if not 1 <= arguments.article <= many:
        raise _not_drawn(arguments, tr("there is no article {article}, only {many}", article=arguments.article,
                                       many=many),
                         tr("They count from 1, in the order of the library"))
    from annotator.ui.render import render as draw

    draw(arguments.project, arguments.article, arguments.output, theme=arguments.theme, size=arguments.size,
         scale=arguments.scale)
    print(tr("Drew article {article} into {output}", article=arguments.article, output=arguments.output))
    return 0


def _not_drawn(arguments: argparse.Namespace, why: str, remedy: str) -> Fault:
    return Fault(tr("{name} was not drawn", name=arguments.output.name), why, remedy)


# --- around a command ---

def _coder(name: str | None) -> Coder:
    """Who works: the account's own name, or one that is given."""
    chosen = settings.load()
    return Coder(settings.coder_named(name), name) if name else Coder(chosen.coder, chosen.name)


@contextmanager
def opened(project: Path, coder: Coder) -> Iterator[Session]:
    """The project, up to date before the command looks; what the command did is in the file at the end.

    Raises:
        Fault: the file cannot be had, or takes nothing.
    """
    session = Session.open(project, coder, home=settings.home())
    try:
        if left_out := session.exchange().left_out:
            from annotator.project.exchange import not_taken_in

            print(tr("Note: {warning}", warning=not_taken_in(project, left_out)), file=sys.stderr)
        session.catch_up()
        waiting = session.waiting()
        yield session
        if session.waiting() > waiting or waiting:
            _hand_over(session, required=session.waiting() > waiting)
    finally:
        session.close()


def _up_to_date(project: Path) -> Session:
    session = Session.open(project, _coder(None), home=settings.home())
    try:
        session.exchange()
        session.catch_up()
    except BaseException:
        session.close()
        raise
    return session


@contextmanager
def _opened_or_recovered(project: Path, *, mend: bool) -> Iterator[Session]:
    """The project; also one whose file is lost, when it is to be mended and this computer has it.

    Raises:
        Fault: the file cannot be had, and this computer has nothing of it.
    """
    try:
        session = _up_to_date(project)
    except FileFault as fault:
        found = Session.recover(project, _coder(None), home=settings.home()) if fault.is_lost else None
        if found is None:
            raise
        if not mend:
            found.close()
            raise Fault(fault.what, fault.why,
                        tr("This computer has the project: `check --mend` writes the file afresh")
                        ) from fault
        session = found
    try:
        yield session
        session.exchange()
    finally:
        session.close()


def _hand_over(session: Session, *, required: bool = True) -> None:
    refused = session.exchange().refused
    if refused and required:
        raise refused
