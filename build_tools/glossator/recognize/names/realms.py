"""What an office is of, and who holds it: "President of the Republic of X Jane Roe", "Patriarch John of X and All Y".

The tagger meets such words as one row of capitals, and cuts it anywhere. The office and the name of what it is of tell
where the holder's name begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from ...forms import NUMERALS, RULERS
from ...model import EntityType, Mention
from .lexicon import Lexicon
from .reading import Reading
from .runs import is_capital
from .territories import OFFICIAL_WORDS, Phrases
from .trimming import HEADS_OF_OFFICES, is_called_after_person, is_model
from .words import DATE_WORDS, EVENT_HEADS, ORGANIZATION_HEADS, PLACE_HEADS, ROLES, TITLES

EVIDENCE = 0.9
"""Of some 130 names that it found on 111 pages of political news, none was wrong."""
PARTS = frozenset(
    "region republic territory province district county krai oblast prefecture canton federation emirate".split()
)
"""Lower case. Words that end the name of a part of the world, and no person's name."""
NO_NAME = ORGANIZATION_HEADS | PLACE_HEADS | EVENT_HEADS | TITLES | ROLES
"""Lower case. Words that stand in no holder's name here, though some people are called so: those are left to the
tagger."""
SHORTEST_NAME, LONGEST_NAME = 2, 4
"""Words of a holder's full name."""
LONGEST_REALM = 12
"""Tokens after "of"."""
MOST_PEOPLE = "most:PER"
"""The lexicon's mark of a word whose documents mostly had it in people's names."""
OF_CHURCHES = frozenset(["patriarch", "catholicos"])
"""Lower case. Titles that no house, pub or plant is called after: what stands behind their realm is a name."""


@dataclass(frozen=True, slots=True)
class Geography:
    """What is known of places, and of people beside them."""

    territories: Phrases
    lexicon: Lexicon
    people: Set[str] = frozenset()
    """Whom the tagger finds in the document, each by the words, with one space between them."""

    def is_person(self, words: Sequence[str]) -> bool:
        """Tell whether words begin with a first or a middle name, or the tagger takes them for a person somewhere."""
        roles = self.lexicon.roles.get(words[0], ())
        is_middle = MOST_PEOPLE in roles and any(role.startswith("PER-in") for role in roles)
        return is_middle or self.is_given(words[0]) or " ".join(words) in self.people

    def can_be_last(self, word: str) -> bool:
        """Tell whether a word is not known, or known as part of a person's name: "Hotels" is neither."""
        roles = self.lexicon.roles.get(word, ())
        return not roles or any(role.startswith("PER") for role in roles)

    def is_like_person(self, words: Sequence[str]) -> bool:
        """Tell whether some of the words were part of a person's name in training, and none was ever anything else."""
        roles = [role for word in words for role in self.lexicon.roles.get(word, ()) if role != MOST_PEOPLE]
        return bool(roles) and all(role.startswith("PER") for role in roles)

    def place_end(self, words: Sequence[str], at: int) -> int:
        """Return the token past the territory or the place of one word that begins at a token; itself for neither."""
        official = at
        while official < len(words) and words[official] in OFFICIAL_WORDS:
            official += 1
        if official > at and official < len(words) and words[official] == "of":
            begin = _past_article(words, official + 1)
            end = self._territory_end(words, begin)
            return end if end > begin else at
        end = self._territory_end(words, at)
        return end if end > at or not self._can_be_place(words[at] if at < len(words) else "") else at + 1

    def is_given(self, word: str) -> bool:
        """Tell whether a word was somebody's first name in training."""
        return any(role.startswith("PER-first") for role in self.lexicon.roles.get(word, ()))

    def is_of_organizations(self, word: str) -> bool:
        """Tell whether a word was part of organizations' names in training, and never anybody's first name."""
        return not self.is_given(word) and any(role.startswith("ORG") for role in self.lexicon.roles.get(word, ()))

    def _territory_end(self, words: Sequence[str], at: int) -> int:
        some = self.territories.get(words[at], ()) if at < len(words) else ()
        return at + next((len(one) for one in some if tuple(words[at : at + len(one)]) == one), 0)

    def _can_be_place(self, word: str) -> bool:
        listed = self.lexicon.listed.get(word.lower())
        return listed in ("city", "territory") or any(
            role.startswith("LOC-one") for role in self.lexicon.roles.get(word, ())
        )


def holders(readings: Sequence[Reading], geography: Geography) -> Iterator[Mention]:
    """Yield who holds an office, where the name stands right behind what the office is of; and rulers with realms."""
    for reading in readings:
        words = reading.tokens.words
        for token in range(1, len(words) - 1):
            if words[token] != "of":
                continue
            before = words[token - 1].lower()
            if before in HEADS_OF_OFFICES:
                yield from _holder(reading, token, geography)
            if before in RULERS and is_capital(words[token - 1]):
                yield from _ruler_behind(reading, token, geography)
            else:
                yield from _ruler_before(reading, token, geography)


