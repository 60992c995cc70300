"""Who says each quotation: the likeliest way through all of them, then what others call those without a name."""

from __future__ import annotations

from collections.abc import Sequence

from .beam import likeliest
from .later import name_by_address, narrator_of
from .people import People
from .scene import Scene
from .spoken import Attribution, Spoken


def attribute(people: People, spoken: Sequence[Spoken]) -> list[Attribution]:
    """Return who says each of a document's quotations."""
    scene = Scene(people, spoken)
    scene.narrator = narrator_of(scene)
    return name_by_address(scene, likeliest(scene))
