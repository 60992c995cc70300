"""What is known while a document's quotations are gone through in order: what was said so far, and who is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from ...model import Span
from .cues import Cue
from .marks import Pair
from .people import REACH, People, Speaker

Link = Literal["start", "split", "same", "next", "turn"]
"""How a quotation stands to the one before: in its sentence, its paragraph, a later one, or right behind it."""

MEMORY = 6
"""Speakers that a conversation is likely to come back to."""
DIALOGUE = 3
"""So many quotations right behind others make a dialogue, and not a report."""
CALLED_BEFORE = re.compile(r"[,“”\"‘'«.!?—–-]\s*\Z")
CALLED_BEHIND = re.compile(r"\s{0,3}[,.!?;—–”\"’'»]")
"""What stands around a name by which somebody is called: "No, Tom, I won't.\""""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation that is speech, with what stands around it."""

    pair: Pair
    link: Link
    before: Cue | None
    behind: Cue | None
    floor: int
    """Where the words begin that lead to it: the passage's start, or the end of the quotation before."""
    gap: int = 0
    """Code points since the quotation before."""
    block: int = 0
    """Where its passage begins."""
    flat: bool = False
    """Its passage holds several paragraphs run into one: quotations stand right behind others there."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation, by which rule, and how sure it is."""

    speaker: Speaker | None
    rule: str
    evidence: float
    cue: Span | None = None


NOBODY = Attribution(None, "none", 0.0)


@dataclass
class Scene:
    """A document's quotations in order; `said` grows while they are attributed."""

    people: People
    spoken: Sequence[Spoken]
    said: list[Attribution] = field(default_factory=list)
    _called: dict[int, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def is_dialogue(self) -> bool:
        return sum(spoken.link == "turn" for spoken in self.spoken) >= DIALOGUE

    @cached_property
    def _starts(self) -> list[int]:
        return [spoken.pair.span.start for spoken in self.spoken]

    def in_quotation(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self.spoken[index].pair.span.end

    def called(self, index: int) -> frozenset[str]:
        """Return the entities of those who are spoken to by name in a quotation."""
        if index not in self._called:
            self._called[index] = frozenset(self._calls(self.spoken[index].pair.inner))
        return self._called[index]

    def _calls(self, inner: Span) -> list[str]:
        text = self.people.text
        return [
            mention.entity
            for mention in self.people.within(inner)
            if CALLED_BEFORE.search(text[max(0, mention.span.start - 3) : mention.span.start])
            and CALLED_BEHIND.match(text, mention.span.end, mention.span.end + 4)
        ]

    def candidates(self, index: int, place: int) -> list[Speaker]:
        """Return who spoke, or was named outside quotations, before a place: the last first, the weak ones behind."""
        named: list[tuple[int, Speaker]] = []
        weak: list[tuple[int, Speaker]] = []
        for mention in self.people.before(place):
            if not self.in_quotation(mention.span.start):
                entry = (mention.span.start, self.people.speaker_of(mention))
                (weak if self.people.is_weak(mention) else named).append(entry)
        for at in range(max(0, index - MEMORY), index):
            speaker, span = self.said[at].speaker, self.spoken[at].pair.span
            if speaker is not None and place - span.start <= REACH:
                named.append((span.end, speaker))
        ordered = sorted((entry for entry in named if entry[0] < place), key=lambda entry: -entry[0])
        return [speaker for _, speaker in ordered + weak]
