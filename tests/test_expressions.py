"""Regular expressions take linear time: each is timed against long texts that are made from itself, and others.

Stages are timed by tests of their own, as linear expressions, too, can be used in quadratic ways.
"""

from __future__ import annotations

import ast
import importlib
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import glossator
from expressions import Expression, Pattern, calls_in, looked_for, modules_below, patterns_in, slow_text
from expressions import written_in_functions as written
from glossator.recognize.dates.languages import months_of

PACKAGE = Path(str(glossator.__file__)).parent
MODULES = modules_below(PACKAGE)

LANGUAGES = ("de", "fr", "ru", "pt", "lt")
MADE_BY_FUNCTIONS = {
    "glossator.recognize.dates.languages.months_of": lambda: [months_of(language).month_year for language in LANGUAGES],
    "glossator.recognize.dates.languages._day_first": lambda: [months_of(language).day_first for language in LANGUAGES],
}
"""Expressions that only a function's arguments tell, by the function's name: some that it makes."""


@cache
def _looked_for() -> frozenset[Pattern]:
    return frozenset(looked_for(map(importlib.import_module, MODULES)))


def expressions_of(module: ModuleType, looked: frozenset[Pattern]) -> list[Expression]:
    """Return the expressions of a module; one that is only held by others is taken for looked for."""
    used = {value for value in vars(module).values() if isinstance(value, re.Pattern)}
    found = [Expression(name, each, each in used and each not in looked) for name, each in patterns_in(module)]
    for name, expression in written(module, calls_in(module)):
        made = MADE_BY_FUNCTIONS.get(name, list)()
        found += [expression] if expression else [Expression(name, pattern, False) for pattern in made]
    return list({each.pattern: each for each in found}.values())


@pytest.mark.parametrize("name", MODULES)
def test_every_expression_takes_linear_time(name: str) -> None:
    for expression in expressions_of(importlib.import_module(name), _looked_for()):
        slow = slow_text(expression)
        assert slow is None, f"{expression.name} takes more than linear time for {slow[:20]!r} ..."


def test_every_expression_is_reached() -> None:
    unknown = set()
    for name in MODULES:
        module = importlib.import_module(name)
        unknown |= {place for place, expression in written(module, calls_in(module)) if expression is None}
    assert unknown == set(MADE_BY_FUNCTIONS)


def test_expressions_are_only_made_by_the_name_re() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.module not in ("re", "regex"), path
            elif isinstance(node, ast.Import):
                assert all(each.asname is None for each in node.names if each.name == "re"), path


QUADRATIC = {
    "white space, then an end": r"\s+\Z",
    "one repeat of many": r"(?:Note|Remark):\s*[^\n]*;\s*\(",
    "everything up to a mark": r"<!--(?s:.)*?-->",
    "words up to a mark": r"[\w.]+@",
    "two repeats of the same": r"A\d*\d*x",
    "set without its end": r"\"[^!]*!",
    "repeat in a look ahead": r"a(?=b*c)|b(?=b*d)",
    "repeat in an alternative": r"(?:q|\([^)]+\))|z",
    "exponential": r"(?:x+x+)+y",
    "exponential in a group": r"=(?P<list>(?:a|a,?)+)=",
}
LINEAR = {
    "words": r"\w+",
    "runs from their beginnings": r"(?<!\s)\s+\Z",
    "atomic, from beginnings": r"(?<!x)(?>x+x*)+y",
    "bounded": r"[\w.]{1,60}@",
    "many alternatives": "|".join(f"{letter}{letter}{letter}a" for letter in "abcdefghijklmnopqrstuvwxyz"),
}
MOST = 1
"""Seconds of the processor that are enough to see one of them: quadratic work takes longer than that, or is seen."""


@pytest.mark.parametrize("name", QUADRATIC)
def test_it_finds_what_takes_more_than_linear_time(name: str) -> None:
    assert slow_text(Expression("planted", re.compile(QUADRATIC[name]), False), MOST) is not None


def test_it_finds_what_takes_more_than_linear_time_in_bytes() -> None:
    assert slow_text(Expression("planted", re.compile(rb"<\?xml[^>]*encoding="), False), MOST) is not None


def test_it_finds_what_takes_long_even_at_a_beginning() -> None:
    assert slow_text(Expression("planted", re.compile(r"\s*\w*\s*\w*\s*:"), True), MOST) is not None
    assert slow_text(Expression("planted", re.compile(r"\s*:"), True)) is None


@pytest.mark.parametrize("name", LINEAR)
def test_it_lets_pass_what_takes_linear_time(name: str) -> None:
    assert slow_text(Expression("planted", re.compile(LINEAR[name]), False)) is None


PLANTED = """
import re
from dataclasses import dataclass

LETTER = "[a-z]"
ONE = re.compile("one")
HELD = {"two": (re.compile("two"), [re.compile(rf"{LETTER}three")])}
FINDS = re.compile("four").search
HANDED_ON = re.compile("ten")

@dataclass
class Holder:
    pattern: re.Pattern

class Named:
    FIVE = re.compile("five")

HELD_BY_A_FIELD = Holder(re.compile("six"))

def function(local):
    re.sub("seven", "", local)
    [re.fullmatch(rf"{LETTER}eight", part) for part in local]
    lambda text: re.search(b"nine", text)
    ONE.match(local)
    HELD_BY_A_FIELD.pattern.match(local)
    print(HANDED_ON)

def unknown(local):
    return re.search(local, "")
"""


def test_expressions_are_found_wherever_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "planted.py").write_text(PLANTED, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    planted = importlib.import_module("planted")
    monkeypatch.delitem(sys.modules, "planted")
    looked = frozenset(looked_for([planted]))
    found = {each.pattern.pattern: each.only_at_beginnings for each in expressions_of(planted, looked)}
    assert found == {
        "one": True,
        "two": False,
        "[a-z]three": False,
        "four": False,
        "five": False,
        "six": False,
        "seven": False,
        "[a-z]eight": True,
        b"nine": False,
        "ten": False,
    }
    assert [name for name, expression in written(planted, calls_in(planted)) if not expression] == ["planted.unknown"]
