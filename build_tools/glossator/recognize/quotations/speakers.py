"""Who says each quotation of a passage after the other: by its cue, by what came before it, by turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ...model import Span
from .cues import Cue
from .marks import Pair
from .people import GENDERED, People, Speaker
from .phrases import Phrase

Link = Literal["start", "split", "same", "turn", "far"]
"""How a quotation stands to the one before: in the same sentence, in the same paragraph, in the next one, far from it."""

ADDRESSED_BEFORE = re.compile(r"[,“”\"‘'«.!?—–-]\s*\Z")
ADDRESSED_BEHIND = re.compile(r"\s*[,.!?;—–”\"’'»]")
MEMORY = 6
"""Speakers that a conversation is likely to come back to."""
CONVERSATION = 2_500
"""Code points without a quotation that end a conversation."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation that is speech, with what stands around it."""

    pair: Pair
    link: Link
    before: Cue | None
    behind: Cue | None
    doer: Phrase | None
    """Who acts in the sentence before it, in its paragraph."""
    gap: int = 0
    """Code points since the quotation before."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation, by which rule, and how sure it is."""

    speaker: Speaker | None
    rule: str
    evidence: float
    cue: Span | None = None


NOBODY = Attribution(None, "none", 0.0)


@dataclass(slots=True)
class Conversation:
    """The quotations so far, while they are gone through in order."""

    people: People
    spoken: Sequence[Spoken]
    said: list[Attribution] = field(default_factory=list)

    def attribute(self) -> list[Attribution]:
        for index in range(len(self.spoken)):
            self.said.append(self._attribute(index))
        for index in range(len(self.said) - 1, -1, -1):
            if self.said[index].speaker is None:
                self.said[index] = self._from_later(index)
        return self.said

    def _attribute(self, index: int) -> Attribution:
        spoken = self.spoken[index]
        previous = self.said[index - 1] if index else NOBODY
        cue = _chosen(spoken)
        if spoken.link == "split" and previous.speaker is not None and (cue is None or cue is spoken.before):
            return replace(previous, rule="continued", evidence=min(previous.evidence, 0.9))
        if cue is not None and cue.subject is not None:
            found = self._by_cue(index, cue, cue.subject)
            if found is not None:
                return found
        if spoken.link == "same" and previous.speaker is not None:
            return self._going_on(index, previous)
        if cue is not None and spoken.link in ("split", "same"):
            return replace(NOBODY, cue=cue.verb)
        guessed = self._by_doer(index) or self._by_turns(index)
        return replace(guessed, cue=cue.verb) if cue is not None else guessed

    def _by_cue(self, index: int, cue: Cue, subject: Phrase) -> Attribution | None:
        if not subject.is_pronoun:
            return Attribution(self.people.of_phrase(subject), cue.rule, cue.evidence, cue.verb)
        speaker, evidence = self._stands_for(index, subject)
        if speaker is None:
            alone = Speaker(f"~{subject.head}", "", subject.span, GENDERED.get(subject.head, ""))
            return Attribution(alone, cue.rule, min(cue.evidence, 0.3), cue.verb)
        named = subject.span if speaker.entity else speaker.named
        return Attribution(replace(speaker, named=named), "pronoun", min(cue.evidence, evidence), cue.verb)

    def _stands_for(self, index: int, pronoun: Phrase) -> tuple[Speaker | None, float]:
        """Return the last person who fits "he" or "she"."""
        gender = GENDERED.get(pronoun.head)
        if gender is None:
            return None, 0.0
        spoken = self.spoken[index]
        avoided = self._addressed(spoken.pair)
        previous = self.said[index - 1].speaker if index and spoken.link == "turn" else None
        candidates = [
            c for c in self._candidates(index, pronoun.span.start) if c.gender in (gender, "") and c.key not in avoided
        ]
        if not candidates:
            return None, 0.0
        others = [c for c in candidates if previous is None or c.key != previous.key]
        chosen = next((c for c in others if c.gender == gender), None) or next(iter(others), candidates[0])
        return chosen, 0.7 if chosen.gender == gender else 0.5

    def _candidates(self, index: int, place: int) -> list[Speaker]:
        """Return who was named outside quotations, or spoke, before a place, the last first."""
        quotations = [self.spoken[at].pair.span for at in range(max(0, index - 40), index + 1)]
        named = [
            (mention.span.start, self.people.speaker_of(mention))
            for mention in self.people.before(place)
            if not any(span.start <= mention.span.start < span.end for span in quotations)
        ]
        spoke = [
            (said.speaker.named.start if said.rule != "continued" else self.spoken[at].pair.span.start, said.speaker)
            for at, said in enumerate(self.said[max(0, index - MEMORY) : index], start=max(0, index - MEMORY))
            if said.speaker is not None and said.speaker.named is not None
        ]
        ordered = sorted((entry for entry in named + spoke if entry[0] < place), key=lambda entry: -entry[0])
        return [speaker for _, speaker in ordered]

    def _addressed(self, pair: Pair) -> set[str]:
        """Return who is spoken to by name in a quotation, set off by commas."""
        text, found = self.people.text, set()
        for mention in self.people.within(pair.inner):
            head, tail = text[max(0, mention.span.start - 3) : mention.span.start], mention.span.end
            if ADDRESSED_BEFORE.search(head) and ADDRESSED_BEHIND.match(text, tail, tail + 4):
                found.add(mention.entity)
        return found

    def _going_on(self, index: int, previous: Attribution) -> Attribution:
        """In the same paragraph the same speaker goes on, unless somebody else acts in between."""
        done = self._by_doer(index)
        if done is not None and previous.speaker is not None and done.speaker != previous.speaker:
            return done
        return replace(previous, rule="continued", evidence=min(previous.evidence, 0.7), cue=None)

    def _by_doer(self, index: int) -> Attribution | None:
        doer = self.spoken[index].doer
        if doer is None:
            return None
        if doer.is_pronoun:
            speaker, evidence = self._stands_for(index, doer)
            if speaker is None:
                return None
            named = doer.span if speaker.entity else speaker.named
            return Attribution(replace(speaker, named=named), "nearby", min(evidence, 0.4))
        mention = self.people.named_in(doer.span)
        if mention is None or mention.type != "person":
            return None
        return Attribution(self.people.speaker_of(mention), "nearby", 0.5)

    def _by_turns(self, index: int) -> Attribution:
        """Two people speak by turns: who spoke before the last, or was spoken to."""
        if self.spoken[index].link != "turn" or index == 0 or self.spoken[index].gap > CONVERSATION:
            return NOBODY
        last = self.said[index - 1].speaker
        avoided = self._addressed(self.spoken[index].pair) | ({last.key} if last else set())
        for said in reversed(self.said[max(0, index - MEMORY) : index - 1]):
            if said.speaker is not None and said.speaker.key not in avoided:
                return Attribution(said.speaker, "alternation", 0.45 if last else 0.3)
        return self._answering(index, avoided)

    def _answering(self, index: int, avoided: set[str]) -> Attribution:
        asked = self._addressed(self.spoken[index - 1].pair) - avoided
        for mention in self.people.within(self.spoken[index - 1].pair.inner):
            if mention.entity in asked:
                return Attribution(self.people.speaker_of(mention), "alternation", 0.35)
        return NOBODY

    def _from_later(self, index: int) -> Attribution:
        """Return who speaks two turns later, where nobody was known before."""
        later = self.spoken[index + 1 : index + 3]
        if len(later) < 2 or any(spoken.link not in ("turn", "split", "same") for spoken in later):
            return self.said[index]
        follows, then = self.said[index + 1], self.said[index + 2]
        own = self._addressed(self.spoken[index].pair)
        if later[0].link in ("split", "same"):
            found = follows.speaker
        else:
            found = then.speaker if later[1].link == "turn" else None
        if found is None or found.key in own:
            return self.said[index]
        return Attribution(found, "alternation", 0.35, self.said[index].cue)


def _chosen(spoken: Spoken) -> Cue | None:
    """Return the better of the two cues."""
    before, behind = spoken.before, spoken.behind
    if before is not None and before.direct and before.verb is not None and before.subject is not None:
        return before
    if behind is not None and behind.subject is not None:
        return behind
    return before or behind
