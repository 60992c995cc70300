"""What a ruler's name tells of the realm: "King John of X", "King of X John", "John II of X"."""

from __future__ import annotations

from .territories import territory
from .titles import NUMERALS, RULERS

SMALL_WORDS = frozenset(["and", "the", "&"])
"""Words without a capital that a realm's name holds."""
LONGEST = 8
"""Words after "of". What is longer is no realm."""


def without_realm(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the words of a ruler's name, title first, and those of the realm; for other names the words, and none."""
    of = words.index("of") if "of" in words else 0
    if of == 0 or not 0 < len(words) - of - 1 <= LONGEST:
        return words, []
    before, after = words[:of], words[of + 1 :]
    if not all(word[0].isupper() or word in SMALL_WORDS for word in after):
        return words, []
    if before[-1].lower() in RULERS:
        return _title_first(before[-1], after) or (words, [])
    number = before[-1].isupper() and before[-1].lower() in NUMERALS
    titled = len(before) == 2 + number and before[0].lower() in RULERS
    return (before, after) if titled or (number and len(before) == 2) else (words, [])


def _title_first(title: str, after: list[str]) -> tuple[list[str], list[str]] | None:
    """Return the ruler and the realm of "King of X John II"; None where no name stands behind the realm."""
    numbered = after[-1].isupper() and after[-1].lower() in NUMERALS
    name = len(after) - 1 - numbered
    if name < 1 or after[name - 1] in SMALL_WORDS or territory(" ".join(after)):
        return None
    return [title, *after[name:]], after[:name]
