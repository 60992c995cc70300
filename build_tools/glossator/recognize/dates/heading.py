"""The day of writing, where the document's record tells its year or month only and its head tells the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model import Block, Document
from ...spans import block_of
from .moment import Moment
from .raw import Dated, Raw

HEAD = 8
"""Blocks at the beginning of a document in which its date stands, on a line of its own."""
MOST_SIGNS = 8
"""Code points of its line beside the date: a bracket, a full stop."""
SIGNS = " \t\n.,;:()[]–—-"


def day_of_writing(document: Document, raws: Sequence[Raw], written: Moment | None) -> Moment | None:
    """Return the document's date with the day of the first date that is a passage by itself and does not gainsay it.

    Where another day heads a later passage, the text is a diary or a series of letters, and has no one day.
    """
    if written is None or written.year is None or written.day or written.open_digits:
        return written
    last = document.blocks[min(HEAD, len(document.blocks)) - 1].span.end if document.blocks else 0
    heads = ((raw.span, raw.meaning.moment) for raw in raws if isinstance(raw.meaning, Dated) and _heads(document, raw))
    day = None
    for span, moment in heads:
        if day is None:
            if span.end > last:
                break
            if _is_within(moment, written):
                day = moment
        elif moment.day and replace(moment, year=moment.year or day.year) != day:
            return written
    return day or written


def _heads(document: Document, raw: Raw) -> bool:
    """Tell whether a date is a passage by itself."""
    if isinstance(raw.meaning, Dated) and raw.meaning.other:
        return False
    block = block_of(document.blocks, raw.span)
    near = block is not None and len(block.span) - len(raw.span) <= MOST_SIGNS
    return near and block is not None and not _rest(document, raw, block).strip(SIGNS)


def _is_within(moment: Moment, written: Moment) -> bool:
    if not moment.is_day or moment.uncertain or moment.approximate:
        return False
    return moment.year == written.year and (not written.month or moment.month == written.month)


def _rest(document: Document, raw: Raw, block: Block) -> str:
    return document.text[block.span.start : raw.span.start] + document.text[raw.span.end : block.span.end]