def _past_article(words: Sequence[str], at: int) -> int:
    return at + 1 if at < len(words) and words[at] in ("the", "The") else at


def _chunk_end(words: Sequence[str], at: int) -> int:
    """Return the token past the words with capitals that stand side by side from a token on."""
    limit = min(len(words), at + LONGEST_REALM)
    while at < limit and is_capital(words[at]):
        at += 1
    return at


def _realm_end(words: Sequence[str], of: int, geography: Geography) -> int:
    """Return the token past the places that an office is of, "X and All Y"; `of` where none stands there."""
    at = _past_article(words, of + 1)
    end = geography.place_end(words, at)
    if end == at:
        return of
    if end + 1 < len(words) and words[end] in ("and", "&"):
        more = _past_article(words, end + 1)
        more += more < len(words) and words[more] in ("All", "all")
        further = geography.place_end(words, more)
        return further if further > more else end
    return end


def _holder(reading: Reading, of: int, geography: Geography) -> Iterator[Mention]:
    words = reading.tokens.words
    at = _past_article(words, of + 1)
    realm = _realm_end(words, of, geography)
    end = _chunk_end(words, max(realm, at))
    heads = [token for token in range(max(realm, at), end) if words[token].lower() in ORGANIZATION_HEADS | PARTS]
    first = heads[-1] + 1 if heads else realm if realm > of else end
    official = words[heads[-1]].lower() in PARTS if heads else "of" in words[at:realm]
    while heads and end - first > SHORTEST_NAME and geography.is_given(words[first + 1]):
        if not geography.is_of_organizations(words[first]):
            break
        first += 1
    if not _is_holder(reading, first, end, geography, official):
        return
    if heads and first - at > 1:
        kind: EntityType = "organization" if words[heads[-1]].lower() in ORGANIZATION_HEADS else "place"
        yield reading.mention(at, first, kind, "office", EVIDENCE)
    yield reading.mention(first, end, "person", "holder", EVIDENCE)


def _is_holder(reading: Reading, first: int, end: int, geography: Geography, official: bool) -> bool:
    """Tell whether the rest of the words with capitals is a full name; in a headline, a first name must prove it.

    Much else is called after a place: firms, festivals, parties. So its words must be people's, unless the place has
    its official form ("Republic of X", "X Region"), which nothing else begins with.
    """
    words = reading.tokens.words
    name = words[first:end]
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or not all(map(_is_written_as_name, name)):
        return False
    if name[0].lower() in DATE_WORDS or any(map(str.isdigit, name[-1])) or is_called_after_person(words, first, end):
        return False
    if reading.passage.form:
        return len(name) == SHORTEST_NAME and geography.is_given(name[0])
    return official or (geography.is_person(name) and geography.can_be_last(name[-1])) or geography.is_like_person(name)


def _is_written_as_name(word: str) -> bool:
    initial = len(word) < 3 and word.endswith(".")
    capital = word[0].isupper() or ("-" in word and is_capital(word))  # "el-Masri"
    return initial or (capital and not word.isupper() and word.lower() not in NO_NAME)


def _ruler_before(reading: Reading, of: int, geography: Geography) -> Iterator[Mention]:
    """Yield "King John II of X"; who has a number and a first name needs no title. "Article IX of X" is nobody."""
    words = reading.tokens.words
    numbered = words[of - 1].lower() in NUMERALS and words[of - 1].isupper()
    name = of - 2 if numbered else of - 1
    if name < 0 or not _is_written_as_name(words[name]):
        return
    title = words[name - 1].lower() if name > 0 and is_capital(words[name - 1]) else ""
    titled = title in RULERS and (numbered or title in OF_CHURCHES or _is_called(words, name, geography))
    end = _realm_end(words, of, geography)
    named = numbered and not is_model(words, name, of) and geography.is_given(words[name])
    if (titled or named) and end > of and end == _chunk_end(words, end):
        yield reading.mention(name - 1 if titled else name, end, "person", "holder", EVIDENCE)


def _is_called(words: Sequence[str], name: int, geography: Geography) -> bool:
    """Tell whether a title stands before somebody's name, and not in a firm's: "Duke Energy of X"."""
    return geography.is_person(words[name : name + 1]) or " ".join(words[name - 1 : name + 1]) in geography.people


def _ruler_behind(reading: Reading, of: int, geography: Geography) -> Iterator[Mention]:
    """Yield "King of X John II", but not "Prince of X Hotel"."""
    words = reading.tokens.words
    name = _realm_end(words, of, geography)
    end = _chunk_end(words, name)
    bare = end - 1 if end - name > 1 and words[end - 1].lower() in NUMERALS else end
    if name == of or bare - name != 1 or not _is_written_as_name(words[name]) or reading.passage.form:
        return
    if words[of - 1].lower() in OF_CHURCHES or geography.is_person(words[name:bare]):
        yield reading.mention(of - 1, end, "person", "holder", EVIDENCE)
