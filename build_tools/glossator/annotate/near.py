"""Where words that changed may stand: candidates first, by pieces of the quote, then the exact ends of each.

A window that holds a piece shares most of the piece's letters in their order (the longest common subsequence), and
rapidfuzz counts them for 64 letters at a time; so a text is searched in time linear in its length.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq, Levenshtein, Postfix

from ..model import Span

PIECE = 64
"""Code points of a piece at most: the bits of a machine word, which is what rapidfuzz compares in one step."""
MOST_PIECES = 4
"""Of a quote: one of them is changed no more than the quote as a whole."""
WINDOW = 2.4
"""By the piece's length: from wherever a changed piece (one and 35 %) begins in a step, the window holds all of it."""
MOST_WINDOWS = 24
"""The windows most like a piece that are looked at. Chance makes some as like as a piece with a third of its letters
changed, in 1 MB up to a dozen."""
MOST_REFINED = 6
"""Candidates whose ends are looked for."""
SLACK = 0.4
"""Share of the quote's length by which it may have grown or moved against where a piece says it begins."""
ENDS = 40
"""Code points around a guessed end in which the words' true end is looked for."""
MOST_ENDS = 160
"""Ends that are tried, those nearest to the guesses."""

SAME_END = 12
"""Code points at an end of the quote that stand there unchanged are worth so many errors at most: words inserted next
to the last one should not cut it off."""


@dataclass(frozen=True, slots=True)
class Near:
    """A place and the errors of the words there: Levenshtein's distance for each code point of the quote."""

    span: Span
    errors: float


class Windows:
    """A text cut into windows that overlap, for each length of pieces once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._cut: dict[int, dict[str, list[int]]] = {}

    def cut(self, step: int) -> dict[str, list[int]]:
        """Return each window that differs from the others, and where it begins."""
        if step not in self._cut:
            length = int(WINDOW * step) + 8
            windows = self._cut[step] = {}
            for start in range(0, len(self.text), step):
                starts = windows.setdefault(self.text[start : start + length], [])
                if len(starts) < MOST_WINDOWS:
                    starts.append(start)
        return self._cut[step]


def find_near(windows: Windows, words: str) -> list[Near]:
    """Return the places most like the words, the best first, none overlapping a better one; both are folded."""
    text = windows.text
    starts = _apart(_starts(windows, words))
    ranked = sorted(starts, key=lambda start: -fuzz.ratio(words, text[start : start + len(words)]))
    refined = (_refine(text, words, *_region(text, words, start)) for start in ranked[:MOST_REFINED])
    found: list[Near] = []
    for near in sorted(filter(None, refined), key=lambda near: (near.errors, near.span)):
        if not any(near.span.overlaps(better.span) for better in found):
            found.append(near)
    return found


def _starts(windows: Windows, words: str) -> Iterator[int]:
    """Yield where the words may begin, as the windows most like their pieces tell."""
    length = min(PIECE, len(words))
    step = length // 8 * 8
    count = min(MOST_PIECES, -(-len(words) // length))
    cut = windows.cut(step)
    for offset in sorted({(len(words) - length) * number // max(1, count - 1) for number in range(count)}):
        piece = words[offset : offset + length]
        for window, _, _ in process.extract(piece, cut.keys(), scorer=LCSseq.similarity, limit=MOST_WINDOWS):
            aligned = fuzz.partial_ratio_alignment(piece, window)
            if aligned is not None:
                yield from (max(0, start + aligned.dest_start - aligned.src_start - offset) for start in cut[window])


def _apart(starts: Iterable[int]) -> list[int]:
    """Return the starts without those that lead to the same place as the one before."""
    kept: list[int] = []
    for start in sorted(starts):
        if not kept or start - kept[-1] > ENDS // 2:
            kept.append(start)
    return kept


def _region(text: str, words: str, start: int) -> tuple[int, int]:
    slack = int(SLACK * len(words)) + ENDS
    return max(0, start - slack), min(len(text), start + len(words) + slack)


def _refine(text: str, words: str, start: int, end: int) -> Near | None:
    """Return the best place within a region that ends in no half words; None where there is none."""
    opcodes = LCSseq.opcodes(words, text[start:end])
    blocks = [(a, start + b, size) for a, b, size in opcodes.as_matching_blocks() if size]
    if not blocks:
        return None
    chain = _chain(blocks)
    (first_a, first_b, _), (last_a, last_b, last_size) = chain[0], chain[-1]
    a, b, size = max(chain, key=lambda block: block[2])
    heads = _ranked(words[:a][::-1], text[start:b][::-1], [b - first_b, b - first_b + first_a])
    tails = _ranked(words[a:], text[b:end], [last_b + last_size - b, last_b + len(words) - last_a - b])
    head = next((b - n for n in heads if _begins(text, b - n)), None)
    tail = next((b + n for n in tails if n >= size and _ends(text, b + n)), None)
    if head is None or tail is None:
        return None
    errors = Levenshtein.distance(words, text[b - heads[0] : b + tails[0]])
    return Near(Span(head, tail), errors / len(words))


def _ranked(words: str, found: str, guesses: Sequence[int]) -> list[int]:
    """Return how many code points of what was found may be the words: lengths around the guesses, the best first."""
    low, high = max(0, min(guesses) - ENDS), min(len(found), max(guesses) + ENDS)
    lengths = sorted(range(low, high + 1), key=lambda n: min(abs(n - guess) for guess in guesses))[:MOST_ENDS]
    return sorted(lengths, key=lambda n: (_end_cost(words, found[:n]), n))


def _end_cost(words: str, found: str) -> int:
    """Return the errors of an end, less what ends just as the quote does: an end that still stands is the end."""
    return Levenshtein.distance(words, found) - min(SAME_END, Postfix.similarity(words, found))


Block = tuple[int, int, int]
"""Where equal letters begin in the quote and in the text, and how many they are."""


def _chain(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the run of blocks that has most equal letters over the letters between them (Kadane's sum).

    Letters of the quote that merely happen to stand far before or behind it are so left out.
    """
    best, score, begun = (0, 1), blocks[0][2], 0
    top = score
    for number, (before, block) in enumerate(pairwise(blocks), 1):
        gap = max(block[0] - before[0], block[1] - before[1]) - before[2]
        score -= gap
        if score <= 0:
            score, begun = 0, number
        score += block[2]
        if score > top:
            top, best = score, (begun, number + 1)
    return blocks[slice(*best)]


def _begins(text: str, place: int) -> bool:
    """Tell whether a selection may begin there: not within a word, nor at white space."""
    return place < len(text) and not text[place].isspace() and not _within_word(text, place)


def _ends(text: str, place: int) -> bool:
    return place > 0 and not text[place - 1].isspace() and not _within_word(text, place)


def _within_word(text: str, place: int) -> bool:
    """Tell whether a word goes on over the place. Scripts without blanks between words may be cut anywhere."""
    if place in (0, len(text)):
        return False
    before, after = text[place - 1], text[place]
    if unicodedata.category(after)[0] == "M":
        return True
    if after == "'" or before == "'":
        around = text[max(0, place - 2) : place + 2].replace("'", "")
        return len(around) >= 2 and around.isalnum()
    return _is_letter(before) and _is_letter(after) and not (_is_unspaced(before) or _is_unspaced(after))


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _is_unspaced(character: str) -> bool:
    return any(first <= character <= last for first, last in UNSPACED)


UNSPACED = (("\u0e00", "\u109f"), ("\u1780", "\u17ff"), ("\u2e80", "\ua4cf"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
"""Thai to Myanmar, Khmer, Chinese and Japanese (Korean has blanks)."""
