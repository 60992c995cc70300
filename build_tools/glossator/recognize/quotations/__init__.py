"""Document to quotations: what is said in it, where, and by whom."""

from __future__ import annotations

from ...model import Document, Quotation
from .marked import marked_quotations
from .people import People
from .turns import turn_quotations

__all__ = ["find_quotations"]


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """Return the document's quotations, in order; one may lie within another."""
    people = People(document)
    turns = list(turn_quotations(document, people))
    marked = marked_quotations(document, people, [turn.span for turn in turns])
    return tuple(sorted((*turns, *marked), key=lambda quotation: (quotation.span.start, -quotation.span.end)))
