"""A document as the recognizers of names read it: its blocks as tokens and passages, and its language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ...model import Block, Document, EntityType, Mention, Span
from .cues import Passage
from .passages import Kind, passage_of
from .tokens import Tokens, tokenize

SILENT = frozenset(["separator", "elision", "furniture", "page"])
"""Kinds of blocks that are no words of the source's author."""

ENGLISH = frozenset("the of and to that is was for with on by his from are it has were this which an be not".split())
"""Words that English prose is full of, and few other languages have."""
ENGLISH_SHARE = 0.08
"""Of the words without capitals. English prose has 0.2 to 0.4 of them; other languages in Latin script below 0.05."""
DEFAULT = "the archive's default"
"""Where a language comes from that nobody said of the document."""
SAMPLE, LEAST = 600, 25
"""Words without capitals that are looked at; with fewer than the least, a text could be in any language."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A block, its tokens, and what the tagger reads of them."""

    block: Block
    tokens: Tokens
    passage: Passage

    def mention(self, first: int, end: int, kind: EntityType, found_by: str, evidence: float) -> Mention:
        """Return the mention of the tokens from `first` to before `end`."""
        return Mention(Span(self.tokens.starts[first], self.tokens.ends[end - 1]), "", kind, found_by, evidence)


def read_blocks(document: Document, kind_of: Callable[[str], Kind], idle: frozenset[str]) -> list[Reading]:
    """Return each block that has words of the author's."""
    readings: list[Reading] = []
    for block in document.blocks:
        if block.kind not in SILENT:
            tokens = tokenize(document.text, block.span.start, block.span.end)
            readings.append(Reading(block, tokens, passage_of(tokens.words, kind_of, idle)))
    return readings


def lower_words(readings: Sequence[Reading]) -> set[str]:
    """Return all words of the document that stand in lower case."""
    return {word for reading in readings for word in reading.tokens.words if word.islower()}


def language_of(document: Document) -> str:
    """Return the document's language: what its record says, else `en` if its words do not speak against it."""
    told = next((datum for datum in document.metadata if datum.name == "language"), None)
    if told is not None and told.origin != DEFAULT:
        return told.value.lower().replace("_", "-").split("-")[0]
    words = list(islice(_small_words(document), SAMPLE))
    if len(words) < LEAST or sum(word in ENGLISH for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    return ""


def _small_words(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.kind not in SILENT:
            for word in document.text[block.span.start : min(block.span.end, block.span.start + 100_000)].split():
                if word.islower():
                    yield word
