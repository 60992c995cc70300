"""What every reader makes of a source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..config import Options
from ..model import Block, Datum, LeftOut, Mark, Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a source."""

    text: str
    encoding: str
    line_ends: str
    id: str = ""
    """Of the document, where the source names it."""
    metadata: tuple[Datum, ...] = ()
    """With where in the source each value was found."""
    left_out: tuple[LeftOut, ...] = ()
    visible: int = 0
    """Code points that the source shows, white space not counted; 0 where its text is all that it shows."""
    blocks: tuple[Block, ...] = ()
    """As far as the format tells them, without ids; none where only the text's own lines tell."""
    marks: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = ()


Reader = Callable[[str, bytes, Options], Reading | Problem]
"""Told the source's path and its bytes. Reads what is there, executes nothing and fetches nothing."""
