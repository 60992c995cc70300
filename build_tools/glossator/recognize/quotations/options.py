"""Who could be saying a quotation, each with how well that fits, given who said the ones before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .antecedents import (
    CALLED,
    MOST,
    STRANGER,
    Recent,
    Scored,
    authors,
    named_by,
    noun_means,
    organization_means,
    pronoun_means,
)
from .cues import Cue
from .kin import kin_means
from .people import GENDERED, NOUN, Speaker
from .phrases import Phrase
from .scene import Scene
from .spoken import NOBODY, Attribution

READING = frozenset({"read", "reads"})
SPOKEN_TO = 1.2
"""What a person gains who was spoken to in the quotation before."""
ACTING = 3.0
"""What a person gains who acts right before the quotation, in its paragraph."""
ACTED = 0.5
"""What a person gains who acts at the end of the paragraph before."""
HARDLY_ACTING = -1.0
"""The least score of whom a pronoun may mean that acts there: it acts, whoever it is."""
FURTHER = 0.3
"""What a person loses for each other who spoke later, or will speak before."""
NOBODY_KNOWN = 2.5
"""What it costs to say that nobody is known."""
KNOWN, LIKELY, LOOSE = 0.7, 0.5, 0.45
"""The evidence where the gender is known to fit one person alone, where it may fit, and where a noun stands for a
person."""
BY_ADDRESS = 0.6
"""The evidence of "I said", where others tell who that is."""
INFERRED, GUESSED = 0.4, 0.3
"""The evidence where only the turns tell who speaks: somebody who has spoken, and somebody who has not."""


@dataclass(frozen=True, slots=True)
class Option:
    """A possible speaker; the scores of one quotation are compared with each other, whatever their sum."""

    said: Attribution
    score: float


def cued(scene: Scene, index: int, cue: Cue, recent: Recent) -> list[Option]:
    """Return who may be the subject of a verb of saying beside a quotation."""
    subject = cue.subject
    if subject is None or subject.head == "you":
        return []
    if subject.head == "i":
        return _options([(scene.i(subject), 0.0)], cue, cue.rule, BY_ADDRESS if scene.narrator else LIKELY)
    if subject.head == "it":
        return _of_it(scene, index, cue, subject, recent)
    if subject.is_pronoun:
        return _of_pronoun(scene, index, cue, subject, recent)
    written = authors(scene, index, subject, recent)
    if written:
        return _options(written, cue, cue.rule, LIKELY)
    speaker = scene.people.of_phrase(subject, cue.verb)
    if speaker.entity:
        return _options([(speaker, 0.0)], cue, cue.rule, cue.evidence)
    means = (
        organization_means(scene, subject)
        or kin_means(scene, index, subject, speaker, recent)
        or noun_means(scene, index, subject, speaker, recent)
    )
    named = [(named_by(other, subject), score) for other, score in means if other.entity]
    nouns = [(other, score) for other, score in means if not other.entity]
    return [*_options(nouns, cue, cue.rule, cue.evidence), *_options(named, cue, cue.rule, LOOSE)]


def _of_it(scene: Scene, index: int, cue: Cue, subject: Phrase, recent: Recent) -> list[Option]:
    """Return who is meant by "it": the author of what "reads", else an organization."""
    verb = scene.people.text[cue.verb.start : cue.verb.end].lower() if cue.verb is not None else ""
    means = authors(scene, index, subject, recent) if verb in READING else organization_means(scene, subject)
    return _options(means or [(Speaker(f"{NOUN}it", "", subject.span), 0.0)], cue, cue.rule, LOOSE)


def _of_pronoun(scene: Scene, index: int, cue: Cue, pronoun: Phrase, recent: Recent) -> list[Option]:
    gender = GENDERED.get(pronoun.head, "")
    means = [(named_by(other, pronoun), score) for other, score in pronoun_means(scene, index, pronoun, recent)]
    if not means:
        alone = Speaker(f"{NOUN}{pronoun.head}", "", pronoun.span, gender)
        return _options([(alone, 0.0)], cue, cue.rule, LIKELY)
    known = [(other, score) for other, score in means if other.gender == gender]
    unknown = [(other, score) for other, score in means if other.gender != gender]
    called = scene.called(index)
    single = sum(other.key not in called for other, _ in means) == 1
    return [*_options(known, cue, "pronoun", KNOWN if single else LIKELY), *_options(unknown, cue, "pronoun", LIKELY)]


def _options(scored: Scored, cue: Cue, rule: str, most: float) -> list[Option]:
    """Return options whose evidence is the cue's, and `most` at most."""
    return [Option(Attribution(speaker, rule, min(cue.evidence, most), cue.verb), score) for speaker, score in scored]


def acting(scene: Scene, index: int, recent: Recent) -> list[Option]:
    """Return who acts in the last sentence before a quotation, and so may be the one who speaks."""
    doers = scene.acts(index)
    if not doers or not doers[-1].is_last:
        return []
    subject = doers[-1].subject
    if subject.head == "i":
        return [Option(Attribution(scene.i(subject), "nearby", LOOSE), 0.0)] if scene.is_told else []
    if not subject.is_pronoun:
        return [Option(Attribution(scene.people.of_phrase(subject, None), "nearby", LIKELY), 0.0)]
    means = pronoun_means(scene, index, subject, recent)[:2]
    return [Option(Attribution(named_by(one, subject), "nearby", INFERRED), score) for one, score in means]


def by_turns(scene: Scene, index: int, recent: Recent) -> list[Option]:
    """Return who may say a quotation that no verb introduces: who spoke lately, was spoken to, or acts."""
    asked = scene.spoken_to(index)
    found = _around(scene, index, asked, recent)
    for key in asked.keys() & found.keys():
        found[key] = replace(found[key], score=found[key].score + SPOKEN_TO)
    gain = ACTING if scene.acts_beside(index) else ACTED
    for option in acting(scene, index, recent):
        if option.said.speaker is not None:
            known = found.get(option.said.speaker.key)
            score = max(option.score, HARDLY_ACTING) + gain + (known.score if known else -STRANGER)
            if known is None or score > known.score:
                found[option.said.speaker.key] = Option(option.said, score)
    for key in scene.called(index) & found.keys():
        found[key] = replace(found[key], score=found[key].score - CALLED)
    return [*found.values(), Option(NOBODY, -NOBODY_KNOWN)]


def _around(scene: Scene, index: int, asked: Mapping[str, Speaker | None], recent: Recent) -> dict[str, Option]:
    """Return who spoke lately, who was spoken to, and who will speak soon, by their keys."""
    found: dict[str, Option] = {}
    for rank, (_, speaker) in enumerate(recent[:MOST]):
        score = -STRANGER - FURTHER * rank if rank > 1 else 0.0
        found[speaker.key] = Option(Attribution(speaker, "alternation", INFERRED), score)
    for speaker in (one for one in asked.values() if one is not None):
        said = Attribution(speaker, "alternation", GUESSED)
        found.setdefault(speaker.key, Option(said, -0.5 * STRANGER))
    for later, speaker in enumerate((*scene.upcoming(index), *scene.about(index))):
        said = Attribution(speaker, "alternation", GUESSED)
        found.setdefault(speaker.key, Option(said, -STRANGER - FURTHER * later))
    return found
