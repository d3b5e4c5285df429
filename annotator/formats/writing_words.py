"""What is to be written, in the words of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from annotator.corpus.errors import Fault
from annotator.language import tr

if TYPE_CHECKING:
    from annotator.corpus.team import Coder
    from annotator.formats.doors import WriteOptions


_FLAG = {"history": "with_history"}
"""Flags that the command line calls otherwise."""


def add_writing(command: argparse.ArgumentParser) -> None:
    """Give a command the words that say what to write, and how."""
    command.add_argument("--preset", metavar="NAME", default="",
                         help=tr("as it was saved under this name, here or in the"
                                 " window: format, coders, choices; what is said besides comes on top; `annotator "
                                 "presets`"
                         " lists them"))
    command.add_argument("--save-preset", metavar="NAME", default="", help=tr("save what is said here, but for OUT and"
                                                                              " day, under this name"))
    command.add_argument("--reproducible", action="store_true",
                         help=tr("write the same bytes for the same state, at any time"))
    command.add_argument("--for-machines", action="store_true", help=tr("csv without BOM and without apostrophes"))
    command.add_argument("--coder", metavar="NAME", action="append", default=[],
                         help=tr("only what this person did; may be said several times"))
    command.add_argument("--only-done", action="store_true", help=tr("only articles that they have marked as done"))
    command.add_argument("--pseudonyms", action="store_true", help=tr("call coders Coder 1, Coder 2 and so on"))
    command.add_argument("--with-history", action="store_true",
                         help=tr("a dataset with every action: who set what when, the oldest first"))
    command.add_argument("--set", metavar="NAME=VALUE", type=answer, action="append", default=[],
                         help=tr("a choice that the format has of its own; `annotator formats` lists them"))


def how_to_write(arguments: argparse.Namespace, coders: Mapping[str, Coder], *, as_of: str = "") -> WriteOptions:
    """What these words say.

    Raises:
        Fault: the project knows nobody of a name.
    """
    from annotator.formats.doors import WriteOptions

    chosen = tuple(sorted({found for name in arguments.coder for found in _bearing(name, coders)}))
    return WriteOptions(arguments.reproducible, for_machines=arguments.for_machines, as_of=as_of, coders=chosen,
                        only_done=arguments.only_done, pseudonyms=arguments.pseudonyms,
                        history=arguments.with_history, choices=dict(arguments.set))


def with_preset(arguments: argparse.Namespace) -> None:
    """Have the words say what the preset says that they name; what they say themselves counts more.

    Raises:
        Fault: there is no such preset.
    """
    if not arguments.preset:
        return
    from annotator.formats.doors.presets import FLAGS, named

    preset = named(arguments.preset)
    same = arguments.format in (None, preset.format)
    arguments.format = arguments.format or preset.format
    arguments.coder = arguments.coder or list(preset.coders)
    arguments.set = [*(preset.choices.items() if same else ()), *arguments.set]
    for flag in FLAGS:
        name = _FLAG.get(flag, flag)
        setattr(arguments, name, getattr(arguments, name) or flag in preset.flags)


def keep_preset(arguments: argparse.Namespace, format: str, secret: Collection[str]) -> None:
    """Save what the words say, when they say under which name.

    Args:
        secret: names of choices that are kept nowhere.

    Raises:
        Fault: the disk refused.
    """
    if not arguments.save_preset:
        return
    from annotator.formats.doors.presets import FLAGS, Preset, save

    save(arguments.save_preset, Preset(
        format, tuple(arguments.coder), frozenset(f for f in FLAGS if getattr(arguments, _FLAG.get(f, f))),
        {name: said for name, said in arguments.set if name not in secret}))


def add_presets(commands: Any) -> None:
    """Give the program the command that lists presets."""
    command = commands.add_parser("presets", help=tr("list the saved ways of exporting, or delete one"))
    command.add_argument("--delete", metavar="NAME", default="", help=tr("take this one away"))
    command.set_defaults(run=list_presets)


def list_presets(arguments: argparse.Namespace) -> int:
    """A line each: the name, and what was chosen."""
    from annotator.formats.doors.presets import delete, saved

    if arguments.delete:
        delete(arguments.delete)
        print(tr("Deleted the preset “{name}”", name=arguments.delete))
        return 0
    for name, preset in saved().items():
        print(f"{name:<24}{preset}")
    return 0


def answer(text: str) -> tuple[str, str]:
    """Read NAME=VALUE; the first equals sign parts them."""
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(tr("this is said with an equals sign, such as mode=one"))
    return name.strip(), value.strip()


def _bearing(name: str, coders: Mapping[str, Coder]) -> Iterable[str]:
    """The ids of those who bear a name, with all that count as the same person."""
    wanted = name.strip().casefold()
    found = {coder.id for coder in coders.values() if wanted in (coder.name.casefold(), coder.id.casefold())}
    if not found:
        known = ", ".join(sorted(coder.name for coder in coders.values())) or tr("nobody")
        raise Fault(tr("Nothing was exported"),
                    tr("nobody in the project is called “{name}”; there are {known}", name=name, known=known),
                    tr("Say one of these names"))
    while more := {other for coder in coders.values() for other in (coder.id, *coder.same_as)
                   if found & {coder.id, *coder.same_as}} - found:
        found |= more
    return found
