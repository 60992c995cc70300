"""A document against itself: one string has one type, last names are people's, and what was missed once is found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ...model import EntityType, Mention
from .reading import Reading

Words = Callable[[Mention], str]
"""Gives a mention's words, with one space between each."""

LAST_NAME_WEIGHT = 1.5
"""How much more a full name tells of its last word's type than one mention of that word alone."""
COMPANY_ENDINGS = frozenset(
    "inc ltd llc plc corp co corporation company group holdings gmbh ag sa spa nv ab airlines motors".split()
)
"""Lower case. What a company's full name ends in, and its short name leaves out."""
KNOWN = 0.6
"""Evidence that a name has at least for its repeats to be looked for."""
REPEAT = 0.5
"""How sure a repeat is, beside the name that it repeats."""
SHORTEST_REPEAT = 3
"""Letters. Shorter strings are too often something else."""
SUPPORT = 0.3
"""The evidence for a name that each of its repeats needs."""
SETTLED = frozenset(["dateline", "byline", "acronym", "territory", "event", "work"])
"""What the document's majority does not change."""


Votes = Mapping[str, Mapping[EntityType, float]]
"""By a name's words: what its mentions together tell for each type."""


def votes_of(mentions: Iterable[Mention], words: Words) -> Votes:
    """Return the votes of all mentions; a person's full name votes for its last word as well."""
    votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for mention in mentions:
        string = words(mention)
        votes[string][mention.type] += mention.evidence
        last = string.rpartition(" ")[2]
        if mention.type == "person" and last != string:
            votes[last]["person"] += LAST_NAME_WEIGHT * mention.evidence
        if mention.type == "organization" and last.lower().rstrip(".") in COMPANY_ENDINGS:
            votes[string.removesuffix(last).rstrip(" ,")]["organization"] += LAST_NAME_WEIGHT * mention.evidence
    return votes


def with_places(votes: Votes, mentions: Iterable[Mention], words: Words, listed: Mapping[str, str]) -> Votes:
    """Return the votes; a city's or a country's name that no one in the document bears is a place's."""
    borne = {word for mention in mentions if mention.type == "person" for word in _several(words(mention))}
    return {
        string: {"place": 1.0}
        if "person" in some and listed.get(string.lower()) in PLACES and string not in borne
        else some
        for string, some in votes.items()
    }


PLACES = frozenset(["city", "territory"])
"""CLDR's lists of places."""


def _several(name: str) -> list[str]:
    """Return the words of a name of several."""
    parts = name.split(" ")
    return parts if len(parts) > 1 else []


def types_of(votes: Votes) -> dict[str, EntityType]:
    """Return, by its words, the type that prevails among a name's mentions."""
    return {string: max(sorted(some), key=lambda kind: some[kind]) for string, some in votes.items()}


def with_one_type(mentions: Iterable[Mention], types: Mapping[str, EntityType], words: Words) -> Iterator[Mention]:
    """Yield the mentions, each with the type that prevails for its words."""
    for mention in mentions:
        kind = types[words(mention)]
        settled = mention.found_by in SETTLED or kind in ("event", "work")
        yield mention if settled or kind == mention.type else replace(mention, type=kind)


def known_names(mentions: Iterable[Mention], types: Mapping[str, EntityType], words: Words) -> dict[str, Mention]:
    """Return the surest mention of each name whose repeats count, by its words; of people by their last names too."""
    known: dict[str, Mention] = {}
    for mention in mentions:
        if mention.evidence >= KNOWN and mention.found_by != "work":
            string = words(mention)
            for form in {string, string.rpartition(" ")[2] if mention.type == "person" else string}:
                agreed = len(form) >= SHORTEST_REPEAT and types.get(form, mention.type) == mention.type
                if agreed and (form not in known or known[form].evidence < mention.evidence):
                    known[form] = mention
    return known


def repeats(
    readings: Sequence[Reading], known: Mapping[str, Mention], votes: Votes, covered: set[int]
) -> Iterator[Mention]:
    """Yield the known names that stand where no mention does. `covered` are the starts of tokens within mentions.

    A repeat is a chunk's whole rest that no mention covers: within a longer name a string is not the same name. A
    string that stands far more often without a mention than with one is no name.
    """
    upper = {form.upper(): form for form in known}
    places: dict[str, list[Mention]] = defaultdict(list)
    for reading in readings:
        headline = reading.passage.form == "A"
        for first, end in _in_capitals(reading, upper, covered) if headline else _rests(reading, covered):
            words = " ".join(reading.tokens.words[first:end])
            form = upper.get(words, words) if headline else words
            if form in known:
                name = known[form]
                places[form].append(reading.mention(first, end, name.type, "repeat", REPEAT * name.evidence))
    for form, some in places.items():
        if sum(votes[form].values()) >= SUPPORT * len(some):
            yield from some


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


LONGEST_FORM = 5
"""Tokens of a name that is looked for in a line of capitals."""


def _free(reading: Reading, first: int, end: int, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a chunk that no mention covers; without its first word too, if that begins a sentence."""
    begin = first
    for token in range(first, end + 1):
        if token == end or reading.tokens.starts[token] in covered:
            if begin < token:
                yield begin, token
                if begin + 1 < token and reading.passage.initial(begin):
                    yield begin + 1, token
            begin = token + 1
