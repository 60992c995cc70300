"""The few places of a text where a date can stand: figures, and the words that dates are made of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from .words import DECADES, MONTHS, SEASONS, WEEKDAYS

FIGURES = "0123456789"
_NAMED = ("today", "tonight", "yesterday", "tomorrow")
_UNITS = (
    "day",
    "night",
    "morning",
    "afternoon",
    "evening",
    "week",
    "weekend",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
    "centuries",
)
_HOLIDAYS = ("Christmas", "New Year")
KINDS = {
    **dict.fromkeys(MONTHS, "month"),
    **dict.fromkeys(WEEKDAYS, "weekday"),
    **dict.fromkeys(SEASONS, "season"),
    **dict.fromkeys(DECADES, "decade"),
    **dict.fromkeys(_NAMED, "named"),
    **dict.fromkeys(_UNITS, "unit"),
}


def _short_months() -> Iterator[str]:
    """Yield the abbreviations as they stand before a number; "Dec" alone begins many other words."""
    for name in (*(month[:3] for month in MONTHS if month != "may"), "sept"):
        for end in (".", " ", "-", "\u00a0"):
            yield name + end


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[str, str], ...]]:
    """Return the automaton, and of each of its patterns the word in small letters and its kind."""
    words = {word: (word, kind) for word, kind in KINDS.items()} | {word: (word, "month") for word in _short_months()}
    forms = {form: entry for word, entry in words.items() for form in (word, word.title(), word.upper())}
    forms |= {figure: ("", "figure") for figure in FIGURES}
    return AhoCorasick(list(forms), matchkind=MatchKind.LeftmostLongest), tuple(forms.values())


def triggers(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each place, in order: `month`, `weekday`, `season`, `unit`, `figure` ..."""
    automaton, entries = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(text):
        yield start, end, entries[index][1]
