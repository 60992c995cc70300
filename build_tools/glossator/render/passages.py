"""A document's passages, with the notes that stand beside them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from markupsafe import Markup

from ..model import Block, Span
from .addresses import Addresses, entity_uri
from .verbatim import Encoded, encode, render_block
from .views import DocumentView, NoteView

MOST_ROWS = 12
"""Passages beside which the notes of one may run on, at most: the style sheet knows so many."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages up to the next one that has notes, and that one with them. Most texts have few notes: it saves time."""

    html: Markup
    """The passages; where there are notes, the last is left open for them."""
    notes: tuple[NoteView, ...]
    rows: int
    """Beside so many passages the notes may run on: the last one, and those behind it that have none."""


def stretches(view: DocumentView, encoded: Encoded, uri: str, notes: Sequence[NoteView]) -> Iterator[Stretch]:
    document = view.document
    addresses = Addresses(view.use_directory_urls)
    hrefs = {entity: addresses.relative(uri, entity_uri(entity)) for entity, _ in view.names}
    spans = [(anchor.span, anchor.note.split("/")[1]) for anchor in document.anchors if anchor.span]
    noted = {note.passage for note in notes}
    unreviewed = frozenset(view.unreviewed)
    pieces: list[str] = []
    for number, block in enumerate(document.blocks):
        touching = [(span, name) for span, name in spans if span.overlaps(block.span)]
        gap = document.text[document.blocks[number - 1].span.end if number else 0 : block.span.start]
        pieces.append(_passage(encoded, block, gap, hrefs, touching, unreviewed))
        if block.id not in noted:
            pieces.append("</div>\n")
            continue
        following = (other.id not in noted for other in document.blocks[number + 1 : number + MOST_ROWS])
        rows = 1 + sum(1 for _ in takewhile(bool, following))
        yield Stretch(Markup("".join(pieces)), tuple(note for note in notes if note.passage == block.id), rows)
        pieces = []
    yield Stretch(Markup("".join(pieces)), (), 0)


def _passage(
    encoded: Encoded,
    block: Block,
    gap: str,
    hrefs: Mapping[str, str],
    notes: Sequence[tuple[Span, str]],
    unreviewed: Container[str],
) -> str:
    """Return a passage with its number, left open for what stands beside it.

    `gap` is the white space between the passage before and this one: pages tell it where it is more than line ends.
    """
    more = f' data-gap="{encode(gap)}"' if gap.strip("\n") else ""
    words = render_block(encoded, block, hrefs.__getitem__, notes, unreviewed)
    return (
        f'<div class="passage" data-kind="{block.kind}"{more}><a class="passage-number" href="#{block.id}"'
        f' aria-label="Passage {block.id}" data-number="{block.id}"></a>'
        f'<div class="words">{words}</div>'
    )
