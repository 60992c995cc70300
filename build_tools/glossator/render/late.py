"""Pages whose words are put together when somebody asks for them: most stand as an earlier build wrote them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache

from ..model import Page

Words = tuple[str, tuple[str, ...]]
"""A page's body, and its shares."""


class LatePage(Page):
    """A page that is equal to the one that `words` makes of it, and has no words before they are needed."""

    __slots__ = ("_words", "made_from")

    made_from: tuple[str, ...]
    """What stands for its words: where this is the same, they are the same."""
    _words: Callable[[], Words]

    def __init__(self, page: Page, made_from: tuple[str, ...], words: Callable[[], Words]) -> None:
        for field in fields(Page):
            if field.name not in ("body", "shares"):
                object.__setattr__(self, field.name, getattr(page, field.name))
        object.__setattr__(self, "made_from", made_from)
        object.__setattr__(self, "_words", cache(words))

    @property
    def body(self) -> str:
        return self._words()[0]

    @property
    def shares(self) -> tuple[str, ...]:
        return self._words()[1]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Page) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))


@dataclass(frozen=True, slots=True)
class LateShare:
    """What a document gives to an entity's page."""

    count: int
    digest: str
    """Of its HTML."""
    html: Callable[[], str]


def _values(page: Page) -> tuple[object, ...]:
    return tuple(getattr(page, field.name) for field in fields(Page))
