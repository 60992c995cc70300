"""The likeliest speakers of all quotations together: a later verb of saying mends earlier guesses.

Each quotation has its possible speakers, whose scores tell how well each fits; and from one quotation to the next, it
is more or less likely that the same person goes on. Of all ways through, the few best are kept (a beam search, after
Lowerre's HARPY, 1976); two that agree in the last speakers are one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .cues import Cue
from .options import Option, by_turns, cued
from .people import Speaker
from .scene import CONVERSATION, Scene
from .spoken import NOBODY, Attribution, chosen

WIDTH = 6
"""Ways that are kept. Two people by turns and a third need no more."""
MEMORY = 5
"""Persons that a conversation is likely to come back to."""
REPORT_GAP = 200
"""Code points between two quotations of one speaker in a report, with the words that name the speaker."""
NEVER, RARELY, UNLIKELY, SLIGHTLY = 4.0, 1.5, 0.7, 0.3
"""What it costs that one goes on where another speaks as a rule, or the other way round: from a rule that hardly has an
exception to what only tips the scales. A wrong guess at a pronoun (`RANK`) costs about as much as what is unlikely."""
GOING_ON, FAR = 0.7, 0.45
"""The evidence, at most, where the last speaker goes on without a verb: in the same paragraph, where nobody acts
between, and anywhere else."""
ANSWERING = ("answer", "repl", "return", "rejoin", "retort", "respond")
ADDING = ("adde", "addi", "adds", "continu", "go", "went", "resum", "proceed", "repeat", "pursu", "conclud")
"""By their beginnings, verbs that tell that somebody else speaks now, or the same."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the quotations so far, from its last one back."""

    said: Attribution
    before: Way | None
    score: float
    recent: tuple[tuple[int, Speaker], ...]
    """Who spoke lately, each once, the last first, with where that was."""
    last: str = ""
    """The key of the last speaker who is known."""


START = Way(NOBODY, None, 0.0, ())


def likeliest(scene: Scene) -> list[Attribution]:
    """Return who says each quotation on the best way through them all."""
    ways = [START]
    for index in range(len(scene.spoken)):
        ways = _best(way for before in ways for way in _onward(scene, index, before))
    found = []
    way: Way | None = ways[0]
    while way is not None and way.before is not None:
        found.append(way.said)
        way = way.before
    return found[::-1]


def _best(ways: Iterable[Way]) -> list[Way]:
    found: dict[tuple[str, ...], Way] = {}
    for way in ways:
        key = (way.last, *(speaker.key for _, speaker in way.recent[:3]))
        if key not in found or way.score > found[key].score:
            found[key] = way
    best = sorted(found.values(), key=lambda way: -way.score)[:WIDTH]
    top = best[0].score
    return [replace(way, score=way.score - top) for way in best]


def _onward(scene: Scene, index: int, before: Way) -> list[Way]:
    spoken = scene.spoken[index]
    recent = before.recent if spoken.gap <= CONVERSATION else ()
    cue = chosen(spoken)
    options: list[Option] = []
    own = cue is not None and not (spoken.link == "split" and index and not _is_own(scene, index, cue))
    if cue is not None and own:
        options = cued(scene, index, cue, recent)
    verb = cue.verb if cue is not None else None
    if options:
        return [
            _way(scene, index, before, option, _move(scene, index, before, option, cued=True)) for option in options
        ]
    found = []
    for option in by_turns(scene, index, recent):
        option = _as_continued(before, option, near=_goes_on(scene, index))
        said = option.said if option.said.cue else replace(option.said, cue=verb)
        score = _move(scene, index, before, option, cued=False)
        found.append(_way(scene, index, before, replace(option, said=said), score))
    return found


def _goes_on(scene: Scene, index: int) -> bool:
    """Tell whether a quotation stands in the paragraph of the one before, close to it, and nobody acts between."""
    spoken = scene.spoken[index]
    return spoken.link in ("split", "same") and spoken.gap <= REPORT_GAP and not scene.acts(index)


def _as_continued(before: Way, option: Option, *, near: bool) -> Option:
    """Return an option in which the last speaker goes on as such."""
    speaker, last = option.said.speaker, before.said.speaker
    if speaker is None or last is None or speaker.key != last.key or option.said.rule == "nearby":
        return option
    said = replace(
        before.said, rule="continued", evidence=min(before.said.evidence, GOING_ON if near else FAR), cue=None
    )
    return replace(option, said=said)


def _way(scene: Scene, index: int, before: Way, option: Option, move: float) -> Way:
    recent = before.recent
    speaker = option.said.speaker
    if speaker is not None:
        others = [entry for entry in recent if entry[1].key != speaker.key]
        known = next((other for _, other in recent if other.key == speaker.key), speaker)
        recent = ((scene.spoken[index].pair.span.end, scene.by_name(speaker, known)), *others[: MEMORY - 1])
    last = speaker.key if speaker is not None else before.last
    return Way(option.said, before, before.score + option.score + move, recent, last)


def _move(scene: Scene, index: int, before: Way, option: Option, *, cued: bool) -> float:
    """Return how likely it is, from what stands between, that the same goes on, or another."""
    spoken = scene.spoken[index]
    speaker = option.said.speaker
    if not index or not before.last:
        return 0.0
    if speaker is None:
        return -NEVER if _goes_on(scene, index) and not spoken.flat else 0.0
    same = speaker.key == before.last
    score = _by_verb(scene, index, option, same=same) if cued else 0.0
    if spoken.link == "split":
        return score - (0.0 if same or cued else NEVER)
    if spoken.link == "turn":
        return score - ((NEVER if scene.is_dialogue else SLIGHTLY) if same else 0.0)
    if spoken.link == "same" and not spoken.flat:
        return score - (0.0 if same or (cued and scene.acts(index)) else SLIGHTLY if cued else RARELY)
    if cued:
        answered = spoken.link == "next" and scene.ends_in_question(index - 1)
        return score - (RARELY if same and answered else 0.0)
    if spoken.link == "same":
        if scene.ends_in_question(index - 1):
            return score - (UNLIKELY if same else 0.0)
        return score - (0.0 if same else UNLIKELY)
    beside = option.said.rule == "nearby" and scene.acts_beside(index)
    return score if beside else score - _later(scene, index, same=same)


def _later(scene: Scene, index: int, *, same: bool) -> float:
    """Return what it costs to go on, or not, in a later paragraph: a dialogue alternates, a report goes on."""
    if scene.ends_in_question(index - 1):
        return RARELY if same else 0.0
    if scene.is_dialogue:
        return UNLIKELY if same else 0.0
    return (NEVER if scene.spoken[index].gap > REPORT_GAP else 0.0) if same else NEVER


def _by_verb(scene: Scene, index: int, option: Option, *, same: bool) -> float:
    cue = option.said.cue
    if cue is None:
        return 0.0
    verb = scene.people.text[cue.start : cue.end].lower()
    if verb.startswith(ANSWERING):
        return -RARELY if same else 0.0
    if verb.startswith(ADDING) and not scene.acts(index):
        return 0.0 if same else -RARELY
    return 0.0


def _is_own(scene: Scene, index: int, cue: Cue) -> bool:
    """Tell whether a cue is this quotation's own, and not the one behind the quotation before."""
    if cue.subject is None:
        return False
    earlier = scene.spoken[index - 1].behind
    return earlier is None or cue.verb != earlier.verb
