"""A person's name in its parts, so that "O. P. Sidorov" and "President Oleg Sidorov" can be compared."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .keys import CACHED, bare, sound
from .realms import without_realm
from .titles import HONORS, MEN, NUMERALS, OF_ONE_NAME, OFFICES, TITLES, WOMEN
from .written import PARTICLES, SUFFIXES

MOST_GIVEN = 4
"""Words before the last name that are compared."""
INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?){1,6}\Z")
"""Initials with their full stops, written together: "V.", "J.R.R.", "Yu.", "J.-C."."""
LEAST_HONORED = 2
"""Words of "Her Honor"."""
OF_NO_NAME = frozenset(["of", "for", "and", "the"])
"""Words that stand in no person's name: "Chair of the Fed"."""
LONGEST = 12
"""Words. What is longer is no person's name, and is compared as a whole."""
ARTICLES = ("al-", "el-", "al ", "el ")
"""Arabic articles: "Assad" is "al-Assad"."""


class PersonName(NamedTuple):
    """The keys of a name's parts."""

    last: str
    """The last name, with its particle; of a single word, that word."""
    generation: str
    """`jr`, `iii` ...; nearly always empty."""
    given: tuple[str, ...]
    """What stands before the last name, each word by its key; an initial ends in a full stop."""
    shown: str
    """The name without titles, as one would write it."""
    realm: tuple[str, ...] = ()
    """Of who goes by one name: the keys of the words for what is ruled, as in "King John of X"."""

    def with_given(self, given: tuple[str, ...]) -> PersonName:
        """Return the key of the name with these first names instead: the same however it is written."""
        return self._replace(given=given, shown="")

    @property
    def key(self) -> PersonName:
        return self.with_given(self.given)

    @property
    def full(self) -> bool:
        """Tell whether more than a last name is known."""
        return bool(self.given)

    @property
    def known(self) -> tuple[bool, bool, bool]:
        """Tell whether a first name is written out, whether there is any, and whether a realm is told."""
        return any(not word.endswith(".") for word in self.given), bool(self.given), bool(self.realm)

    @property
    def fullness(self) -> tuple[int, int, int]:
        """Rank it among the names of one person: more written-out words, more words, more letters."""
        written = sum(not word.endswith(".") for word in self.given)
        return written, len(self.given) + len(self.realm), len(self.shown)


@lru_cache(maxsize=CACHED)
def person_name(form: str) -> PersonName:
    """Return the parts of a plain form of a person's name."""
    words, realm = without_realm(form.split() or [form])
    words = _without_titles(words)
    shown = " ".join([*words, "of", *realm] if realm else words)
    generation = ""
    if len(words) > 1 and (words[-1].lower() in SUFFIXES or _is_number(words[-1])):
        generation = words.pop().lower().rstrip(".")
        words[-1] = words[-1].rstrip(",")
    if len(words) > LONGEST or not _is_last_name(words[-1]) or not OF_NO_NAME.isdisjoint(words):
        return PersonName("".join(map(_word, words)), generation, (), shown)
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    last = " ".join(words[first:])
    if last.lower().startswith(ARTICLES):
        last = last[3:]
    given = tuple(key for word in words[:first] for key in _given(word))[:MOST_GIVEN]
    ruled = tuple(_word(word) for word in realm if word not in OF_NO_NAME)
    return PersonName(_word(last), generation, given, shown, ruled)


def _is_number(word: str) -> bool:
    """Tell whether a word is a ruler's number. A single letter may be a name: "Malcolm X"."""
    return len(word) > 1 and word.isupper() and word.lower() in NUMERALS


def _without_titles(words: list[str]) -> list[str]:
    """Return the words from the name's first on. What a small letter follows is no title: "Chair of the Fed"."""
    if len(words) > LEAST_HONORED and " ".join(words[:LEAST_HONORED]).lower() in HONORS:
        words = words[LEAST_HONORED:]
    titles = [_title(word) for word in words[:-1]]
    if TITLES.isdisjoint(titles):
        return words
    offices = [place for place, title in enumerate(titles) if title in OFFICES and not words[place + 1][0].islower()]
    first = offices[-1] + 1 if offices else 0
    while first < len(titles) and titles[first] in TITLES and not words[first + 1][0].islower():
        first += 1
    while first and titles[first - 1] in OF_ONE_NAME and _is_one_name(words[first:]):
        first -= 1
    return words[first:]


def _is_last_name(word: str) -> bool:
    """Tell whether a word can be a last name: it has no digits, and is no office that stands behind what it is of."""
    return bool(word) and not any(map(str.isdigit, word)) and _title(word) not in OFFICES


def _title(word: str) -> str:
    return word.lower().rstrip(".").partition("-")[0]


def _is_one_name(words: list[str]) -> bool:
    return len(words) == 1 or (len(words) == 2 and words[1].lower() in NUMERALS)


def _word(word: str) -> str:
    """Return the key of a last name: one word, whatever stands between its parts."""
    if word.isascii() and word.isalpha():
        return sound(word.lower())
    return sound("".join(character for character in bare(word) if character.isalnum()) or word)


def _given(word: str) -> list[str]:
    """Return the keys of a word before the last name: "V.V." are two initials, "Jean-Claude" two names."""
    if len(word) > 1 and word.isalpha():
        return [_word(word)]
    if INITIALS.match(word):
        return [f"{bare(letters)}." for letters in re.split(r"[.-]+", word) if letters]
    if len(word) == 1:
        return [f"{bare(word)}."]
    return [key for part in word.split("-") if (key := _word(part))]


def addressed_as(words: str) -> str:
    """Return `man` or `woman` where one of the words is a form of address that tells so; else an empty string."""
    titles = {_title(word) for word in words.split()}
    men, women = not titles.isdisjoint(MEN), not titles.isdisjoint(WOMEN)
    return "" if men == women else "man" if men else "woman"
