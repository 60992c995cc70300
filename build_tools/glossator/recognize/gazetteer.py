"""Finds the names and aliases of the glossary: Aho-Corasick over the whole text, then what the rules allow.

A name stands on word boundaries, with its capitals; of two that overlap the longer stands. A person's last name
alone counts where only one person can be meant; else it is ambiguous, and linked to nobody.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from ..glossary import Glossary
from ..model import Ambiguity, Entity, Mention, Span
from .forms import fold, last_name, spellings

NAME_EVIDENCE = 1.0
"""A form that a person wrote into the entry."""
LAST_NAME_EVIDENCE = 0.9
"""A last name alone, where one person only can be meant: a rule's finding."""

ROLES = frozenset(
    (
        "President Premier Minister Chairman Chairwoman Chair Speaker Secretary Director General Colonel Major"
        " Captain Admiral Marshal Senator Representative Congressman Congresswoman Governor Mayor Chancellor"
        " Ambassador Aide Adviser Advisor Head Chief Leader Comrade Professor Doctor Judge Justice King Queen"
        " Prince Princess Emperor Pope Bishop Archbishop Cardinal Father Sister Brother Lord Lady Sir Dame Mr Mrs"
        " Ms Miss Mr. Mrs. Ms. Dr Dr. Gen. Col. Lt. Sen. Rep. Gov. Prof. Presidents Messrs. Mister Madam Citizen"
        " Lieutenant Sergeant Commander"
    ).split()
)
"""What may stand before a last name and is no part of it."""

OPENERS = frozenset(
    (
        "A About After Again Against Also Although Among An And Are Around As At Because Before Between Both But"
        " By Can Could Dear Despite Did Do Does During Earlier Either Even For From Had Has Have He Here How However If"
        " In Indeed Instead Is It Its Later Like Maybe Meanwhile Moreover Must Neither No Nor Not Now Of On Once"
        " Only Or Our Perhaps Regarding Said Says Shall Should Since So Still Than That The Then There They This"
        " Though Through Thus To Today Tomorrow Toward Towards Under Unless Unlike Until Was We Were What When"
        " Where Whereas Whether Which While Who Why With Without Would Yes Yesterday Yet You Monday Tuesday"
        " Wednesday Thursday Friday Saturday Sunday"
    ).split()
)
"""Words that have a capital because a sentence begins with them, or always, and are no first names."""

INITIALS = re.compile(r"(?:(?:[^\W\d_]|Y[aeu]|[CKSTZ]h)\.)+\Z")
"""Of first names; the longer ones are those of Russian names. Any other word with a full stop ends a sentence."""
WORDS_BEFORE = re.compile(r"(?:[^\W\d_a-z][\w.'’-]* ){1,4}\Z")
BEFORE_WINDOW = 80
"""Code points before a last name in which the words before it are looked for."""

HEADLINE_LENGTH = 250
"""Code points. Longer lines are no headlines."""
LONGER_WORDS = re.compile(r"[^\W\d_]{4,}")
"""Shorter ones ("of", "and") stay small in a headline's title case."""
HEADLINE_WORDS = 4
"""So many longer words a headline has at least; fewer could be a name on a line of its own."""

SOMEBODY = ""
"""Stands for a person of whom no entry knows, among the ids of those who bear a name."""

FirstNames = Mapping[str, frozenset[str]]
"""By a person's id, every spelling of what stands before the last name."""
Bearers = Mapping[str, frozenset[str]]
"""By a last name, who bears it in this document: ids, and SOMEBODY."""


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling to look for."""

    text: str
    entities: tuple[str, ...]
    kind: str
    """`name`, `last-name`, or `not`: a false friend of the entities."""


class Gazetteer:
    """The forms of a glossary, made ready to be found. Not picklable: each process makes its own."""

    def __init__(self, glossary: Glossary) -> None:
        self._entities = {entity.id: entity for entity in glossary.standing}
        self._first_names = {id_: _first_names(entity) for id_, entity in self._entities.items()}
        self._forms = _forms(glossary)
        self._automaton = AhoCorasick([lower(fold(form.text)) for form in self._forms], matchkind=MatchKind.Standard)

    def find(self, text: str) -> tuple[tuple[Mention, ...], tuple[Ambiguity, ...]]:
        """Return what the text names, in order and never overlapping, and what could be several."""
        chosen = _longest(self._matches(text))
        bearers = _bearers(text, chosen, self._first_names)
        ends = frozenset(span.end for span, _ in chosen)
        mentions: list[Mention] = []
        ambiguities: list[Ambiguity] = []
        for span, form in chosen:
            ids = form.entities
            if form.kind == "last-name":
                before = _named_before(text, span, form, ends, self._first_names)
                ids = _who(form, before, bearers[form.text])
            if len(ids) == 1:
                mentions.append(self._mention(span, ids[0], form.kind))
            elif ids:
                ambiguities.append(Ambiguity(span, ids))
        return tuple(mentions), tuple(ambiguities)

    def _mention(self, span: Span, entity: str, kind: str) -> Mention:
        evidence = NAME_EVIDENCE if kind == "name" else LAST_NAME_EVIDENCE
        return Mention(span, entity, self._entities[entity].type, kind, evidence)

    def _matches(self, text: str) -> Iterator[tuple[Span, Form]]:
        folded = fold(text)
        lowered = lower(folded)
        friends: list[tuple[Span, Form]] = []
        found: list[tuple[Span, Form]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(lowered, overlapping=True):
            form = self._forms[index]
            if _stands_alone(folded, start, end) and _capitals_agree(fold(form.text), folded[start:end]):
                (friends if form.kind == "not" else found).append((Span(start, end), form))
        return _without_friends(found, friends)


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
        if last not in written:
            claims["last-name", last].add(target)


def _first_names(entity: Entity) -> frozenset[str]:
    before = entity.name.removesuffix(last_name(entity.name)).split() if entity.type == "person" else []
    return frozenset(spelling for word in before for spelling in spellings(fold(word)))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no letter, digit, underscore or combining mark touches the span."""
    return not any(map(_is_of_a_word, text[max(0, start - 1) : start] + text[end : end + 1]))


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")


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


