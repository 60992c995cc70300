"""A word as it is compared: itself, its stem, and of a name its consonants, each as a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from ...common_words import common_words

LETTERS = 6
"""Of a word that tell it, once an English ending is off: "negotiate" and "negotiations" are one, and in languages with
other endings so are most forms of a word.
"""
SHORTEST = 4
"""Letters that stay at least where an ending goes, and of a name that is compared by its consonants."""
ENDINGS = (
    *("ations", "ation", "ions", "ion", "ments", "ment", "ings", "ing", "ies"),
    *("ers", "er", "ed", "es", "al", "s", "ly", "e"),
)
"""English ones, the longer first: "oppose" is no "opposition" yet, but "invest" is an "investment"."""
POSSESSIVES = ("'s", "’s")
NUMBERS = {word: str(value) for value, word in enumerate("two three four five six seven eight nine ten".split(), 2)} | {
    word: str(value)
    for value, word in enumerate("third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 3)
}
"""Those that one text writes as a word where another has a figure. "One", "first" and "second" mean much else."""
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
ABBREVIATION = re.compile(r"[A-Z]{2,3}|(?:[A-Z]\.){2,}")
"""Such as U.S. and US, which is no pronoun."""

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, Japanese and Chinese."""
FIRST_UNSPACED = "\u0e00"
WORD = re.compile(
    rf"[{UNSPACED}]+|\b(?:[A-Z]\.){{2,}}|\d+(?:[.,]\d+)*|[^\W\d_{UNSPACED}]+(?:['’][^\W\d_]+)*|[^\W_{UNSPACED}]+"
)
_UNSPACED_RUN = re.compile(rf"[{UNSPACED}]+")
_VOWELS = re.compile("[aeiouyjw]")
_TWICE = re.compile(r"(.)\1+")
REMEMBERED = 200_000
"""Words whose numbers are remembered: nearly all of a text are among the commonest."""

Token = tuple[int, int, int]
"""The numbers of a word in small, of its stem, and of its consonants where it is a name of some length, or 0."""


class Word(NamedTuple):
    """A word where it stands."""

    start: int
    end: int
    token: Token
    stem: str
    telling: bool
    """It is a number, or a name within a sentence."""


class Vocabulary:
    """The different words of a text, each with the number of its row: in the order in which they are first looked up.

    Nearly all of a text are words that were looked up before, so that these cost as little as can be.
    """

    def __init__(self, language: str) -> None:
        self._common = common_stems(language)
        self._rows: dict[tuple[int, ...], int] = {}
        self._within = _Rows(lambda word: self._row(word, telling=word[0].isdigit() or word[0].isupper()))
        self._first = _Rows(lambda word: self._row(word, telling=word[0].isdigit()))

    def rows(self) -> list[tuple[int, ...]]:
        """Return of each word the numbers of its token, and 1 where it is common, 2 where it tells, 3 for both."""
        return [*self._rows]

    def numbers(self, text: str, start: int, end: int) -> list[int]:
        """Return the rows of the words of a stretch of the text: those that `tokens` returns."""
        words = WORD.findall(text, start, end)
        if words and max(words)[0] >= FIRST_UNSPACED:
            words = [each for word in words for each in (_pairs(word) if _is_unspaced(word) else [word])]
        if words and words[0][0].isupper() and WORD.match(text, start, end):
            return [self._first[words[0]], *map(self._within.__getitem__, words[1:])]
        return list(map(self._within.__getitem__, words))

    def _row(self, word: str, *, telling: bool) -> int:
        token, root = _known(word)
        row = (*token, (root in self._common) + 2 * (telling and not _is_unspaced(word)))
        return self._rows.setdefault(row, len(self._rows))


class _Rows(dict[str, int]):
    """Rows by their words; one that is not there yet is looked up, once."""

    def __init__(self, row: Callable[[str], int]) -> None:
        self._row = row

    def __missing__(self, word: str) -> int:
        self[word] = number = self._row(word)
        return number


def _is_unspaced(word: str) -> bool:
    return word[0] >= FIRST_UNSPACED and _UNSPACED_RUN.fullmatch(word) is not None


def tokens(text: str, start: int, end: int) -> list[Word]:
    """Return the words of a stretch of the text."""
    found = []
    for match in WORD.finditer(text, start, end):
        word, at = match[0], match.start()
        if _is_unspaced(word):
            found += [Word(at + n, at + n + len(pair), *_known(pair), False) for n, pair in enumerate(_pairs(word))]
        else:
            token, root = _known(word)
            telling = word[0].isdigit() or (at > start and word[0].isupper())
            found.append(Word(at, match.end(), token, root, telling))
    return found


@lru_cache(maxsize=REMEMBERED)
def _known(word: str) -> tuple[Token, str]:
    """Return the numbers of a word, and its stem."""
    if ABBREVIATION.fullmatch(word):
        word = f"{word.replace('.', '')}."
    small = word.casefold()
    root = stem(small)
    name = consonants(small) if word[0].isupper() and len(small) >= SHORTEST else ""
    return (number(small), number(root), number(name) if len(name) > 1 else 0), root


def stem(word: str) -> str:
    """Return what a word in small shares with its other forms."""
    if word.endswith(POSSESSIVES):
        word = word[:-2]
    ordinal = ORDINAL.fullmatch(word)
    word = NUMBERS.get(word, ordinal[1] if ordinal else word)
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word[: -len(ending)]
            break
    return word[:LETTERS]


def consonants(word: str) -> str:
    """Return the first letter and the consonants behind it: the same for Kiev and Kyiv, for Sergei and Sergey."""
    if word.endswith(POSSESSIVES):
        word = word[:-2]
    return _TWICE.sub(r"\1", word[0] + _VOWELS.sub("", word[1:]))


def _pairs(run: str) -> list[str]:
    """Return what stands for the words of a script without spaces: every two letters that stand side by side."""
    return [run[at : at + 2] for at in range(max(1, len(run) - 1))]


def number(word: str) -> int:
    """Return 32 bits that are the same on every machine. Two words of a pair of documents hardly ever share them."""
    return crc32(word.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=64)
def common_stems(language: str) -> frozenset[str]:
    """Return the stems of the words that stand in every text of a language (BCP 47), or none where that has no list."""
    return frozenset(map(stem, common_words(language)))
