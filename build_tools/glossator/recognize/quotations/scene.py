"""What is known of a document's quotations before anybody knows who says them: who is about, and who is spoken to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ...model import Mention, Span
from .calls import kin_called, names_called
from .marks import DASH
from .narration import Act, acts
from .people import NARRATOR, VOICES, People, Speaker
from .phrases import DETERMINERS, Phrase
from .spoken import Spoken, chosen

CONVERSATION = 2_500
"""Code points without a quotation that end a conversation."""
DIALOGUE = 3
"""So many quotations right behind others make a dialogue, and not a report."""
RETURNS, RETURNS_OF = 2, 3
"""So often somebody must speak again right after another, and in one of so many quotations, for a dialogue."""
LATELY = 3
"""Quotations back whose narration still tells who is about."""
OWN_NAME = 6
"""Code points at a quotation's beginning, in which a name must begin that is an answer: "Tom, sir."."""
ASKED = 4
"""Quotations in which a name was asked for, before its answer: "Your name?", "Moor.", "Once more!", "Moor."."""
PIECES = 3
"""Pieces of a quotation that the words for its speaker part."""
SHORT = 40
"""Code points. A quotation that is nothing but a name is no longer."""
NAME_ASKED = re.compile(r"\byour name\b|\bwhat name\?", re.IGNORECASE)
AHEAD = 4
"""Quotations ahead whose speakers may be speaking already."""
AHEAD_REACH = 400
"""Code points between two quotations of one conversation, where one is looked at from the other."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who is named or acts before a quotation, and where."""

    place: int
    speaker: Speaker
    weight: float
    """How likely a pronoun means this one: a sentence's subject rather than an object, an object than an owner."""


SUBJECT, PLAIN, WEAK = 0.8, 0.0, -1.5
"""The weights of a present person: the subject of a sentence, any other, an owner or what hangs on a preposition."""