def _without_friends(
    found: Iterable[tuple[Span, Form]], friends: Iterable[tuple[Span, Form]]
) -> Iterator[tuple[Span, Form]]:
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


def _longest(matches: Iterable[tuple[Span, Form]]) -> list[tuple[Span, Form]]:
    """Return the matches that stand, in order: of two that overlap the longer, then the one that comes first.

    Of two at one span a name stands before a last name.
    """
    joined = _joined(matches)
    ranked = sorted(joined, key=lambda match: (match[0].start - match[0].end, match[0].start, match[1].kind != "name"))
    taken: set[int] = set()
    chosen = []
    for span, form in ranked:
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append((span, form))
    return sorted(chosen, key=lambda match: match[0].start)


def _joined(matches: Iterable[tuple[Span, Form]]) -> list[tuple[Span, Form]]:
    """Join the forms that fit the same words (they differ in capitals): together they mean whom any of them means."""
    joined: dict[tuple[int, int, str], tuple[Span, Form]] = {}
    for span, form in matches:
        place = (span.start, span.end, form.kind)
        if place in joined and joined[place][1].entities != form.entities:
            first = joined[place][1]
            form = Form(first.text, tuple(sorted({*first.entities, *form.entities})), form.kind)
        joined[place] = (span, form)
    return list(joined.values())


def _bearers(text: str, chosen: Sequence[tuple[Span, Form]], first_names: FirstNames) -> Bearers:
    """Return, for each last name that stands alone somewhere, who is named in full with it in this document."""
    in_full = {form.entities[0] for _, form in chosen if form.kind == "name" and len(form.entities) == 1}
    ends = frozenset(span.end for span, _ in chosen)
    bearers: dict[str, set[str]] = defaultdict(set)
    for span, form in chosen:
        if form.kind == "last-name":
            bearers[form.text] |= in_full.intersection(form.entities)
            bearers[form.text] |= set(_named_before(text, span, form, ends, first_names) or ())
    return {name: frozenset(ids) for name, ids in bearers.items()}


def _who(form: Form, before: tuple[str, ...] | None, named: frozenset[str]) -> tuple[str, ...]:
    """Return whom a last name can mean, by the first names before it and by who is named in full elsewhere."""
    if before == (SOMEBODY,):
        return ()
    if before is not None:
        return before
    if named == {SOMEBODY}:
        return (SOMEBODY, *form.entities)
    return tuple(sorted(named)) if named else form.entities


def _named_before(
    text: str, span: Span, form: Form, ends: frozenset[int], first_names: FirstNames
) -> tuple[str, ...] | None:
    """Return whom the first names before a last name name: ids, SOMEBODY, or None where no first name stands there."""
    window = fold(text[max(0, span.start - BEFORE_WINDOW) : span.start])
    match = WORDS_BEFORE.search(window)
    words = _since_full_stop(match[0].split()) if match else []
    fitting = tuple(id_ for id_ in form.entities if any(_is_first_name(word, first_names[id_]) for word in words))
    if fitting:
        return fitting
    if not words or span.start - 1 in ends or words[-1].endswith("'s") or _is_no_name(words[-1]):
        return None
    if _is_headline(_line(text, span)):
        return None
    return (SOMEBODY,)


def _since_full_stop(words: Sequence[str]) -> Sequence[str]:
    """Return the words of the last sentence: "Paris." ends one, "V." does not."""
    ends = (n for n in range(len(words), 0, -1) if words[n - 1].endswith(".") and not INITIALS.match(words[n - 1]))
    return words[next(ends, 0) :]


def _is_no_name(word: str) -> bool:
    """Tell whether a word before a last name is an office ("President-elect") or only begins a sentence."""
    return word in OPENERS or not ROLES.isdisjoint(word.split("-"))


def _line(text: str, span: Span) -> str:
    """Return the line that holds the span; nothing of one that is too long for a headline."""
    start = text.rfind("\n", max(0, span.start - HEADLINE_LENGTH), span.start) + 1
    end = text.find("\n", span.end, start + HEADLINE_LENGTH)
    line = text[start : end if end >= 0 else start + HEADLINE_LENGTH] if start or span.start < HEADLINE_LENGTH else ""
    return line if len(line) < HEADLINE_LENGTH else ""


def _is_headline(line: str) -> bool:
    """Tell whether all longer words have capitals, so that a capital tells nothing. Commas make it a list of names."""
    words = LONGER_WORDS.findall(line)
    return len(words) >= HEADLINE_WORDS and "," not in line and all(word[0].isupper() for word in words)


def _is_first_name(word: str, names: frozenset[str]) -> bool:
    """Tell whether a word is one of a person's first names, or an initial of the first."""
    initials = word.split(".")
    return word in names or (len(initials) > 1 and any(name.startswith(initials[0]) for name in names))
