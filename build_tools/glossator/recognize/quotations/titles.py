"""Titles beside names: who alone bears one, and who bears one name as a couple."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model import Mention, Span
from .offices import HOLDERS
from .phrases import ABBREVIATIONS

WORD = re.compile(r"[^\W\d_]+")
REACH = 12
"""Code points before a name in which its title stands: "Mrs. ", "the Rev. "."""
TITLE = re.compile(r"\b([^\W\d_]{1,20})(\.?),?\s\Z")
LONG_TITLES = {
    "dr": "doctor", "prof": "professor", "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general",
    "capt": "captain", "col": "colonel", "lt": "lieutenant", "sgt": "sergeant", "rev": "reverend", "hon": "honorable",
}  # fmt: skip
"""By a title's short form before a name, the noun that stands for the person: "the doctor"."""
TITLES = HOLDERS | frozenset(LONG_TITLES.values())
"""Nouns that stand before a name and for it: no first names, as "Dean" in "Dean Smith"."""
HUSBANDS, WIVES = frozenset({"Mr", "Sir", "Lord"}), frozenset({"Mrs", "Lady"})
"""Titles that a couple bears before one name."""


def title_before(text: str, name: Span) -> list[str]:
    """Return the word right before a name; a period behind it is a short title's, and no sentence's end."""
    found = TITLE.search(text, max(0, name.start - REACH), name.start)
    return [found[1]] if found and (not found[2] or found[1].lower() in ABBREVIATIONS) else []


def _titles(text: str, name: Span) -> tuple[str, ...]:
    """Return the words that may be titles: the one before a name, and its first."""
    return (*title_before(text, name), *WORD.findall(text, name.start, name.end)[:-1][:1])


def bearers(text: str, persons: Sequence[Mention]) -> dict[str, str]:
    """Return by each title, in lower case, the entity of the only person who bears it; empty where several do."""
    found: dict[str, str] = {}
    for mention in persons:
        for word in _titles(text, mention.span):
            title = LONG_TITLES.get(word.lower(), word.lower())
            if word[0].isupper() and title in TITLES:
                same = found.setdefault(title, mention.entity) == mention.entity
                found[title] = mention.entity if same else ""
    return found


def couples(text: str, persons: Sequence[Mention]) -> dict[str, Mention]:
    """Return by the entity of each of "Mr. Lake" and "Mrs. Lake" the other, where there is one of each."""
    husbands: dict[str, dict[str, Mention]] = {}
    wives: dict[str, dict[str, Mention]] = {}
    for mention in persons:
        last = WORD.findall(text, mention.span.start, mention.span.end)[-1:]
        titles = frozenset(_titles(text, mention.span))
        for some, named in ((HUSBANDS, husbands), (WIVES, wives)):
            if last and titles & some:
                named.setdefault(last[0], {}).setdefault(mention.entity, mention)
    found: dict[str, Mention] = {}
    for last_name in husbands.keys() & wives.keys():
        ours, theirs = husbands[last_name], wives[last_name]
        if len(ours) == len(theirs) == 1 and ours.keys() != theirs.keys():
            found.update(zip(ours, theirs.values(), strict=True))
            found.update(zip(theirs, ours.values(), strict=True))
    return found
