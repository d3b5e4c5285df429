"""A linguist finds every word that the rules ask for in `resources/finders`: none stands in Python."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import annotator.finders
from annotator.finders.language import CLASSES, FRAMES, language
from annotator.finders.patterns import patterns
from annotator.settings import resource

MODULES = sorted(Path(annotator.finders.__path__[0]).glob("*.py"))
OWN_LANGUAGE = ("reasons.py",)
"""What is told to a person who uses the program is in the program's own language."""
_SIGNS = re.compile(r"\\[a-zA-Z]|\(\?P?<\w+>|\(\?P=\w+\)|\{[a-z_]+\}")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_READING = ("startswith", "endswith", "removeprefix", "removesuffix", "find", "rfind", "index", "split", "partition")


def _vocabulary() -> frozenset[str]:
    words: set[str] = set()
    for tag in ("en", "fr", "de"):
        rules = language(tag)
        words |= set(rules.forms) | set(rules.nouns)
        for each in rules.lists.values():
            words |= {word.lower() for entry in each for word in entry.split("-")}
    return frozenset(words)


def _texts(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def _asked_of_a_text(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The strings with which a text is read: in patterns, lists of words, comparisons, beginnings and ends."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            parts: list[ast.AST] = [node.left, *node.comparators]
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if not called.startswith(("re.", "frozenset")) and called.rpartition(".")[2] not in _READING:
                continue
            parts = [*node.args, node.func.value] if isinstance(node.func, ast.Attribute) else [*node.args]
        else:
            continue
        yield from ((node.lineno, text) for part in parts for text in _texts(part))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_word_of_a_language_stands_in_a_finder(module: Path) -> None:
    if module.name in OWN_LANGUAGE:
        return
    names = {*FRAMES, *CLASSES, *vars(patterns(language("en"))), *language("en").frames, *language("en").lists}
    names |= {*language("en").claims["weights"], *language("en").claims["words"], "base", "s", "past", "done", "ing"}
    names |= {"quote", "statistic", "claim", "from", "to", "change", "value", "quote_type", "direct"}
    names |= {*language("en").weights, "worth", "words"}  # names of the codebook, the dataset and of tables
    known = _vocabulary()
    for line, text in _asked_of_a_text(ast.parse(module.read_text(encoding="utf-8"))):
        if text not in names:
            found = {word.lower() for word in _LETTERS.findall(_SIGNS.sub(" ", text))} & known
            assert not found, f"{module.name}, line {line}: {sorted(found)} belongs in resources/finders"


def test_every_list_of_english_is_asked_for() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in MODULES)
    written += resource("finders", "en", "patterns.toml").read_text(encoding="utf-8")
    unused = [name for name in language("en").lists if f'"{name}"' not in written and f"{{{name}}}" not in written]
    assert not unused
