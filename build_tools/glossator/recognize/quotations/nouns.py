"""Where a text calls people by nouns, as "a man" and "the old man", whatever their names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from ...model import Span
from .genders import PERSON_NOUNS
from .phrases import STOPS, Phrase

WORD = re.compile(r"[^\W\d_]+")
ARTICLE = "[Aa]n?|[Aa]nother|[Oo]ne|[Tt]he|[Hh]is|[Hh]er|[Mm]y"
DETERMINED = re.compile(
    rf"\b({ARTICLE}) ((?:(?!(?:{ARTICLE}) )[\w-]{{1,20}}[, ]{{1,2}}){{0,3}}(?!(?:{ARTICLE}) )[\w-]{{1,20}})"
)
"""An article and the words behind it up to another, among which a noun for a person may stand."""
INTRODUCING = frozenset("a an another one".split())
INTRODUCTION_REACH = 6_000
"""Code points after which "the man" need no longer be the one whom "a man" introduced."""
LOOK_BACK = 16
"""Nouns before a pronoun among which its person is looked for."""
REACH = 2_000
"""Code points before a pronoun in which the noun stands."""


class Nouns:
    """The nouns for persons of a text, by place."""

    def __init__(self, text: str) -> None:
        self._found: list[Phrase] = []
        self._introduced: dict[str, list[int]] = {}
        for match in DETERMINED.finditer(text):
            phrase = _person(text, match)
            if phrase is not None:
                self._found.append(phrase)
                if match[1].lower() in INTRODUCING:
                    self._introduced.setdefault(phrase.head, []).append(match.start())
        self._starts = [phrase.span.start for phrase in self._found]

    def before(self, place: int) -> Iterator[Phrase]:
        """Yield who is called by a noun shortly before a place, the last first."""
        index = bisect_left(self._starts, place)
        for phrase in reversed(self._found[max(0, index - LOOK_BACK) : index]):
            if place - phrase.span.start <= REACH:
                yield phrase

    def introduce(self, phrase: Phrase) -> bool:
        """Tell whether the text spoke of "a man" shortly before "the man"."""
        places = self._introduced.get(phrase.head, [])
        index = bisect_left(places, phrase.span.start) - 1
        return index >= 0 and phrase.span.start - places[index] <= INTRODUCTION_REACH


def _person(text: str, match: re.Match[str]) -> Phrase | None:
    """Return the phrase up to the first noun for a person behind an article, if there is one."""
    for word in WORD.finditer(text, match.start(2), match.end(2)):
        low = word[0].lower()
        if low in PERSON_NOUNS:
            return Phrase(Span(match.start(), word.end()), low)
        if low in STOPS:
            return None
    return None
