"""The YAML of a file that a stranger sent, as strings, lists and mappings with their places.

Caps come before the parser, and the parser is read event by event: no aliases, anchors, tags, merge keys or duplicate
keys, and every value stays the string that was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from ruamel.yaml.reader import ReaderError

from .model import Position

_Value = str | None | list[Any] | dict[str, Any]

YAML_BYTES = 8 * 1024
DEEPEST = 20
"""Collections within collections. The schemas need two; the YAML scanner's time grows with the square of the depth."""
SHOWN = 60
"""Characters of a person's own words that a message repeats."""

_ABSENT = frozenset({"", "~", "null", "Null", "NULL"})
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
_QUOTE_IT = "put the value between quotation marks, or take the mark away"

_PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        "a colon stands where none can: in a value without quotation marks, or below a wrong indentation",
        'put the value between quotation marks: `name: "One: two"`',
    ),
    ("could not find expected ':'", "a line is no `key: value`", "write a colon and a space after the key"),
    (
        "cannot start any token",
        "a value begins with a character that YAML keeps for itself (a tab, %, @, |, > or `)",
        "put the value between quotation marks; indent with spaces, never with tabs",
    ),
    ("found unexpected end of stream", "a quotation mark is never closed", "close the quotation mark"),
    ("expected ',' or", "a list or mapping in brackets has no comma or is never closed", "write `[first, second]`"),
    (
        "expected <block end>",
        "this does not fit the lines above: the indentation differs, or a value goes on after its closing mark",
        'begin every key at the start of its line; quote the whole value, and write \\" for a mark within it',
    ),
    (
        "more indented follow up line",
        "a text of several lines begins with empty lines that are indented more or less than its own lines",
        "indent all lines after the `|` or `>` alike, or take out the empty ones at its beginning",
    ),
    (
        "unknown escape character",
        "a backslash stands before a character that needs none",
        "use single quotation marks, or write two backslashes",
    ),
    ("special characters are not allowed", "a control character stands in the YAML", "delete it"),
    (
        "sequence entries are not allowed",
        "a dash begins a list on the line of its key",
        "begin each `- item` on a line of its own, or quote the value",
    ),
)
"""What the YAML parser says (a part of it), what we say, and the remedy."""


class RefusedError(Exception):
    """The file cannot be read at all: one problem, and nothing after it."""

    def __init__(self, code: str, position: Position, message: str, remedy: str) -> None:
        self.code, self.position, self.message, self.remedy = code, position, message, remedy
        super().__init__(message)


def short(words: str) -> str:
    """Return the words on one line, cut where a message has no room for more."""
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}..."


def position_in(before: str, first_line: int) -> Position:
    """Return the place that comes after the text, whose first line is the file's `first_line`."""
    return Position(first_line + before.count("\n"), len(before) - before.rfind("\n"))


def _check_caps(yaml: str, first_line: int) -> None:
    """Refuse what is too long or too deep, before a parser sees it."""
    if (size := len(yaml.encode())) > YAML_BYTES:
        message = f"the YAML has {size:,} bytes; at most {YAML_BYTES:,} are read"
        raise RefusedError("E402", Position(first_line, 1), message, "move long text into the body")
    if (offset := _too_deep(yaml)) is not None:
        _refuse_depth(position_in(yaml[:offset], first_line))


def _refuse_depth(position: Position) -> NoReturn:
    message = f"lists or mappings stand more than {DEEPEST} deep within one another"
    raise RefusedError(
        "E404", position, message, "write plain values, and lists of plain values; quote brackets and dashes"
    )


_PAIR = re.compile(r"\[[^\[\]{}\"'#!&*\n]*\]|\{[^\[\]{}\"'#!&*\n]*\}")
_OPENER = re.compile(r"(?:^|[\[{,:?-])[ \t]*(?=[\[{])", re.MULTILINE)
_INDENTS = re.compile(r"^[ \t]*(?:[-?:][ \t]+)*(?=\S)", re.MULTILINE)


def _too_deep(yaml: str) -> int | None:
    """Return the offset at which the YAML may be deeper than allowed: an upper bound, found in linear time.

    Quotation marks are not followed, since a file could mislead us about them. A bracket opens a collection only
    where a value can start; it counts as closed only where nothing between the two can hide the closing one.
    """
    openers = list(_OPENER.finditer(_PAIR.sub(lambda pair: "x" * len(pair[0]), yaml)))
    if len(openers) > DEEPEST:
        return openers[DEEPEST].end()
    columns: list[int] = []
    for line in _INDENTS.finditer(yaml):
        starts = [found.start() for found in re.finditer(r"[-?:]", line[0])] + [len(line[0])]
        columns = [column for column in columns if column < starts[0]] + starts
        if len(columns) > DEEPEST:
            return line.end()
    return None


