"""Keep the catalogue of translations: `python packaging/translations.py` brings it up to date with the program.

What the program says (`tr`, `trc`, `trn`, `counted`, `countable`) is read from its source. Texts that are new come in
untranslated, texts that are said no more go, and all others keep their translation. `--check` changes nothing and ends
with 1 when the catalogue is not up to date or not complete; `--take FILE` takes translations over from another PO file.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from annotator.language import counted_forms, read_texts  # noqa: E402  # the program itself need not be installed

CATALOGUE = ROOT / "resources" / "translations" / "fr.po"
GAP = re.compile(r"\{(\w*)[^{}]*\}")
_BETWEEN = "\x04"
_HEAD = r'''# What Annotator says, in French as a newsroom in Quebec writes it.
msgid ""
msgstr ""
"Project-Id-Version: Annotator\n"
"Language: fr\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"
'''


@dataclass(frozen=True, slots=True)
class Message:
    """A text that the program says: its context, its plural, and the first file that says it."""

    text: str
    plural: str = ""
    context: str = ""
    where: str = ""

    @property
    def key(self) -> str:
        return f"{self.context}{_BETWEEN}{self.text}" if self.context else self.text


class NotLiteral(Exception):
    """A text that no catalogue can hold, because it is not written where it is said; its words say where."""


def said(program: Path = ROOT / "annotator") -> dict[str, Message]:
    """Everything that the program says, by key, in the order of its files.

    Raises:
        NotLiteral: a text is put together before it is said.
    """
    found: dict[str, Message] = {}
    for path in sorted(program.rglob("*.py")):
        if path != program / "language.py":
            for message in _said_in(path, path.relative_to(program.parent).as_posix()):
                if message.key not in found or message.plural:
                    found[message.key] = message
    return found


def _said_in(path: Path, where: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        match node.func.id:
            case "partial" if isinstance(node.args[0], ast.Name) and node.args[0].id == "tr":
                yield from (Message(text, where=where) for text in _literals(node.args[1], where))
            case "tr":
                yield from (Message(text, where=where) for text in _literals(node.args[0], where))
            case "trc":
                yield Message(_literals(node.args[1], where)[0], context=_literals(node.args[0], where)[0], where=where)
            case "trn":
                one, many = (_literals(each, where)[0] for each in node.args[:2])
                yield Message(one, many, where=where)
            case "counted" if isinstance(node.args[1], ast.Constant | ast.IfExp):
                yield from (_counted(noun, where) for noun in _literals(node.args[1], where))
            case "countable":
                yield from (Message(noun, where=where) for noun in _literals(node.args[0], where))
                yield from (_counted(noun, where) for noun in _literals(node.args[0], where))


def _counted(noun: str, where: str) -> Message:
    one, many = counted_forms(noun)
    return Message(one, many, where=where)


def _literals(node: ast.expr, where: str) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body, where), *_literals(node.orelse, where)]
    raise NotLiteral(f"{where}:{node.lineno}: {ast.unparse(node)} is no text that is written here")


def written(messages: Mapping[str, Message], texts: Mapping[str, tuple[str, ...]]) -> str:
    """The PO file of these messages with these translations."""
    entries = [_HEAD]
    for key, message in messages.items():
        forms = texts.get(key, ())
        lines = [f"#: {message.where}"]
        if message.context:
            lines.append(f"msgctxt {_quoted(message.context)}")
        lines.append(f"msgid {_quoted(message.text)}")
        if message.plural:
            forms = (*forms, *forms[-1:], "", "")[:2]
            lines.append(f"msgid_plural {_quoted(message.plural)}")
            lines += [f"msgstr[{at}] {_quoted(form)}" for at, form in enumerate(forms)]
        else:
            lines.append(f"msgstr {_quoted(forms[0] if forms else '')}")
        entries.append("\n".join(lines) + "\n")
    return "\n".join(entries)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def faults(messages: Mapping[str, Message], texts: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What a catalogue lacks: texts without a translation, and translations whose gaps are not those of the text."""
    lacking = [f"{message.where}: not translated: {message.text}"
               for key, message in messages.items() if key not in texts]
    return lacking + [
        f"{message.where}: other gaps than in “{message.text}”: {form}"
        for key, message in messages.items() for form in texts.get(key, ())
        if _gaps(form) - {"number"} != _gaps(message.plural or message.text) - {"number"}]


def _gaps(text: str) -> set[str]:
    return set(GAP.findall(text))


def main() -> int:
    """Bring the catalogue up to date, or say what it lacks."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--check", action="store_true", help="change nothing; 1 when something is lacking")
    asked.add_argument("--take", metavar="FILE", type=Path, nargs="+", default=[], help="take translations over")
    arguments = asked.parse_args()
    messages, before = said(), CATALOGUE.read_text(encoding="utf-8") if CATALOGUE.exists() else ""
    texts = read_texts(before)
    for each in arguments.take:
        texts |= read_texts(each.read_text(encoding="utf-8"))
    after = written(messages, texts)
    lacking = faults(messages, texts)
    print(*lacking, sep="\n")
    print(f"{len(messages):,} texts, {len(lacking):,} lacking")
    if arguments.check:
        return int(bool(lacking) or after != before)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
