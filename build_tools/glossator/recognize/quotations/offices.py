"""Whom an office means: "the Russian President" is who is called so, or may be, and none of another country."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...model import Span
from .genders import PERSON_NOUNS

OFFICES = frozenset(
    """president minister premier chancellor king queen prince princess emperor pope patriarch governor mayor senator
    congressman congresswoman ambassador secretary chairman chairwoman chairperson chair chief head leader director
    ceo commissioner general admiral executive spokesman spokeswoman spokesperson deputy envoy lawmaker speaker
    founder manager analyst economist""".split()
)
"""Nouns for an office that one person holds, and that stand for that person."""
HOLDERS = OFFICES | PERSON_NOUNS
"""Nouns for persons, some by their offices."""
DEMONYMS = {
    "american": ("states", "us", "america"), "british": ("britain", "kingdom", "uk"), "french": ("france",),
    "dutch": ("netherlands",), "danish": ("denmark",), "swiss": ("switzerland",), "emirati": ("emirates",),
    "us": ("states", "american", "us"), "uk": ("kingdom", "british", "uk"), "filipino": ("philippines",),
    "spanish": ("spain",), "polish": ("poland",), "finnish": ("finland",), "turkish": ("turkey",), "greek": ("greece",),
    "swedish": ("sweden",), "norwegian": ("norway",), "belgian": ("belgium",), "scottish": ("scotland",),
    "irish": ("ireland",), "czech": ("czechia",), "welsh": ("wales",), "english": ("england",),
}  # fmt: skip
"""Adjectives of countries that do not begin as the country's name does, nearly to its end."""
STEM = 4
"""Letters at least that a country's adjective shares with its name: Iranian, Iran; not Iraq."""
REACH = 80
"""Code points on either side of a name in which its office stands."""
BREAK = re.compile(r"[.;:!?,\n(\[\"“”]")
WORD = re.compile(r"[^\W\d_]+")
TITLE_WORDS = frozenset("the former of and for".split())
"""Words around an office's noun that tell nothing of which one it is."""
LESSER = frozenset("vice deputy".split())
"""Words that make an office another."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the words around a person's name tell of an office."""

    nouns: frozenset[str]
    words: frozenset[str]


def held_by(text: str, name: Span) -> Held:
    """Return the offices that stand right before a name, or behind it after a comma, with the words around them."""
    before = BREAK.split(text[max(0, name.start - REACH) : name.start])[-1]
    behind = text[name.end : name.end + REACH]
    apposition = BREAK.split(behind[1:])[0] if behind.startswith(",") else ""
    words = frozenset(word.lower() for word in (*WORD.findall(before), *WORD.findall(apposition)))
    return Held(words & OFFICES, words)


def joined(held: Iterable[Held]) -> Held:
    found = list(held)
    nouns = frozenset(noun for one in found for noun in one.nouns)
    return Held(nouns, frozenset(word for one in found if one.nouns for word in one.words))


def fit(held: Held, head: str, modifiers: frozenset[str]) -> float | None:
    """Return how well a person is "the Russian President", by what is known of him; None if it is not he."""
    wanted = modifiers - TITLE_WORDS
    if head not in held.nouns or held.words & LESSER != wanted & LESSER:
        return None
    if not wanted:
        return 1.0
    return 2.0 if all(any(_agree(word, other) for other in held.words) for word in wanted) else None


def _agree(adjective: str, word: str) -> bool:
    """Tell whether two words name one country: they are the same but for an ending."""
    if adjective == word or word in DEMONYMS.get(adjective, ()):
        return True
    least = max(STEM, min(len(adjective), len(word)) - 1)
    return min(len(adjective), len(word)) >= STEM and adjective[:least] == word[:least]
