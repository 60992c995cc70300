"""The exact ends of words that changed: the best place in a region of a text, without half words at its ends."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein, Prefix

from ..model import Span

AROUND = 40
"""Code points around a guessed end in which the true one is looked for."""
MOST_ENDS = 160
"""Ends that are tried, those nearest to the guesses."""
SAME_END = 12
"""Code points at an end of the quote that stand there unchanged are worth so many errors at most: words inserted next
to the last one should not cut it off."""


@dataclass(frozen=True, slots=True)
class Near:
    """A place, and the errors of the words there: Levenshtein's distance for each code point of the quote.

    Letters that only make an end's word whole are none.
    """

    span: Span
    errors: float


class Block(NamedTuple):
    """Letters in a row that the quote and the text share."""

    quote: int
    text: int
    size: int


class End(NamedTuple):
    """How many code points from a shared block outward may be the rest of the words, and how right they are."""

    errors: int
    same: int
    """Code points at the end itself that are the quote's."""
    length: int


def refine(text: str, words: str, start: int, end: int) -> Near | None:
    """Return the best place within a region that ends in no half words; None where there is none."""
    matching = LCSseq.opcodes(words, text[start:end]).as_matching_blocks()
    blocks = [Block(block.a, start + block.b, block.size) for block in matching if block.size]
    if not blocks:
        return None
    chain = _chain(blocks)
    first, last, surest = chain[0], chain[-1], max(chain, key=lambda block: block.size)
    a, b = surest.quote, surest.text
    heads = _ends(words[:a][::-1], text[start:b][::-1], (b - first.text, b - first.text + first.quote))
    tails = _ends(words[a:], text[b:end], (last.text + last.size - b, last.text + len(words) - last.quote - b))
    head = next((b - each.length for each in heads if _begins_word(text, b - each.length)), None)
    tail = next((b + each.length for each in tails if each.length and _ends_word(text, b + each.length)), None)
    if head is None or tail is None:
        return None
    return Near(Span(head, tail), least_errors(words, text[start:end]) / len(words))


def least_errors(words: str, region: str) -> int:
    """Return Levenshtein's distance of the words from that part of a region which is most like them.

    Myers' bit-parallel algorithm (1999) in Hyyrö's form: each bit is a row of the table, and a step makes a column.
    """
    every, last = (1 << len(words)) - 1, 1 << (len(words) - 1)
    masks: dict[str, int] = {}
    for row, letter in enumerate(words):
        masks[letter] = masks.get(letter, 0) | 1 << row
    more, less, errors = every, 0, len(words)
    least = errors
    for letter in region:
        same = masks.get(letter, 0)
        diagonal = (((same & more) + more) ^ more) | same | less
        right, left = less | (every & ~(diagonal | more)), more & diagonal
        errors += bool(right & last) - bool(left & last)
        least = min(least, errors)
        right, left = right << 1 & every, left << 1 & every
        more, less = left | (every & ~(same | less | right)), right & (same | less)
    return least


def _chain(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the run of blocks that has most shared letters over the letters between them (Kadane's sum).

    Letters of the quote that merely happen to stand far before or behind it are so left out.
    """
    score = top = blocks[0].size
    begun, best = 0, slice(0, 1)
    for number, (before, block) in enumerate(pairwise(blocks), 1):
        score -= max(block.quote - before.quote, block.text - before.text) - before.size
        if score <= 0:
            score, begun = 0, number
        score += block.size
        if score > top:
            top, best = score, slice(begun, number + 1)
    return blocks[best]


def _ends(words: str, found: str, guesses: tuple[int, int]) -> list[End]:
    """Return the ends of the words around the guesses, the best first, then the shortest."""
    lengths = range(max(0, min(guesses) - AROUND), min(len(found), max(guesses) + AROUND) + 1)
    nearest = sorted(lengths, key=lambda length: min(abs(length - guess) for guess in guesses))[:MOST_ENDS]
    backward = words[::-1]
    ends = (
        End(
            Levenshtein.distance(words, found[:length]),
            min(SAME_END, Prefix.similarity(backward, found[:length][::-1])),
            length,
        )
        for length in nearest
    )
    return sorted(ends, key=lambda end: (end.errors - end.same, end.length))


def _begins_word(text: str, place: int) -> bool:
    """Tell whether a selection may begin there: not within a word, nor at white space."""
    if place == len(text) or text[place].isspace() or _is_within_word(text, place):
        return False
    return text[place] != "'" or place == 0 or not _is_letter(text[place - 1])


def _ends_word(text: str, place: int) -> bool:
    return place > 0 and not text[place - 1].isspace() and not _is_within_word(text, place)


def _is_within_word(text: str, place: int) -> bool:
    """Tell whether a word goes on over the place. Scripts without blanks between words may be cut anywhere.

    A name may end before its "'s", but nothing is cut behind the apostrophe.
    """
    if place in (0, len(text)):
        return False
    before, after = text[place - 1], text[place]
    if _is_mark(after):
        return True
    if before == "'":
        return place > 1 and _is_letter(text[place - 2]) and _is_letter(after)
    return _is_letter(before) and _is_letter(after) and not (_is_unspaced(before) or _is_unspaced(after))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _is_letter(character: str) -> bool:
    return character.isalnum() or _is_mark(character)


def _is_unspaced(character: str) -> bool:
    return any(first <= character <= last for first, last in UNSPACED)


UNSPACED = (
    ("\u0e00", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u2e80", "\ua4cf"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
"""Thai to Myanmar, Khmer, Chinese and Japanese (Korean has blanks)."""
