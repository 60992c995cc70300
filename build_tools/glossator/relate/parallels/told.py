"""The sentences of a document that are compared, and a key for them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from hashlib import blake2b

from ...model import Document, Span

UNTOLD = frozenset(["separator", "elision", "furniture", "page"])
"""Kinds of blocks that are no words of the text proper."""


def told(document: Document) -> Iterator[Span]:
    """Yield the sentences of the text proper."""
    untold = [block.span for block in document.blocks if block.kind in UNTOLD]
    at = 0
    for sentence in document.sentences:
        while at < len(untold) and untold[at].end <= sentence.start:
            at += 1
        if at == len(untold) or not untold[at].overlaps(sentence):
            yield sentence


def told_key(document: Document) -> str:
    """Return what changes whenever that which is compared does."""
    places = array("Q", [place for span in told(document) for place in (span.start, span.end)])
    digest = blake2b(places.tobytes(), digest_size=16)
    digest.update(f"{document.sha256} {document.value('language')}".encode())
    return digest.hexdigest()
