"""Wordings of one person, gathered into statements: the likeliest pairs first, and never two statements in one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..model import Span, Wording

SAME = 0.6
"""The share of the longer of two stretches of a document that lies in the other where they are one wording. Were it
that of the shorter, stretches that reach into one another would make one statement of a whole speech."""
WITHIN = 0.5
"""The share of the shorter one that lies in the other where a statement shows the longer alone."""


class Wordings:
    """What one person says in several documents: pairs of wordings that may say the same."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[Wording, Wording], float] = {}

    def join(self, one: Wording, other: Wording, alike: float) -> None:
        """Add a pair; `alike` is how likely it is that they say the same, from 0 to 1."""
        self._pairs[one, other] = max(self._pairs.get((one, other), 0.0), alike)

    def groups(self) -> list[list[Wording]]:
        """Return the wordings of each statement, of each document those apart that are not the same words.

        Two statements that grew are joined only where they have the same words in each document that both are in: of a
        speech that three papers quote, each by other sentences, all else would become one. A wording by itself joins
        that which it is likeliest to belong to, so a document may have a statement twice.
        """
        wordings = sorted({wording for pair in self._pairs for wording in pair}, key=_place)
        number = {wording: place for place, wording in enumerate(wordings)}
        pairs = sorted((-alike, number[one], number[other]) for (one, other), alike in self._pairs.items())
        parts = _Parts(wordings)
        for _, one, other in pairs:
            parts.join(one, other)
        alike: dict[int, float] = {}
        for likely, one, other in reversed(pairs):
            if parts.first(one) == parts.first(other):
                alike[one] = alike[other] = -likely
        told = [replace(wording, alike=alike.get(place, 0.0)) for place, wording in enumerate(wordings)]
        shown = (_shown([told[place] for place in some]) for some in parts.groups())
        return [some for some in shown if len({wording.document for wording in some}) > 1]


class _Parts:
    """Wordings, by their numbers, and what they are parts of (union-find, with the places in each document)."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._leads_to = list(range(len(wordings)))
        self._places: list[dict[str, list[Span]]] = [{each.document: [each.span]} for each in wordings]
        for one, other in _same(wordings):
            self._unite(self.first(one), self.first(other))

    def first(self, number: int) -> int:
        while self._leads_to[number] != number:
            self._leads_to[number] = self._leads_to[self._leads_to[number]]
            number = self._leads_to[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Join the statements of two wordings, if that would not make one of two."""
        ours, theirs = self.first(one), self.first(other)
        if ours != theirs and self._agree(self._places[ours], self._places[theirs]):
            self._unite(ours, theirs)

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._leads_to)):
            found[self.first(number)].append(number)
        return list(found.values())

    def _agree(self, ours: Mapping[str, Sequence[Span]], theirs: Mapping[str, Sequence[Span]]) -> bool:
        if min(len(ours), len(theirs)) == 1:
            return True
        return all(
            any(_is_same(one, other) for one in ours[document] for other in theirs[document])
            for document in ours.keys() & theirs.keys()
        )

    def _unite(self, ours: int, theirs: int) -> None:
        if ours != theirs:
            self._leads_to[theirs] = ours
            for document, spans in self._places[theirs].items():
                self._places[ours].setdefault(document, []).extend(spans)
            self._places[theirs] = {}


def _place(wording: Wording) -> tuple[str, Span, bool, float]:
    return wording.document, wording.span, not wording.quoted, -wording.evidence


def _same(wordings: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    """Yield each two wordings, which come in the order of their places, that are about the same words."""
    near: list[int] = []
    for number, wording in enumerate(wordings):
        near = [each for each in near if _reaches(wordings[each], wording)]
        yield from ((each, number) for each in near if _is_same(wordings[each].span, wording.span))
        near.append(number)


def _reaches(before: Wording, wording: Wording) -> bool:
    return before.document == wording.document and before.span.end > wording.span.start


def _is_same(one: Span, other: Span) -> bool:
    return _common(one, other) >= SAME * max(len(one), len(other))


def _common(one: Span, other: Span) -> int:
    """Return how many code points two spans of a document have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _shown(wordings: Sequence[Wording]) -> list[Wording]:
    """Return a statement's wordings without those that lie in others, each as likely as the likeliest of those."""
    shown: list[Wording] = []
    for wording in wordings:
        last = shown[-1] if shown and shown[-1].document == wording.document else None
        if last is None or _common(last.span, wording.span) < WITHIN * min(len(last.span), len(wording.span)):
            shown.append(wording)
        else:
            longer = wording if len(wording.span) > len(last.span) else last
            shown[-1] = replace(longer, alike=max(wording.alike, last.alike))
    return shown
