"""`annotator suggest` and `annotator evaluate`: the finders for scripts, without Qt; `suggest` needs no project."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.corpus.bulk import uncollected
from annotator.corpus.errors import Fault
from annotator.finders import FINDERS, SURE_ENOUGH, USUAL, Suggestion, suggest
from annotator.language import tr

if TYPE_CHECKING:
    from annotator.formats.doors import Incoming, ReadOptions
    from annotator.session import Session

SUGGEST = tr("say what the finders propose for texts: quotes, statistics, boilerplate")
SUGGEST_MORE = tr("""\
One line of JSON for each file, in their order: {"file": "…", "suggestions": [{"kind": "quote", "segments": [[0, 24]],
"mentions": [[30, 36]], "cues": [[25, 29]], "quote_type": "direct", "score": 0.97, "why": "…", "rule": "tail/say"}]}.
Offsets are Unicode code points of the file's text, half-open; values are plain decimals, null where it is vague.
With --together one more line follows, {"repeats": […]}: the same quotations and figures in several of the files.
The rules are the files in resources/finders, one folder for each language.""")
EVALUATE = tr("score the finders against what people annotated in a project")


def add_suggest(commands: Any) -> None:
    """Add `suggest` to the commands of a parser."""
    command = commands.add_parser(
        "suggest", help=SUGGEST, description=SUGGEST[0].upper() + SUGGEST[1:] + ".", epilog=SUGGEST_MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    names = ", ".join(finder.name for finder in FINDERS)
    command.add_argument("files", metavar="FILE", type=Path, nargs="+", help=tr("texts, UTF-8"))
    command.add_argument("--json", action="store_true", help=tr("for scripts: one JSON object a line, one line a file"))
    command.add_argument("--language", metavar="L", default="en",
                         help=tr("of the texts, such as fr or de; en without it"))
    command.add_argument(
        "--finder",
        metavar="F",
        action="append",
        choices=[finder.name for finder in FINDERS],
        help=tr("ask only this one, may be said again: {names}; {usual} without it", names=names,

                usual=", ".join(USUAL)),
    )
    command.add_argument("--all", action="store_true",
                         help=tr("those with a score below {score}, too", score=SURE_ENOUGH))
    command.add_argument("--together", action="store_true",
                         help=tr("say also what several of the files have in common"))
    command.set_defaults(run=suggest_for_files)


def add_evaluate(commands: Any, opened: Callable[[Path], Any]) -> None:
    """Add `evaluate` to the commands of a parser; `opened` gives the session of a project, as a context."""
    command = commands.add_parser("evaluate", help=EVALUATE, description=EVALUATE[0].upper() + EVALUATE[1:] + ".")
    command.add_argument("project", metavar="GOLD", type=Path, help=tr("the project's file (.annot)"))
    command.add_argument("--json", action="store_true", help=tr("as one JSON object, for scripts"))
    command.set_defaults(run=lambda arguments: evaluate_project(arguments, opened))


# --- what came from elsewhere -------------------------------------------------------------------------------------


def read_files(
    paths: Sequence[Path], session: Session, *, format: str | None, options: ReadOptions
) -> Incoming:
    """What files hold: with annotations, or with suggestions in place of these."""
    if options.suggested:
        from annotator.drafting.proposing import read_files  # seldom

        return read_files(paths, session.catalogue, format=format, options=options)
    from annotator import formats

    return formats.read_files(paths, session.catalogue, format=format, options=options)


# --- suggest -----------------------------------------------------------------------------------------------------


def suggest_for_files(arguments: argparse.Namespace) -> int:
    """Print what is proposed, file by file."""
    ask = partial(_found, language=arguments.language, asked=tuple(arguments.finder or USUAL), everything=arguments.all)
    if arguments.json and not arguments.together:
        for line in _in_parallel(partial(_line, ask=ask), arguments.files):
            print(line)
        return 0
    read: list[tuple[str, str, list[Suggestion]]] = []
    for path in arguments.files:
        text, found = ask(path)
        if arguments.json:
            print(_as_json(path, found))
        else:
            _print_words(path, text, found)
        read += [(str(path), text, found)] if arguments.together else []
    if arguments.together:
        _print_repeats(read, as_json=arguments.json)
    return 0


Asking = Callable[[Path], tuple[str, list[Suggestion]]]


def _found(path: Path, *, language: str, asked: tuple[str, ...], everything: bool) -> tuple[str, list[Suggestion]]:
    text = _text(path)
    found = suggest(text, language, finders=asked)
    return text, [each for each in found if everything or each.score >= SURE_ENOUGH]


def _line(path: Path, ask: Asking) -> str:
    return _as_json(path, ask(path)[1])


def _as_json(path: Path, found: Iterable[Suggestion]) -> str:
    return json.dumps({"file": str(path), "suggestions": [described(each) for each in found]})


def _in_parallel(work: Callable[[Path], str], paths: Sequence[Path]) -> Iterator[str]:
    """The lines in the order of the paths; many files are shared out to the processors of this computer."""
    processors = os.cpu_count() or 1
    if len(paths) < _WORTH_SHARING or processors == 1 or not hasattr(os, "fork"):
        yield from map(work, paths)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    yield work(paths[0])  # what it makes ready, the others have from it
    with ProcessPoolExecutor(min(processors, _MOST_PROCESSES), mp_context=get_context("fork")) as pool:
        yield from pool.map(work, paths[1:], chunksize=_SHARE)


_WORTH_SHARING, _SHARE, _MOST_PROCESSES = 16, 4, 8


def _text(path: Path) -> str:
    """The file as it is: an offset counts every one of its characters.

    Raises:
        Fault: it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        why = error.strerror or tr("the system refused it")
        raise Fault(tr("{name} cannot be read", name=path.name), why, tr("Look at the name")) from error
    except UnicodeDecodeError as error:
        remedy = tr("Save it again as UTF-8")
        raise Fault(tr("{name} cannot be read", name=path.name), tr("byte {start:,} is no UTF-8", start=error.start),
                    remedy) from error


