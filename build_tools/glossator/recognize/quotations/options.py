"""Who could be saying a quotation, each with how well that fits, given who said the ones before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .cues import Cue
from .offices import OFFICES, fit
from .people import GENDERED, NARRATOR, NOUN, VOICES, Speaker
from .phrases import Phrase
from .subjects import WRITINGS
from .scene import NOBODY, Attribution, Present, Scene

Recent = Sequence[tuple[int, Speaker]]
"""Who spoke lately, each person once, the last first, with where the quotation ended."""

OWNERS = {"his": "he", "her": "she"}
NOUN_ALONE = -0.8
"""What a pronoun's noun loses that is the subject of no sentence nearby."""
MOST = 6
"""Persons who are weighed for a pronoun or a quotation that nothing introduces."""
OFFICE_ALONE = -0.5
"""What it costs that the holder of an office is nobody who is named."""
RANK = 0.6
"""What a person loses for each other who was named or spoke later."""
SPOKE = 0.5
"""What a person gains who has spoken lately."""
UNKNOWN_GENDER = 0.7
"""What a person loses who is not known to be a man or a woman, as the pronoun says."""
CALLED = 5.0
"""What a person loses who is spoken to in the quotation: hardly anybody calls himself."""
SPOKEN_TO = 1.2
"""What a person gains who was spoken to in the quotation before."""
ACTING = 3.0
"""What a person gains who acts right before the quotation."""
STRANGER = 1.0
"""What a person loses in a conversation who is not the one who spoke before the last."""
NOBODY_KNOWN = 2.5
"""What it costs to say that nobody is known."""
KNOWN, LIKELY, LOOSE = 0.7, 0.5, 0.45
"""The evidence where the gender is known to fit, where it may fit, and where a noun stands for a person."""
BY_ADDRESS = 0.6
"""The evidence of "I said", where others tell who that is."""
HEARD = frozenset(f"{NOUN}{noun}" for noun in VOICES)
RARELY_MEANT = 2.0
"""What somebody loses of whom only a voice is told."""
INFERRED, GUESSED = 0.4, 0.3
"""The evidence, at most, where only the turns tell who speaks: with the last speaker known, and without."""


@dataclass(frozen=True, slots=True)
class Option:
    """A possible speaker; the scores of one quotation are compared with each other, whatever their sum."""

    said: Attribution
    score: float


def pronoun_options(scene: Scene, index: int, pronoun: Phrase, recent: Recent) -> list[tuple[Speaker, float]]:
    """Return whom "he" or "she" may mean at a quotation, with scores."""
    gender = GENDERED.get(pronoun.head)
    if gender is None:
        return []
    called = scene.called(index)
    found = []
    for rank, (speaker, weight) in enumerate(_about(scene, index, pronoun.span.start, recent)):
        if speaker.gender in (gender, "") and speaker.key not in (NARRATOR, scene.narrator):
            score = weight - RANK * rank
            score -= UNKNOWN_GENDER if not speaker.gender else 0.0
            score -= RARELY_MEANT if speaker.key in HEARD else 0.0
            score -= CALLED if speaker.key in called else 0.0
            found.append((speaker, score))
    if not any(speaker.is_person or speaker.gender for speaker, _ in found):
        nouns = scene.people.nouns_before(pronoun.span.start, gender)
        found += [(speaker, NOUN_ALONE - RANK * rank) for rank, speaker in enumerate(nouns[:2])]
    return found[:MOST]


def _about(scene: Scene, index: int, place: int, recent: Recent) -> list[tuple[Speaker, float]]:
    """Return who is named before a place or spoke lately, each once, the last first."""
    spoke = (Present(end, speaker, 0.0 if scene.is_dialogue else SPOKE) for end, speaker in recent)
    present = sorted((*scene.present(index, place), *spoke), key=lambda entry: -entry.place)
    found: dict[str, tuple[Speaker, float]] = {}
    for entry in present:
        if entry.place >= place:
            continue
        known = found.get(entry.speaker.key)
        if known is None:
            found[entry.speaker.key] = (entry.speaker, entry.weight)
        elif entry.weight > known[1]:
            found[entry.speaker.key] = (known[0], entry.weight)
    return list(found.values())