@dataclass
class Scene:
    """A document's quotations in order, and what each stands among."""

    people: People
    spoken: Sequence[Spoken]
    narrator: str = ""
    """The entity of who says "I" in the narration; empty where nothing tells it."""
    _called: dict[int, frozenset[str]] = field(default_factory=dict)
    _acts: dict[int, list[Act]] = field(default_factory=dict)
    _named: dict[int, Speaker | None] = field(default_factory=dict)
    _asked: dict[int, dict[str, Speaker | None]] = field(default_factory=dict)
    _present: dict[tuple[int, int], list[Present]] = field(default_factory=dict)

    @cached_property
    def is_dialogue(self) -> bool:
        if self.spoken[0].pair.sign == DASH:
            return True
        if self._alternate():
            return True
        turns = sum(spoken.link == "turn" for spoken in self.spoken)
        return turns >= DIALOGUE or 2 * turns >= len(self.spoken) > 1

    def _alternate(self) -> bool:
        """Tell whether verbs of saying name two by turns, from paragraph to paragraph, in much of the document."""
        returns = 0
        for index in range(2, len(self.spoken)):
            first, second, third = (self.named_beside(at) for at in (index - 2, index - 1, index))
            near = all(
                one.link in ("next", "turn") and one.gap <= AHEAD_REACH for one in self.spoken[index - 1 : index + 1]
            )
            if first and second and third and near:
                returns += first.key == third.key != second.key
        return returns >= RETURNS and RETURNS_OF * returns >= len(self.spoken)

    @cached_property
    def is_told(self) -> bool:
        """Tell whether somebody tells it as "I": "I said" stands beside a quotation."""
        cues = (cue for spoken in self.spoken for cue in (spoken.before, spoken.behind) if cue is not None)
        return any(cue.subject is not None and cue.subject.head == "i" for cue in cues)

    @cached_property
    def _starts(self) -> list[int]:
        return [spoken.pair.span.start for spoken in self.spoken]

    def in_quotation(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self.spoken[index].pair.span.end

    def ends_in_question(self, index: int) -> bool:
        inner = self.spoken[index].pair.inner
        return self.people.text[max(inner.start, inner.end - 3) : inner.end].rstrip().endswith("?")

    def called(self, index: int) -> frozenset[str]:
        """Return the keys of those who are spoken to by name, or as kin, in a quotation."""
        if index not in self._called:
            inner, own = self.spoken[index].pair.inner, self.own_name(index)
            names = () if self._answers_by_name(index) else names_called(self.people, inner)
            named = (entity for entity in names if own is None or entity != own.entity)
            self._called[index] = frozenset((*named, *kin_called(self.people, inner)))
        return self._called[index]

    def own_name(self, index: int) -> Mention | None:
        """Return the name that a quotation begins with, if it answers "What is your name?": the speaker's own."""
        inner = self.spoken[index].pair.inner
        first = next(iter(self.people.within(Span(inner.start, inner.start + OWN_NAME))), None)
        if first is None or self.spoken[index].gap > AHEAD_REACH:
            return None
        asked = (self.spoken[at].pair.inner for at in range(max(0, index - ASKED), index))
        text = self.people.text
        return first if any(NAME_ASKED.search(text, max(one.start, one.end - 60), one.end) for one in asked) else None

    def spoken_to(self, index: int) -> dict[str, Speaker | None]:
        """Return who is spoken to before a quotation, in the last one and what it goes on from, by their keys.

        Of those who are called by name, the speakers are told.
        """
        if index not in self._asked:
            self._asked[index] = self._spoken_to(index)
        return self._asked[index]

    def _spoken_to(self, index: int) -> dict[str, Speaker | None]:
        found: dict[str, Speaker | None] = {}
        first = max(0, index - PIECES)
        for at in range(index - 1, first - 1, -1):
            for key in sorted(self.called(at)):
                found.setdefault(key, None)
            for mention in self.people.within(self.spoken[at].pair.inner) if self.called(at) else ():
                if mention.entity in found and found[mention.entity] is None:
                    found[mention.entity] = self.people.speaker_of(mention)
            if self.spoken[at].link != "split":
                break
        return found

    def _answers_by_name(self, index: int) -> bool:
        """Tell whether a quotation is nothing but a name, and answers a question: "Who came?" "Lake."."""
        inner = self.spoken[index].pair.inner
        if not index or len(inner) > SHORT or not self.ends_in_question(index - 1):
            return False
        words = self.people.text[inner.start : inner.end].strip(" .!")
        return any(len(words) <= len(one.span) for one in self.people.within(inner))

    def acts(self, index: int) -> list[Act]:
        """Return who acts in the narration that leads to a quotation, behind the cue of the quotation before."""
        if index not in self._acts:
            spoken = self.spoken[index]
            start = spoken.pair.span.start - spoken.gap if index else 0
            if index:
                start = self._behind_cue(index - 1, start, spoken.pair.span.start)
            done = acts(self.people.text, start, spoken.pair.span.start, self.people.starts)
            self._acts[index] = [act for act in done if self._is_somebody(act)]
        return self._acts[index]

    def acts_beside(self, index: int) -> bool:
        """Tell whether the last sentence before a quotation stands in its paragraph."""
        done = self.acts(index)
        return bool(done) and done[-1].subject.span.start >= self.spoken[index].block

    def _is_somebody(self, act: Act) -> bool:
        """Tell whether a sentence's subject is a person; several words with capitals may be an unknown one's name."""
        subject = act.subject
        if not subject.is_name:
            return True
        mention = self.people.named_in(subject.span)
        if mention is not None:
            return mention.type == "person"
        words = self.people.text[subject.span.start : subject.span.end].split()
        if not act.does or words[0].lower() in DETERMINERS:
            return False
        return len(words) > 1 and not any(word.isupper() and len(word) > 2 for word in words)

    def _behind_cue(self, index: int, start: int, end: int) -> int:
        """Return where the sentence ends that goes on behind a quotation; its end, if a new sentence begins there."""
        text = self.people.text
        behind = self.spoken[index].behind
        while start < end and not text[start].isalnum():
            start += 1
        if start == end or (text[start].isupper() and (behind is None or behind.subject is None)):
            return start
        stop = SENTENCE_END.search(text, start, end)
        return stop.end() if stop else end

    def about(self, index: int) -> list[Speaker]:
        """Return who acts before the quotation that one of a dialogue may answer, the last first."""
        if not (index and self.is_dialogue and self.spoken[index].gap <= AHEAD_REACH):
            return []
        subjects = (act.subject for act in reversed(self.acts(index - 1)) if act.subject.is_name)
        return [self.people.of_phrase(subject, None) for subject in subjects]

    def upcoming(self, index: int) -> list[Speaker]:
        """Return who is named as the speaker of one of the next quotations of a conversation."""
        found = []
        for at in range(index + 1, min(index + 1 + AHEAD, len(self.spoken))):
            if self.spoken[at].gap > AHEAD_REACH:
                break
            speaker = self.named_beside(at)
            if speaker is not None:
                found.append(speaker)
        return found

    def named_beside(self, index: int) -> Speaker | None:
        """Return whom a verb of saying beside a quotation names."""
        if index not in self._named:
            cue = chosen(self.spoken[index])
            subject = cue.subject if cue is not None else None
            named = cue is not None and subject is not None and not (subject.is_pronoun and subject.head != "i")
            found = self.speaker_of(subject, cue.verb) if named and subject is not None and cue is not None else None
            self._named[index] = found
        return self._named[index]

    def speaker_of(self, subject: Phrase, verb: Span | None) -> Speaker:
        """Return whom a subject means that is no pronoun but "I"."""
        if subject.head == "i":
            return self.i(subject)
        return self.people.of_phrase(subject, verb)

    def by_name(self, speaker: Speaker, known: Speaker) -> Speaker:
        """Return a speaker with the words that named him before, if these are a name and the later ones are none."""
        was, now = (one.named and self.people.named_in(one.named) for one in (known, speaker))
        return replace(speaker, named=known.named) if was and not now else speaker

    def i(self, pronoun: Phrase) -> Speaker:
        """Return who tells the story."""
        gender = self.people.genders.get(self.narrator, "")
        return Speaker(self.narrator or NARRATOR, self.narrator, pronoun.span, gender)

    def present(self, index: int, place: int) -> list[Present]:
        """Return who is named or acts outside quotations before a place."""
        if (index, place) not in self._present:
            self._present[index, place] = self._present_before(index, place)
        return self._present[index, place]

    def _present_before(self, index: int, place: int) -> list[Present]:
        lately = range(max(0, index - LATELY), index + 1)
        subjects = {act.subject.span.end: act.subject for at in lately for act in self.acts(at)}
        found = []
        for mention in self.people.before(place):
            if self.in_quotation(mention.span.start):
                continue
            subject = subjects.pop(mention.span.end, None)
            weight = SUBJECT if subject else WEAK if self.people.is_weak(mention) else PLAIN
            found.append(Present(mention.span.start, self.people.speaker_of(mention), weight))
        for subject in subjects.values():
            if not subject.is_pronoun and subject.span.end <= place:
                speaker = self.people.of_phrase(subject, None)
                weight = WEAK if subject.head in VOICES else SUBJECT
                found.append(Present(subject.span.start, speaker, weight))
        return found


SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\b[DM]r)(?<!\bMrs)[.!?;][”\"’']{0,2}(?=\s)")
"""Where the sentence of a cue ends; the titles and initials that names have do not end it."""
