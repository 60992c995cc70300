"""The strict loader of the files that strangers send: bytes -> a checked schema and a Markdown body, or Problems.

Caps come before parsers; `yaml_tree` reads the YAML.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .files import FILE_BYTES
from .model import Position, Problem
from .yaml_tree import RefusedError, Tree, position_in, short

T = TypeVar("T", bound=BaseModel)

_START = Position(1, 1)
_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """A contributed file that passed."""

    fields: T
    body: str
    """Markdown after the front matter, with LF line ends; empty for a sidecar."""
    body_line: int
    """One-based line of the file on which the body begins."""
    positions: Mapping[str, Position]
    """Where each value starts: `quote`, and `aliases.0` for the first item of a list."""

    def position(self, key: str) -> Position:
        """Return where the key's value starts; failing that its parent's; failing that the file's start."""
        return _nearest(self.positions, key, _START)


def load_markdown(path: str, data: bytes, schema: type[T]) -> tuple[Loaded[T] | None, tuple[Problem, ...]]:
    """Return the file's front matter, checked against the schema, and its body; or None and the errors.

    `path` only names the file in the errors. No bytes make it raise.
    """
    try:
        yaml, body, body_line = _split(_text(data))
        return _checked(path, Tree(yaml, first_line=2), schema, body, body_line)
    except RefusedError as refused:
        return None, (_problem(path, refused.code, refused.position, refused.message, refused.remedy),)


def load_yaml(path: str, data: bytes, schema: type[T]) -> tuple[Loaded[T] | None, tuple[Problem, ...]]:
    """Do the same for a file that is YAML from end to end; an empty one is an empty mapping."""
    try:
        return _checked(path, Tree(_text(data), first_line=1), schema, "", 1)
    except RefusedError as refused:
        return None, (_problem(path, refused.code, refused.position, refused.message, refused.remedy),)


def _problem(path: str, code: str, position: Position, message: str, remedy: str) -> Problem:
    return Problem(code, "error", path, message, remedy, position.line, position.column)


def _text(data: bytes) -> str:
    """Return the bytes as text with LF line ends and no byte order mark."""
    if len(data) > FILE_BYTES:
        message = f"the file has more than the {FILE_BYTES:,} bytes that are read"
        raise RefusedError("E402", _START, message, "shorten it, or split it into several files")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"the file is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}"
        raise RefusedError("E401", _place(data, error.start), message, "save it as UTF-8") from error
    if (nul := data.find(0)) >= 0:
        raise RefusedError("E401", _place(data, nul), f"a NUL byte stands at offset {nul}", "delete it; save as UTF-8")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _check_merged(text)
    return text


def _check_merged(text: str) -> None:
    """Refuse a file in which both sides of a conflict stand: people would read them as one text."""
    lines = f"\n{text}"
    places = [0]
    for mark in CONFLICT:
        if (at := lines.find(mark, places[-1])) < 0:
            return
        places.append(at)
    remedy = "keep what is right of both sides, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
    message = "two versions of the file stand in it, as git could not merge them"
    raise RefusedError("E413", position_in(text[: places[1]], 1), message, remedy)


CONFLICT = ("\n<<<<<<< ", "\n=======\n", "\n>>>>>>> ")
"""The beginnings of the lines that git writes into a file around the two sides of a conflict, in their order."""


def _place(data: bytes, offset: int) -> Position:
    """Return the position of a byte, of which everything before it is UTF-8."""
    before = data[:offset].decode("utf-8").removeprefix("\ufeff")
    return position_in(before.replace("\r\n", "\n").replace("\r", "\n"), 1)


def _split(text: str) -> tuple[str, str, int]:
    """Return the YAML between the two lines of `---`, the body, and the body's line."""
    remedy = "begin the file with a line `---`, then `key: value` lines, then a line `---`"
    if not re.match(r"---[ \t]*(?:\n|\Z)", text):
        raise RefusedError("E403", _START, "there is no front matter: the first line is not `---`", remedy)
    if (match := _FRONT.match(text)) is None:
        raise RefusedError("E403", _START, "the front matter is never closed: a second line `---` is missing", remedy)
    return match[1], text[match.end() :], 1 + match[0].count("\n") + (not match[0].endswith("\n"))


