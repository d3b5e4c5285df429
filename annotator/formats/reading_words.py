"""How files are to be read, in the words of the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.formats.doors import ReadOptions


def add_reading(command: argparse.ArgumentParser) -> None:
    """Give a command the words that say how to read."""
    command.add_argument("--update", action="store_true", help="take what the project has otherwise as edits")
    command.add_argument("--encoding", metavar="E", default="", help="of texts and tables; without it their bytes tell")
    command.add_argument("--column", metavar="NAME=FIELD", type=pair, action="append", default=[],
                         help="what a column of a table holds: title, text, outlet and so on, or - for nothing")
    command.add_argument("--map", metavar="LABEL=KIND", type=pair, action="append", default=[],
                         help="the kind that a label of another tool is; without it one of that name is made")


def how_to_read(arguments: argparse.Namespace) -> ReadOptions:
    """What these words say."""
    from annotator.formats.doors import ReadOptions

    return ReadOptions(arguments.update, encoding=arguments.encoding, labels=dict(arguments.map),
                       columns={name: "" if field == "-" else field for name, field in arguments.column})


def pair(text: str) -> tuple[str, str]:
    """Read NAME=VALUE; the last equals sign parts them, so that a name may have one."""
    name, sign, value = text.rpartition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError("this is said with an equals sign, such as Headline=title")
    return name.strip(), value.strip()
