"""The forms that a name takes: typographic variants, spellings of one name, the last name."""

from __future__ import annotations

import re
from functools import cache

APOSTROPHES = "'’ʼ‘`´"
HYPHENS = "-\u2010\u2011"

_BLANKS = "\t\n\r\x0b\x0c\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
_FOLDS = tuple(
    (sign, plain)
    for signs, plain in ((APOSTROPHES, "'"), (HYPHENS, "-"), (_BLANKS, " "))
    for sign in signs
    if sign != plain
)
"""Looked for one by one: in long texts that is more than ten times as quick as `str.translate`."""

ENDINGS = (("ei", "ey", "eij"), ("ai", "ay"), ("oi", "oy"), ("ii", "iy", "yi", "y", "i"))
"""Endings of names that transliterations from Russian write in several ways: Sergei and Sergey, Dmitri and Dmitry."""
SHORTEST = 4
"""Letters that a word has at least for its ending to vary: "Li" and "Ly" are two names."""

SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
PARTICLES = frozenset(
    ["al", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "el", "la", "le", "van", "von", "zu"]
)


def fold(text: str) -> str:
    """Return the text with one sign for each apostrophe, hyphen and white space; offsets stay."""
    for sign, plain in _FOLDS:
        if sign in text:
            text = text.replace(sign, plain)
    return text


def last_name(name: str) -> str:
    """Return the last name of a person's full name, with its particle ("von Braun"); empty for a single word."""
    words = name.split()
    while len(words) > 1 and words[-1].lower().rstrip(",") in SUFFIXES:
        words.pop()
    if len(words) < 2:
        return ""
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    return " ".join(words[first:]).rstrip(",")


@cache
def spellings(name: str) -> tuple[str, ...]:
    """Return the name in every spelling that transliteration gives it, its own first; nothing for an empty name."""
    found = [""]
    for piece in re.split(r"(\s+)", name):
        found = [begun + variant for begun in found[:MOST] for variant in _word_spellings(piece)]
    return tuple(dict.fromkeys(found)) if name else ()


MOST = 64
"""Spellings of one name at most, so that a name of many words cannot explode."""


def _word_spellings(word: str) -> tuple[str, ...]:
    if len(word) < SHORTEST or not word[0].isupper() or word.isupper():
        return (word,)
    for family in ENDINGS:
        for ending in sorted(family, key=len, reverse=True):
            if word.endswith(ending):
                stem = word.removesuffix(ending)
                return (word, *(stem + other for other in family if other != ending))
    return (word,)
