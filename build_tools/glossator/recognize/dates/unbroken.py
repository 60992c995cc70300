"""The document as the rules of dates read it: smooth, with the words of dates whole that a line's end broke."""

from __future__ import annotations

from dataclasses import replace

from ...model import Document
from ..smooth import Break, Cuts, smooth_text
from .words import DECADES, MONTHS, NUMBERS, ORDINALS, SEASONS, WEEKDAYS

_UNITS = "today tonight yesterday tomorrow morning afternoon evening weekend month quarter decade century centuries"
_OTHERS = "earlier later following previous beginning middle early christmas"
_STEMS = (*MONTHS, *WEEKDAYS, *SEASONS, *DECADES, *NUMBERS, *ORDINALS, *_UNITS.split(), *_OTHERS.split())
WORDS = frozenset(_STEMS) | frozenset(f"{stem}s" for stem in _STEMS)
"""Words of dates; a hyphen at a line's end within any of them is the printer's, and any other hyphen is the word's."""


def unbroken(document: Document) -> tuple[Document, Cuts]:
    """Return the document with a smooth text, its blocks and sentences in it; and what was taken out."""
    text, cuts = smooth_text(document.text, whose)
    if text is document.text:
        return document, cuts
    if not cuts.starts:
        return replace(document, text=text), cuts
    blocks = tuple(replace(block, span=cuts.smooth_span(block.span)) for block in document.blocks)
    sentences = tuple(map(cuts.smooth_span, document.sentences))
    return replace(document, text=text, blocks=blocks, sentences=sentences), cuts


def whose(before: str, after: str) -> Break:
    """Tell whose hyphen ends a line: in "1990-", before a word, it is a dash."""
    if before[-1].isdecimal() and not after[0].isdecimal():
        return "none"
    return "printer's" if (before + after).lower() in WORDS else "word's"
