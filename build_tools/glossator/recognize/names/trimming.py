"""What the tagger took into a name and is no part of it: titles before a person, dates after any name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...forms import NUMERALS
from .appositions import kind_of_noun
from .cues import Passage
from .kinds import ONLY_HEADS
from .runs import CONNECTORS
from .words import DATE_WORDS, ORGANIZATION_HEADS, TITLES

NAMES_TOO = frozenset(
    "king prince pope major judge dean marshal baron bishop earl duke count miss chancellor mayor".split()
)
"""Titles that are first or last names as well, or that stay with a name ("Prince Charles")."""
OFFICES = frozenset(
    "president minister secretary senator chairman chairwoman chairperson chair speaker ambassador premier governor"
    " spokesman spokeswoman commissioner congressman congresswoman representative".split()
)
"""Titles that end what stands before a person's name, whatever begins it: "U.S. President ..."."""
HOLDERS = TITLES - NAMES_TOO | OFFICES | frozenset("mayor chancellor commander chief deputy head staff aide".split())
"""What a person's name never consists of alone, and never ends in."""
HEADS_OF_OFFICES = OFFICES | frozenset("head director chief mayor chancellor leader".split())
"""Lower case. Words before "of" and what somebody is at the head of."""
MOST_BEFORE = 4
"""Words with capitals that may stand before an office."""


def without_titles(words: Sequence[str], first: int, end: int) -> int:
    """Return the token at which a person's name begins; `end` where there is nothing but the office."""
    for token in range(min(end - 2, first + MOST_BEFORE), first - 1, -1):
        if words[token].lower() in OFFICES:
            return _after_office(words, token + 1, end)
    if words[first].lower() in TITLES and first + LEAST_OF_OFFICE <= end and words[first + 1] == "of":
        return _after_office(words, first + 1, end)
    while first + 1 < end and words[first].lower() in TITLES - NAMES_TOO:
        first += 1
    while first + 2 < end and words[first].lower() in ORGANIZATION_HEADS | HOLDERS:
        first += 1
    return first


def _after_office(words: Sequence[str], after: int, end: int) -> int:
    """Return where the name begins after an office: past what the office is of, "President of X First Last"."""
    if words[after] != "of":
        return after
    rest = end - after - 1
    return end - 2 if rest > 2 else end - 1 if rest == 2 else end


def without_realm(words: Sequence[str], first: int, end: int, is_first_name: Callable[[str], bool]) -> int:
    """Return the token at which a person's name begins, past what an office before it is of: "President of [X Y Z]".

    An office is of nobody: the first word is no part of the name, nor are others before a first name.
    """
    of = first - 2 if first > 1 and words[first - 1] == "the" else first - 1
    if of < 1 or words[of] != "of" or words[of - 1].lower() not in HEADS_OF_OFFICES or end - first < SHORTEST_CUT:
        return first
    return next((token for token in range(first + 1, end - 1) if is_first_name(words[token])), first + 1)


SHORTEST_FULL = 2
"""Words of a full name at least."""
SHORTEST_CUT = 3
"""Words of what an office is of with its holder's full name, at least."""
LEAST_OF_OFFICE = 5
"""Words of "Mayor of X Y Z" at least: with fewer, what follows "of" may all belong to the title ("Duke of York")."""


def is_plain_word(passage: Passage, first: int, end: int) -> bool:
    """Tell whether a single word begins a sentence and is what companies or towns are called: "Automaker ..."."""
    return end - first == 1 and passage.initial(first) and kind_of_noun(passage.words[first + 2]) != ""


def is_office(words: Sequence[str], end: int) -> bool:
    """Tell whether what was taken for a person ends in a title: an office, and nobody."""
    return words[end - 1].lower() in HOLDERS


def is_model(words: Sequence[str], first: int, end: int) -> bool:
    """Tell whether what looks like a ruler's name is a product's: "Mark II"."""
    return end - first > 1 and words[first] == "Mark" and words[first + 1].lower() in NUMERALS


HOUSES = ONLY_HEADS - frozenset("board bridge island lake river street tower town".split())
"""Lower case, without the plural's s. What is called after people, but for what people are called: "Jane Rivers"."""


def is_called_after_person(words: Sequence[str], first: int, end: int) -> bool:
    """Tell whether a full name goes on with what houses and firms are called, as its last word or behind it:
    "Jane Roe Hotels"."""
    heads = words[max(end - 1, first + SHORTEST_FULL) : end + 1]
    return any(word[0].isupper() and word.lower().removesuffix("s") in HOUSES for word in heads)


OFFICERS = frozenset(["CEO", "CFO", "COO", "CTO"])
"""Who stands behind a company's name, and never behind a person's."""
BEHIND = frozenset(
    "ceo cfo coo cto president chairman chairwoman chairperson spokesman spokeswoman spokesperson secretary minister"
    " premier governor ambassador senator congressman congresswoman chancellor".split()
)
"""Lower case. Who stands behind the name of a country or an organization, and is no part of it: "Acme CEO"."""
BEFORE_OFFICE = frozenset("vice deputy prime former executive senior foreign defense defence interior finance".split())
"""Lower case. What stands before such a word, and belongs to it."""


def without_office_behind(words: Sequence[str], first: int, end: int) -> int:
    """Return the token past an organization's or a place's name, without an office; `first` if it is nothing else."""
    last = end
    while last > first and words[last - 1].lower() in BEHIND and not _is_of(words, first, last - 1):
        last -= 1
    if last < end or (end < len(words) and words[end].lower() in BEHIND):
        while last > first and words[last - 1].lower() in BEFORE_OFFICE:
            last -= 1
        if words[end - 1] == "Press" and words[end : end + 1] == ["Secretary"] and last > first + 1:
            last -= 1
    return last


def _is_of(words: Sequence[str], first: int, token: int) -> bool:
    """Tell whether a word belongs to what stands before it, as in "Office of the President"."""
    return token > first and words[token - 1] in ("of", "the", "for", "and", "&")


BEFORE_DATES = frozenset("in on since until by during last this next early late mid of".split())
"""Lower case. What stands before a month or a day that is no part of the name behind it: "In March Jane Roe ..."."""


def without_date_before(words: Sequence[str], first: int, end: int) -> int:
    """Return the token at which a name begins, past the month or the day before it."""
    is_date = end - first > 1 and words[first].lower() in DATE_WORDS
    return first + 1 if is_date and first and words[first - 1].lower() in BEFORE_DATES else first


def without_date(words: Sequence[str], first: int, end: int) -> int:
    """Return the token past a name's last, without "on Friday" or "in March" after it."""
    last = end
    while last - 1 > first and (words[last - 1].lower() in DATE_WORDS or words[last - 1].isdigit()):
        last -= 1
    if last == end or words[last - 1] not in CONNECTORS:
        return end
    while last - 1 > first and words[last - 1] in CONNECTORS:
        last -= 1
    return last
