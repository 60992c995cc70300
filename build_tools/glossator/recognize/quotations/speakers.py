"""Who says each quotation, one after the other: by its cue, else by what goes on, else by turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .antecedents import LOOSE, meant_by, stands_for
from .cues import Cue, doer_before
from .later import from_later, name_by_address
from .people import GENDERED, People, Speaker
from .phrases import Phrase
from .scene import MEMORY, NOBODY, Attribution, Scene, Spoken

CONVERSATION = 2_500
"""Code points without a quotation that end a conversation."""
REPORT_GAP = 200
"""Code points between two quotations of one speaker in a report, with the words that name the speaker."""
UNKNOWN = 0.5
"""The evidence, at most, of a pronoun that nobody was found for: the verb is sure, the person is not."""


def attribute(people: People, spoken: Sequence[Spoken]) -> list[Attribution]:
    """Return who says each of a document's quotations."""
    scene = Scene(people, spoken)
    for index in range(len(spoken)):
        scene.said.append(_attribution(scene, index))
    name_by_address(scene)
    from_later(scene)
    return scene.said


def _attribution(scene: Scene, index: int) -> Attribution:
    spoken = scene.spoken[index]
    previous = scene.said[index - 1] if index else NOBODY
    cue = _chosen(spoken)
    if spoken.link == "split" and previous.speaker is not None and not _is_own(scene, index, cue):
        return replace(previous, rule="continued", evidence=min(previous.evidence, 0.9))
    found = _by_cue(scene, index, cue, cue.subject) if cue is not None and cue.subject is not None else None
    if found is None and spoken.link == "same" and previous.speaker is not None:
        found = _by_turns(scene, index) if spoken.flat and _is_answer(scene, index) else _going_on(scene, index)
    if found is None and spoken.link not in ("split", "same"):
        found = _by_doer(scene, index) or _by_turns(scene, index)
    verb = cue.verb if cue is not None else None
    return replace(found or NOBODY, cue=verb) if found is None or found.cue is None else found


def _chosen(spoken: Spoken) -> Cue | None:
    """Return the better of the two cues."""
    before, behind = spoken.before, spoken.behind
    if before is not None and before.direct and before.verb is not None and before.subject is not None:
        return before
    if behind is not None and behind.subject is not None:
        return behind
    return before or behind


def _is_own(scene: Scene, index: int, cue: Cue | None) -> bool:
    """Tell whether a cue is this quotation's own, and not the one behind the quotation before."""
    if cue is None or cue.subject is None:
        return False
    earlier = scene.spoken[index - 1].behind
    return earlier is None or cue.verb != earlier.verb


def _is_answer(scene: Scene, index: int) -> bool:
    """Tell whether the quotation before ends in a question, which somebody else answers."""
    inner = scene.spoken[index - 1].pair.inner
    return scene.people.text[max(inner.start, inner.end - 3) : inner.end].rstrip().endswith("?")


def _by_cue(scene: Scene, index: int, cue: Cue, subject: Phrase) -> Attribution | None:
    if subject.head == "you":
        return None
    if not subject.is_pronoun:
        speaker = scene.people.of_phrase(subject, cue.verb)
        meant = None if speaker.entity else meant_by(scene, index, subject, speaker)
        return Attribution(meant or speaker, cue.rule, min(cue.evidence, LOOSE) if meant else cue.evidence, cue.verb)
    found = stands_for(scene, index, subject)
    if found is None:
        alone = Speaker(f"~{subject.head}", "", subject.span, GENDERED.get(subject.head, ""))
        return Attribution(alone, cue.rule, min(cue.evidence, UNKNOWN), cue.verb)
    return Attribution(_named(found[0], subject), "pronoun", min(cue.evidence, found[1]), cue.verb)


def _named(speaker: Speaker, pronoun: Phrase) -> Speaker:
    """Return a pronoun's person: a noun that no mention knows names more than the pronoun does."""
    return replace(speaker, named=pronoun.span) if speaker.entity else speaker


def _going_on(scene: Scene, index: int) -> Attribution:
    """In the same paragraph the same speaker goes on, unless somebody else acts in between."""
    previous = scene.said[index - 1]
    done = _by_doer(scene, index)
    if done and done.speaker and previous.speaker and done.speaker.key != previous.speaker.key:
        return done
    return replace(previous, rule="continued", evidence=min(previous.evidence, 0.7), cue=None)


def _by_doer(scene: Scene, index: int) -> Attribution | None:
    """Who acts right before a quotation speaks: "X put down the paper." and then what X says."""
    spoken = scene.spoken[index]
    doer = doer_before(scene.people.text, spoken.floor, spoken.pair.span.start)
    if doer is None:
        return None
    if doer.is_pronoun:
        found = stands_for(scene, index, doer)
        return Attribution(_named(found[0], doer), "nearby", min(found[1], 0.4)) if found else None
    mention = scene.people.named_in(doer.span)
    if mention is None or mention.type != "person":
        return None
    return Attribution(scene.people.speaker_of(mention), "nearby", 0.5)


def _by_turns(scene: Scene, index: int) -> Attribution:
    """Two people speak by turns: who spoke before the last, or was spoken to."""
    spoken = scene.spoken[index]
    if spoken.link == "start" or spoken.gap > CONVERSATION:
        return NOBODY
    if spoken.link == "next" and not (scene.is_dialogue or _is_answer(scene, index)):
        return _still_speaking(scene, index)
    last = scene.said[index - 1].speaker
    avoided = scene.called(index) | ({last.key} if last else set())
    for said in reversed(scene.said[max(0, index - MEMORY) : index - 1]):
        if said.speaker is not None and said.speaker.key not in avoided:
            return Attribution(said.speaker, "alternation", 0.45 if last else 0.3)
    return _answering(scene, index, avoided)


def _still_speaking(scene: Scene, index: int) -> Attribution:
    """In a report, what nobody is named for belongs to who was quoted last, if that was shortly before."""
    previous = scene.said[index - 1]
    if previous.speaker is None or scene.spoken[index].gap > REPORT_GAP:
        return NOBODY
    return replace(previous, rule="continued", evidence=min(previous.evidence, 0.4), cue=None)


def _answering(scene: Scene, index: int, avoided: frozenset[str]) -> Attribution:
    """Who was spoken to by name in the quotation before answers."""
    asked = scene.called(index - 1) - avoided
    for mention in scene.people.within(scene.spoken[index - 1].pair.inner):
        if mention.entity in asked:
            return Attribution(scene.people.speaker_of(mention), "alternation", 0.35)
    return NOBODY
