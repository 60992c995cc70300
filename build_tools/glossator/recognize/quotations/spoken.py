"""A quotation among what stands around it, and who says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...model import Span
from .cues import Cue
from .marks import Pair
from .people import Speaker

Link = Literal["start", "split", "same", "next", "turn"]
"""How a quotation stands to the one before: in its sentence, its paragraph, a later one, or right behind it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation that is speech, with what stands around it."""

    pair: Pair
    link: Link
    before: Cue | None
    behind: Cue | None
    gap: int = 0
    """Code points since the quotation before."""
    block: int = 0
    """Where its passage begins."""
    flat: bool = False
    """Its passage holds several paragraphs run into one: quotations stand right behind others there."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation, by which rule, and how sure it is."""

    speaker: Speaker | None
    rule: str
    evidence: float
    cue: Span | None = None


NOBODY = Attribution(None, "none", 0.0)


def chosen(spoken: Spoken) -> Cue | None:
    """Return the better of the two cues."""
    before, behind = spoken.before, spoken.behind
    if before is not None and before.direct and before.verb is not None and before.subject is not None:
        return before
    if behind is not None and behind.subject is not None:
        return behind
    return before or behind
