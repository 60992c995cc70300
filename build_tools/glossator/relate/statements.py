"""What one person says in several documents: each statement with all its wordings."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, product

from ..model import Comparison, Document, Quotation, Span, Statement, Wording
from .wordings import Wordings

SHORTEST = 12
"""Code points of a wording: less says nothing by itself."""
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
    joined: dict[str, Wordings] = defaultdict(Wordings)
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
