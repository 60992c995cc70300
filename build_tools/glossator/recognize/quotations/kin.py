"""Whom "his wife" and "her cousin" mean: who bears that title or name, or has been speaking with the one meant."""

from __future__ import annotations

from .antecedents import OWNERS, RANK, STRANGER, Recent, Scored, pronoun_means
from .people import GENDERED, NOUN, Speaker
from .phrases import Phrase
from .scene import Scene

SPOUSES = frozenset("wife husband lady".split())
KINSHIP = SPOUSES | frozenset(
    """father mother son daughter brother sister uncle aunt nephew niece cousin grandfather grandmother grandson
    granddaughter stepson step-son stepdaughter step-daughter stepfather stepmother""".split()
)
TITLED = frozenset("uncle aunt cousin grandfather grandmother".split())
"""Of these, what kin alone are called: "Father Lake" is a priest."""
PARTNERS = 3
"""Who spoke lately in a conversation, with the one whose kin another is."""
NEAR = 600
"""Code points back in which they must have spoken: in a longer pause, somebody else may have come."""


def kin_means(scene: Scene, index: int, subject: Phrase, speaker: Speaker, recent: Recent) -> Scored:
    """Return whom a noun of kinship may mean, besides somebody who has no name; nobody where nothing tells."""
    people = scene.people
    owner = _owner(scene, index, subject, recent) if subject.head in KINSHIP else None
    if owner is None:
        return []
    if subject.head in SPOUSES:
        spouse = people.spouses.get(owner.entity)
        return [(spouse, 0.0)] if spouse is not None else []
    if subject.head in TITLED and people.by_title.get(subject.head):
        return [(people.titled(subject), 0.0)]
    found = _partners(scene, index, subject, owner, recent)
    fitting = [(other, score) for other, score in found if not speaker.gender or other.gender in (speaker.gender, "")]
    return [(speaker, -STRANGER), *fitting] if fitting else []


def _owner(scene: Scene, index: int, subject: Phrase, recent: Recent) -> Speaker | None:
    """Return whose kin it is: who is named, or called in the quotation, or whom "his" means."""
    people = scene.people
    named = [person for person in people.within(subject.span) if person.span.end < subject.span.end]
    if named:
        return people.speaker_of(named[-1])
    pronoun = OWNERS.get(people.text[subject.span.start : subject.span.end].split()[0].lower())
    if pronoun is None:
        return None
    for key in sorted(scene.called(index)):
        if not key.startswith(NOUN) and people.genders.get(key) == GENDERED[pronoun]:
            return Speaker(key, key, None, GENDERED[pronoun], is_person=True)
    means = pronoun_means(scene, index, Phrase(subject.span, pronoun, is_pronoun=True), recent)
    return max(means, key=lambda scored: scored[1])[0] if means else None


def _partners(scene: Scene, index: int, subject: Phrase, owner: Speaker, recent: Recent) -> Scored:
    """Return who has been speaking with somebody, in a dialogue."""
    near = [other for end, other in recent[:PARTNERS] if subject.span.start - end <= NEAR and other.entity]
    called = scene.called(index)
    if not scene.is_dialogue or owner.key not in (*(other.key for other in near), *called):
        return []
    others = [other for other in near if other.key != owner.key and other.key not in called]
    return [(other, -RANK * rank) for rank, other in enumerate(others)]
