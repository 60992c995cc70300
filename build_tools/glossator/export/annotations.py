"""Notes as W3C Web Annotations: one AnnotationCollection in JSON-LD.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017. What it has no property for stands in Dublin
Core's, which its context knows: `dc:identifier` is the note's id or what a link says, `dc:date` the date as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ..model import Archive, Document, Link, Note, Span, Target
from ..spans import block_at

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
FRAGMENTS = "http://tools.ietf.org/rfc/rfc3236"
"""What fragments of HTML are, by the W3C's list in 4.2.1."""
CONTEXT_LENGTH = 32
"""Code points of prefix and suffix."""
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

PURPOSES = {"tagging": "describing", "editing": "commenting"}
"""Of a comment where it is another than the note's motivation: it is no tag, and no words to be put into the text."""

Selector = Mapping[str, Any]
Address = Callable[[Target], str]
"""What is published where: whole, or from the site's root."""


def annotation_collection(archive: Archive, address: Address, *, home: str, language: str) -> Mapping[str, Any]:
    """Return every note of the archive as one collection, in the order of their ids.

    `home` is the address that the collection's own ids begin with, `language` that of the notes (BCP 47).
    """
    placed = {
        anchor.note: _selectors(document, anchor.span)
        for document in archive.documents
        for anchor in document.anchors
        if anchor.span
    }
    items = [_annotation(note, placed.get(note.id, ()), address, language) for note in archive.notes]
    page = {"id": f"{home}#page-1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": f"{home}#collection",
        "type": "AnnotationCollection",
        "label": "Notes",
        "total": len(items),
        **({"first": page} if items else {}),
    }


def _annotation(note: Note, placed: Sequence[Selector], address: Address, language: str) -> Mapping[str, Any]:
    bodies = [*_bodies(note, language), *(_link(link, address) for link in note.see)]
    _, _, name = note.id.partition("/")
    return {
        "id": address(Target("document", note.document, f"note-{name}")),
        "type": "Annotation",
        "dc:identifier": note.id,
        "motivation": note.motivation,
        **({"creator": {"type": "Person", "name": note.author}} if note.author else {}),
        **_dates(note.date),
        **({"body": bodies} if bodies else {}),
        "target": _target(note, placed, address),
    }


def _dates(date: str) -> Mapping[str, str]:
    """Return the date as written, and as the W3C wants it: as a day's first second in UTC.

    Of less than a day there is only what was written: anything else would say more than the note does.
    """
    if not date:
        return {}
    try:
        when = datetime.fromisoformat(f"{date}T00:00:00Z" if DAY.fullmatch(date) else date)
        created = f"{when.astimezone(UTC).replace(tzinfo=None).isoformat()}Z" if when.tzinfo else ""
    except (ValueError, OverflowError):
        created = ""
    return {**({"created": created} if created else {}), "dc:date": date}


def _bodies(note: Note, language: str) -> Iterator[Mapping[str, str]]:
    """Yield the reading that a correction proposes, the comment and the tags."""
    if note.reading is not None:
        yield {"type": "TextualBody", "value": note.reading, "format": "text/plain", "purpose": "editing"}
    if note.body:
        yield {
            "type": "TextualBody",
            "value": note.body,
            "format": "text/markdown",
            "language": language,
            "purpose": PURPOSES.get(note.motivation, note.motivation),
        }
    for tag in note.tags:
        yield {"type": "TextualBody", "value": tag, "format": "text/plain", "purpose": "tagging"}


def _link(link: Link, address: Address) -> Mapping[str, str]:
    """Return what a line of `see` leads to."""
    return {
        "type": "SpecificResource",
        "source": address(_led_to(link.target)),
        "purpose": "linking",
        "dc:identifier": link.target,
        **({"label": link.words} if link.words else {}),
    }


def _led_to(target: str) -> Target:
    """Return what an address in the archive leads to by its form, be it there or not."""
    path, _, fragment = target.partition("#")
    return Target("entity" if "/" in path else "document", path, fragment)


def _target(note: Note, placed: Sequence[Selector], address: Address) -> Mapping[str, Any]:
    """Return what the note is about: the words where it stands, and last the words that it gives itself."""
    written = _quote(note.quote.exact, note.quote.prefix, note.quote.suffix)
    return {
        "type": "SpecificResource",
        "source": address(Target("document", note.document)),
        "selector": [*placed, *([written] if written not in placed[:1] else [])],
    }


def _selectors(document: Document, span: Span) -> Sequence[Selector]:
    """Return the words in the text, where they are in it, and where in which passage."""
    before, after = span.start - CONTEXT_LENGTH, span.end + CONTEXT_LENGTH
    text = document.text
    return (
        _quote(document.words_of(span), text[max(0, before) : span.start], text[span.end : after]),
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        _fragment(document, span),
    )


def _quote(exact: str, prefix: str, suffix: str) -> Selector:
    around = {name: words for name, words in (("prefix", prefix), ("suffix", suffix)) if words}
    return {"type": "TextQuoteSelector", "exact": exact, **around}


def _fragment(document: Document, span: Span) -> Selector:
    """Return the passage that holds the words, and where in it; of several the first and the last."""
    first, last = block_at(document, span.start), block_at(document, span.end - 1)
    if first is last:
        return _passage(first.id, Span(span.start - first.span.start, span.end - first.span.start))
    begin, end = span.start - first.span.start, span.end - last.span.start
    return {
        "type": "RangeSelector",
        "startSelector": _passage(first.id, Span(begin, begin)),
        "endSelector": _passage(last.id, Span(end, end)),
    }


def _passage(id_: str, within: Span) -> Selector:
    position = {"type": "TextPositionSelector", "start": within.start, "end": within.end}
    return {"type": "FragmentSelector", "conformsTo": FRAGMENTS, "value": id_, "refinedBy": position}
