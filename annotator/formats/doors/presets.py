"""Ways of exporting that are saved under a name, on this computer: which format, whose work, how it is written.

Day and place are no part of it; coders are kept by name, so that a preset serves several projects.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.corpus.errors import Fault
from annotator.language import counted, tr
from annotator.settings import keep_preset, presets

FLAGS = ("reproducible", "for_machines", "history", "only_done", "pseudonyms")
"""The choices of `WriteOptions` that are said or not."""
LONGEST = 80
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Preset:
    """What was chosen.

    Args:
        format: name of the exporter.
        coders: names of those whose work is written; none for everybody's.
        flags: those of `FLAGS` that are set.
        choices: answers to the format's own questions.
    """

    format: str
    coders: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    choices: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        said = [self.format, *(flag.replace("_", "-") for flag in FLAGS if flag in self.flags)]
        said += [f"{name}={answer}" for name, answer in self.choices.items()]
        return ", ".join([*said, *(tr("coder {name}", name=name) for name in self.coders)])


def saved() -> dict[str, Preset]:
    """All that are saved, by name; what makes no sense in one of them is left out."""
    return {name: _preset(chosen) for name, chosen in presets().items() if chosen.get("format")}


def named(name: str) -> Preset:
    """The one of that name.

    Raises:
        Fault: there is none.
    """
    known = saved()
    if name not in known:
        why = (tr("there is no preset “{name}”; there are {names}", name=name,
                  names=", ".join(tr("“{name}”", name=each) for each in known))
               if known else tr("there is no preset “{name}”; none is saved yet", name=name))
        raise Fault(tr("Nothing was exported"), why,
                    tr("Say one of these; the export window and --save-preset save them"))
    return known[name]


def save(name: str, preset: Preset) -> None:
    """Save it, in the place of one that is called so.

    Raises:
        Fault: it cannot be called so, or the disk refused.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        why = tr("its name has {characters}, and it may have 1 to {longest}",
                 characters=counted(len(name), "character"), longest=LONGEST)
        raise Fault(tr("The preset was not saved"), why, tr("Give it another name"))
    said: dict[str, Any] = {"format": preset.format, **{flag: True for flag in FLAGS if flag in preset.flags}}
    said |= {key: value for key, value in (("coders", list(preset.coders)), ("choices", dict(preset.choices))) if value}
    _kept(name, said, tr("The preset was not saved"))


def delete(name: str) -> None:
    """Take one away.

    Raises:
        Fault: there is none of that name, or the disk refused.
    """
    named(name)
    _kept(name, None, tr("The preset was not deleted"))


def _kept(name: str, said: dict[str, Any] | None, what: str) -> None:
    try:
        keep_preset(name, said)
    except OSError as error:
        raise Fault(what, error.strerror or str(error), tr("Make room on the disk")) from error


def _preset(chosen: Mapping[str, Any]) -> Preset:
    choices = chosen.get("choices")
    return Preset(
        str(chosen["format"]), tuple(map(str, _list(chosen.get("coders")))),
        frozenset(flag for flag in FLAGS if chosen.get(flag) is True),
        {str(name): str(answer) for name, answer in choices.items()} if isinstance(choices, dict) else {})


def _list(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else ()
