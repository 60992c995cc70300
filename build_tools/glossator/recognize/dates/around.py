"""What stands right before and after a place in a passage."""

from __future__ import annotations

import re

from .raw import Passage
from .words import FUNCTION_WORDS

REACH = 24
"""Code points that a word before or after is looked for in: a longer one is none of the words that matter here."""

_LAST_WORD = re.compile(r"([^\W\d_][\w.'’]{0,20})[ \t\u00a0\n]{1,2}$")
_NEXT_WORD = re.compile(r"[ \t\u00a0\n]{1,2}([^\W\d_][\w'’]{0,20})")


def word_before(passage: Passage, start: int) -> str:
    """Return the word before a place, as it stands; empty where another sign or nothing stands there."""
    match = _LAST_WORD.search(passage.text[max(passage.start, start - REACH) : start])
    return match[1] if match else ""


def word_after(passage: Passage, end: int) -> str:
    """Return the word after a place, as it stands; empty where another sign or nothing stands there."""
    match = _NEXT_WORD.match(passage.text, end, min(passage.end, end + REACH))
    return match[1] if match else ""


def sign_before(passage: Passage, start: int) -> str:
    return passage.text[start - 1] if start > passage.start else ""


def sign_after(passage: Passage, end: int) -> str:
    return passage.text[end] if end < passage.end else ""


def stands_alone(passage: Passage, start: int, end: int) -> bool:
    """Tell whether no letter, digit or underscore touches the span."""
    before, after = sign_before(passage, start), sign_after(passage, end)
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")


def stands_free(passage: Passage, end: int) -> bool:
    """Tell whether a date may end here: no noun follows that would make it the first part of a compound."""
    after = word_after(passage, end)
    return not after or after.lower() in FUNCTION_WORDS


def apostrophe_before(passage: Passage, start: int) -> bool:
    """Tell whether an apostrophe stands for the figures that are left out: "'39"."""
    return sign_before(passage, start) in ("'", "’", "‘") and not sign_before(passage, start - 1).isalnum()
