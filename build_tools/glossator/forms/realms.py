"""What a ruler's name tells of the realm: "King John of X", "King of X John", "John II of X"."""

from __future__ import annotations

from .territories import territory
from .titles import NUMERALS, RULERS

SMALL_WORDS = frozenset(["and", "the", "&"])
"""Words without a capital that a realm's name holds."""
LONGEST = 8
"""Words after "of". What is longer is no realm."""
NOBODY = frozenset(
    "street road avenue lane square bridge park castle palace tower hall house hotel theatre theater hospital school"
    " college university market museum stadium station airport".split()
)
"""Lower case. What is called after a ruler's title: "Prince of Norway Street"."""
LEAST_OF_ALL = 2
"""Words of "All Russia"."""


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
    """Return the ruler and the realm of "King of X John II"; None where the words before the last are no realm."""
    numbered = after[-1].isupper() and after[-1].lower() in NUMERALS
    name = len(after) - 1 - numbered
    if name < 1 or after[name].lower() in NOBODY or territory(" ".join(after)) or not _is_realm(after[:name]):
        return None
    return [title, *after[name:]], after[:name]


def _is_realm(words: list[str]) -> bool:
    """Tell whether words are countries, and nothing but that, or "X and All Y": "Medina" and "New" are no realms."""
    *_, last = parts = _parts(words)
    if len(last) == LEAST_OF_ALL and last[0] == "All":
        return all(len(part) == 1 for part in parts[:-1])
    return all(territory(" ".join(part)) for part in parts)


def _parts(words: list[str]) -> list[list[str]]:
    """Return what stands between the words "and"; at least one part, that may be empty."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in ("and", "&"):
            parts.append([])
        elif word != "the":
            parts[-1].append(word)
    return parts
