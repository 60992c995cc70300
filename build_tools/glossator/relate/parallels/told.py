"""What of a document is compared: its sentences; and a key for them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from ...model import Document, Span

UNTOLD = frozenset(["separator", "elision", "furniture", "page"])
"""Kinds of blocks that are no words of the text proper."""


@dataclass(frozen=True, slots=True)
class Told:
    """What of a document is compared, without all else that is known of it: it is sent to other processes."""

    text: str
    sentences: array[int]
    """Where each sentence of the text proper begins and ends: two numbers each."""
    language: str

    def spans(self) -> Iterator[Span]:
        """Yield the sentences."""
        places = iter(self.sentences)
        yield from map(Span, places, places)


def told(document: Document) -> Told:
    """Return what of the document is compared."""
    places = array("Q", [place for span in _sentences(document) for place in (span.start, span.end)])
    return Told(document.text, places, document.value("language"))


def told_key(document: Document) -> str:
    """Return what changes whenever that which is compared does."""
    what = told(document)
    digest = blake2b(what.sentences.tobytes(), digest_size=16)
    digest.update(f"{document.sha256} {what.language}".encode())
    return digest.hexdigest()


def _sentences(document: Document) -> Iterator[Span]:
    """Yield the sentences of the text proper."""
    untold = [block.span for block in document.blocks if block.kind in UNTOLD]
    at = 0
    for sentence in document.sentences:
        while at < len(untold) and untold[at].end <= sentence.start:
            at += 1
        if at == len(untold) or not untold[at].overlaps(sentence):
            yield sentence
