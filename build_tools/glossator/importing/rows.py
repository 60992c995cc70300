"""The JSON that other programs write: one document, a list, or a document a line; and what is told of its rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ..model import Problem, Severity
from ..yaml_tree import short

T = TypeVar("T")

MOST_BYTES = 64 * 1024 * 1024
"""As many as of a source."""
MOST_VALUES = 4_000_000
"""Each takes up to 300 bytes of memory. 64 MB of annotations have two to three million."""
MOST_ROWS = 100_000
"""Each takes a millisecond or more, and makes a file."""
SHOWN_ADDRESS = 200
"""Characters of an address that a message shows."""
SHOWN: Mapping[Severity, int] = {"error": 100, "warning": 100, "info": 5}
"""Rows that a message names: of what has to be mended as many as somebody mends before the file is taken in again, of
what is rightly passed over enough to see what is meant."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row, or a part of it, is not taken in."""

    code: str
    severity: Severity
    message: str
    remedy: str


def passed_over(what: str, remedy: str) -> Refusal:
    """Return why what is right by itself is not taken in."""
    return Refusal("I234", "info", f"not taken in, as it is {what}", remedy)


def no_document(address: str, several: Sequence[str]) -> Refusal:
    """Return that no document has an address, or that several have it, whose ids these are."""
    message = f"{'several documents have' if several else 'no document has'} the address {address[:SHOWN_ADDRESS]}"
    message += f": {', '.join(several)}" * bool(several)
    mend = "name one of them" if several else "set `url` in its sidecar, or name the document"
    return Refusal("E232", "error", message, f"{mend} with --document ID")


class RefusedFileError(Exception):
    """Nothing of the file can be taken in."""

    def __init__(self, message: str, remedy: str) -> None:
        self.refusal = Refusal("E230", "error", message, remedy)
        super().__init__(message)


def read_json(data: bytes) -> list[Any]:
    """Return the documents that the bytes hold: one, or one a line; raises RefusedFileError.

    A line that is no JSON is returned as the error that it is, so that the others can be read.
    """
    if len(data) > MOST_BYTES:
        raise RefusedFileError(f"it has more than the {MOST_BYTES:,} bytes that are read", "split it")
    if sum(data.count(sign) for sign in (b",", b"[", b"{")) > MOST_VALUES:
        raise RefusedFileError(f"it has more than {MOST_VALUES:,} values", "split it")
    whole = _decode(data)
    if not isinstance(whole, Exception):
        return [whole]
    lines = [_decode(line) for line in enough([line for line in data.split(b"\n") if line.strip()])]
    if len(lines) < 2 or isinstance(lines[0], Exception):
        remedy = "save what the program gives as it is: JSON in UTF-8, or one JSON object a line"
        raise RefusedFileError(f"it is no JSON: {short(str(whole))}", remedy)
    return lines


def enough(rows: list[T]) -> list[T]:
    """Return the rows; raises RefusedFileError where they are too many."""
    if len(rows) > MOST_ROWS:
        raise RefusedFileError(f"it has more than the {MOST_ROWS:,} annotations that are read", "split it")
    return rows


def _decode(data: bytes) -> Any:
    """Return what the JSON says, or the error: msgspec's decoder would refuse a file for one half of a character."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:  # bytes that are no text, and numbers without end, are ValueErrors
        return error


def told(path: str, refused: Iterable[tuple[Refusal, str]]) -> tuple[Problem, ...]:
    """Return a problem for each kind of refusal, with how many rows it is about and the first of them.

    `refused` has each refusal with the row, as a person finds it.
    """
    rows: dict[Refusal, list[str]] = defaultdict(list)
    for refusal, row in refused:
        rows[refusal].append(row)
    return tuple(
        Problem(each.code, each.severity, path, f"{each.message}{_listed(some, SHOWN[each.severity])}", each.remedy)
        for each, some in rows.items()
    )


def _listed(rows: Sequence[str], most: int) -> str:
    named = [row for row in rows if row]
    more = f" and {len(named) - most:,} more" if len(named) > most else ""
    return f" ({', '.join(named[:most])}{more})" if named else ""
