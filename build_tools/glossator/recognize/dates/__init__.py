"""Document to date expressions: what its words tell of when, in EDTF and no more precise than the words."""

from __future__ import annotations

from dataclasses import replace

from ...model import DateExpression, Document
from .ranges import share
from .resolve import resolve
from .scan import scan
from .unbroken import unbroken

__all__ = ["find_dates"]


def find_dates(document: Document) -> tuple[DateExpression, ...]:
    """Return the document's date expressions in order, never overlapping, each within one block.

    Each end of a range is an expression of its own, as in TimeML. Times of day, lengths of time ("for two weeks")
    and sets ("every Friday") are none. What cannot be resolved has an empty value.
    """
    language = document.value("language").lower().replace("_", "-")
    plain, cuts = unbroken(document)
    raws = share(plain.text, tuple(scan(plain.text, plain.blocks, language)))
    return tuple(replace(found, span=cuts.original_span(found.span)) for found in resolve(plain, raws))
