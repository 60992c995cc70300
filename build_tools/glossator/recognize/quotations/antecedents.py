"""Whom words mean that are no name: a pronoun, "the lady", an office, a message that "reads"; each with a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from .genders import BODIES
from .offices import OFFICES, fit
from .people import GENDERED, NARRATOR, NOUN, VOICES, Speaker, gender_of
from .phrases import Phrase, Token, first_sentence, tokens_of
from .scene import Present, Scene
from .subjects import WRITING, WRITINGS, sender_in

Recent = Sequence[tuple[int, Speaker]]
"""Who spoke lately, each person once, the last first, with where the quotation ended."""
Scored = list[tuple[Speaker, float]]

MOST = 6
"""Persons who are weighed for a pronoun or a quotation that nothing introduces."""
RANK = 0.6
"""What a person loses for each other who was named or spoke later."""
SPOKE = 0.5
"""What a person gains in a report who has spoken lately."""
UNKNOWN_GENDER = 0.7
"""What a person loses who is not known to be a man or a woman, as the pronoun says."""
STRANGER = 1.0
"""What a person loses in a conversation who is not the one who spoke before the last."""
CALLED = 5.0
"""What a person loses who is spoken to in the quotation: hardly anybody calls himself."""
RARELY_MEANT = 2.0
"""What somebody loses of whom only a voice is told."""
NOUN_ALONE = -0.8
"""The score of somebody whom a noun names that is the subject of no sentence nearby."""
OFFICE_ALONE = -0.5
"""The score of the holder of an office who is nobody that is named."""
BODY_REACH = 400
"""Code points after which "the company" need not be the last one that was a sentence's subject."""
LONGEST_NOUN = 3
"""Words: "the young man". Who is described with more is somebody new."""
SENTENCE = 300
"""Code points of a sentence behind its subject in which a verb of writing stands."""
OWNERS = {"his": "he", "her": "she"}
HEARD = frozenset(f"{NOUN}{noun}" for noun in VOICES)


def pronoun_means(scene: Scene, index: int, pronoun: Phrase, recent: Recent) -> Scored:
    """Return whom "he" or "she" may mean at a quotation."""
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


def _about(scene: Scene, index: int, place: int, recent: Recent) -> Scored:
    """Return who is named before a place or spoke lately, each once, the last first."""
    spoke = (Present(end, speaker, 0.0 if scene.is_dialogue else SPOKE) for end, speaker in recent)
    present = sorted((*scene.present(index, place), *spoke), key=lambda entry: -entry.place)
    found: dict[str, tuple[Speaker, float]] = {}
    for entry in present:
        if entry.place < place:
            speaker, weight = found.get(entry.speaker.key, (entry.speaker, entry.weight))
            found[entry.speaker.key] = (speaker, max(weight, entry.weight))
    return list(found.values())


def noun_means(scene: Scene, index: int, subject: Phrase, speaker: Speaker, recent: Recent) -> Scored:
    """Return whom "the lady" may mean: who is called so already, or a named person who fits.

    "His wife" and "a lady" are nobody else: that she is a person who is named elsewhere would be a guess.
    """
    words = scene.people.text[subject.span.start : subject.span.end].split()
    alone = (speaker, 0.0)
    if words[0].lower() != "the":
        return [alone]
    if subject.head in OFFICES:
        return [(speaker, OFFICE_ALONE), *_holders(scene, index, subject, recent)]
    if not speaker.gender or len(words) > LONGEST_NOUN or scene.people.nouns.introduce(subject):
        return [alone]
    about = _about(scene, index, subject.span.start, recent)
    if any(other.key == speaker.key for other, _ in about):
        return [alone]
    fitting = [(other, weight) for other, weight in about if other.entity and other.gender == speaker.gender]
    called = scene.called(index)
    return [alone, *(_lowered(other, weight, rank, called) for rank, (other, weight) in enumerate(fitting[:MOST]))]


