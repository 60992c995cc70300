"""Finds the names and aliases of the glossary: Aho-Corasick over the whole text, then what the rules allow.

A name stands on word boundaries, with its capitals; of two that overlap the longer stands. A person's last name
alone counts where only one person can be meant; else it is ambiguous, and linked to nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, MatchKind

from ..forms import fold, last_name, spellings, stands_alone
from ..glossary import Glossary
from ..model import Ambiguity, Entity, Mention, Span
from ..spans import without_overlaps
from .bearers import SOMEBODY, Form, find_bearers, first_names, is_of_another_generation, named_before, who
from .longer_names import Part, part_of_name
from .smooth import Break, smooth_text

NAME_EVIDENCE = 1.0
"""A form that a person wrote into the entry."""
SHORTEST_LAST_NAME = 3
"""Letters. Shorter ones ("Un" of Kim Jong Un) are words of many languages, and often not the last name."""
LAST_NAME_EVIDENCE = 0.9
"""A last name alone, where one person only can be meant: a rule's finding."""
SECOND_PARTS = frozenset("born bound built era held led like loyal made run style type wide written".split())
"""Short words that make compounds of names: "Moscow-born". None is a mere ending, as "man" and "land" are."""
SHORTEST_PARTICIPLE = 5
"""Letters. Shorter ends in "ed" are often no words of their own: "mark-eted"."""

Match = tuple[Span, Form]


class Gazetteer:
    """The forms of a glossary, made ready to be found. Not picklable: each process makes its own."""

    def __init__(self, glossary: Glossary) -> None:
        self._entities = {entity.id: entity for entity in glossary.standing}
        self._first_names = {id_: first_names(entity) for id_, entity in self._entities.items()}
        self._forms = _forms(glossary)
        self._folded = [fold(form.text) for form in self._forms]
        self._words = frozenset(word for form in self._folded for word in _hyphenated_words(form.lower()))
        self._last_words = frozenset(word for form in self._folded for word in re.findall(r"[^\W_]+", form)[-1:])
        self._automaton = AhoCorasick(list(map(lower, self._folded)), matchkind=MatchKind.Standard)

    def find(self, text: str) -> tuple[tuple[Mention, ...], tuple[Ambiguity, ...]]:
        """Return what the text names, in order and never overlapping, and what could be several."""
        smooth, cuts = smooth_text(text, self._whose)
        mentions, ambiguities = self._find(smooth)
        if not cuts.starts:
            return mentions, ambiguities
        return (
            tuple(replace(mention, span=cuts.original_span(mention.span)) for mention in mentions),
            tuple(replace(unsure, span=cuts.original_span(unsure.span)) for unsure in ambiguities),
        )

    def _whose(self, before: str, after: str) -> Break:
        """Tell whose hyphen ends a line: the printer's, unless a form has it or a capital begins the next line.

        Nor is it the printer's where a form may end before it, and the rest is what makes compounds of names.
        """
        first, rest = before.lower(), after.lower()
        if first + rest in self._words:
            return "printer's"
        if before in self._last_words and _ends_compound(after):
            return "word's"
        return "printer's" if after.islower() and f"{first}-{rest}" not in self._words else "word's"

    def _find(self, text: str) -> tuple[tuple[Mention, ...], tuple[Ambiguity, ...]]:
        matches = _longest(self._matches(text))
        chosen, others, unsure = self._told_apart(text, matches)
        shared = self._shared_with_others(chosen, others)
        chosen = _with_named_elsewhere(chosen, unsure, shared)
        bearers = find_bearers(text, chosen, self._first_names, [form.text for _, form in others])
        ends = frozenset(span.end for span, _ in chosen)
        mentions: list[Mention] = []
        ambiguities: list[Ambiguity] = []
        for span, form in chosen:
            ids = form.entities
            if form.kind == "last-name":
                before = named_before(text, span, form, ends, self._first_names)
                ids = who(form, before, bearers[form.text])
            elif form.text in shared:
                ids = (SOMEBODY, *ids)
            if len(ids) == 1:
                mentions.append(self._mention(span, ids[0], form.kind))
            elif ids:
                ambiguities.append(Ambiguity(span, ids))
        return tuple(mentions), tuple(ambiguities)

    def _told_apart(self, text: str, matches: Iterable[Match]) -> tuple[list[Match], list[Match], list[Match]]:
        """Return the matches that name what their entries do, those in strangers' names, and those that may be either.

        What is part of a thing's name is none of these.
        """
        parts: dict[Part, list[Match]] = {"whole": [], "stranger's": [], "unsure": [], "thing's": []}
        for span, form in matches:
            chosen = parts["whole"]
            after_name = bool(chosen) and chosen[-1][0].end == span.start - 1
            parts[self._part(text, span, form, after_name=after_name)].append((span, form))
        return parts["whole"], parts["stranger's"], parts["unsure"]

    def _part(self, text: str, span: Span, form: Form, *, after_name: bool) -> Part:
        """Tell whether a written form is part of a longer name that is no form of its entry."""
        if form.kind != "name":
            return "whole"
        person = self._is_person(form)
        if person and is_of_another_generation(text, span):
            return "stranger's"
        if " " in form.text:
            return "whole"
        own = all(self._entities[entity].name == form.text for entity in form.entities)
        return part_of_name(text, span, is_person=person, is_own_name=own, after_name=after_name)

    def _is_person(self, form: Form) -> bool:
        return all(self._entities[entity].type == "person" for entity in form.entities)

    def _shared_with_others(self, chosen: Iterable[Match], others: Iterable[Match]) -> frozenset[str]:
        """Return the single words of people that are part of a stranger's name, where nobody is named by more words.

        Where "John Roe" is spoken of, "John" may be him.
        """
        in_full = {entity for _, form in chosen if " " in form.text for entity in form.entities}
        return frozenset(
            form.text
            for _, form in others
            if " " not in form.text and self._is_person(form) and in_full.isdisjoint(form.entities)
        )

    def _mention(self, span: Span, entity: str, kind: str) -> Mention:
        evidence = NAME_EVIDENCE if kind == "name" else LAST_NAME_EVIDENCE
        return Mention(span, entity, self._entities[entity].type, kind, evidence)

    def _matches(self, text: str) -> Iterator[Match]:
        folded = fold(text)
        lowered = lower(folded)
        friends: list[Match] = []
        found: list[Match] = []
        for index, start, end in self._automaton.find_matches_as_indexes(lowered, overlapping=True):
            form = self._forms[index]
            if stands_alone(folded, start, end) and _capitals_agree(self._folded[index], folded[start:end]):
                (friends if form.kind == "not" else found).append((Span(start, end), form))
        return _without_friends(found, friends)