class Tree:
    """The YAML of one file as strings, lists and dictionaries, and where each value starts."""

    def __init__(self, yaml: str, *, first_line: int) -> None:
        """Read the YAML, whose first line is the file's `first_line`; raise `RefusedError` where that fails."""
        _check_caps(yaml, first_line)
        self.positions: dict[str, Position] = {}
        self.key_positions: dict[str, Position] = {}
        self._lines_before = first_line - 1
        self._events: Iterator[Any] = YAML(typ="safe", pure=True).parse(yaml)
        try:
            self.root = self._document()
        except RefusedError:
            raise
        except ReaderError as error:
            raise _syntax_error(error.reason, "", position_in(yaml[: error.position], first_line)) from error
        except MarkedYAMLError as error:
            # What is never closed is mended where it opens.
            opens = error.problem_mark is None or "stream" in str(error.problem)
            mark = (error.context_mark if opens else None) or error.problem_mark
            said = error.problem or error.context or ""
            raise _syntax_error(said, error.context or "", self._position(mark)) from error
        except Exception as error:  # ruamel lets OverflowError and others out on some escapes and version numbers
            raise _syntax_error("", "", Position(first_line, 1)) from error

    def _document(self) -> dict[str, Any]:
        next(self._events)
        event = next(self._events)
        if isinstance(event, StreamEndEvent):
            return {}
        if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
            self._refuse(event, "a `%` directive", "delete the line")
        first = next(self._events)
        root = self._node(first, "", 0)
        next(self._events)
        if not isinstance(after := next(self._events), StreamEndEvent):
            self._refuse(after, "a second document", "keep one; quote a value that begins with `---` or `...`")
        if root is None:
            return {}
        if not isinstance(root, dict):
            remedy = "write one `key: value` a line, such as `name: Ada Lovelace`"
            raise RefusedError(
                "E405", self._position(first.start_mark), "the YAML is not made of `key: value` lines", remedy
            )
        return root

    def _node(self, event: Any, key: str, depth: int) -> _Value:
        """Return the value that begins with the event; `key` is its dotted path and `depth` what it stands in."""
        self.positions[key] = position = self._position(event.start_mark)
        self._check_plain(event)
        if isinstance(event, ScalarEvent):
            return _scalar(event, position)
        if depth == DEEPEST:
            _refuse_depth(position)
        if isinstance(event, SequenceStartEvent):
            return self._list(key, depth + 1)
        return self._mapping(key, depth + 1)

    def _list(self, key: str, depth: int) -> list[_Value]:
        items: list[_Value] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            items.append(self._node(event, f"{key}.{len(items)}", depth))
        return items

    def _mapping(self, key: str, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        seen: dict[str, int] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            name = self._key(event, seen)
            path = f"{key}.{name}" if key else name
            self.key_positions[path] = self._position(event.start_mark)
            values[name] = self._node(value := next(self._events), path, depth)
            if isinstance(value, ScalarEvent) and values[name] is None and not value.value:
                # The parser puts a value that is not there on the line of the next key.
                self.positions[path] = self._position(event.end_mark)
        return values

    def _key(self, event: Any, seen: dict[str, int]) -> str:
        position = self._position(event.start_mark)
        self._check_plain(event)
        if not isinstance(event, ScalarEvent) or not event.value:
            raise RefusedError(
                "E405", position, "a key is not a plain word", "write `key: value`; quote a value with brackets"
            )
        name = _string(event, position)
        if name == "<<":
            self._refuse(event, "a merge key (`<<`)", "write the values out")
        if name in seen:
            message = f"`{short(name)}` stands twice; first on line {seen[name]}"
            raise RefusedError("E407", position, message, "keep one of the two")
        seen[name] = position.line
        return name

    def _check_plain(self, event: Any) -> None:
        if isinstance(event, AliasEvent):
            self._refuse(event, "an alias (`*`)", _QUOTE_IT)
        if event.anchor is not None:
            self._refuse(event, "an anchor (`&`)", _QUOTE_IT)
        if event.tag is not None:
            self._refuse(event, "a tag (`!`)", _QUOTE_IT)

    def _refuse(self, event: Any, what: str, remedy: str) -> NoReturn:
        raise RefusedError("E406", self._position(event.start_mark), f"{what} is not allowed here", remedy)

    def _position(self, mark: Any) -> Position:
        return Position(self._lines_before + mark.line + 1, mark.column + 1)


def _scalar(event: ScalarEvent, position: Position) -> str | None:
    """Return the string as written, or None for nothing at all and for a `null` without quotation marks."""
    plain = event.style is None
    return None if plain and event.value in _ABSENT else _string(event, position)


def _string(event: ScalarEvent, position: Position) -> str:
    value = str(event.value)
    if found := _UNPRINTABLE.search(value):
        message = f"an escape stands for the character U+{ord(found[0]):04X}, which no text can hold"
        raise RefusedError("E405", position, message, "delete the escape")
    return value


def _syntax_error(said: str, context: str, position: Position) -> RefusedError:
    """Return the parser's complaint in one line of plain words."""
    for what in ("alias", "anchor", "tag"):
        if context.endswith(what) or f"{what} handle" in said:
            message = f"a value begins with the mark of YAML's {what} (`*`, `&` or `!`), which is not allowed here"
            return RefusedError("E406", position, message, _QUOTE_IT)
    for part, message, remedy in _PLAIN_WORDS:
        if part in said:
            return RefusedError("E405", position, message, remedy)
    message = f"this is not YAML: {short(said.partition(chr(10))[0])}" if said else "this is not YAML"
    return RefusedError("E405", position, message, "check the indentation, the quotation marks and the colons")
