"""Which passage holds a place of the text."""

from __future__ import annotations

from bisect import bisect_right

from ..model import Block, Document


def block_at(document: Document, place: int) -> Block:
    """Return the block that begins last before or at a code point of the text."""
    return document.blocks[bisect_right(document.blocks, place, key=lambda block: block.span.start) - 1]
