"""What one person says in several documents: each statement with all its wordings."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, product

from ..model import Comparison, Document, Quotation, Span, Statement, Wording

SHORTEST = 12
"""Code points of a wording: less says nothing by itself."""
SAME = 0.5
"""The share of the shorter of two stretches of a document that lies in the other where they are one wording."""
NEAREST = 8
"""Quotations around a parallel that are looked at: they rarely lie within one another."""

Spoken = tuple[str, Wording]
"""A wording, and who says it: an entity's id, or nothing where the document tells it in its own words."""


def statements(comparisons: Iterable[Comparison], documents: Sequence[Document]) -> tuple[Statement, ...]:
    """Return the statements of everybody, in the order in which they stand in the archive.

    A wording is a quotation, or that part of it that has the parallel: a whole speech can be one quotation. Where a
    document tells in its own words what another quotes, that is a wording too, though none that is quoted.
    """
    order = {document.id: number for number, document in enumerate(documents)}
    quotations = {document.id: _Quotations(document) for document in documents}
    joined: dict[str, _Joined] = defaultdict(_Joined)
    for comparison in comparisons:
        a, b = quotations[comparison.a], quotations[comparison.b]
        for parallel in comparison.parallels:
            for (one, ours), (other, theirs) in product(a.wordings(parallel.a), b.wordings(parallel.b)):
                speaker = one or other
                if speaker and {one, other} <= {speaker, ""}:
                    joined[speaker].join(ours, theirs, parallel.score)
    found = [
        Statement(speaker, tuple(sorted(group, key=lambda each: (order[each.document], each.span))))
        for speaker, some in joined.items()
        for group in some.groups()
    ]
    return tuple(
        sorted(found, key=lambda each: (order[each.wordings[0].document], each.wordings[0].span, each.speaker))
    )


class _Quotations:
    """A document's quotations, to be asked for by place."""

    def __init__(self, document: Document) -> None:
        self._document = document.id
        self._found = sorted(document.quotations, key=lambda quotation: quotation.span)
        self._starts = [quotation.span.start for quotation in self._found]
        self._reaches = list(accumulate((quotation.span.end for quotation in self._found), max))

    def wordings(self, span: Span) -> list[Spoken]:
        """Return what is quoted in the span; where nothing is, the span itself, as the document's own words."""
        found = []
        quoted = False
        for quotation in self._around(span):
            quoted = True
            common = Span(max(span.start, quotation.span.start), min(span.end, quotation.span.end))
            if quotation.speaker and len(common) >= SHORTEST:
                found.append((quotation.speaker, Wording(self._document, common, True, quotation.evidence)))
        return found if quoted else [("", Wording(self._document, span, False))]

    def _around(self, span: Span) -> Iterator[Quotation]:
        last = bisect_left(self._starts, span.end)
        for number in range(last - 1, max(-1, last - 1 - NEAREST), -1):
            if self._reaches[number] <= span.start:
                break
            if self._found[number].span.overlaps(span):
                yield self._found[number]


class _Joined:
    """Wordings of one person that belong together (union-find)."""

    def __init__(self) -> None:
        self._leads_to: dict[Wording, Wording] = {}
        self._alike: dict[Wording, float] = defaultdict(float)

    def join(self, one: Wording, other: Wording, alike: float = 0.0) -> None:
        for wording in (one, other):
            self._alike[wording] = max(self._alike[wording], alike)
        ours, theirs = self._first(one), self._first(other)
        if ours != theirs:
            self._leads_to[theirs] = ours

    def groups(self) -> list[list[Wording]]:
        """Return the wordings that belong together, of each document those apart that are not the same words."""
        self._join_same()
        groups: dict[Wording, list[Wording]] = defaultdict(list)
        for wording in sorted(self._leads_to, key=lambda each: (each.document, each.span, not each.quoted)):
            some = groups[self._first(wording)]
            told = replace(wording, alike=self._alike[wording])
            if not some or not _same(some[-1], told):
                some.append(told)
                continue
            longer = told if len(told.span) > len(some[-1].span) else some[-1]
            some[-1] = replace(longer, alike=max(told.alike, some[-1].alike))
        return [some for some in groups.values() if len({wording.document for wording in some}) > 1]

    def _join_same(self) -> None:
        before: Wording | None = None
        for wording in sorted(self._leads_to, key=lambda each: (each.document, each.span, not each.quoted)):
            if before is not None and _same(before, wording):
                self.join(before, wording)
            if before is None or before.document != wording.document or wording.span.end >= before.span.end:
                before = wording

    def _first(self, wording: Wording) -> Wording:
        self._leads_to.setdefault(wording, wording)
        while self._leads_to[wording] != wording:
            self._leads_to[wording] = self._leads_to[self._leads_to[wording]]
            wording = self._leads_to[wording]
        return wording


def _same(one: Wording, other: Wording) -> bool:
    """Tell whether two stretches of a document are about the same words."""
    common = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    return one.document == other.document and common >= SAME * min(len(one.span), len(other.span))
