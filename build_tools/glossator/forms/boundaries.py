"""Where a name may begin and end in a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..model import Quote, Span


def stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no letter, digit, underscore or combining mark touches the span."""
    before = start > 0 and _is_of_a_word(text[start - 1])
    return not before and not (end < len(text) and _is_of_a_word(text[end]))


def _is_of_a_word(character: str) -> bool:
    if character.isalnum() or character == "_":
        return True
    return not character.isascii() and unicodedata.category(character).startswith("M")


def places(text: str, quote: Quote) -> Iterator[Span]:
    """Yield each place where the words stand on word boundaries, right between what the quote has around them."""
    start = text.find(quote.exact)
    while start >= 0:
        end = start + len(quote.exact)
        between = text.endswith(quote.prefix, 0, start) and text.startswith(quote.suffix, end)
        if between and stands_alone(text, start, end):
            yield Span(start, end)
        start = text.find(quote.exact, end)
