"""One mention that is two, or more than the name: what the document's other mentions tell of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from ...forms import fold, is_company
from ...model import EntityType, Mention, Span

Single = Mapping[str, frozenset[EntityType]]
"""By their words, with one space between each: what all mentions of the document are taken for."""
Rule = Callable[[Mention, str, Single], Sequence[Mention]]
"""A mention, its text with plain signs and spaces (as long as it stands), and the others, to what it is made."""

DASHES = (" - ", " – ", " — ")
TIES = (" and ", *DASHES)
OWNERS = ("'s ", "' ")
MODEL = re.compile(r" (?:[^\W\d_a-z]{1,5}-?\d[\w./-]{0,9}|\d{1,4}[^\W\d_a-z]{1,4}|[1-9]\d\d(?:-\d{1,3})?)(?= |\Z)")
"""What tells one of a maker's products from another: "A320", "KC-45", "747-8". A short number may be part of a name."""
AFTER_AND_SIGN = re.compile(r"&[^\W\d_a-z]\.\Z")
"""A letter after "&" is no initial: the full stop behind it ends the sentence."""
LONGEST = 200
"""Code points of a mention that is looked into."""
LONGEST_GLUED = 40
"""Code points of a word that two names may be glued in."""


def apart(mentions: Iterable[Mention], text: str) -> list[Mention]:
    """Return the mentions, those of two names as two, and without what is no part of a name."""
    found = list(mentions)
    for rule in RULES:
        single = _single(found, text)
        found = [part for mention in found for part in _applied(rule, mention, text, single)]
    return found


def _single(mentions: Iterable[Mention], text: str) -> Single:
    single: dict[str, frozenset[EntityType]] = {}
    for mention in mentions:
        words = _words(text[mention.span.start : mention.span.end])
        single[words] = single.get(words, frozenset()) | {mention.type}
    return single


def _applied(rule: Rule, mention: Mention, text: str, single: Single) -> Sequence[Mention]:
    if mention.found_by in SURE or len(mention.span) > LONGEST:
        return (mention,)
    return rule(mention, fold(text[mention.span.start : mention.span.end]), single)


SURE = frozenset(["dateline", "byline", "acronym", "event", "work", "territory", "holder"])
"""Rules whose findings have the right borders."""


def _words(text: str) -> str:
    return " ".join(fold(text).split())


def _part(mention: Mention, first: int, end: int, type_: EntityType | None = None) -> Mention:
    """Return the mention of a part of one; `first` and `end` count from its start."""
    start = mention.span.start
    return replace(mention, span=Span(start + first, start + end), type=type_ or mention.type)


def person_behind(mention: Mention, shown: str, single: Single) -> Sequence[Mention]:
    """What ends in the full name of somebody whom the document names is two: "Acme Board Jane Roe"."""
    if mention.type == "person":
        return (mention,)
    spaces = [place for place, sign in enumerate(shown) if sign == " "]
    for space in spaces[:-1]:
        if "person" in single.get(_words(shown[space:]), ()):
            return _part(mention, 0, len(shown[:space].rstrip())), _part(mention, space + 1, len(shown), "person")
    return (mention,)


def lost_space(mention: Mention, shown: str, single: Single) -> Sequence[Mention]:
    """A person's full name that another word is glued to begins where its capital is: "NorwayJane Roe"."""
    first, _, rest = shown.partition(" ")
    if mention.type == "person" and rest and len(first) <= LONGEST_GLUED:
        for place in range(1, len(first)):
            if first[place].isupper() and first[place - 1].islower() and _words(shown[place:]) in single:
                return (_part(mention, place, len(shown)),)
    return (mention,)


def pair(mention: Mention, shown: str, single: Single) -> Sequence[Mention]:
    """ "X and Y" is two where the document names X by itself, and Y, too; places with a dash between are always two."""
    for tie in TIES:
        at = shown.find(tie)
        sides = (shown[:at], shown[at + len(tie) :]) if at > 0 else ()
        always = mention.type == "place" and tie in DASHES and all(side[:1].isupper() for side in sides)
        if sides and (always or all(single.get(_words(side)) for side in sides)):
            behind = _part(mention, at + len(tie), len(shown))
            return _part(mention, 0, at), *pair(behind, sides[1], single)
    return (mention,)


def owner(mention: Mention, shown: str, single: Single) -> Sequence[Mention]:
    """ "X's Y" is two where the document names X by itself; after a person's name, Y may make it a company's."""
    for sign in OWNERS:
        at = shown.find(sign)
        types = single.get(_words(shown[:at])) if at > 0 else None
        if types and "person" not in types | {mention.type} and not is_company(shown):
            after = at + len(sign)
            rest = _part(mention, after, len(shown))
            return _part(mention, 0, at, min(types)), *((rest,) if " " in shown[after:].strip() else ())
    return (mention,)


def model(mention: Mention, shown: str, single: Single) -> Sequence[Mention]:
    """ "Acme A320" names the maker, if the document names it by itself, and a product of it."""
    found = MODEL.search(shown)
    types = single.get(_words(shown[: found.start()])) if found else None
    return (_part(mention, 0, found.start(), min(types)),) if found and types else (mention,)


def full_stop(mention: Mention, shown: str, _: Single) -> Sequence[Mention]:
    """A sentence's full stop is no part of a name that ends in "&" and a letter."""
    return (_part(mention, 0, len(shown) - 1),) if AFTER_AND_SIGN.search(shown) else (mention,)


RULES: Sequence[Rule] = (full_stop, person_behind, lost_space, pair, owner, model)
