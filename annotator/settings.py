"""What a person has chosen on this computer."""

from __future__ import annotations

import configparser
import json
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from annotator.corpus.errors import Fault
from annotator.corpus.ids import is_id, new_id
from annotator.language import tr
from annotator.places import PORTABLE as PORTABLE
from annotator.places import home as home
from annotator.places import localised as localised
from annotator.places import resource as resource

THEMES = ("light", "sepia", "dark", "contrast")
"""What the window can wear; `system` chooses among them."""

MOTIONS = ("system", "less")
"""Whether things may move: as the desktop says, or as little as can be."""

_SECTION, _KEYS = "annotator", "keys"
_OR = " or "
"""Between the keys of a command: no key has it in its name, and a sign such as # begins no line."""
_MOST_SETS = 60
"""Sets of labels that are remembered; the one that was not used for longest goes."""
_ALIKE = 0.5
"""The share of labels that two sets have in common when what is known of one is proposed for the other."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has chosen; each has a default that needs no thought.

    `size` is in pixels, `line` a ratio, `width` in characters; `recent` are project files, the last one first.
    `coder`, `name`, `orcid` and `email` are of whoever works now; `blind` hides others' annotations from them.
    `language` is one of the program’s, empty for the one that the computer is set to.
    `suggestions` says whether they want to be suggested anything, `least_score` from which score on (hundredths).
    `keys` holds the commands (by id) that have other keys than the program's, as portable sequences; () for none.
    `toured` says that the tour has been seen, or put away.
    """

    coder: str = ""
    name: str = ""
    theme: str = "system"
    face: str = ""
    size: int = 17
    line: float = 1.55
    width: int = 66
    keep_source: bool = False
    recent: tuple[str, ...] = ()
    orcid: str = ""
    email: str = ""
    blind: bool = False
    language: str = ""
    suggestions: bool = True
    least_score: int = 50
    motion: str = "system"
    toured: bool = False
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def opened(self, path: Path) -> Settings:
        """With this project as the most recent one."""
        name = str(path.absolute())
        return replace(self, recent=(name, *(r for r in self.recent if r != name))[:12])


def load() -> Settings:
    """The settings of this computer; what cannot be read has its default."""
    found = _parsed(home() / "settings.ini", _SECTION)
    stored = found[_SECTION]
    plain = (each for each in fields(Settings) if each.name in stored and each.name != _KEYS)
    chosen = {each.name: _read(stored[each.name], each.default) for each in plain}
    if found.has_section(_KEYS):
        chosen[_KEYS] = {name: tuple(words.split(_OR)) if words else () for name, words in found[_KEYS].items()}
    return _identified(Settings(**chosen))


def trouble() -> Fault | None:
    """What keeps this computer from knowing what a person has chosen; asked at the start, before `load`."""
    folder, path = home(), home() / "settings.ini"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
            raise PermissionError("it is read-only")
    except OSError as error:
        return Fault(f"Nothing can be kept in {folder}", error.strerror or str(error),
                     "Make the folder writable, or set ANNOTATOR_HOME to another one. Until then no project can be "
                     "opened, and no setting is remembered")
    try:
        if path.exists():
            _parser().read_string(path.read_text(encoding="utf-8"))
    except (configparser.Error, UnicodeDecodeError):
        return Fault("The settings could not be read", f"{path} is damaged",
                     f"Nothing of your projects is in it. It is kept as {path.with_suffix('.damaged').name} beside it, "
                     "and every setting has its default. See in the settings, under You, that your name stands there")
    except OSError as error:
        return Fault("The settings could not be read", f"{path}: {error.strerror or error}",
                     "Make the file readable and start again. Until then every setting has its default, and the file "
                     "stays as it is")
    return None


def _read(text: str, default: Any) -> Any:
    try:
        if isinstance(default, bool):
            return text == "True"
        if isinstance(default, int | float):
            return type(default)(text)
    except ValueError:
        return default
    return tuple(line for line in text.split("\n") if line) if isinstance(default, tuple) else text


def save(settings: Settings) -> None:
    """Write the settings whole or not at all.

    Raises:
        OSError: the disk refused.
    """
    parser = _parser()
    values = {f.name: getattr(settings, f.name) for f in fields(Settings) if f.name != _KEYS}
    parser[_SECTION] = {name: "\n".join(value) if isinstance(value, tuple) else str(value)
                        for name, value in values.items()}
    if settings.keys:
        parser[_KEYS] = {name: _OR.join(keys) for name, keys in settings.keys.items()}
    _write(parser, home() / "settings.ini")


def _parser() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), default_section="")
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    return parser


