"""The few places of a text where a date can stand: figures, and the words that dates are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from .words import DECADES, MONTHS, SEASONS, WEEKDAYS

CHUNK = 1 << 19
"""Code points that are searched at a time: each place takes some hundred bytes until it is looked at."""

FIGURES = "0123456789"
_NAMED = ("today", "tonight", "yesterday", "tomorrow")
_UNITS = tuple("day night morning afternoon evening week weekend month year decade century centuries".split())
KINDS = {
    **dict.fromkeys(MONTHS, "month"),
    **dict.fromkeys(WEEKDAYS, "weekday"),
    **dict.fromkeys(SEASONS, "season"),
    **dict.fromkeys(DECADES, "decade"),
    **dict.fromkeys(_NAMED, "named"),
    **dict.fromkeys(_UNITS, "unit"),
    **dict.fromkeys(("quarter", "half", "part"), "part"),
    **dict.fromkeys(("christmas", "new year"), "holiday"),
}


def _short_months() -> Iterator[str]:
    """Yield the abbreviations as they stand before a number; "Dec" alone begins many other words."""
    for name in (*(month[:3] for month in MONTHS if month != "may"), "sept"):
        for end in (".", " ", "-", "\u00a0"):
            yield name + end


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    """Return the automaton, and the kind of each of its patterns."""
    kinds = KINDS | dict.fromkeys(_short_months(), "month")
    forms = {form: kind for word, kind in kinds.items() for form in (word, word.title(), word.upper())}
    forms |= dict.fromkeys(FIGURES, "figure")
    return AhoCorasick(list(forms), matchkind=MatchKind.LeftmostLongest), tuple(forms.values())


def triggers(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each place, in order: `month`, `weekday`, `season`, `unit`, `figure` ..."""
    automaton, kinds = _automaton()
    begin = 0
    while begin < len(text):
        end = _cut(text, begin + CHUNK)
        for index, start, stop in automaton.find_matches_as_indexes(text[begin:end]):
            kind = kinds[index]
            if kind == "figure" or _is_word(text, begin + start, begin + stop):
                yield begin + start, begin + stop, kind
        begin = end


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell a word, or its plural, from a part of another word: "May" from "Mayor"; by a quick look only."""
    if start and text[start - 1].isalpha():
        return False
    after = text[end : end + 1]
    return not after.isalpha() or after in "sS" or not text[end - 1].isalpha()


def figures(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the places of figures alone."""
    return ((match.start(), match.end(), "figure") for match in _FIGURES.finditer(text))


_FIGURES = re.compile(r"[0-9]+")


def _cut(text: str, end: int) -> int:
    """Return where a chunk that could end here ends: after a space that no trigger holds, if one is near."""
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - LONGEST_WORD, end) + 1
    return space or end


LONGEST_WORD = 64
"""Code points before the end of a chunk in which a space is looked for."""
