"""Whom words mean that are no name: a pronoun the last person who fits, "the minister" the last who may be one."""

from __future__ import annotations

from .people import GENDERED, Speaker
from .phrases import Phrase
from .scene import Scene

OWNED = {"his": "m", "her": "f"}
KNOWN, LIKELY, LOOSE = 0.7, 0.5, 0.45
"""The evidence where the gender is known to fit, where it may fit, and where a noun stands for a person."""


def stands_for(scene: Scene, index: int, pronoun: Phrase) -> tuple[Speaker, float] | None:
    """Return whom "he" or "she" means beside a quotation, and how sure that is.

    In a dialogue somebody answers: right behind another quotation it is not its speaker, if another fits.
    """
    gender = GENDERED.get(pronoun.head)
    if gender is None:
        return None
    avoided = scene.called(index)
    fitting = [
        candidate
        for candidate in scene.candidates(index, pronoun.span.start)
        if candidate.gender in (gender, "") and candidate.key not in avoided
    ]
    if not fitting:
        return None
    before = _answered(scene, index)
    others = [candidate for candidate in fitting if candidate.key != before] or fitting[:1]
    chosen = next((candidate for candidate in others if candidate.gender == gender), others[0])
    return chosen, KNOWN if chosen.gender == gender else LIKELY


def _answered(scene: Scene, index: int) -> str:
    """Return who said the quotation that another stands right behind."""
    speaker = scene.said[index - 1].speaker if index and scene.spoken[index].link == "turn" else None
    return speaker.key if speaker else ""


def meant_by(scene: Scene, index: int, subject: Phrase, speaker: Speaker) -> Speaker | None:
    """Return the person whom "the lady" or "his wife" means: the last one who is known to fit.

    "Her mother" is not the woman whose mother she is, so the first who fits is passed over there.
    """
    owner = scene.people.text[subject.span.start : subject.span.end].split()[0].lower()
    if not speaker.gender or owner not in ("the", *OWNED):
        return None
    avoided = scene.called(index) | {_answered(scene, index)}
    fitting = [
        candidate
        for candidate in scene.candidates(index, subject.span.start)
        if candidate.gender == speaker.gender and candidate.entity
    ]
    if OWNED.get(owner) == speaker.gender and fitting:
        avoided |= {fitting[0].key}
    found = next((candidate for candidate in fitting if candidate.key not in avoided), None)
    return found and Speaker(found.key, found.entity, subject.span, found.gender)
