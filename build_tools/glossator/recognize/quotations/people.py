"""Who may be speaking: the document's mentions by place, what is known of each person, and whom a phrase means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ...model import LOCAL, Document, Mention, Span
from .genders import FEMALE_NAMES, FEMALE_WORDS, MALE_NAMES, MALE_WORDS
from .nouns import Nouns
from .offices import HOLDERS, Held, held_by, joined
from .phrases import PREPOSITIONS, STOPS, Phrase, Token, is_verbal, phrase_from, tokens_of
from .titles import bearers, couples, title_before

Gender = Literal["m", "f", ""]

WORD = re.compile(r"[^\W\d_]+")
LOOK_BACK = 16
"""Mentions before a pronoun among which its person is looked for."""
REACH = 2_000
"""Code points before a pronoun in which its person is named."""
PREPOSITION_REACH = 30
"""Code points before a name in which a preposition stands, with titles between: "talks with President X"."""
NEXT_WORD = 12
"""Code points behind a name in which the next word stands."""
OFFICE_REACH = 100
"""Code points between an office's first words and the name of who holds it."""
NAMED_ENOUGH = 8
"""Times that a person is named, of which some tell the office."""
WITHIN_OFFICES = frozenset("of and for at in".split())
"""Small words of an office: "president and head of the port, X"."""
SENTENCES = re.compile(r"(?<=[a-z\d”\"’)])[.!?;:] ")
"""Between sentences; periods behind titles and initials are none."""
SENTENCE_BEGUN = re.compile(r"(?:\A|[.!?”\"’]\s|\n)\s?(?:[Tt]he |[Aa]n? )?\Z")
"""What stands before a sentence's first name."""
VOICES = frozenset("voice voices tone tones whisper cry shout".split())
"""What is heard of somebody, and speaks in his place."""
NOUN = "~"
"""Begins the key of a speaker whom the document names by a noun alone."""
NARRATOR = f"{NOUN}i"
"""The key of who tells the story, as "I"."""
KIN = frozenset(
    """uncle aunt auntie mother father mamma mama papa dad daddy mum mom mummy grandmother grandfather grandma
    grandpa granny sister brother cousin nephew niece son daughter doctor captain nurse""".split()
)
"""By what people call those whom they are related to, or whose office everybody knows."""
GENDERED: dict[str, Gender] = {"he": "m", "she": "f"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks, as far as the document tells who."""

    key: str
    """The same for the same person in this document: the entity, else the noun."""
    entity: str
    named: Span | None
    gender: Gender = ""
    is_person: bool = False
    """A name that the document knows for a person's."""


class People:
    """The document's mentions, looked up by place."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self._found = document.found
        self.mentions: Sequence[Mention] = document.mentions
        self.persons = [mention for mention in document.mentions if mention.type == "person"]
        self._weak: dict[int, bool] = {}
        self._starts = [mention.span.start for mention in self.mentions]
        self.starts = frozenset(self._starts)
        self._person_starts = [mention.span.start for mention in self.persons]

    @cached_property
    def genders(self) -> dict[str, Gender]:
        """What titles and first names tell of each person."""
        known: dict[str, Gender] = {}
        for mention in self.persons:
            if not known.get(mention.entity):
                known[mention.entity] = self._gender(mention.span)
        for entity, gender in known.items():
            if not gender:
                known[entity] = gender_of(WORD.findall(self._full_name(entity)))
        return known

    def _full_name(self, entity: str) -> str:
        """Return the name of whom the document names itself; else what the id says of it: `people/vladimir-putin`."""
        number = entity[1:]
        if entity.startswith(LOCAL) and number.isdecimal():
            return self._found[int(number)].name if int(number) < len(self._found) else ""
        return entity.rpartition("/")[2].title()

    def _gender(self, span: Span) -> Gender:
        return gender_of([*title_before(self.text, span), *WORD.findall(self.text, span.start, span.end)])

    @cached_property
    def by_title(self) -> dict[str, str]:
        """By a title in lower case, the only person who bears it; of several, nobody."""
        return bearers(self.text, self.persons)

    @cached_property
    def spouses(self) -> dict[str, Speaker]:
        """By each of a couple, the other."""
        return {entity: self.speaker_of(other) for entity, other in couples(self.text, self.persons).items()}

    def named_in(self, span: Span) -> Mention | None:
        """Return the last mention in a span that owns nothing in it: not "X" in "X's mother"."""
        index = bisect_left(self._starts, span.end) - 1
        while index >= 0 and self.mentions[index].span.end > span.start:
            mention = self.mentions[index]
            if mention.span.end >= span.end or not self.text.startswith(("'s", "’s"), mention.span.end):
                return mention
            index -= 1
        return None

    def speaker_of(self, mention: Mention) -> Speaker:
        gender: Gender = self.genders.get(mention.entity, "") if mention.type == "person" else ""
        return Speaker(mention.entity, mention.entity, mention.span, gender, mention.type == "person")

    def before(self, place: int) -> Iterator[Mention]:
        """Yield the persons named before a place, the nearest first, as far as a pronoun reaches."""
        index = bisect_right(self._person_starts, place) - 1
        for mention in reversed(self.persons[max(0, index + 1 - LOOK_BACK) : index + 1]):
            if place - mention.span.start <= REACH and mention.span.end <= place:
                yield mention

    def is_weak(self, mention: Mention) -> bool:
        """Tell whether a person is named as somebody's object or owner: a pronoun rarely means that one."""
        start = mention.span.start
        if start not in self._weak:
            self._weak[start] = self._hangs(mention)
        return self._weak[start]

    def _hangs(self, mention: Mention) -> bool:
        """Tell whether a name owns something, or stands behind a preposition."""
        if self.text.startswith(("'s", "’s"), mention.span.end):
            return True
        before = WORD.findall(
            SENTENCES.split(self.text[max(0, mention.span.start - PREPOSITION_REACH) : mention.span.start])[-1]
        )
        small = [word for word in before if not word[0].isupper()][-1:]
        return bool(small) and small[0] in PREPOSITIONS

    def within(self, span: Span) -> Sequence[Mention]:
        """Return the persons named in a span."""
        first = bisect_left(self._person_starts, span.start)
        return self.persons[first : bisect_left(self._person_starts, span.end)]

    @cached_property
    def offices(self) -> dict[str, Held]:
        """What the document tells of each person's office."""
        found: dict[str, list[Held]] = {}
        for mention in self.persons:
            entries = found.setdefault(mention.entity, [])
            if len(entries) < NAMED_ENOUGH:
                entries.append(held_by(self.text, mention.span))
        return {entity: joined(entries) for entity, entries in found.items()}

    @cached_property
    def nouns(self) -> Nouns:
        return Nouns(self.text)

    def nouns_before(self, place: int, gender: Gender) -> list[Speaker]:
        """Return who is called by a noun of a gender, or of none, shortly before a place; the last first."""
        found: dict[str, Speaker] = {}
        for phrase in self.nouns.before(place):
            speaker = Speaker(f"{NOUN}{phrase.head}", "", phrase.span, gender_of([phrase.head]))
            if speaker.gender in (gender, "") and phrase.head not in VOICES:
                found.setdefault(speaker.key, speaker)
        return sorted(found.values(), key=lambda speaker: not speaker.gender)

    def _beside(self, phrase: Phrase, verb: Span | None) -> Mention | None:
        """Return the person whose office a phrase is: "Airline president X said", "said Airline's spokesman, X"."""
        limit = phrase.span.end + OFFICE_REACH
        if verb is not None and verb.start >= phrase.span.end:
            limit = min(limit, verb.start)
        index = bisect_left(self._person_starts, phrase.span.end)
        if index == len(self.persons) or self.persons[index].span.end > limit:
            return None
        person = self.persons[index]
        between = self.text[phrase.span.end : person.span.start]
        return person if self._ends_apposition(person) and _is_held(phrase.head, between) else None

    def _ends_apposition(self, person: Mention) -> bool:
        """Tell whether a name stands for itself alone: not "the mayor, Lake's brother", nor "Lake nodding"."""
        behind = tokens_of(self.text, person.span.end, person.span.end + NEXT_WORD)
        owns = self.text.startswith(("'", "’"), person.span.end)
        return not owns and not (behind and behind[0].low.endswith("ing"))

    def _first_person(self, span: Span) -> Mention | None:
        """Return the person of whom something else is told in the same phrase: X in "X of Y"."""
        return next((one for one in self.within(span) if self.text.startswith(" of ", one.span.end)), None)

    def organizations_before(self, place: int) -> Iterator[Mention]:
        """Yield the organizations named before a place, the nearest first, as far as a pronoun reaches."""
        index = bisect_left(self._starts, place)
        for mention in reversed(self.mentions[max(0, index - LOOK_BACK) : index]):
            if mention.type == "organization" and place - mention.span.start <= REACH:
                yield mention

    def in_one_sentence(self, mention: Mention, place: int) -> bool:
        """Tell whether a place stands shortly behind a name, and no sentence ends between."""
        near = place - mention.span.end <= OFFICE_REACH
        return near and SENTENCES.search(self.text[mention.span.end - 1 : place]) is None

    def begins_sentence(self, mention: Mention) -> bool:
        """Tell whether a name is the first of its sentence, but for an article."""
        before = self.text[max(0, mention.span.start - PREPOSITION_REACH) : mention.span.start]
        return SENTENCE_BEGUN.search(before) is not None

    def by(self, writing: Phrase) -> Speaker | None:
        """Return X in "the statement by X"."""
        behind = tokens_of(self.text, writing.span.end, writing.span.end + OFFICE_REACH)
        found = phrase_from(behind, 1) if behind and behind[0].low in ("by", "from") else None
        return self.of_phrase(found[0], None) if found and found[0].is_name else None

    def _owner(self, voice: Phrase) -> Phrase:
        """Return who has a voice: "his mother's voice", "the voice of the pilot"."""
        words = tokens_of(self.text, voice.span.start, voice.span.end)
        owners = [number for number, word in enumerate(words) if word.text.endswith(("'s", "’s"))]
        if owners:
            last = words[owners[-1]]
            return Phrase(Span(voice.span.start, last.end - 2), last.low[:-2], is_name=last.is_capital)
        behind = tokens_of(self.text, voice.span.end, voice.span.end + OFFICE_REACH)
        found = phrase_from(behind, 1) if behind and behind[0].low == "of" else None
        return found[0] if found and not found[0].is_pronoun else voice

    def of_phrase(self, phrase: Phrase, verb: Span | None) -> Speaker:
        """Return whom a phrase that is no pronoun means; of a voice, whose it is."""
        if phrase.head in VOICES:
            phrase = self._owner(phrase)
        mention = self.named_in(phrase.span)
        if mention is not None:
            mention = self._first_person(Span(phrase.span.start, mention.span.start)) or mention
        if mention is None or mention.type != "person":
            mention = self._beside(phrase, verb) or mention
        if mention is not None and (mention.type == "person" or mention.span.end >= phrase.span.end):
            return self.speaker_of(mention)
        words = [word.lower() for word in WORD.findall(self.text, phrase.span.start, phrase.span.end)]
        if words[:1] == ["the"] and len(words) == 2 and self.by_title.get(phrase.head):
            return self.titled(phrase)
        return Speaker(f"{NOUN}{phrase.head}", "", phrase.span, gender_of(words))

    def titled(self, phrase: Phrase) -> Speaker:
        """Return the only person who bears a title, as whom a phrase means it."""
        entity = self.by_title[phrase.head]
        return Speaker(entity, entity, phrase.span, self.genders.get(entity, ""))


def _is_held(head: str, between: str) -> bool:
    """Tell whether an office stands before a name: "the head" and ", ", "Airline" and " president ".

    A comma stands between the office and the name, unless the office begins with a name and has no small words.
    """
    tokens = tokens_of(between, 0, len(between))
    words = [token for token in tokens if token.is_word]
    comma = tokens[-1].text == "," if tokens else False
    if len(tokens) > len(words) + comma or any(not _is_in_office(word) for word in words):
        return False
    small = next((number for number, word in enumerate(words) if word.low in WITHIN_OFFICES), len(words))
    if not comma:
        return 0 < small == len(words) and words[-1].low in HOLDERS
    return words[small - 1].low in HOLDERS if small else head in HOLDERS


def _is_in_office(word: Token) -> bool:
    """Tell whether a word may stand between the first words of an office and the name of who holds it."""
    return word.low in WITHIN_OFFICES or word.is_capital or not (word.low in STOPS or is_verbal(word))


def gender_of(words: Sequence[str]) -> Gender:
    """Return what a title, a kinship or a first name among the words tells."""
    for word in words:
        low = word.lower()
        if low in FEMALE_WORDS or (low in FEMALE_NAMES and word[0].isupper()):
            return "f"
        if low in MALE_WORDS or (low in MALE_NAMES and word[0].isupper()):
            return "m"
    return ""
