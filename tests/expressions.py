"""The regular expressions of a package, texts on which a slow one must be slow, and how long one takes."""

from __future__ import annotations

import ast
import re
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from time import process_time
from types import FrameType, ModuleType
from typing import Any

Pattern = re.Pattern[Any]

FUNCTIONS = ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")
"""Those of `re` whose first argument is an expression."""
WHOLE = ("match", "fullmatch")
"""Methods that begin at a text's beginning, where they are not told another place."""

CHARACTERS = 30_000
"""Length of a text that repeats one character; one that repeats four is twice as long, so that its squares weigh as
much. Quadratic work on it is 450 million steps: a quarter of a second at least."""
FLOOR = 0.15
"""Seconds of the processor. Linear work on such a text mostly takes a tenth of it, quadratic work a multiple."""
GROWTH = 8
"""Times as long for a text four times as long: linear work takes 4 times, quadratic 16."""
TIMES = 3
"""What is slow is so each of so many times: what else the machine does may make anything slow once."""
CEILING = 10
"""Seconds after which an expression is given up, whatever its growth: it could be exponential."""

RUNS = (
    *" \n\t.,:-_'\"(<[#>*=|/&;~`0aA\u00a0é中",
    *("A. ", "Aa ", "Aa, ", "aa ", "AA ", "a-\n", "Aa-", "Aa\n", "a.a", '"a', "“a” ", "(a", "[a](", "1 ", "12", "1."),
    *("1-", "- ", "\n\n", " \n", "\r\n", ". . ", "<a ", "=?a?q?a?= ", "http://a/", "a@", "Aa of the ", "1 May "),
)
"""What any text could hold again and again."""

END = "\x01"
"""Ends a text with what few expressions take, so that a repeat ends before it."""
SIGNS = "aA1 \n.,-'\"(:é—Ж中_/=&\t\u00a0"
"""One of each kind of character, to stand for the sets of an expression."""
KINDS_OF_SET = 4
"""Characters that stand for a set: those of different kinds are different ways through an expression."""
LONG_REPEAT = 20
"""Repeats that are bounded lower than this are part of a text's unit, and not what it is made of."""


@dataclass(frozen=True)
class Expression:
    """A regular expression, with where it stands and how it is used."""

    name: str
    pattern: Pattern
    only_at_beginnings: bool
    """It is only matched against whole texts, and never looked for in them."""


@dataclass(frozen=True)
class Call:
    """A call inside a function: of `re`, or of an expression's method."""

    function: str
    called: ast.Attribute
    arguments: list[ast.expr]


def modules_below(folder: Path) -> list[str]:
    """Return the names of a package's modules."""
    parts = (path.relative_to(folder.parent).with_suffix("").parts for path in sorted(folder.rglob("*.py")))
    return sorted(".".join(each[:-1] if each[-1] == "__init__" else each) for each in parts)


def patterns_in(module: ModuleType) -> Iterator[tuple[str, Pattern]]:
    """Yield the expressions that a module's names hold, at any depth, each with its name."""
    for name, value in list(vars(module).items()):
        is_own = isinstance(value, type) and value.__module__ == module.__name__
        for pattern in _inside(list(vars(value).values()) if is_own else value):
            yield f"{module.__name__}.{name}", pattern


def _inside(value: object, depth: int = 4) -> Iterator[Pattern]:
    """Yield the expressions in a value: itself, whose method it is, or in what it holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(getattr(value, "__self__", None), re.Pattern):
        yield value.__self__  # type: ignore[attr-defined]
    elif depth and isinstance(value, Mapping):
        yield from _inside((*value, *value.values()), depth - 1)
    elif depth and isinstance(value, (tuple, list, set, frozenset)):
        for part in value:
            yield from _inside(part, depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        yield from _inside([getattr(value, each.name, None) for each in fields(value)], depth - 1)


def calls_in(module: ModuleType) -> list[Call]:
    """Return each call of something's method in a module's functions."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    return list(_calls(ast.parse(source), ""))


def _calls(node: ast.AST, function: str) -> Iterator[Call]:
    for child in ast.iter_child_nodes(node):
        is_function = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        if function and isinstance(child, ast.Call) and isinstance(child.func, ast.Attribute):
            yield Call(function, child.func, child.args)
        yield from _calls(child, getattr(child, "name", "lambda") if is_function else function)


def written_in_functions(module: ModuleType, calls: Iterable[Call]) -> Iterator[tuple[str, Expression | None]]:
    """Yield where a function gives `re` an expression, and the expression, if the module's names are enough to tell."""
    for call in calls:
        if value_of(call.called.value, module) is re and call.called.attr in FUNCTIONS:
            name = f"{module.__name__}.{call.function}"
            written = value_of(call.arguments[0], module)
            known = isinstance(written, (str, bytes))
            yield name, Expression(name, re.compile(written), call.called.attr in WHOLE) if known else None  # type: ignore[arg-type]


