"""A text in which many quotes are looked for, and what becomes of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..model import AnchorState, Span
from .folding import Folded, fold_text

if TYPE_CHECKING:
    from .near import Windows


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a quote; the span is there where the state places it."""

    state: AnchorState
    span: Span | None
    score: float
    sought: bool = True
    """Whether similar words were looked for, if it came to that."""


NOWHERE = Match("orphan", None, 0.0)
NOT_SOUGHT = Match("orphan", None, 0.0, sought=False)
EXACT_SCORE = 1.0
MOVED_SCORE = 0.97
FOLDED_SCORE = 0.95
NEAR_SCORE = 0.94
"""At most. Below, it is the share of the quote that is right."""
MOST_WORK = 1_000_000_000
"""Code points that are compared for all quotes of a text together: 900 short quotes that changed, in 1 MB. It takes 15
to 60 s, and a stranger can bring notes by the thousand."""


class Searched:
    """A text, and what looking for quotes in it needs: made when it is needed, and once."""

    def __init__(self, text: str, *, work: int = MOST_WORK) -> None:
        self.text = text
        self._left = work

    def affords(self, work: int) -> bool:
        """Tell whether so many code points may still be compared, and take it that they are."""
        self._left -= work
        return self._left >= 0

    @cached_property
    def folded(self) -> Folded:
        return fold_text(self.text)

    @cached_property
    def windows(self) -> Windows:
        from .near import Windows  # rapidfuzz loads only where words changed

        return Windows(self.folded.text)
