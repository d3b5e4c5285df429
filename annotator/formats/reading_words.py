"""How files are to be read, in the words of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from annotator.language import tr

if TYPE_CHECKING:
    from annotator.formats.doors import Incoming, ReadOptions


def add_reading(command: argparse.ArgumentParser) -> None:
    """Give a command the words that say how to read."""
    command.add_argument("--update", action="store_true", help=tr("take what the project has otherwise as edits"))
    command.add_argument("--as-suggestions", action="store_true",
                         help=tr("what is marked in a dataset or a corpus is only"
                                 " suggested, to be accepted or dismissed"))
    command.add_argument("--encoding", metavar="E", default="",
                         help=tr("of texts and tables; without it their bytes tell"))
    command.add_argument("--column", metavar="NAME=FIELD", type=pair, action="append", default=[],
                         help=tr("what a column of a table holds: title, text, outlet and so on, or - for nothing"))
    command.add_argument("--map", metavar="LABEL=KIND", type=pair, action="append", default=[],
                         help=tr("the kind that a label of another tool is; without it one of that name is made, and "
                                 "said"
                         " what it was the last time"))


def how_to_read(arguments: argparse.Namespace) -> ReadOptions:
    """What these words say."""
    from annotator.formats.doors import ReadOptions

    return ReadOptions(arguments.update, encoding=arguments.encoding, labels=dict(arguments.map),
                       columns={name: "" if field == "-" else field for name, field in arguments.column},
                       suggested=arguments.as_suggestions)


def as_the_last_time(arguments: argparse.Namespace, incoming: Incoming, kinds: Collection[str]) -> Iterator[str]:
    """What labels were when they came in last, as far as that is not said now, and how to say it again."""
    from annotator.settings import recalled_labels

    said = dict(arguments.map)
    now = {label: kind for label, kind, _ in incoming.labels}
    for label, kind in recalled_labels(now).items():
        if label not in said and kind in kinds and now[label] != kind:
            yield tr("the label “{label}” was the kind {kind} the last time: --map \"{label}={kind}\" says so again",
                     label=label, kind=kind)


def keep_labels(arguments: argparse.Namespace, incoming: Incoming, kinds: Collection[str]) -> None:
    """Remember which kinds the labels are, when that was said."""
    from annotator.settings import remember_labels

    if arguments.map and incoming.labels:
        with suppress(OSError):  # it is only not proposed again
            remember_labels({label: kind if kind in kinds else "" for label, kind, _ in incoming.labels})


def pair(text: str) -> tuple[str, str]:
    """Read NAME=VALUE; the last equals sign parts them, so that a name may have one."""
    name, sign, value = text.rpartition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(tr("this is said with an equals sign, such as Headline=title"))
    return name.strip(), value.strip()
