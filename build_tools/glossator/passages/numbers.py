"""The ids of passages that come anew: each between its neighbors', and none that any passage ever had."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

ID = re.compile(r"p(?:0|[1-9][0-9]{0,6})[a-z]{0,4}\Z")
"""`p12`, or `p12a`: behind p12, and younger."""


def number_of(id_: str) -> int:
    return int(id_[1:].rstrip("abcdefghijklmnopqrstuvwxyz"))


def with_new(kept: Sequence[str | None], ever: Iterable[str]) -> list[str]:
    """Return the ids of a text's passages, of which `kept` has those that stay.

    `ever` are all that the document's passages ever had. A new one between p12 and p13 becomes p12a, the next one p12b;
    one before p1 becomes p0a; behind the last one that stays, the count goes on where it ended.
    """
    used = set(ever) | {id_ for id_ in kept if id_}
    last = max((place for place, id_ in enumerate(kept) if id_), default=-1)
    highest = max(map(number_of, used), default=0)
    letters: dict[int, int] = {}
    number, found = 0, []
    for place, id_ in enumerate(kept):
        if id_ is None and place > last:
            highest += 1
            id_ = f"p{highest}"
        elif id_ is None:
            id_ = _behind(number, letters, used)
        number = number_of(id_)
        found.append(id_)
    return found


def _behind(number: int, letters: dict[int, int], used: set[str]) -> str:
    """Return the next id behind a number that was never used."""
    while True:
        letters[number] = letters.get(number, 0) + 1
        id_ = f"p{number}{_in_letters(letters[number])}"
        if id_ not in used:
            return id_


def _in_letters(count: int) -> str:
    """Return a count from 1 as letters: a, b ... z, aa, ab ..."""
    found = ""
    while count:
        count, rest = divmod(count - 1, 26)
        found = chr(ord("a") + rest) + found
    return found
