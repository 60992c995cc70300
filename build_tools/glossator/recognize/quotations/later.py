"""What others call somebody tells the name of who speaks only as "I" or "the visitor"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from .antecedents import HEARD
from .people import NARRATOR, NOUN, Speaker
from .phrases import is_plural
from .scene import AHEAD_REACH, CONVERSATION, Scene
from .spoken import Attribution

Named = tuple[int, str]
"""A conversation, and in it a speaker or a name."""
CALLED = 2
"""Times that others call who tells the story by one name before it is taken for his."""
GUESSED = frozenset({"alternation", "nearby"})
"""Rules by which nothing beside a quotation tells its speaker: what others call whoever says it proves little."""
OWN = 5
"""What one's own word counts, against that of others."""
BY_ADDRESS = 0.5
"""The evidence, at most, of a speaker whose name others tell."""
INTRODUCING = re.compile(
    r"(?:[“”\"‘'«.,;:!?—–]\s{0,2}|\b(?i:and|but)\s)(?i:my name(?: is|['’]s)|i am|i['’]m|call me)\s\Z"
)
"""What stands before a speaker's own name: the beginning of a clause."""
INTRODUCTION = 18
"""Code points that it takes."""
OPENING = 2
"""Code points of a mark that opens a quotation, with a blank."""


class Call(NamedTuple):
    """A quotation in which somebody is called by name."""

    speaker: str
    """The key of who says it."""
    names: Sequence[str]
    """The entities of whom it calls."""


def narrator_of(scene: Scene) -> str:
    """Return the entity of "I" in "I said": whom others call right before and behind; empty if they disagree."""
    said = [scene.named_beside(index) for index in range(len(scene.spoken))]
    votes: Counter[str] = Counter()
    for index, speaker in enumerate(said):
        if speaker is None or speaker.key != NARRATOR:
            continue
        votes.update(_introduced(scene, index))
        for near in (index - 1, index + 1):
            if 0 <= near < len(said) and _answers(scene, index, near):
                other = said[near]
                votes.update(_names_in(scene, near, other.key if other is not None else ""))
    best = votes.most_common(2)
    certain = best and best[0][1] >= CALLED and (len(best) == 1 or best[0][1] > best[1][1])
    return best[0][0] if certain else ""


def _answers(scene: Scene, index: int, near: int) -> bool:
    """Tell whether two quotations stand right beside each other, and somebody else than "I" says the other."""
    other = scene.named_beside(near)
    between = scene.spoken[max(index, near)]
    return (other is None or other.key != NARRATOR) and between.link != "split" and between.gap <= AHEAD_REACH


def _introduced(scene: Scene, index: int) -> Iterator[str]:
    """Yield whom a quotation's speaker says to be, as often as it counts."""
    inner = scene.spoken[index].pair.inner
    own = scene.own_name(index)
    if own is not None:
        yield from [own.entity] * OWN
    text = scene.people.text
    for mention in scene.people.within(inner):
        start, end = mention.span.start, mention.span.end
        begun = max(0, inner.start - OPENING, start - INTRODUCTION)
        if INTRODUCING.search(text, begun, start) and not text.startswith(("'s", "’s"), end):
            yield from [mention.entity] * OWN


def name_by_address(scene: Scene, said: Sequence[Attribution]) -> list[Attribution]:
    """Name who has spoken only as "I" or "the visitor", by the name that others call him beside it.

    The name holds in that conversation alone: in another, "the visitor" may be another.
    """
    parts = _conversations(scene)
    names = _called_names(scene, said, parts)
    return [_with_name(one, part, names) for one, part in zip(said, parts, strict=True)]


def _conversations(scene: Scene) -> list[int]:
    """Return the number of the conversation that each quotation belongs to."""
    return list(accumulate(spoken.gap > CONVERSATION for spoken in scene.spoken))


def _with_name(said: Attribution, part: int, names: Mapping[Named, str]) -> Attribution:
    entity = names.get((part, said.speaker.key)) if said.speaker is not None else None
    if entity is None or said.speaker is None:
        return said
    return replace(said, speaker=replace(said.speaker, entity=entity), evidence=min(said.evidence, BY_ADDRESS))


def _called_names(scene: Scene, said: Sequence[Attribution], parts: Sequence[int]) -> Mapping[Named, str]:
    """Return the entity of each speaker without a name whom others call by one; each name is one speaker's."""
    votes = _votes(scene, said, parts)
    most: dict[Named, tuple[int, str]] = {}
    for (part, key), count in votes.items():
        for entity, times in count.most_common(1):
            most[part, entity] = max(most.get((part, entity), (0, "")), (times, key))
    return {(part, key): entity for (part, entity), (_, key) in most.items()}


def _votes(scene: Scene, said: Sequence[Attribution], parts: Sequence[int]) -> Mapping[Named, Counter[str]]:
    """Return by each speaker without a name what others call him, and he himself, as often as it counts."""
    own: dict[Named, list[str]] = {}
    calls: dict[Named, dict[int, Call]] = {}
    genders: dict[Named, str] = {}
    for index, one in enumerate(said):
        if one.speaker is not None and _may_be_named(scene, one.speaker):
            key = parts[index], one.speaker.key
            genders[key] = one.speaker.gender
            own.setdefault(key, []).extend(_introduced(scene, index))
            calls.setdefault(key, {}).update(_calls(scene, said, index))
    return {key: _counted(scene, own[key], calls[key].values(), gender) for key, gender in genders.items()}


def _calls(scene: Scene, said: Sequence[Attribution], index: int) -> Iterator[tuple[int, Call]]:
    """Yield whom others call right before and behind a quotation, if words beside it tell who says it."""
    for near in (index - 1, index + 1) if said[index].rule not in GUESSED else ():
        here, other = said[index].speaker, said[near].speaker if 0 <= near < len(said) else None
        beside = other is not None and scene.spoken[max(index, near)].gap <= AHEAD_REACH
        if here is not None and other is not None and beside and other.key != here.key:
            yield near, Call(other.key, _names_in(scene, near, other.key))


def _counted(scene: Scene, own: Sequence[str], calls: Collection[Call], gender: str) -> Counter[str]:
    """Return how often each name speaks for somebody, but for those who speak with him, or are of the other gender."""
    others = frozenset(call.speaker for call in calls)
    names = (*own, *(name for call in calls for name in call.names))
    known = scene.people.genders
    return Counter(name for name in names if name not in others and (not gender or known.get(name, "") in ("", gender)))


def _may_be_named(scene: Scene, speaker: Speaker) -> bool:
    """Tell whether a speaker is one person without a name, and the same wherever the noun stands: no "her mother"."""
    noun = speaker.key.removeprefix(NOUN)
    if speaker.entity or speaker.key in HEARD or noun in ("they", "we") or is_plural(noun):
        return False
    start = speaker.named.start if speaker.named is not None else 0
    return scene.people.text[start : start + 4].lower() not in ("his ", "her ")


def _names_in(scene: Scene, index: int, speaker: str) -> list[str]:
    """Return the entities of those whom a quotation calls by name, but for its speaker; sorted, as builds repeat."""
    return sorted(key for key in scene.called(index) if not key.startswith(NOUN) and key != speaker)