def noun_options(scene: Scene, index: int, subject: Phrase, speaker: Speaker, recent: Recent) -> list[tuple[Speaker, float]]:
    """Return whom "the lady" or "his wife" may mean: who is called so already, or a named person who fits."""
    words = scene.people.text[subject.span.start : subject.span.end].split()
    owner = words[0].lower()
    found = [(speaker, 0.0)]
    if owner == "the" and subject.head in OFFICES:
        return [(speaker, OFFICE_ALONE), *_holders(scene, index, subject, recent)]
    if not speaker.gender or owner not in ("the", "his", "her") or len(words) > 3:
        return found
    about = _about(scene, index, subject.span.start, recent)
    if any(other.key == speaker.key for other, _ in about):
        return found
    if owner == "the" and scene.people.is_introduced(subject):
        return found
    called = scene.called(index)
    same = [(other, weight) for other, weight in about if other.entity and other.gender == speaker.gender]
    if owner != "the":
        same = same[1:] if _owns(owner, speaker) else same
    for rank, (other, weight) in enumerate(same[:MOST]):
        score = weight - RANK * rank - (CALLED if other.key in called else 0.0)
        found.append((replace(other, named=subject.span), score))
    return found


def _holders(scene: Scene, index: int, subject: Phrase, recent: Recent) -> list[tuple[Speaker, float]]:
    """Return who may hold the office that a phrase names; in a dialogue only who is said to."""
    words = scene.people.text[subject.span.start : subject.span.end].lower().split()
    if scene.people.text.startswith((" of ", " for ", " at "), subject.span.end):
        return []
    found: list[tuple[Speaker, float]] = []
    for rank, (other, weight) in enumerate(_about(scene, index, subject.span.start, recent)[:MOST]):
        fits = fit(scene.people.offices[other.entity], subject.head, frozenset(words[:-1])) if other.is_person else None
        if fits is not None and (fits > 0 or not scene.is_dialogue):
            found.append((replace(other, named=subject.span), fits + weight - RANK * rank))
    return found


def _owns(owner: str, speaker: Speaker) -> bool:
    """Tell whether the owner has the gender of whom he owns: "her mother" is not the woman whose mother she is."""
    return {"his": "m", "her": "f"}[owner] == speaker.gender


def cued(scene: Scene, index: int, cue: Cue, recent: Recent) -> list[Option]:
    """Return who may be the subject of a verb of saying beside a quotation."""
    subject = cue.subject
    if subject is None or subject.head == "you":
        return []
    if subject.head in WRITINGS:
        written = _authors(scene, index, subject, recent)
        if written:
            return [Option(Attribution(one, cue.rule, min(cue.evidence, LIKELY), cue.verb), score) for one, score in written]
    if not subject.is_pronoun:
        speaker = scene.people.of_phrase(subject, cue.verb)
        if speaker.entity:
            return [Option(Attribution(speaker, cue.rule, cue.evidence, cue.verb), 0.0)]
        options = noun_options(scene, index, subject, speaker, recent)
        return [
            Option(Attribution(other, cue.rule, min(cue.evidence, LOOSE) if other.entity else cue.evidence, cue.verb), score)
            for other, score in options
        ]
    if subject.head == "i":
        evidence = BY_ADDRESS if scene.narrator else LIKELY
        return [Option(Attribution(scene.i(subject), cue.rule, min(cue.evidence, evidence), cue.verb), 0.0)]
    gender = GENDERED.get(subject.head, "")
    options = pronoun_options(scene, index, subject, recent)
    if not options:
        alone = Speaker(f"{NOUN}{subject.head}", "", subject.span, gender)
        return [Option(Attribution(alone, cue.rule, min(cue.evidence, LIKELY), cue.verb), 0.0)]
    return [
        Option(
            Attribution(
                _named(other, subject), "pronoun", min(cue.evidence, KNOWN if other.gender == gender else LIKELY), cue.verb
            ),
            score,
        )
        for other, score in options
    ]


