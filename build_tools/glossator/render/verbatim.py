"""A document's text as HTML that says exactly the text: marks add elements, never text nodes.

Every ASCII punctuation mark and C0 control is a decimal reference, so that nothing in the text is Markdown or HTML;
spaces at the edges of what stands alone are references too, so that nothing strips them. Everything from U+007F up
stays as it is, because browsers would remap the references from 128 to 159.
"""

from __future__ import annotations

import html
import re
import string
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Generic, TypeVar

from markupsafe import Markup

from ..files import is_link_address
from ..model import Block, DateExpression, Document, Mark, MarkKind, Mention, Span

_REFERENCES = {character: f"&#{ord(character)};" for character in (*map(chr, range(32)), *string.punctuation)}
_SPECIAL = re.compile(f"[{re.escape(''.join(_REFERENCES))}]")
_COLLAPSING = re.compile(r"^ | $|  |[\t\n\f\r]")
"""White space that a browser would show as less, unless it is told to keep it. Where it keeps spaces, those at the ends
of lines are underlined, too: only texts that have such white space are shown so."""

TAGS: Mapping[str, str] = {"title": "h2", "heading": "h3", "quote": "blockquote"}
"""The element of each kind of block; a paragraph for the rest."""
ELEMENTS: Mapping[MarkKind, str] = {
    "strong": "strong",
    "emphasis": "em",
    "superscript": "sup",
    "subscript": "sub",
    "code": "code",
}
"""The element of each kind of mark; a `span` whose class is the kind for the rest."""
NOT_REVIEWED = ' data-reviewed="false" title="not reviewed"'
"""What a link to a found entity has; the title, so that it is said where it cannot be seen, too."""
MOST_NAMED = 20
"""Of the notes that are about the same words, so many are named where the words are marked; the signs tell all. With
every name at each of the pieces that they cut one another into, thousands of notes made a page of 200 MB."""
SHORT, REMEMBERED = 80, 1 << 13
"""Code points of a text whose HTML is remembered, and how many: titles, dates and names are written again and again."""
DEEPEST_LEVEL = 6
"""So many levels of lists are set in from one another."""


def encode(text: str) -> Markup:
    """Return the text as HTML on one line that neither Markdown nor HTML can read otherwise."""
    return _remembered(text) if len(text) <= SHORT else _on_line(text)


def _on_line(text: str) -> Markup:
    encoded = _encode(text)
    if not encoded.startswith(" ") and not encoded.endswith(" "):
        return Markup(encoded)
    inner = encoded.strip(" ")
    before = len(encoded) - len(encoded.lstrip(" ")) if inner else len(encoded)
    after = len(encoded) - before - len(inner)
    return Markup("&#32;" * before + inner + "&#32;" * after)


_remembered = lru_cache(maxsize=REMEMBERED)(_on_line)


def _encode(text: str) -> str:
    return _SPECIAL.sub(lambda match: _REFERENCES[match[0]], text)


class Encoded:
    """A document whose text is encoded once: the HTML of each span is a slice of it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._html = _encode(document.text)
        self._places = [match.start() for match in _SPECIAL.finditer(document.text)]
        self._shifts = [0, *accumulate(len(_REFERENCES[document.text[place]]) - 1 for place in self._places)]

    def html(self, start: int, end: int) -> str:
        """Return `text[start:end]` as HTML, for the inside of an element."""
        first, last = bisect_left(self._places, start), bisect_left(self._places, end)
        return self._html[start + self._shifts[first] : end + self._shifts[last]]


@dataclass(frozen=True, slots=True)
class Overlay:
    """An element laid over a span of the text: what stands before and behind its words."""

    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Noted:
    """Words that a note is about."""

    span: Span
    name: str
    """The note's, in its document."""
    number: int = 0
    """Of the sign behind the words, which leads to the note; 0 for none: the words go on in the next block."""


def render_block(
    encoded: Encoded,
    block: Block,
    address: Callable[[str], str],
    notes: Sequence[Noted] = (),
    unreviewed: Container[str] = (),
) -> str:
    """Return a block as an element whose text content is the block's text.

    `address` gives an entity's address as seen from the page; `notes` are the words of notes that
    touch the block; `unreviewed` holds the entities that no person has written an entry for.
    """
    tag = TAGS.get(block.kind, "p")
    overlays = [_overlay(mark) for mark in _beginning_in(encoded.document.marks, block.span)]
    overlays += [_date(date) for date in _beginning_in(encoded.document.dates, block.span)]
    if block.label is not None:
        overlays.append(Overlay(block.label, '<span class="speaker">', "</span>"))
    inner = "".join(_inner(encoded, block.span, address, overlays, notes, unreviewed))
    span = block.span
    text = encoded.document.text[span.start : span.end]
    more = "".join(f' data-{name}="{_attribute(value)}"' for name, value in _shape(block, text))
    return (
        f'<{tag} class="block" id="{block.id}" data-kind="{block.kind}" data-start="{span.start}"'
        f' data-end="{span.end}"{more}>{inner}</{tag}>'
    )


def _shape(block: Block, text: str) -> Iterator[tuple[str, str]]:
    """Yield what the style sheet needs to know of a block besides its kind."""
    if block.marker:
        yield "marker", block.marker
    if block.level:
        yield "level", str(min(block.level, DEEPEST_LEVEL))
    if block.wrapped:
        yield "wrapped", ""
    elif _COLLAPSING.search(text):
        yield "spaced", ""


def _attribute(value: str) -> str:
    return html.escape(" ".join(value.split()))


