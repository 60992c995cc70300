"""Which documents are witnesses of one text: of three or more, each has most of the first, and is mostly made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model import Comparison, Document, Parallel, Span
from .also import shares
from .rows import in_order

FEWEST = 3
"""Witnesses that have a table; two are compared side by side."""
WHOLE = 0.5
"""The share of the first document's text that stands in each other one, and of each other one's that does in it."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A document beside the first one of its group."""

    document: str
    parallels: tuple[tuple[Span, Parallel], ...]
    """Each with its span in the first document; those that stand in the same order in both."""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Documents that are witnesses of one text."""

    first: str
    """The earliest: the others are shown along it."""
    others: tuple[Witness, ...]
    """In the archive's order."""

    @property
    def ids(self) -> tuple[str, ...]:
        return self.first, *(witness.document for witness in self.others)


def witness_groups(comparisons: Iterable[Comparison], documents: Mapping[str, Document]) -> tuple[Witnesses, ...]:
    """Return the groups, in the archive's order of their first documents; no document is in two."""
    beside: dict[str, list[Witness]] = defaultdict(list)
    for comparison in comparisons:
        if min(shares(comparison, documents[comparison.a], documents[comparison.b])) >= WHOLE:
            ordered = in_order(comparison.parallels)
            ours = tuple((parallel.a, parallel) for parallel in ordered)
            theirs = tuple((parallel.b, parallel) for parallel in ordered)
            beside[comparison.a].append(Witness(comparison.b, ours))
            beside[comparison.b].append(Witness(comparison.a, theirs))
    taken: set[str] = set()
    groups = []
    for first in documents:
        others = tuple(witness for witness in beside.get(first, ()) if witness.document not in taken)
        if first not in taken and len(others) + 1 >= FEWEST:
            taken |= {first, *(witness.document for witness in others)}
            groups.append(Witnesses(first, _in_order(others, documents)))
    return tuple(groups)


def _in_order(witnesses: Sequence[Witness], documents: Mapping[str, Document]) -> tuple[Witness, ...]:
    order = {document: number for number, document in enumerate(documents)}
    return tuple(sorted(witnesses, key=lambda witness: order[witness.document]))
