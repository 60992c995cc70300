"""Whether one word that is a form of an entry is part of somebody else's longer name: the "John" of "John Kerry"."""

from __future__ import annotations

import re
from functools import cache

from ..forms import fold
from ..model import Span
from .bearers import BEFORE_WINDOW, OPENERS, WORD_AFTER, is_office, names_something_else
from .model_file import is_whole
from .names.package import english_tagger

WORD_BEFORE = re.compile(r"(?:\A|[\s(\[“\"'‘—–])([^\W\d_a-z][\w'’-]{0,80}|[^\W\d_a-z]\.) \Z")
IN_CAPITALS = re.compile(r" [^\W\d_a-z]{2,30}(?!\w)")
WORDS_TOO = frozenset(
    "Art April Bill Chase Christian Dean Earl Faith Frank Gene Grace Grant Guy Hope Joy June Major Mark May Miles Pat"
    " Prince Rich Rob Rose Sue Victor Will".split()
)
"""First names that are words as well: at a sentence's beginning, "Will Washington agree?" names nobody of that name."""


def is_in_longer_name(text: str, span: Span, *, is_person: bool, after_name: bool) -> bool:
    """Tell whether a first name stands before the word, or, where it is a person's, a name goes on behind it.

    `after_name` tells that right before it stands a form of an entry.
    """
    if is_person and not _is_in_capitals(text, span) and names_something_else(text, span):
        return True
    if is_person and _is_first_name(text[span.start : span.end].title()) and _has_capital_after(text, span):
        return True
    if after_name:
        return False
    before = WORD_BEFORE.search(fold(text[max(0, span.start - BEFORE_WINDOW) : span.start]))
    return before is not None and _is_given(before[1], is_person=is_person)


def _has_capital_after(text: str, span: Span) -> bool:
    """Tell whether a word with a capital follows that can be a last name, be it in a headline."""
    after = WORD_AFTER.match(fold(text[span.end : span.end + BEFORE_WINDOW]))
    return after is not None and after[1].title() not in OPENERS and not is_office(after[1])


def _is_in_capitals(text: str, span: Span) -> bool:
    """Tell whether the word and the next are in capitals, which tell nothing then."""
    return text[span.start : span.end].isupper() and IN_CAPITALS.match(text, span.end) is not None


def _is_given(word: str, *, is_person: bool) -> bool:
    """Tell whether a word is a first name; before a person's, an initial is one as well."""
    if word.endswith("."):
        return is_person
    word = word.title() if word.isupper() else word
    return word not in OPENERS and word not in WORDS_TOO and not is_office(word) and _is_first_name(word)


@cache
def _is_model_whole() -> bool:
    return is_whole()


def _is_first_name(word: str) -> bool:
    """Tell whether the tagger learned a word as a first name; it knows none where its model is damaged."""
    return _is_model_whole() and english_tagger().is_first_name(word)
