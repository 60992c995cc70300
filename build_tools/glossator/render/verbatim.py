"""A document's text as HTML that says exactly the text: marks add elements, never text nodes.

Every ASCII punctuation mark and C0 control is a decimal reference, so that nothing in the text is Markdown or HTML;
spaces at the edges are references too, so that nothing strips them. Everything from U+007F up stays as it is, because
browsers would remap the references from 128 to 159.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from markupsafe import Markup

from ..model import Block, Document, Mention, Span

_REFERENCES = {character: f"&#{ord(character)};" for character in (*map(chr, range(32)), *string.punctuation)}
_SPECIAL = re.compile(f"[{re.escape(''.join(_REFERENCES))}]")


def _reference(match: re.Match[str]) -> str:
    return _REFERENCES[match[0]]


TAGS: Mapping[str, str] = {"title": "h2", "heading": "h3", "quote": "blockquote"}
"""The element of each kind of block; a paragraph for the rest."""


def encode(text: str) -> Markup:
    """Return the text as HTML on one line that neither Markdown nor HTML can read otherwise."""
    return Markup(_encode(text))


def _encode(text: str) -> str:
    encoded = _SPECIAL.sub(_reference, text)
    if not encoded.startswith(" ") and not encoded.endswith(" "):
        return encoded
    inner = encoded.strip(" ")
    before = len(encoded) - len(encoded.lstrip(" ")) if inner else len(encoded)
    after = len(encoded) - before - len(inner)
    return "&#32;" * before + inner + "&#32;" * after


def render_block(
    document: Document,
    block: Block,
    address: Callable[[str], str],
    notes: Sequence[tuple[Span, str]] = (),
) -> Markup:
    """Return a block as an element whose text content is the block's text.

    `address` gives an entity's address as seen from the page; `notes` are the spans of the notes, with their names,
    that touch the block.
    """
    tag = TAGS.get(block.kind, "p")
    inner = "".join(_inner(document, block.span, address, notes, block.label))
    span = block.span
    return Markup(
        f'<{tag} class="block" id="{block.id}" data-kind="{block.kind}" data-start="{span.start}"'
        f' data-end="{span.end}">{inner}</{tag}>'
    )


def render_sentence(document: Document, sentence: Span, marks: Sequence[Span]) -> Markup:
    """Return a sentence with the marked spans in `<mark>`, as an element whose text content is the sentence."""
    pieces = []
    position = sentence.start
    for mark in marks:
        pieces.append(_encode(document.text[position : mark.start]))
        pieces.append(f"<mark>{_encode(document.text[mark.start : mark.end])}</mark>")
        position = mark.end
    pieces.append(_encode(document.text[position : sentence.end]))
    return Markup(f'<q data-start="{sentence.start}" data-end="{sentence.end}">{"".join(pieces)}</q>')


def _inner(
    document: Document,
    span: Span,
    address: Callable[[str], str],
    notes: Sequence[tuple[Span, str]],
    label: Span | None,
) -> Iterator[str]:
    """Yield the text of the span with its mentions linked, and the words of notes and the label marked."""
    position = span.start
    for mention in _within(document.mentions, span):
        yield _noted(document.text, Span(position, mention.span.start), notes, label)
        inner = _noted(document.text, mention.span, notes, label)
        yield f'<a class="mention" data-entity="{mention.entity}" data-type="{mention.type}"'
        yield f' data-found-by="{mention.found_by}" href="{address(mention.entity)}">{inner}</a>'
        position = mention.span.end
    yield _noted(document.text, Span(position, span.end), notes, label)


def _within(mentions: Sequence[Mention], span: Span) -> Sequence[Mention]:
    first = bisect_left(mentions, span.start, key=lambda mention: mention.span.start)
    return mentions[first : bisect_right(mentions, span.end - 1, key=lambda mention: mention.span.start)]


def _noted(text: str, span: Span, notes: Sequence[tuple[Span, str]], label: Span | None) -> str:
    """Return the text of the span, cut where notes and the label begin and end, each piece in what it belongs to."""
    if not notes and label is None:
        return _encode(text[span.start : span.end])
    spans = [note for note, _ in notes] + ([label] if label else [])
    inside = {edge for other in spans for edge in (other.start, other.end) if span.start < edge < span.end}
    edges = [span.start, *sorted(inside), span.end]
    return "".join(_piece(text, Span(start, end), notes, label) for start, end in pairwise(edges) if start < end)


def _piece(text: str, span: Span, notes: Sequence[tuple[Span, str]], label: Span | None) -> str:
    piece = _encode(text[span.start : span.end])
    if label is not None and label.contains(span):
        piece = f'<span class="speaker">{piece}</span>'
    names = [name for note, name in notes if note.contains(span)]
    return f'<mark class="noted" data-notes="{" ".join(names)}">{piece}</mark>' if names else piece