def _lowered(speaker: Speaker, weight: float, rank: int, called: frozenset[str]) -> tuple[Speaker, float]:
    return speaker, weight - RANK * rank - (CALLED if speaker.key in called else 0.0)


def _holders(scene: Scene, index: int, subject: Phrase, recent: Recent) -> Scored:
    """Return who holds the office that a phrase names, as far as the document tells."""
    text = scene.people.text
    if text.startswith((" of ", " for ", " at "), subject.span.end):
        return []
    modifiers = frozenset(text[subject.span.start : subject.span.end].lower().split()[:-1])
    gender = gender_of([subject.head])
    found: Scored = []
    for rank, (other, weight) in enumerate(_about(scene, index, subject.span.start, recent)[:MOST]):
        may = other.is_person and (not gender or other.gender in (gender, ""))
        fits = fit(scene.people.offices[other.entity], subject.head, modifiers) if may else None
        if fits is not None:
            found.append((other, fits + weight - RANK * rank))
    return found


def organization_means(scene: Scene, subject: Phrase) -> Scored:
    """Return which organization "the ministry" or "it" means: one whose name says so, else the last subject."""
    people, place = scene.people, subject.span.start
    if subject.head not in (*BODIES, "it") or not people.text[place : place + 4].lower().startswith(("the ", "it")):
        return []
    told = frozenset(people.text[place : subject.span.end].lower().split()) - {"the", "it"}
    for mention in people.organizations_before(place):
        if subject.head != "it" and told <= set(people.text[mention.span.start : mention.span.end].lower().split()):
            return [(people.speaker_of(mention), 0.0)]
    if len(told) > 1:
        return []
    before = list(people.organizations_before(place))
    beside = before[0] if before and subject.head != "it" and people.in_one_sentence(before[0], place) else None
    last = beside or next((mention for mention in before if people.begins_sentence(mention)), None)
    near = last is not None and place - last.span.start <= BODY_REACH and not scene.in_quotation(last.span.start)
    return [(people.speaker_of(last), 0.0)] if last is not None and near else []


def authors(scene: Scene, index: int, writing: Phrase, recent: Recent) -> Scored:
    """Return whose message it is that "reads": its owner's, else whose who acts in the sentence before."""
    people = scene.people
    if writing.head not in (*WRITINGS, "it"):
        return []
    by = people.by(writing)
    if by is not None:
        return [(by, 0.0)]
    owner = people.text[writing.span.start : writing.span.end].split()[0].lower()
    if owner in OWNERS:
        return pronoun_means(scene, index, Phrase(writing.span, OWNERS[owner], is_pronoun=True), recent)
    owners = [person for person in people.within(writing.span) if person.span.end < writing.span.end]
    if owners:
        return [(people.speaker_of(owners[-1]), 0.0)]
    for act in reversed(scene.acts(index)):
        if act.subject.span.end <= writing.span.start:
            sentence = _sentence_of(people.text, act.subject, writing.span.start)
            sender = sender_in(sentence)
            if sender is not None:
                return [] if sender.is_pronoun else [(people.of_phrase(sender, None), 0.0)]
            if act.subject.is_name and _writes(sentence):
                return [(people.of_phrase(act.subject, None), 0.0)]
    return []


def _writes(sentence: Sequence[Token]) -> bool:
    """Tell whether the subject of a sentence wrote or sent something, and not who is told of in a clause."""
    main = takewhile(lambda token: token.low not in ("that", "which"), sentence)
    return any(token.low.startswith(WRITING) for token in main)


def _sentence_of(text: str, subject: Phrase, end: int) -> Sequence[Token]:
    """Return the rest of a subject's sentence, as far as a place."""
    return first_sentence(tokens_of(text, subject.span.end, min(end, subject.span.end + SENTENCE)))


def named_by(speaker: Speaker, words: Phrase) -> Speaker:
    """Return a speaker with the words that name him: his name where a pronoun stands for it, else these words."""
    return speaker if words.is_pronoun and speaker.named is not None else replace(speaker, named=words.span)
