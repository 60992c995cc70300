"""Which weekend "this weekend" is, said early in a week: the verb nearest to it tells, and no verb of saying does."""

from __future__ import annotations

import re

from ...model import Span
from .tenses import CUE, SAYING

REACH = 200
"""Code points of the sentence on each side in which a verb is looked for."""

_PRESENT = re.compile(r"(?:\b(?:am|is|are)|['’](?:m|re))\b(?:\s(?:not|also|now|being))?(?:\s[a-z]{1,20}\b)?")
"""With the word that follows: where it is a participle ("is held"), it tells of no past."""
_PRESENT_BEFORE = re.compile(r"\b[a-z]{2,20}[a-rt-z]s\s$")
""" "The fair opens this weekend"; but so end "closed for repairs this weekend", too."""
_LONGEST_BEFORE = 24


def weekend_leaning(text: str, sentence: Span, span: Span) -> int | None:
    """Return whether "this weekend" is to come (1), past (-1), or has no verb (0); None where that is unclear."""
    low, high = max(sentence.start, span.start - REACH), min(sentence.end, span.end + REACH)
    before, said_before = _leanings(text, low, span.start)
    after, said_after = _leanings(text, span.end, high)
    ends_in_s = _PRESENT_BEFORE.search(text[max(low, span.start - _LONGEST_BEFORE) : span.start]) is not None
    if ends_in_s and (before or said_before):
        return None if before and before[-1] < 0 else 1
    if before or after:
        return before[-1] if before else after[0]
    return None if said_before or said_after else 0


def _leanings(text: str, start: int, end: int) -> tuple[list[int], bool]:
    """Return what the verbs of a stretch lean to, in order, and whether verbs of saying are among them."""
    cues = list(CUE.finditer(text, start, end))
    presents = list(_PRESENT.finditer(text, start, end))
    within = [range(match.start(), match.end()) for match in presents]
    told = [match for match in cues if not any(match.start() in stretch for stretch in within)]
    said = [match for match in told if SAYING.fullmatch(match[0])]
    places = [(match.start(), 1 if match["ahead"] else -1) for match in told if match not in said]
    places += [(match.start(), 1) for match in presents]
    return [leaning for _, leaning in sorted(places)], bool(said)
