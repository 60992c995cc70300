"""Two wordings of one passage: which words only one of them has, which are others, and which both have.

Words that both have at different places of an edited passage are not marked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..model import ParallelKind, Span

WORD = re.compile(r"\w+(?:['’.,]\w+)*")
TELLING = 4
"""Letters of a word that is marked where both passages have it; of shorter ones only numbers and abbreviations are."""

Change = Literal["only", "other", "same"]
"""`only`: the other passage has nothing for it; `other`: it has other words there; `same`: it has them, too."""


@dataclass(frozen=True, slots=True)
class Worded:
    """Words of a passage, and how the other passage has them."""

    span: Span
    change: Change


Wordings = tuple[tuple[Worded, ...], tuple[Worded, ...]]


def wordings(a: str, b: str, kind: ParallelKind, a_start: int, b_start: int, common: Collection[str] = ()) -> Wordings:
    """Return what is marked of two passages; `a_start` and `b_start` tell where each begins in its document's text.

    Of an edited passage that is what differs, in its order; of a paraphrase what is the same, wherever it stands,
    without the words that are `common` in the language.
    """
    ours, theirs = _words(a, a_start, common), _words(b, b_start, common)
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


def _words(text: str, start: int, common: Collection[str]) -> list[_Word]:
    return [
        _Word(Span(start + match.start(), start + match.end()), match[0].casefold(), _telling(match[0], common))
        for match in WORD.finditer(text)
    ]


def _telling(word: str, common: Collection[str]) -> bool:
    long = len(word) >= TELLING or (len(word) > 1 and word.isupper())
    return word[0].isdigit() or (long and word.casefold() not in common)


def _shared(ours: Sequence[_Word], theirs: Sequence[_Word]) -> Iterator[Worded]:
    both = {word.text for word in theirs if word.telling}
    yield from (Worded(word.span, "same") for word in ours if word.telling and word.text in both)


def _differences(ours: Sequence[_Word], theirs: Sequence[_Word]) -> Wordings:
    from rapidfuzz.distance import Levenshtein  # only a page that is put together anew needs it

    first: list[Worded] = []
    second: list[Worded] = []
    steps = Levenshtein.opcodes([word.text for word in ours], [word.text for word in theirs])
    differing = [step for step in steps if step.tag != "equal"]
    moved = _counted(ours, ((step.src_start, step.src_end) for step in differing))
    moved &= _counted(theirs, ((step.dest_start, step.dest_end) for step in differing))
    moved_here, moved_there = moved.copy(), moved.copy()
    for step in differing:
        here = list(_runs(ours[step.src_start : step.src_end], moved_here))
        there = list(_runs(theirs[step.dest_start : step.dest_end], moved_there))
        change: Change = "other" if here and there else "only"
        first += (Worded(span, change) for span in here)
        second += (Worded(span, change) for span in there)
    return tuple(first), tuple(second)


def _counted(words: Sequence[_Word], places: Iterable[tuple[int, int]]) -> Counter[str]:
    return Counter(word.text for start, end in places for word in words[start:end])


def _runs(words: Sequence[_Word], moved: Counter[str]) -> Iterator[Span]:
    """Yield the words that follow each other as one, with what stands between them; without those that are `moved`,
    which are taken from there.
    """
    run: list[_Word] = []
    for word in words:
        if not moved[word.text]:
            run.append(word)
            continue
        moved[word.text] -= 1
        yield from _joined(run)
        run = []
    yield from _joined(run)


def _joined(words: Sequence[_Word]) -> Iterator[Span]:
    if words:
        yield Span(words[0].span.start, words[-1].span.end)
