"""The table of two documents side by side: their words, and what is marked in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..common_words import common_words
from ..model import Comparison, Document, Parallel
from .addresses import document_uri
from .also import KINDS, UNSURE, likely
from .columns import NOTHING, cell, line, table
from .marked import marked
from .rows import Piece, Row, rows
from .verbatim import Encoded, encode
from .views import many
from .wording import Change, Worded, wordings

MOST_ROWS = 3_000
"""Rows of a table: two books have more, and their beginning is shown."""
MOST_HEARD = 12
"""Differences of a passage that are told to those who hear the page."""
HEARD: Mapping[Change, str] = {"only": "Only the {} has", "other": "Other words in the {}"}
FOLDED = 8
"""Passages that only one document has, one after the other, from which they are folded."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two documents."""

    encoded: Encoded
    address: str
    other: str
    """The address of the other document."""
    name: str
    other_name: str
    alone: str
    """What is said of words that have nothing beside them: the rest of an other that is too long may have them."""

    @property
    def document(self) -> Document:
        return self.encoded.document


def side_by_side(comparison: Comparison, a: Document, b: Document, link: Callable[..., str]) -> str:
    """Return the table as HTML; `link` gives the address of a page as seen from where it stands."""
    first, second = link(document_uri(a.id)), link(document_uri(b.id))
    sides = (
        _Side(Encoded(a), first, second, "first", "second", _alone("first", "second", comparison.until[1])),
        _Side(Encoded(b), second, first, "second", "first", _alone("second", "first", comparison.until[0])),
    )
    found = rows(comparison, a, b)
    lines = [_line(row, *sides) for row in found[:MOST_ROWS]]
    heads = [(side.document, side.address) for side in sides]
    return table("side-by-side", "How", heads, lines, len(found) - MOST_ROWS)


def _alone(name: str, other: str, until: int | None) -> str:
    return f"found only in the {name}" if until is None else f"not found in what was compared of the {other}"


def _line(row: Row, first: _Side, second: _Side) -> str:
    if row.parallel:
        return _paired(row.parallel, row, first, second)
    side, pieces = (first, row.a) if row.a else (second, row.b)
    words = cell(side.document, _folded(side, pieces))
    how = f"elsewhere in the {side.other_name}" if pieces[0].elsewhere else side.alone
    cells = f"{words}{NOTHING}" if side is first else f"{NOTHING}{words}"
    return line(how if row.compared else "not compared", cells, 'class="alone"')


def _paired(parallel: Parallel, row: Row, first: _Side, second: _Side) -> str:
    a, b = first.document.words_of(parallel.a), second.document.words_of(parallel.b)
    common = common_words(first.document.value("language")) | common_words(second.document.value("language"))
    ours, theirs = wordings(a, b, parallel.kind, parallel.a.start, parallel.b.start, common)
    cells = cell(first.document, _words(first, row.a[0], ours)) + cell(
        second.document, _words(second, row.b[0], theirs)
    )
    head = f"{_how(parallel)}{_heard(first, ours)}{_heard(second, theirs)}"
    return line(head, cells, f'data-kind="{parallel.kind}"')


def _how(parallel: Parallel) -> str:
    """Return how the two say the same, and how likely that is, as HTML."""
    unsure = ' <span class="doubt">not sure</span>' if parallel.score < UNSURE else ""
    return f'{KINDS[parallel.kind]} <span class="count">{likely(parallel.score)}</span>{unsure}'


def _heard(side: _Side, marks: Sequence[Worded]) -> str:
    """Return what is marked as lines that are not seen: screen readers pass over how words are underlined."""
    text = side.document.words_of
    html = ""
    for change, told in HEARD.items():
        some = [" ".join(text(mark.span).split()) for mark in marks if mark.change == change]
        if some:
            more = f", and {many(len(some) - MOST_HEARD, 'more place')}" if len(some) > MOST_HEARD else ""
            html += f"<span>. {told.format(side.name)}: {encode('; '.join(some[:MOST_HEARD]))}{more}</span>"
    return f'<span class="heard">{html}</span>' if html else ""


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
        there = piece.elsewhere.passage
        moved = (
            f' <a class="elsewhere" href="{side.other}#{there}">in the {side.other_name} at {there}</a>'
            f' <span class="detail">{_how(piece.elsewhere.parallel)}</span>'
        )
    return f"<p>{marked(side.encoded, piece.span, marks)} {place}{moved}</p>"
