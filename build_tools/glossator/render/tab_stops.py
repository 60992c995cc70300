"""Where the cells of a table's rows stand: so far apart that the longest cell has room before the next."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from ..model import Document

NARROWEST, WIDEST = 4, 16
"""In the font's size; what is longer than the widest pushes its own row alone. The style sheet knows these widths."""
LETTERS = 1.9
"""Letters of a text that take the width of the font's size, about."""


def tab_stops(document: Document) -> Mapping[str, int]:
    """Return, by the id of each row, how far apart its cells stand, in the font's size: the same in all of a table."""
    found: dict[str, int] = {}
    for kind, blocks in groupby(document.blocks, key=lambda block: block.kind):
        if kind != "row":
            continue
        rows = [(block.id, document.words_of(block.span).split("\t")) for block in blocks]
        longest = max((len(cell) for _, cells in rows for cell in cells[:-1]), default=0)
        width = min(max(round(longest / LETTERS) + 1, NARROWEST), WIDEST)
        found |= dict.fromkeys((id_ for id_, _ in rows), width)
    return found