def _ends_compound(word: str) -> bool:
    """Tell whether a word makes compounds of names: "Moscow-based"; but no ending, as in "Iranian" and "Fordham"."""
    return word in SECOND_PARTS or (len(word) >= SHORTEST_PARTICIPLE and word.endswith("ed"))


def _with_named_elsewhere(chosen: list[Match], unsure: Iterable[Match], shared: frozenset[str]) -> list[Match]:
    """Add, in order, the unsure words that stand alone elsewhere in the document, and are no stranger's there."""
    alone = {form.text for _, form in chosen} - shared
    added = [match for match in unsure if match[1].text in alone]
    return sorted((*chosen, *added), key=lambda match: match[0]) if added else chosen


def _hyphenated_words(form: str) -> Iterator[str]:
    """Yield the words of a form, and each two of them that a hyphen joins, as a line's end can break them."""
    for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", form):
        parts = word.split("-")
        yield from parts
        yield from map("-".join, pairwise(parts))


def lower(text: str) -> str:
    """Return the text in lower case, code point by code point, so that offsets stay; both small sigmas are one."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(small if len(small := character.lower()) == 1 else character for character in text)
    return lowered.replace("ς", "σ")


def _forms(glossary: Glossary) -> tuple[Form, ...]:
    """Return every form to look for; a spelling that a person wrote comes before one that a rule made."""
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    written = glossary.forms
    for form, ids in written.items():
        claims["name", form].update(ids)
    for entity in glossary.entities:
        target = glossary.find(entity.id)
        if target is None:
            continue
        for friend in entity.false_friends:
            claims["not", friend].add(target.id)
        if entity.type == "person":
            _claim_person(entity, target.id, written, claims)
    return tuple(Form(text, tuple(sorted(ids)), kind) for (kind, text), ids in sorted(claims.items()))


def _claim_person(
    entity: Entity, target: str, written: Mapping[str, tuple[str, ...]], claims: dict[tuple[str, str], set[str]]
) -> None:
    for name in (entity.name, *entity.aliases):
        for spelling in spellings(name):
            if spelling not in written:
                claims["name", spelling].add(target)
    for last in spellings(last_name(entity.name)):
        if last not in written and len(last) >= SHORTEST_LAST_NAME:
            claims["last-name", last].add(target)


def _capitals_agree(form: str, found: str) -> bool:
    """Tell whether the words found have the form's capitals.

    A capital must be one; a small letter may be a capital only where a word begins or the whole word is in capitals.
    """
    if form == found:
        return True
    for ours, theirs in zip(_words(form), _words(found), strict=True):
        if any(a.isupper() and not b.isupper() for a, b in zip(ours, theirs, strict=True)):
            return False
        if theirs[1:] != ours[1:] and not theirs.isupper():
            return False
    return True


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _without_friends(found: Iterable[Match], friends: Iterable[Match]) -> Iterator[Match]:
    """Yield the matches that lie in no false friend of theirs; the friend's entity is taken out of the form."""
    places: dict[str, list[Span]] = defaultdict(list)
    for place, friend in friends:
        for entity in friend.entities:
            places[entity].append(place)
    reaches = {entity: _reaches(some) for entity, some in places.items()}
    for span, form in found:
        left = tuple(entity for entity in form.entities if not _lies_in(span, reaches.get(entity, ())))
        if left:
            yield span, form if left == form.entities else Form(form.text, left, form.kind)


def _reaches(places: Iterable[Span]) -> Sequence[Span]:
    """Return the places in order, each with the furthest end up to it: one look then finds who holds a span."""
    reaches: list[Span] = []
    for place in sorted(places):
        reaches.append(Span(place.start, max(place.end, reaches[-1].end if reaches else 0)))
    return reaches


def _lies_in(span: Span, reaches: Sequence[Span]) -> bool:
    index = bisect_right(reaches, span.start, key=lambda reach: reach.start)
    return index > 0 and reaches[index - 1].end >= span.end


def _longest(matches: Iterable[Match]) -> list[Match]:
    """Return the matches that stand, in order: of two that overlap the longer, then the one that comes first.

    Of two at one span a name stands before a last name.
    """
    return without_overlaps(
        _joined(matches),
        lambda match: match[0],
        lambda match: (-len(match[0]), match[0].start, match[1].kind != "name"),
    )


def _joined(matches: Iterable[Match]) -> list[Match]:
    """Join the forms that fit the same words (they differ in capitals): together they mean whom any of them means."""
    joined: dict[tuple[int, int, str], Match] = {}
    for span, form in matches:
        place = (span.start, span.end, form.kind)
        if place in joined and joined[place][1].entities != form.entities:
            first = joined[place][1]
            form = Form(first.text, tuple(sorted({*first.entities, *form.entities})), form.kind)
        joined[place] = (span, form)
    return list(joined.values())
