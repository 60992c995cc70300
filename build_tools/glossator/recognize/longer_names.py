"""Whether one word that is a form of an entry is part of somebody else's longer name: the "John" of "John Roe"."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from ..forms import fold
from ..model import Span
from .bearers import BEFORE_WINDOW, OPENERS, WORD_AFTER, is_office, names_something_else, title_case_words
from .model_file import is_whole
from .names.package import english_tagger

WORD_BEFORE = re.compile(r"(?:\A|[\s(\[“\"'‘—–])([^\W\d_a-z][\w'’-]{0,80}|[^\W\d_a-z]\.) \Z")
IN_CAPITALS = re.compile(r" [^\W\d_a-z]{2,30}(?!\w)")
WORDS_TOO = frozenset(
    "Art April Bill Chase Christian Dean Earl Faith Frank Gene Grace Grant Guy Hope Joy June Major Mark May Miles Pat"
    " Prince Rich Rob Rose Sue Victor Will".split()
)
"""First names that are words as well: at a sentence's beginning, "Will Washington agree?" names nobody of that name."""
SHORT_HEADLINE = 3
"""So many longer words tell a headline from a thing's name on a line of its own, "The Adele Tour"."""


Part = Literal["whole", "stranger's", "thing's", "unsure"]
"""What the word is: a whole name; a part of a stranger's; a part of what no person is called; or, in a headline, the
first or the second of these, which the next word does not tell."""


def part_of_name(text: str, span: Span, *, is_person: bool, is_own_name: bool, after_name: bool) -> Part:
    """Tell whether a first name stands before the word, or, where it is a person's, a name goes on behind it.

    `is_own_name` tells that the word is all of its entry's name, `after_name` that right before it stands a form of
    an entry.
    """
    if not after_name:
        before = WORD_BEFORE.search(fold(text[max(0, span.start - BEFORE_WINDOW) : span.start]))
        if before and _is_given(before[1], is_person=is_person):
            return "stranger's"
    if is_person and _goes_on(text, span):
        return _part_before_capital(text, span, is_own_name=is_own_name)
    return "whole"


def _goes_on(text: str, span: Span) -> bool:
    if not _is_in_capitals(text, span) and names_something_else(text, span):
        return True
    return _is_first_name(text[span.start : span.end].title()) and _word_after(text, span) != ""


def _part_before_capital(text: str, span: Span, *, is_own_name: bool) -> Part:
    """Tell what a word is that has a capital behind it; where all words have one, a last name must be known as such."""
    in_headline = _is_in_capitals(text, span) or title_case_words(text, span) >= SHORT_HEADLINE
    if not in_headline and not is_own_name:
        return "stranger's"
    word = _word_after(text, span).title().rstrip(".")
    if _is_last_name(word, unless_known=not (in_headline and is_own_name)):
        return "stranger's"
    return "unsure" if in_headline else "thing's"


def _word_after(text: str, span: Span) -> str:
    """Return the word with a capital that follows, if it can be a last name, be it in a headline."""
    after = WORD_AFTER.match(fold(text[span.end : span.end + BEFORE_WINDOW]))
    return after[1] if after and after[1].title() not in OPENERS and not is_office(after[1]) else ""


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


def _is_last_name(word: str, *, unless_known: bool) -> bool:
    """Tell whether the tagger learned a word as part of people's names; of one that it never saw, `unless_known`."""
    if not word or not _is_model_whole():
        return bool(word) and unless_known
    can_be = english_tagger().can_be_last_name(word)
    return unless_known if can_be is None else can_be