def looked_for(modules: Iterable[ModuleType]) -> Iterator[Pattern]:
    """Yield the expressions of modules' names that anything is done with but to match a whole text.

    Whatever is handed on may be looked for where it ends up.
    """
    for module in modules:
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        matched = {id(call.called.value) for call in _calls(tree, "") if _is_of_whole(call)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in matched:
                value = value_of(node, module)
                if isinstance(value, re.Pattern):
                    yield value


def _is_of_whole(call: Call) -> bool:
    return call.called.attr in WHOLE and len(call.arguments) == 1


def value_of(expression: ast.expr, module: ModuleType) -> object:
    """Return what an expression of Python is; None where the module's own names are not enough to tell."""
    if isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.Mod):
        return value_of(expression.left, module) if isinstance(expression.left, ast.Constant) else None
    if not isinstance(expression, (ast.Constant, ast.Name, ast.JoinedStr, ast.BinOp)):
        return None
    names = {node.id for node in ast.walk(expression) if isinstance(node, ast.Name)}
    if not all(name in vars(module) for name in names):
        return None
    return eval(compile(ast.Expression(expression), "", "eval"), dict(vars(module)))


def nasty_texts(pattern: Pattern) -> Iterator[str]:
    """Yield texts that make the most work: general ones, and of what the expression itself repeats, without its end."""
    wholes = dict.fromkeys(("", unit) for unit in RUNS) | dict.fromkeys(_beginnings(pattern))
    for before, unit in wholes:
        if unit:
            yield before + unit * int(CHARACTERS / len(unit) ** 0.5) + END


def _beginnings(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """Yield beginnings of texts, and what is repeated behind them, from what the expression repeats itself."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(text, pattern.flags & ~re.LOCALE)
    for sample in range(KINDS_OF_SET):
        yield "", _example(tree, sample)
        for before, body in dict.fromkeys(_repeats(list(tree), "", sample)):
            yield from ((before, body), ("", body), ("", before), ("", before + body), ("", before[-1:] + body))


def _repeats(nodes: list[Any], before: str, sample: int) -> Iterator[tuple[str, str]]:
    """Yield each long repeat in a sequence as an example of what comes before it, and of its body."""
    for code, argument in nodes:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            _, most, body = argument
            if most >= LONG_REPEAT:
                yield before, _example(body, sample)
            yield from _repeats(list(body), before, sample)
        else:
            for part in _parts(code, argument):
                yield from _repeats(list(part), before, sample)
        before += _example([(code, argument)], sample)


def _parts(code: Any, argument: Any) -> list[Any]:
    """Return the sequences inside a node of the expression's tree."""
    if code is op.BRANCH:
        return list(argument[1])
    if code is op.SUBPATTERN:
        return [argument[-1]]
    if code in (op.ASSERT, op.ASSERT_NOT):
        return [argument[1]]
    return [argument] if code is op.ATOMIC_GROUP else []


def _example(nodes: Any, sample: int) -> str:
    """Return a short text that the sequence matches, or nearly."""
    return "".join(_example_of(code, argument, sample) for code, argument in nodes)


def _example_of(code: Any, argument: Any, sample: int) -> str:
    if code is op.LITERAL:
        return chr(argument)
    if code in (op.IN, op.NOT_LITERAL, op.ANY):
        return _of_set(code, argument, sample)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, body = argument
        return _example(body, sample) * max(least, min(1, most))
    if code is op.ASSERT:
        return _example(argument[1], sample) if argument[0] < 0 else ""
    parts = [] if code is op.ASSERT_NOT else _parts(code, argument)
    return _example(parts[sample % len(parts)], sample) if parts else ""


def _of_set(code: Any, argument: Any, sample: int) -> str:
    """Return one of the characters that a set holds: another kind for another sample."""
    tree = parser.parse("")
    tree.data = [(code, argument)]
    literals = [chr(value) for kind, value in argument if kind is op.LITERAL] if code is op.IN else []
    fitting = list(filter(compiler.compile(tree).match, (*SIGNS, *literals))) or ["~"]
    return fitting[sample * max(1, len(fitting) // KINDS_OF_SET) % len(fitting)]


class TooLongError(Exception):
    """An expression took longer than it may, whatever its growth."""


@contextmanager
def ceiling(most: float) -> Iterator[None]:
    """Raise TooLongError after so many seconds of the processor: the engine looks for signals between its steps."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooLongError

    kept = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, most)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, kept)


def seconds(expression: Expression, text: str) -> float:
    """Return how long the expression takes: to match the text, or to find all that it finds in it."""
    pattern = expression.pattern
    subject: Any = text if isinstance(pattern.pattern, str) else text.encode()
    before = process_time()
    if expression.only_at_beginnings:
        pattern.match(subject)
        pattern.fullmatch(subject)
    else:
        deque(pattern.finditer(subject), maxlen=0)
    return process_time() - before


def is_slow(expression: Expression, text: str) -> bool:
    """Tell whether the expression takes long for the text, and much longer than for a quarter of it, every time.

    Most texts are seen through once: what takes less than FLOOR is not slow, whatever the machine does besides.
    """
    for _ in range(TIMES):
        whole = seconds(expression, text)
        if whole < FLOOR or whole < GROWTH * seconds(expression, text[: len(text) // 4] + END):
            return False
    return True


def slow_text(expression: Expression, most: float = CEILING) -> str | None:
    """Return the first text for which the expression takes more than linear time, or None."""
    for text in nasty_texts(expression.pattern):
        try:
            with ceiling(most):
                if is_slow(expression, text):
                    return text
        except TooLongError:
            return text
    return None
