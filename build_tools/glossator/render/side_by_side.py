"""The table of two documents side by side: their words, and what is marked in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..model import Comparison, Document
from .addresses import document_uri
from .also import KINDS, UNSURE
from .marked import marked
from .rows import Piece, Row, rows
from .verbatim import Encoded, encode
from .views import many
from .wording import Worded, wordings

MOST_ROWS = 3_000
"""Rows of a table: two books have more, and their beginning is shown."""
FOLDED = 8
"""Passages that only one document has, one after the other, from which they are folded."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two documents."""

    encoded: Encoded
    address: str
    other: str
    """The address of the other document."""
    tag: str
    """The element of words that the other has not, or has otherwise: the first document is the earlier one."""
    alone: str
    """What is said of words that have nothing beside them: the rest of an other that is too long may have them."""

    @property
    def document(self) -> Document:
        return self.encoded.document


def side_by_side(comparison: Comparison, a: Document, b: Document, link: Callable[..., str]) -> str:
    """Return the table as HTML; `link` gives the address of a page as seen from where it stands."""
    first, second = link(document_uri(a.id)), link(document_uri(b.id))
    sides = (
        _Side(Encoded(a), first, second, "del", _alone("first", "second", comparison.until[1])),
        _Side(Encoded(b), second, first, "ins", _alone("second", "first", comparison.until[0])),
    )
    found = rows(comparison, a, b)
    lines = [_line(row, *sides) for row in found[:MOST_ROWS]]
    if len(found) > MOST_ROWS:
        lines.append(f'<tr><td colspan="3">{many(len(found) - MOST_ROWS, "more row")} not shown</td></tr>')
    heads = "".join(
        f'<th scope="col"><a href="{side.address}">{encode(side.document.title)}</a></th>' for side in sides
    )
    body = "\n".join(lines)
    return (
        f'<table class="side-by-side">\n<thead><tr><th scope="col">How</th>{heads}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table>"
    )


def _alone(name: str, other: str, until: int | None) -> str:
    return f"only in the {name}" if until is None else f"not in what was compared of the {other}"


def _line(row: Row, first: _Side, second: _Side) -> str:
    if row.parallel is None:
        side, pieces = (first, row.a) if row.a else (second, row.b)
        cell = _cell(side, _folded(side, pieces))
        cells = f"{cell}<td></td>" if side is first else f"<td></td>{cell}"
        how = side.alone if row.compared else "not compared"
        return f'<tr class="alone"><th scope="row">{how}</th>{cells}</tr>'
    parallel = row.parallel
    a, b = first.document.words_of(parallel.a), second.document.words_of(parallel.b)
    ours, theirs = wordings(a, b, parallel.kind, parallel.a.start, parallel.b.start)
    unsure = ' <span class="doubt">not sure</span>' if parallel.score < UNSURE else ""
    how = f'{KINDS[parallel.kind]} <span class="count">{parallel.score:.0%}</span>{unsure}'
    cells = _cell(first, _words(first, row.a[0], ours)) + _cell(second, _words(second, row.b[0], theirs))
    return f'<tr data-kind="{parallel.kind}"><th scope="row">{how}</th>{cells}</tr>'


def _cell(side: _Side, html: str) -> str:
    return f'<td data-document="{side.document.id}" data-label="{encode(side.document.title)}">{html}</td>'


def _folded(side: _Side, pieces: Sequence[Piece]) -> str:
    html = "\n".join(_words(side, piece, ()) for piece in pieces)
    if len(pieces) < FOLDED:
        return html
    return f"<details>\n<summary>{many(len(pieces), 'passage')}</summary>\n{html}\n</details>"


def _words(side: _Side, piece: Piece, marks: Sequence[Worded]) -> str:
    """Return the words of a piece with what is marked in them, and the way to where they stand."""
    passage = piece.passage
    place = f'<a class="passage-link" href="{side.address}#{passage}" aria-label="Passage {passage}">{passage}</a>'
    moved = ""
    if piece.elsewhere:
        moved = f' <a class="elsewhere" href="{side.other}#{piece.elsewhere}">in the other at {piece.elsewhere}</a>'
    return f"<p>{marked(side.encoded, piece.span, marks, side.tag)} {place}{moved}</p>"