def _authors(scene: Scene, index: int, writing: Phrase, recent: Recent) -> list[tuple[Speaker, float]]:
    """Return whose message it is that "reads": its owner, else who acts in the sentence before."""
    owner = scene.people.text[writing.span.start : writing.span.end].split()[0].lower()
    if owner in OWNERS:
        return pronoun_options(scene, index, Phrase(writing.span, OWNERS[owner], is_pronoun=True), recent)
    owners = [person for person in scene.people.within(writing.span) if person.span.end < writing.span.end]
    if owners:
        return [(scene.people.speaker_of(owners[-1]), 0.0)]
    doers = [act.subject for act in scene.acts(index) if act.subject.is_name and act.subject.span.end <= writing.span.start]
    return [(scene.people.of_phrase(doers[-1], None), 0.0)] if doers else []


def _named(speaker: Speaker, pronoun: Phrase) -> Speaker:
    """Return a pronoun's person: the words that it stands for tell more than the pronoun does."""
    return speaker if speaker.named is not None else replace(speaker, named=pronoun.span)


def acting(scene: Scene, index: int, recent: Recent) -> list[Option]:
    """Return who acts in the last sentence before a quotation, and so may be the one who speaks."""
    doers = scene.acts(index)
    if not doers or not doers[-1].is_last:
        return []
    subject = doers[-1].subject
    if subject.is_pronoun:
        if subject.head == "i":
            return [Option(Attribution(scene.i(subject), "nearby", LOOSE), 0.0)]
        options = pronoun_options(scene, index, subject, recent)
        return [Option(Attribution(_named(other, subject), "nearby", INFERRED), score) for other, score in options[:2]]
    speaker = scene.people.of_phrase(subject, None)
    return [Option(Attribution(speaker, "nearby", LIKELY), 0.0)]


def by_turns(scene: Scene, index: int, recent: Recent) -> list[Option]:
    """Return who may say a quotation that no verb introduces: who spoke lately, was spoken to, or acts."""
    called = scene.called(index)
    asked = scene.called(index - 1) if index else frozenset()
    found: dict[str, Option] = {}
    for rank, (_, speaker) in enumerate(recent[:MOST]):
        score = -STRANGER - 0.3 * rank if rank > 1 else 0.0
        said = Attribution(speaker, "alternation", INFERRED)
        found[speaker.key] = Option(said, score)
    if index:
        for mention in scene.people.within(scene.spoken[index - 1].pair.inner):
            if mention.entity in asked and mention.entity not in found:
                said = Attribution(scene.people.speaker_of(mention), "alternation", GUESSED)
                found[mention.entity] = Option(said, -0.5 * STRANGER)
    for later, speaker in enumerate(scene.upcoming(index)):
        said = Attribution(speaker, "alternation", GUESSED)
        found.setdefault(speaker.key, Option(said, -STRANGER - 0.3 * later))
    for key in asked & found.keys():
        found[key] = replace(found[key], score=found[key].score + SPOKEN_TO)
    for option in acting(scene, index, recent):
        if option.said.speaker is not None:
            known = found.get(option.said.speaker.key)
            score = max(option.score, -1.0) + ACTING + (known.score if known else -STRANGER)
            if known is None or score > known.score:
                found[option.said.speaker.key] = Option(option.said, score)
    for key in called & found.keys():
        found[key] = replace(found[key], score=found[key].score - CALLED)
    return [*found.values(), Option(NOBODY, -NOBODY_KNOWN)]
