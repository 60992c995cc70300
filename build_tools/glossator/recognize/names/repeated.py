"""A document against itself: names that it surely has are marked where the tagger missed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set

from ...model import EntityType, Mention
from .coherence import Votes, Words
from .reading import Reading
from .trimming import BEHIND
from .words import DATE_WORDS, EVENT_HEADS, ORGANIZATION_HEADS, PLACE_HEADS

KNOWN = 0.6
"""Evidence that a name has at least for its repeats to be looked for."""
OFTEN = 1.0
"""Evidence of all mentions of a name together, for the same."""
SURE = 0.8
"""Evidence of a full name, for its last name to need no other."""
REPEAT = 0.5
"""How sure a repeat is, beside the name that it repeats."""
SHORTEST, SHORTEST_ACRONYM = 3, 2
"""Letters. Shorter strings are too often something else."""
SUPPORT = 0.3
"""The evidence for a name that each of its repeats needs."""
LONGEST_FORM = 5
"""Tokens of a name that is looked for in a line of capitals."""
WORDS_TOO = DATE_WORDS | EVENT_HEADS | ORGANIZATION_HEADS | PLACE_HEADS
"""Lower case. Last names that a capital alone does not prove."""
ARTICLES = frozenset(["the", "a", "an"])
"""Lower case. What stands before no last name."""


def known_names(
    mentions: Iterable[Mention], types: Mapping[str, EntityType], votes: Votes, words: Words, lower_words: Set[str]
) -> dict[str, Mention]:
    """Return the surest mention of each name whose repeats count, by its words; of people by their last names too.

    Where no mention is sure by itself, several are together, if the name is no word of the text in lower case.
    """
    known: dict[str, Mention] = {}
    for mention in mentions:
        string = words(mention)
        often = votes.get(string, {}).get(mention.type, 0.0) >= OFTEN and string.lower() not in lower_words
        if (mention.evidence < KNOWN and not often) or mention.found_by == "work":
            continue
        for form in {string, string.rpartition(" ")[2] if mention.type == "person" else string}:
            agreed = _is_long_enough(form) and types.get(form, mention.type) == mention.type
            if agreed and (form not in known or known[form].evidence < mention.evidence):
                known[form] = mention
    return known


def _is_long_enough(form: str) -> bool:
    return len(form) >= (SHORTEST_ACRONYM if form.isupper() else SHORTEST)


def repeats(
    readings: Sequence[Reading], known: Mapping[str, Mention], votes: Votes, covered: set[int], lower_words: Set[str]
) -> Iterator[Mention]:
    """Yield the known names that stand where no mention does. `covered` are the starts of tokens within mentions.

    A repeat is a chunk's whole rest that no mention covers: within a longer name a string is not the same name. A
    string that stands far more often without a mention than with one is no name; but a last name of somebody who is
    named in full is one wherever nothing but the name accounts for its capital.
    """
    upper = {form.upper(): form for form in known}
    places: dict[str, list[Mention]] = defaultdict(list)
    surely: dict[str, list[Mention]] = defaultdict(list)
    for reading in readings:
        headline = reading.passage.form == "A"
        for first, end in _in_capitals(reading, upper, covered) if headline else _rests(reading, covered):
            words = " ".join(reading.tokens.words[first:end])
            form = upper.get(words, words) if headline else words
            if form in known:
                name = known[form]
                mention = reading.mention(first, end, name.type, "repeat", REPEAT * name.evidence)
                places[form].append(mention)
                if name.type == "person" and name.evidence >= SURE and _is_sure(reading, first, end, lower_words):
                    surely[form].append(mention)
    for form, some in places.items():
        yield from some if sum(votes[form].values()) >= SUPPORT * len(some) else surely[form]


def _is_sure(reading: Reading, first: int, end: int, lower_words: Set[str]) -> bool:
    """Tell whether a last name's capital is its own: in mid-sentence, or as the word stands nowhere without one."""
    words = reading.tokens.words
    word = words[first].lower()
    if end - first > 1 or reading.passage.form or word in WORDS_TOO:
        return False
    if first and words[first - 1].lower() in ARTICLES:
        return False
    return word not in lower_words or not reading.passage.initial(first)


def _rests(reading: Reading, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of all chunks that no mention covers."""
    for _, chunks in reading.passage.runs:
        for chunk in chunks:
            yield from _free(reading, chunk.first, chunk.end, covered)


def _in_capitals(reading: Reading, forms: Container[str], covered: set[int]) -> Iterator[tuple[int, int]]:
    """Yield where one of the forms stands in a line of capitals, where chunks have no borders; the longest first."""
    words = reading.tokens.words
    free = [start not in covered for start in reading.tokens.starts]
    token = 0
    while token < len(words):
        longest = next((n for n in range(LONGEST_FORM, 0, -1) if " ".join(words[token : token + n]) in forms), 0)
        if longest and all(free[token : token + longest]):
            yield token, min(token + longest, len(words))
        token += longest or 1


def _free(reading: Reading, first: int, end: int, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a chunk that no mention covers, and what is left without words that are no name."""
    begin = first
    for token in range(first, end + 1):
        if token == end or reading.tokens.starts[token] in covered:
            if begin < token:
                yield begin, token
                yield from _bare(reading, begin, token)
            begin = token + 1


def _bare(reading: Reading, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch without the word that begins a sentence or tells a time, and without an office behind it."""
    words = reading.tokens.words
    begin = first + (reading.passage.initial(first) or words[first].lower() in DATE_WORDS)
    last = end
    while last > first and words[last - 1].lower() in BEHIND:
        last -= 1
    if first < begin < end:
        yield begin, end
    if first < last < end:
        yield first, last
