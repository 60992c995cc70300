"""Two wordings of one passage: which words only one of them has, which are others, and which both have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..model import ParallelKind, Span

WORD = re.compile(r"\w+(?:['’.,]\w+)*")
TELLING = 4
"""Letters of a word that is marked where both passages have it; of shorter ones only numbers and names are."""

Change = Literal["only", "other", "same"]
"""`only`: the other passage has nothing for it; `other`: it has other words there; `same`: it has them, too."""


@dataclass(frozen=True, slots=True)
class Worded:
    """Words of a passage, and how the other passage has them."""

    span: Span
    change: Change


Wordings = tuple[tuple[Worded, ...], tuple[Worded, ...]]


def wordings(a: str, b: str, kind: ParallelKind, a_start: int, b_start: int) -> Wordings:
    """Return what is marked of two passages; `a_start` and `b_start` tell where each begins in its document's text.

    Of an edited passage that is what differs, in its order; of a paraphrase what is the same, wherever it stands.
    """
    ours, theirs = _words(a, a_start), _words(b, b_start)
    if kind == "paraphrase":
        return tuple(_shared(ours, theirs)), tuple(_shared(theirs, ours))
    if kind == "edited":
        return _differences(ours, theirs)
    return (), ()


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    text: str
    telling: bool


def _words(text: str, start: int) -> list[_Word]:
    return [
        _Word(
            Span(start + match.start(), start + match.end()),
            match[0].casefold(),
            len(match[0]) >= TELLING or match[0][0].isdigit() or match[0].isupper(),
        )
        for match in WORD.finditer(text)
    ]


def _shared(ours: Sequence[_Word], theirs: Sequence[_Word]) -> Iterator[Worded]:
    both = {word.text for word in theirs if word.telling}
    yield from (Worded(word.span, "same") for word in ours if word.telling and word.text in both)


def _differences(ours: Sequence[_Word], theirs: Sequence[_Word]) -> Wordings:
    from rapidfuzz.distance import Levenshtein  # only a page that is put together anew needs it

    first: list[Worded] = []
    second: list[Worded] = []
    steps = Levenshtein.opcodes([word.text for word in ours], [word.text for word in theirs])
    for step in steps:
        if step.tag == "equal":
            continue
        change: Change = "other" if step.tag == "replace" else "only"
        first += _run(ours[step.src_start : step.src_end], change)
        second += _run(theirs[step.dest_start : step.dest_end], change)
    return tuple(first), tuple(second)


def _run(words: Sequence[_Word], change: Change) -> Iterator[Worded]:
    """Yield the words that follow each other as one, with what stands between them."""
    if words:
        yield Worded(Span(words[0].span.start, words[-1].span.end), change)
