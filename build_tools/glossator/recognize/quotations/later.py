"""What later quotations tell of earlier ones: by what name somebody is called, and who went on two turns on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from .people import Speaker
from .scene import Attribution, Scene

CALLED = 2
"""Times that a speaker without a name is called by one before it is taken for his."""
BY_ADDRESS = 0.5
"""The evidence, at most, of a speaker whose name others tell."""


def name_by_address(scene: Scene) -> None:
    """Name who has spoken only as "I" or "the visitor", by the name that others call him beside it."""
    names = _called_names(scene)
    for index, said in enumerate(scene.said):
        entity = names.get(said.speaker.key) if said.speaker is not None else None
        if entity is not None and said.speaker is not None:
            speaker = replace(said.speaker, key=entity, entity=entity)
            scene.said[index] = replace(said, speaker=speaker, evidence=min(said.evidence, BY_ADDRESS))


def _called_names(scene: Scene) -> Mapping[str, str]:
    votes: dict[str, Counter[str]] = {}
    for index, said in enumerate(scene.said):
        if said.speaker is None or said.speaker.entity:
            continue
        for near in (index - 1, index + 1):
            other = scene.said[near].speaker if 0 <= near < len(scene.said) else None
            if other is not None and other.key != said.speaker.key:
                votes.setdefault(said.speaker.key, Counter()).update(scene.called(near) - {other.key})
    best = {key: count.most_common(1)[0] for key, count in votes.items() if count}
    return {key: entity for key, (entity, times) in best.items() if times >= CALLED}


def from_later(scene: Scene) -> None:
    """Give quotations that nobody was found for to who speaks in the same paragraph, or two turns later."""
    for index in range(len(scene.said) - 3, -1, -1):
        if scene.said[index].speaker is None:
            speaker = _speaker_later(scene, index)
            if speaker is not None and speaker.key not in scene.called(index):
                scene.said[index] = Attribution(speaker, "alternation", 0.35, scene.said[index].cue)


def _speaker_later(scene: Scene, index: int) -> Speaker | None:
    first, second = scene.spoken[index + 1].link, scene.spoken[index + 2].link
    if first in ("split", "same"):
        return scene.said[index + 1].speaker
    return scene.said[index + 2].speaker if first == second == "turn" else None