def _parsed(path: Path, section: str) -> configparser.ConfigParser:
    """What a file says, with that section at least; one that cannot be read is kept beside, and whose it was stays."""
    parser = _parser()
    try:
        parser.read(path, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError):
        parser = _parser()
        with suppress(OSError):
            parser[section] = _whose(path.read_text(encoding="utf-8", errors="replace")) if section == _SECTION else {}
            os.replace(path, path.with_suffix(".damaged"))
    except OSError:
        parser = _parser()
    if not parser.has_section(section):
        parser.add_section(section)
    return parser


def _whose(text: str) -> dict[str, str]:
    """Of a damaged file the lines that say who works: another id would make them a stranger to their own work."""
    said = dict(line.split(" = ", 1) for line in text.splitlines() if " = " in line)
    if not is_id(said.get("coder", "")):
        return {}
    return {name: said[name] for name in ("coder", "name", "orcid", "email") if said.get(name)}


def _write(parser: configparser.ConfigParser, path: Path) -> None:
    draft = path.with_name(path.name + ".new")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists():
        path.open("rb").close()  # what cannot be read was not read: it is not overwritten either
    with draft.open("w", encoding="utf-8") as file:
        parser.write(file)
    os.replace(draft, path)


def account_name() -> str:
    """The name of the account, for whoever has not said theirs."""
    import getpass  # once in the life of an account

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return tr("Coder")


def _identified(settings: Settings) -> Settings:
    """With a coder's id and name; both are kept from the first time on."""
    if settings.coder and settings.name:
        return settings
    settings = replace(settings, coder=settings.coder or new_id(), name=settings.name or account_name())
    with suppress(OSError):
        save(settings)
    return settings


def coders() -> dict[str, str]:
    """Everybody who has worked on this computer: id → name, whoever works now first."""
    settings = load()
    known = dict(_parsed(home() / "coders.ini", "coders")["coders"])
    return {settings.coder: settings.name} | {name: words for name, words in known.items() if name != settings.coder}


def remember_coder(coder: str, name: str) -> None:
    """Keep a coder of this computer, to switch back to.

    Raises:
        OSError: the disk refused.
    """
    path = home() / "coders.ini"
    parser = _parsed(path, "coders")
    parser["coders"][coder] = name
    _write(parser, path)


def coder_named(name: str) -> str:
    """The id of a coder of that name on this computer: always the same one."""
    settings, name = load(), " ".join(name.split())
    if name in ("", settings.name):
        return settings.coder
    path = home() / "coders.ini"
    parser = _parsed(path, "coders")
    for key, value in parser["coders"].items():
        if value == name:
            return key
    made = new_id()
    parser["coders"][made] = name
    with suppress(OSError):
        _write(parser, path)
    return made


# --- what was chosen before, to be proposed again ---

def recalled_labels(labels: Collection[str]) -> dict[str, str]:
    """Which kinds (ids) were chosen for these labels of another tool when they came in last, or for most of them."""
    wanted, best, most = set(labels), dict[str, str](), 0.0
    for known in _label_sets():
        share = len(wanted & known.keys()) / max(1, len(wanted | known.keys()))
        if share > most and share >= _ALIKE:
            best, most = known, share
    return {label: kind for label, kind in best.items() if label in wanted and kind}


def remember_labels(kinds: Mapping[str, str]) -> None:
    """Keep which kind (id) each label of one set is; "" for a label that has a kind of its own.

    Raises:
        OSError: the disk refused.
    """
    others = [known for known in _label_sets() if known.keys() != kinds.keys()]
    _write_json("labels.json", [dict(kinds), *others][:_MOST_SETS])


def _label_sets() -> list[dict[str, str]]:
    found = _read_json("labels.json")
    return [{str(label): str(kind) for label, kind in each.items()} for each in found if isinstance(each, dict)
            ] if isinstance(found, list) else []


def presets() -> dict[str, dict[str, Any]]:
    """The saved ways of exporting: name → what was chosen, by name."""
    found = _read_json("presets.json")
    return {name: each for name, each in sorted(found.items(), key=lambda item: item[0].casefold())
            if isinstance(each, dict)} if isinstance(found, dict) else {}


def keep_preset(name: str, chosen: Mapping[str, Any] | None) -> None:
    """Save a way of exporting under a name, in the place of one that is called so; None takes it away.

    Raises:
        OSError: the disk refused.
    """
    kept = presets()
    kept.pop(name, None)
    _write_json("presets.json", kept if chosen is None else {**kept, name: dict(chosen)})


def _read_json(name: str) -> Any:
    """What a file says; one that cannot be read is kept beside."""
    path = home() / name
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        with suppress(OSError):
            os.replace(path, path.with_suffix(".damaged"))
    except OSError:
        pass
    return None


def _write_json(name: str, value: Any) -> None:
    path = home() / name
    draft = path.with_name(path.name + ".new")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(draft, path)
