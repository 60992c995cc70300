"""Where a name may begin and end in a text."""

from __future__ import annotations

import unicodedata


def stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no letter, digit, underscore or combining mark touches the span."""
    before = start > 0 and _is_of_a_word(text[start - 1])
    return not before and not (end < len(text) and _is_of_a_word(text[end]))


def _is_of_a_word(character: str) -> bool:
    if character.isalnum() or character == "_":
        return True
    return not character.isascii() and unicodedata.category(character).startswith("M")
