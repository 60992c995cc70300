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

Pair = tuple[Wording, Wording]


class Wordings:
    """What one person says in several documents: pairs of wordings that may say the same."""

    def __init__(self) -> None:
        self._pairs: dict[Pair, float] = defaultdict(float)

    def join(self, one: Wording, other: Wording, alike: float) -> None:
        """Add a pair; `alike` is how likely it is that they say the same, from 0 to 1."""
        self._pairs[one, other] = max(self._pairs[one, other], alike)

    def groups(self) -> list[list[Wording]]:
        """Return the wordings of each statement, of each document those apart that are not the same words.

        Two statements that grew are joined only where they have the same words in each document that both are in: of a
        speech that three papers quote, each by other sentences, all else would become one. A wording by itself joins
        that which it is likeliest to belong to, so a document may have a statement twice.
        """
        parts = _Parts(sorted({wording for pair in self._pairs for wording in pair}, key=_place))
        for pair in sorted(self._pairs, key=lambda pair: (-self._pairs[pair], *map(_place, pair))):
            parts.join(*pair)
        alike: dict[Wording, float] = defaultdict(float)
        for pair, likely in self._pairs.items():
            if parts.first(pair[0]) == parts.first(pair[1]):
                alike |= {wording: max(alike[wording], likely) for wording in pair}
        shown = (_shown(some, alike) for some in parts.groups())
        return [some for some in shown if len({wording.document for wording in some}) > 1]


class _Parts:
    """Wordings and what they are parts of (union-find, with the places in each document)."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._wordings = wordings
        self._leads_to = {wording: wording for wording in wordings}
        self._places: dict[Wording, dict[str, list[Span]]] = {each: {each.document: [each.span]} for each in wordings}
        for pair in _same(wordings):
            self._unite(*map(self.first, pair))

    def first(self, wording: Wording) -> Wording:
        while self._leads_to[wording] != wording:
            self._leads_to[wording] = self._leads_to[self._leads_to[wording]]
            wording = self._leads_to[wording]
        return wording

    def join(self, one: Wording, other: Wording) -> None:
        """Join the statements of two wordings, if that would not make one of two."""
        ours, theirs = self.first(one), self.first(other)
        if ours != theirs and self._agree(self._places[ours], self._places[theirs]):
            self._unite(ours, theirs)

    def groups(self) -> list[list[Wording]]:
        found: dict[Wording, list[Wording]] = defaultdict(list)
        for wording in self._wordings:
            found[self.first(wording)].append(wording)
        return list(found.values())

    def _agree(self, ours: Mapping[str, Sequence[Span]], theirs: Mapping[str, Sequence[Span]]) -> bool:
        if min(len(ours), len(theirs)) == 1:
            return True
        return all(
            any(_is_same(one, other) for one in ours[document] for other in theirs[document])
            for document in ours.keys() & theirs.keys()
        )

    def _unite(self, ours: Wording, theirs: Wording) -> None:
        if ours != theirs:
            self._leads_to[theirs] = ours
            for document, spans in self._places.pop(theirs).items():
                self._places[ours].setdefault(document, []).extend(spans)


def _place(wording: Wording) -> tuple[str, Span, bool, float]:
    return wording.document, wording.span, not wording.quoted, -wording.evidence


def _same(wordings: Sequence[Wording]) -> Iterator[Pair]:
    """Yield each two wordings, which come in the order of their places, that are about the same words."""
    near: list[Wording] = []
    for wording in wordings:
        near = [each for each in near if each.document == wording.document and each.span.end > wording.span.start]
        yield from ((each, wording) for each in near if _is_same(each.span, wording.span))
        near.append(wording)


def _is_same(one: Span, other: Span) -> bool:
    return _common(one, other) >= SAME * max(len(one), len(other))


def _common(one: Span, other: Span) -> int:
    """Return how many code points two spans of a document have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _shown(wordings: Sequence[Wording], alike: Mapping[Wording, float]) -> list[Wording]:
    """Return a statement's wordings without those that lie in others, each as likely as the likeliest of those."""
    shown: list[Wording] = []
    for wording in wordings:
        told = replace(wording, alike=alike.get(wording, 0.0))
        last = shown[-1] if shown and shown[-1].document == told.document else None
        if last is None or _common(last.span, told.span) < WITHIN * min(len(last.span), len(told.span)):
            shown.append(told)
        else:
            longer = told if len(told.span) > len(last.span) else last
            shown[-1] = replace(longer, alike=max(told.alike, last.alike))
    return shown
