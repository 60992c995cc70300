"""A document against itself: one string has one type, and last names are people's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace

from ...model import EntityType, Mention, Span

Words = Callable[[Mention], str]
"""Gives a mention's words, with one space between each."""

LAST_NAME_WEIGHT = 1.5
"""How much more a full name tells of its last word's type than one mention of that word alone."""
DECIDING = 6.0
"""How much more a company's full name tells of its short name's type than one mention of that."""
COMPANY_ENDINGS = frozenset(
    (
        "inc ltd llc plc corp co corporation company group holdings gmbh ag sa spa nv ab airline airlines airways"
        " motor motors"
    ).split()
)
"""Lower case. What a company's full name ends in, and its short name leaves out."""
SETTLED = frozenset(["dateline", "byline", "acronym", "territory", "event", "work"])
"""What the document's majority does not change."""


Votes = Mapping[str, Mapping[EntityType, float]]
"""By a name's words: what its mentions together tell for each type."""


def votes_of(mentions: Iterable[Mention], words: Words) -> Votes:
    """Return the votes of all mentions; a person's full name votes for its last word as well.

    A company's name with its kind votes for what it is called without; if that is of two words or more ("Jane Roe
    Inc."), it decides.
    """
    votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for mention in mentions:
        string = words(mention)
        votes[string][mention.type] += mention.evidence
        last = string.rpartition(" ")[2]
        if mention.type == "person" and last != string:
            votes[last]["person"] += LAST_NAME_WEIGHT * mention.evidence
        if mention.type == "organization" and (short := _without_kind(string)):
            votes[short]["organization"] += (DECIDING if " " in short else LAST_NAME_WEIGHT) * mention.evidence
    return votes


def _without_kind(company: str) -> str:
    """Return a company's name without what its short name leaves out; empty where it has nothing of the sort."""
    words = company.split(" ")
    end = len(words)
    while end > 1 and words[end - 1].lower().rstrip(".") in COMPANY_ENDINGS:
        end -= 1
    return " ".join(words[:end]).rstrip(",") if end < len(words) else ""


def with_companies(votes: Votes) -> Votes:
    """Return the votes; who is called by the first word alone, and that as an organization, is no person."""
    types = types_of(votes)
    whole = frozenset(map(_without_kind, votes))
    return {
        string: {"organization": sum(some.values())} if _is_company(string, types, votes, whole) else some
        for string, some in votes.items()
    }


def _is_company(string: str, types: Mapping[str, EntityType], votes: Votes, whole: Set[str]) -> bool:
    """Tell whether an organization is called by the first of two words, and more surely than a person by the second.

    Not where that is a company's `whole` name without its kind: Acme of "Acme Inc." is no "Acme Roe".
    """
    first, _, last = string.partition(" ")
    if types[string] != "person" or not last or " " in last or types.get(first) != "organization":
        return False
    if first in whole:
        return False
    own = LAST_NAME_WEIGHT * sum(votes[string].values())
    return votes[first].get("organization", 0.0) >= votes.get(last, {}).get("person", 0.0) - own


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


def with_regions(mentions: Iterable[Mention], text: str) -> list[Mention]:
    """Return the mentions; the "Roe" of "in Roe, Norway" is a place, whoever is called so."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else mention
        if (before.type, mention.type) == ("person", "place") and _is_before_region(before.span, mention.span, text):
            found[-1] = replace(before, type="place")
        found.append(mention)
    return found


def _is_before_region(place: Span, region: Span, text: str) -> bool:
    return text[place.end : region.start] == ", " and text[max(0, place.start - LONGEST_IN) : place.start].endswith(IN)


IN = tuple(f" {word} " for word in ("in", "near", "at"))
LONGEST_IN = max(map(len, IN))
"""What stands before a town and its region."""


def with_one_type(mentions: Iterable[Mention], types: Mapping[str, EntityType], words: Words) -> Iterator[Mention]:
    """Yield the mentions, each with the type that prevails for its words."""
    for mention in mentions:
        kind = types[words(mention)]
        settled = mention.found_by in SETTLED or kind in ("event", "work")
        yield mention if settled or kind == mention.type else replace(mention, type=kind)