def _overlay(mark: Mark) -> Overlay:
    if mark.kind == "link" and is_link_address(mark.target):
        before = f'<a class="source-link" href="{_attribute(mark.target)}" rel="noopener noreferrer nofollow">'
        return Overlay(mark.span, before, "</a>")
    tag = ELEMENTS.get(mark.kind, "span")
    return Overlay(mark.span, f"<{tag}>" if tag != "span" else f'<span class="{mark.kind}">', f"</{tag}>")


def _date(date: DateExpression) -> Overlay:
    return Overlay(date.span, f'<span class="date" data-edtf="{_attribute(date.edtf)}">', "</span>")


def render_sentence(encoded: Encoded, sentence: Span, marks: Sequence[Span]) -> str:
    """Return a sentence with the marked spans in `<mark>`, as an element whose text content is the sentence."""
    pieces = []
    position = sentence.start
    for mark in marks:
        pieces.append(f"{encoded.html(position, mark.start)}<mark>{encoded.html(mark.start, mark.end)}</mark>")
        position = mark.end
    pieces.append(encoded.html(position, sentence.end))
    return f'<q data-start="{sentence.start}" data-end="{sentence.end}">{"".join(pieces)}</q>'


def _inner(
    encoded: Encoded,
    span: Span,
    address: Callable[[str], str],
    overlays: Sequence[Overlay],
    notes: Sequence[Noted],
    unreviewed: Container[str],
) -> Iterator[str]:
    """Yield the text of the span with its mentions linked, and what else is laid over it.

    A link of the source's is none within a mention, and a note's sign stands behind it: no link can stand in another.
    """
    layers = _Layers(encoded, overlays, notes, span.end)
    position = span.start
    for mention in _beginning_in(encoded.document.mentions, span):
        yield layers.over(position, mention.span.start)
        inner = layers.over(mention.span.start, mention.span.end, links=False)
        reviewed = NOT_REVIEWED if mention.entity in unreviewed else ""
        yield (
            f'<a class="mention" data-entity="{mention.entity}" data-type="{mention.type}"'
            f' data-found-by="{mention.found_by}"{reviewed} href="{address(mention.entity)}">{inner}</a>'
            f"{layers.signs(mention.span.start, mention.span.end)}"
        )
        position = mention.span.end
    yield layers.over(position, span.end)


S = TypeVar("S", Mention, Mark, DateExpression)


def _beginning_in(spans: Sequence[S], within: Span) -> Sequence[S]:
    """Return those that begin in the span, of some that are in order."""
    if not spans:
        return ()
    first = bisect_left(spans, within.start, key=lambda each: each.span.start)
    return spans[first : bisect_right(spans, within.end - 1, key=lambda each: each.span.start)]


class _Layers:
    """What is laid over the text of a block, asked for from its beginning to its end."""

    def __init__(self, encoded: Encoded, overlays: Sequence[Overlay], notes: Sequence[Noted], end: int) -> None:
        self._encoded = encoded
        self._overlays = _Passing((overlay.span, overlay) for overlay in overlays)
        self._notes = _Passing((note.span, note.name) for note in notes)
        self._signs = sorted(
            ((min(note.span.end, end), note) for note in notes if note.number),
            key=lambda each: (each[0], each[1].number),
        )
        spans = [*(overlay.span for overlay in overlays), *(note.span for note in notes)]
        self._edges = sorted({edge for span in spans for edge in (span.start, span.end)})

    def over(self, start: int, end: int, *, links: bool = True) -> str:
        """Return that text, cut where something begins or ends, each piece in all that it belongs to."""
        inside = self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]
        pieces = pairwise([start, *inside, end])
        return "".join(
            self._piece(Span(*piece), links) + (self.signs(*piece) if links else "")
            for piece in pieces
            if piece[0] < piece[1]
        )

    def signs(self, start: int, end: int) -> str:
        """Return the signs of the notes whose words end behind `start`, and at `end` at the latest."""
        if not self._signs:
            return ""
        first = bisect_right(self._signs, start, key=lambda each: each[0])
        last = bisect_right(self._signs, end, key=lambda each: each[0])
        return "".join(_sign(note) for _, note in self._signs[first:last])

    def _piece(self, span: Span, links: bool) -> str:
        piece = self._encoded.html(span.start, span.end)
        for overlay in self._overlays.over(span):
            if links or not overlay.before.startswith("<a "):
                piece = f"{overlay.before}{piece}{overlay.after}"
        names = self._notes.over(span)
        told = " ".join(names[:MOST_NAMED])
        return f'<mark class="noted" data-notes="{told}">{piece}</mark>' if names else piece


def _sign(note: Noted) -> str:
    """Return the sign that leads from words to a note, and to which the note leads back. The style sheet shows it."""
    return (
        f'<a class="note-sign" id="words-{note.name}" role="doc-noteref" href="#note-{note.name}"'
        f' data-number="{note.number}" aria-label="Note {note.number}"></a>'
    )


V = TypeVar("V")


class _Passing(Generic[V]):
    """Values by their spans. As the text is passed, those behind are dropped: a block may have very many."""

    def __init__(self, spans: Iterable[tuple[Span, V]]) -> None:
        self._coming = sorted(enumerate(spans), key=lambda each: each[1][0].start, reverse=True)
        self._near: list[tuple[int, tuple[Span, V]]] = []

    def over(self, span: Span) -> list[V]:
        """Return the values whose spans contain the span, in the order in which they were given."""
        while self._coming and self._coming[-1][1][0].start <= span.start:
            self._near.append(self._coming.pop())
        self._near = sorted((each for each in self._near if each[1][0].end > span.start), key=lambda each: each[0])
        return [value for _, (around, value) in self._near if around.contains(span)]