def _checked(
    path: str, tree: Tree, schema: type[T], body: str, body_line: int
) -> tuple[Loaded[T] | None, tuple[Problem, ...]]:
    known = _keys(schema)
    left_empty = {key for key in known if tree.root.get(key, "") is None}
    # An unknown key is refused even where nothing stands after it.
    given = {key: "" if value is None else value for key, value in tree.root.items() if key not in left_empty}
    start = tree.positions.pop("", _START)
    try:
        return Loaded(schema.model_validate(given), body, body_line, tree.positions), ()
    except ValidationError as error:
        wrong = error.errors(include_url=False)
    problems = []
    for each in wrong:
        code, message, remedy = _judge(each, _keys(_schema_at(schema, each["loc"])), left_empty)
        positions = tree.key_positions if code == "E408" else tree.positions
        position = _nearest(positions, ".".join(map(str, each["loc"])), start)
        problems.append(_problem(path, code, position, message, remedy))
    return None, tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))


def _keys(schema: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in schema.model_fields.items()]


def _schema_at(schema: type[BaseModel], steps: tuple[int | str, ...]) -> type[BaseModel]:
    """Return what says which keys stand here: in an item of a list, that of the items."""
    inside = len(steps) > 2 and get_args(schema.model_fields[str(steps[0])].annotation)
    return inside[0] if inside else schema


def _nearest(positions: Mapping[str, Position], key: str, otherwise: Position) -> Position:
    while key and key not in positions:
        key = key.rpartition(".")[0]
    return positions.get(key, otherwise)


def _judge(error: ErrorDetails, known: list[str], left_empty: set[str]) -> tuple[str, str, str]:
    """Return the code, the message and the remedy for what pydantic found wrong with one value."""
    place, name = _place_of(error["loc"])
    kind, value, details = error["type"], error["input"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return "E408", f"{name} is no key{_did_you_mean(place, known)}", f"the keys are {_listed(known)}"
    if kind == "missing":
        message = f"{name} is empty" if place in left_empty else f"{name} is missing"
        return (
            "E409",
            message,
            f"add a line `{place}: ...`" if place not in left_empty else "write a value after the colon",
        )
    if kind == "string_type":
        return "E409", *_not_text(name, value)
    if kind == "tuple_type":
        shown = json.dumps(short(value), ensure_ascii=False) if isinstance(value, str) else "first, second"
        return "E409", f"{name} is not a list", f"write a list, even of one: `{place}: [{shown}]`"
    if kind == "literal_error":
        return "E409", f"{name} is none of {details['expected']}", "choose one of them"
    what = str(details["error"]) if kind == "value_error" else error["msg"]
    return "E409", f"{name} is wrong: {what}", "change the value"


def _place_of(steps: tuple[int | str, ...]) -> tuple[str, str]:
    """Return the key that a value stands under, and how the value is called: a key, an item of it, or a key of that."""
    key = short(str(steps[0])) if steps else ""
    if len(steps) < 2:
        return key, f"`{key}`"
    item = f"item {int(steps[1]) + 1} of `{key}`"
    return (short(str(steps[2])), f"`{short(str(steps[2]))}` in {item}") if len(steps) > 2 else (key, item)


def _not_text(name: str, value: object) -> tuple[str, str]:
    if value is None:
        return f"{name} is empty", 'delete the item, or write `""` if nothing is what you mean'
    what = "a list" if isinstance(value, list) else "a mapping"
    return f"{name} is {what}, not one text", "put the value between quotation marks, or write one value only"


def _did_you_mean(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key.lower(), known, n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


def _listed(known: list[str]) -> str:
    return ", ".join(f"`{key}`" for key in known)
