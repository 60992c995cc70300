"""A document's text as HTML that says exactly the text: marks add elements, never text nodes.

Every ASCII punctuation mark and C0 control is a decimal reference, so that nothing in the text is Markdown or HTML;
spaces at the edges of what stands alone are references too, so that nothing strips them. Everything from U+007F up
stays as it is, because browsers would remap the references from 128 to 159.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from markupsafe import Markup

from ..model import Block, Document, Mention, Span

_REFERENCES = {character: f"&#{ord(character)};" for character in (*map(chr, range(32)), *string.punctuation)}
_SPECIAL = re.compile(f"[{re.escape(''.join(_REFERENCES))}]")

TAGS: Mapping[str, str] = {"title": "h2", "heading": "h3", "quote": "blockquote"}
"""The element of each kind of block; a paragraph for the rest."""


def encode(text: str) -> Markup:
    """Return the text as HTML on one line that neither Markdown nor HTML can read otherwise."""
    encoded = _encode(text)
    if not encoded.startswith(" ") and not encoded.endswith(" "):
        return Markup(encoded)
    inner = encoded.strip(" ")
    before = len(encoded) - len(encoded.lstrip(" ")) if inner else len(encoded)
    after = len(encoded) - before - len(inner)
    return Markup("&#32;" * before + inner + "&#32;" * after)


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


def render_block(
    encoded: Encoded,
    block: Block,
    address: Callable[[str], str],
    notes: Sequence[tuple[Span, str]] = (),
) -> str:
    """Return a block as an element whose text content is the block's text.

    `address` gives an entity's address as seen from the page; `notes` are the spans of the notes, with their names,
    that touch the block.
    """
    tag = TAGS.get(block.kind, "p")
    inner = "".join(_inner(encoded, block.span, address, notes, block.label))
    span = block.span
    return (
        f'<{tag} class="block" id="{block.id}" data-kind="{block.kind}" data-start="{span.start}"'
        f' data-end="{span.end}">{inner}</{tag}>'
    )


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
    notes: Sequence[tuple[Span, str]],
    label: Span | None,
) -> Iterator[str]:
    """Yield the text of the span with its mentions linked, and the words of notes and the label marked."""
    position = span.start
    for mention in _within(encoded.document.mentions, span):
        yield _noted(encoded, position, mention.span.start, notes, label)
        inner = _noted(encoded, mention.span.start, mention.span.end, notes, label)
        yield (
            f'<a class="mention" data-entity="{mention.entity}" data-type="{mention.type}"'
            f' data-found-by="{mention.found_by}" href="{address(mention.entity)}">{inner}</a>'
        )
        position = mention.span.end
    yield _noted(encoded, position, span.end, notes, label)


def _within(mentions: Sequence[Mention], span: Span) -> Sequence[Mention]:
    first = bisect_left(mentions, span.start, key=lambda mention: mention.span.start)
    return mentions[first : bisect_right(mentions, span.end - 1, key=lambda mention: mention.span.start)]


def _noted(encoded: Encoded, start: int, end: int, notes: Sequence[tuple[Span, str]], label: Span | None) -> str:
    """Return the text of the span, cut where notes and the label begin and end, each piece in what it belongs to."""
    if not notes and label is None:
        return encoded.html(start, end)
    spans = [note for note, _ in notes] + ([label] if label else [])
    inside = {edge for other in spans for edge in (other.start, other.end) if start < edge < end}
    edges = [start, *sorted(inside), end]
    return "".join(_piece(encoded, Span(*piece), notes, label) for piece in pairwise(edges) if piece[0] < piece[1])


def _piece(encoded: Encoded, span: Span, notes: Sequence[tuple[Span, str]], label: Span | None) -> str:
    piece = encoded.html(span.start, span.end)
    if label is not None and label.contains(span):
        piece = f'<span class="speaker">{piece}</span>'
    names = [name for note, name in notes if note.contains(span)]
    return f'<mark class="noted" data-notes="{" ".join(names)}">{piece}</mark>' if names else piece
