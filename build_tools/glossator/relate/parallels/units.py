"""A document as it is compared with others: its units, and the numbers of the words in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...model import MOST_UNITS, Document, Span
from .sketches import sketch
from .told import Told, told
from .words import WORD, Vocabulary, Word, tokens

CLAUSE = re.compile(r"(?<=[;:])\s+")
"""Where a sentence is cut: translations often cut it there, too. At dashes retellings rather join what they tell."""
CLAUSE_WORDS = 4
"""On each side of a cut, at least."""
LONGEST = 120
"""Words of a unit. A text without full stops is cut there."""

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Units:
    """A document's units: its sentences, cut where they have colons. Arrays are bytes, so that it is kept."""

    spans: bytes
    """Where each begins and ends in the text: two numbers (uint32) a unit."""
    lengths: bytes
    """How many words each has (uint32)."""
    vocabulary: bytes
    """Of each different word, four numbers (uint32): as in `words.Token`, and 1 where it is common in its language, 2
    where it tells much, 3 where both.
    """
    words: bytes
    """Of each word of each unit, the number of its row in the vocabulary (uint32)."""
    sketch: bytes
    """MinHash of its shingles (uint32); empty where it is shorter than one."""

    def __len__(self) -> int:
        return len(self.lengths) // 4

    @property
    def until(self) -> int | None:
        """Where in the text they end, as there may be more than are compared; None where they are all."""
        return None if len(self) < MOST_UNITS else self.span(0, len(self) - 1).end

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of the text from one unit to another, both within."""
        spans = np.frombuffer(self.spans, np.uint32)
        return Span(int(spans[2 * first]), int(spans[2 * last + 1]))

    def window(self, start: int = 0, stop: int = MOST_UNITS) -> Window:
        """Return the units from one to before another, to reckon with."""
        lengths = np.frombuffer(self.lengths, np.uint32).astype(np.int64)
        stop = min(stop, len(lengths))
        first, last = int(lengths[:start].sum()), int(lengths[:stop].sum())
        words = self.table()[np.frombuffer(self.words, np.uint32)[first:last]]
        unit = np.repeat(np.arange(stop - start), lengths[start:stop])
        flags = words[:, 3]
        return Window(stop - start, unit, words[:, 0], words[:, 1], words[:, 2], (flags & 1) > 0, (flags & 2) > 0)

    def table(self) -> Numbers:
        """Return the vocabulary: a row a word, in four columns."""
        return np.frombuffer(self.vocabulary, np.uint32).reshape(-1, 4).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Window:
    """Units to reckon with: everything but their number is of each word."""

    size: int
    unit: Numbers
    """The unit that the word is in, from 0."""
    word: Numbers
    stem: Numbers
    name: Numbers
    common: Flags
    telling: Flags


def units(document: Document) -> Units:
    """Return the document's units; those without any word are left out."""
    return units_of(told(document))


def units_of(text: Told) -> Units:
    """Return the units of what of a document is compared."""
    vocabulary = Vocabulary(text.language)
    spans: list[int] = []
    lengths: list[int] = []
    words: list[int] = []
    for span in _spans(text):
        found = vocabulary.numbers(text.text, span.start, span.end)
        if len(found) <= LONGEST:
            parts = [(span.start, span.end, len(found))] if found else []
        else:
            parts = _parts(tokens(text.text, span.start, span.end))
        for start, end, length in parts:
            spans += (start, end)
            lengths.append(length)
        words += found
        if len(lengths) >= MOST_UNITS:
            break
    rows = np.array(vocabulary.rows(), np.uint32).reshape(-1, 4)
    return Units(_bytes(spans), _bytes(lengths), rows.tobytes(), _bytes(words), sketch(rows[words, 0]))


def _parts(found: Sequence[Word]) -> list[tuple[int, int, int]]:
    """Return where the parts of a long unit begin and end, and how many words each has."""
    parts = (found[at : at + LONGEST] for at in range(0, len(found), LONGEST))
    return [(some[0].start, some[-1].end, len(some)) for some in parts]


def _bytes(numbers: list[int]) -> bytes:
    return np.array(numbers, np.uint32).tobytes()


def _spans(what: Told) -> Iterator[Span]:
    """Yield the sentences, cut into clauses."""
    text = what.text
    for sentence in what.spans():
        start = sentence.start
        for cut in CLAUSE.finditer(text, sentence.start, sentence.end):
            if _enough(text, start, cut.start()) and _enough(text, cut.end(), sentence.end):
                yield Span(start, cut.start())
                start = cut.end()
        yield Span(start, sentence.end)


def _enough(text: str, start: int, end: int) -> bool:
    return sum(1 for _, _ in zip(WORD.finditer(text, start, end), range(CLAUSE_WORDS), strict=False)) == CLAUSE_WORDS