def described(each: Suggestion) -> dict[str, Any]:
    """A suggestion by the names that scripts know; `value_max` as a quantity's `valueMax`."""
    found: dict[str, Any] = {
        "kind": each.kind, "segments": each.segments, "score": round(each.score, 3), "why": each.why, "rule": each.rule,
    }  # fmt: skip
    if each.kind == "quote":
        chain = [{"role": link.role, "mention": link.mention, "cue": link.cue} for link in each.chain]
        found |= {"mentions": each.mentions, "cues": each.cues, "chain": chain}
    if each.kind == "statistic":
        quantity = dict(each.quantity)
        found |= {"value": quantity.pop("value", None), "value_max": quantity.pop("valueMax", None),
                  "unit": quantity.pop("unit", None), "comparator": quantity.pop("comparator", None),
                  "change": quantity.pop("change", None)}  # fmt: skip
        found |= {"vague": quantity.pop("vague", False), "measure": quantity.pop("measure", None),
                  "measured_entity": quantity.pop("measuredEntity", None)}  # fmt: skip
    return found | dict(each.attributes)


def _print_words(path: Path, text: str, found: Sequence[Suggestion]) -> None:
    print(f"{path}: {len(found):,}")
    for each in found:
        words = " … ".join(" ".join(text[start:end].split()) for start, end in each.segments)
        print(f"  {each.score:.2f}  {each.kind:<12}{words}\n{'':20}{each.why}")


def _print_repeats(read: Iterable[tuple[str, str, list[Suggestion]]], *, as_json: bool) -> None:
    from annotator.finders.repeats import find_repeats

    read = list(read)
    texts = {name: text for name, text, _ in read}
    groups = find_repeats(read)
    if as_json:
        print(json.dumps({"repeats": [
            {"kind": group.kind, "why": group.why, "score": group.score,
             "places": [{"file": name, "segments": each.segments} for name, each in group.places]}
            for group in groups
        ]}))  # fmt: skip
        return
    for group in groups:
        print(f"{group.kind}: {group.why}")
        for name, each in group.places:
            print(f"  {name}: {' … '.join(texts[name][start:end] for start, end in each.segments)}")


# --- evaluate ----------------------------------------------------------------------------------------------------


def evaluate_project(arguments: argparse.Namespace, opened: Callable[[Path], Any]) -> int:
    """Print the measures, kind by kind."""
    with opened(arguments.project) as session:
        measures = _measured(session)
    if not measures:
        raise Fault(
            tr("{name} cannot be scored against", name=arguments.project.name),
            tr("it holds no quotes, statistics or claims"),
            tr("Annotate some articles whole, or name another project"),
        )
    if arguments.json:
        rounded = {kind: {name: round(value, 2) for name, value in each.items()} for kind, each in measures.items()}
        print(json.dumps(rounded))
        return 0
    for kind, each in measures.items():
        print(kind)
        for name, value in each.items():
            written = f"{value:10,.0f}" if isinstance(value, int) else f"{value:10.1f}"
            print(f"  {name:18}{written}")
    return 0


def _measured(session: Session) -> dict[str, dict[str, float]]:
    """Score over the articles in which somebody has annotated something; the others say nothing."""
    from annotator.finders.evaluation import evaluate, gold_of

    catalogue = session.catalogue

    def articles() -> Iterable[tuple[str, Any, list[Suggestion]]]:
        for name in catalogue.article_ids():
            gold = gold_of(catalogue.annotations(name))
            article = catalogue.article(name)
            if article and any(gold.values()):
                text = catalogue.text(name)
                names = tuple(finder.name for finder in FINDERS)
                passages = catalogue.passages(name)
                yield text, gold, suggest(text, article.language or "en", finders=names, passages=passages)

    return evaluate(articles())


def main(words: Sequence[str]) -> int:
    """Run `suggest` alone: without the project's modules, which take longer to load than most texts to read."""
    parser = argparse.ArgumentParser(prog="annotator")
    add_suggest(parser.add_subparsers(required=True))
    with uncollected():  # nothing here refers back to itself; looking for such things took a tenth of the time
        return answered(parser, words)


def answered(parser: argparse.ArgumentParser, words: Sequence[str]) -> int:
    """Do what the words of a command line ask for; a fault is one line on stderr. Returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        arguments = parser.parse_args(words)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    try:
        code: int = arguments.run(arguments)
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print(tr("Stopped."), file=sys.stderr)
        return 130
    return code
