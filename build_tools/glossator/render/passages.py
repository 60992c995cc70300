"""A document's passages, with the notes that stand beside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..model import Block, Document
from .addresses import Addresses, entity_uri
from .also_lines import also_line
from .notes import Thread, numbers
from .retired import retired_anchors
from .tab_stops import tab_stops
from .verbatim import Encoded, Noted, encode, render_block
from .views import DocumentView, many


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages up to the next one that has notes, and that one with them. Most texts have few notes: it saves time."""

    html: Markup
    """The passages; where there are notes, the last is left open for them."""
    notes: tuple[Thread, ...]

    @property
    def count(self) -> str:
        return many(sum(thread.size for thread in self.notes), "note")


def stretches(view: DocumentView, encoded: Encoded, uri: str, notes: Sequence[Thread]) -> Iterator[Stretch]:
    """Yield a document's passages; `notes` are those that have a place, each with the answers to it."""
    document = view.document
    addresses = Addresses(view.use_directory_urls)
    hrefs = {entity: addresses.relative(uri, entity_uri(entity)) for entity, _ in view.names}
    noted = _noted(document)
    beside: dict[str, list[Thread]] = {}
    for thread in sorted(notes, key=lambda thread: thread.note.number):
        beside.setdefault(thread.note.passage, []).append(thread)
    also = {passage: also_line(passage, some, addresses, uri) for passage, some in view.also}
    unreviewed = frozenset(view.unreviewed)
    retired = retired_anchors(document.retired)
    linked = _linked(view)
    tabs = tab_stops(document)
    pieces: list[str] = []
    for number, block in enumerate(document.blocks):
        gap = document.text[document.blocks[number - 1].span.end if number else 0 : block.span.start]
        signs, beneath = noted.get(block.id, ()), linked.get(block.id, "")
        around = (retired.get(block.id, ""), beneath)
        set_by = f' data-tab="{tabs[block.id]}"' if block.id in tabs else ""
        pieces.append(_passage(encoded, block, gap, hrefs, signs, unreviewed, around, set_by) + also.get(block.id, ""))
        if block.id not in beside:
            pieces.append("</div>\n")
            continue
        yield Stretch(Markup("".join(pieces)), tuple(beside[block.id]))
        pieces = []
    yield Stretch(Markup("".join(pieces)), ())


def _linked(view: DocumentView) -> Mapping[str, str]:
    """Return, by a passage's id, the sign that leads to the list of what links to it. The style sheet shows it."""
    return {
        place.passage: f'<a class="linked-sign" href="#linked-{place.passage}" data-count="{place.count}"'
        f' aria-label="What links here: {many(place.count, "link")} to passage {place.passage}"></a>'
        for place in (view.linked.places if view.linked else ())
        if place.passage
    }


def _noted(document: Document) -> Mapping[str, Sequence[Noted]]:
    """Return, by a block's id, the words of notes in it. The sign of a note stands in the last of its blocks."""
    found: dict[str, list[Noted]] = {}
    numbered = numbers(document)
    for anchor in document.anchors:
        if anchor.span is None:
            continue
        first = bisect_right(document.blocks, anchor.span.start, key=lambda block: block.span.end)
        last = bisect_left(document.blocks, anchor.span.end, key=lambda block: block.span.start)
        for block in document.blocks[first:last]:
            sign = numbered[anchor.note] if block is document.blocks[last - 1] else 0
            found.setdefault(block.id, []).append(Noted(anchor.span, anchor.note.split("/")[1], sign))
    return found


def _passage(
    encoded: Encoded,
    block: Block,
    gap: str,
    hrefs: Mapping[str, str],
    notes: Sequence[Noted],
    unreviewed: Container[str],
    around: tuple[str, str],
    set_by: str,
) -> str:
    """Return a passage with its number, left open for what stands beside it.

    `gap` is the white space between the passage before and this one: pages tell it where it is more than line ends.
    `around` is what stands above its words, and beneath them; `set_by` an attribute that the style sheet sets it by.
    """
    above, beneath = around
    more = f' data-gap="{encode(gap)}"' if gap.strip("\n") else ""
    words = render_block(encoded, block, hrefs.__getitem__, notes, unreviewed)
    return (
        f'<div class="passage" data-kind="{block.kind}"{more}{set_by}><a class="passage-number" href="#{block.id}"'
        f' aria-label="Passage {block.id}" data-number="{block.id}"></a>'
        f'<div class="words">{above}{words}{beneath}</div>'
    )
