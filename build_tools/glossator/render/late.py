"""Pages whose words are put together when somebody asks for them: most stand as an earlier build wrote them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from ..model import Page

Words = tuple[str, tuple[str, ...]]
"""A page's body, and its shares."""


@dataclass(frozen=True, slots=True)
class LatePage:
    """A page of the site, with or without its words as yet."""

    page: Page
    """All that is known of it before its words are: its body and its shares may be empty."""
    made_from: tuple[str, ...]
    """What stands for its words: where this is the same, they are the same."""
    whole: Callable[[], Page]
    """Returns the page with its words, which are put together once."""


@dataclass(frozen=True, slots=True)
class LateShare:
    """What a document gives to an entity's page."""

    count: int
    digest: str
    """Of its HTML."""
    html: Callable[[], str]


def ready(page: Page) -> LatePage:
    """Return a page that has its words."""
    return LatePage(page, (page.body,), lambda: page)


def late(page: Page, made_from: tuple[str, ...], words: Callable[[], Words]) -> LatePage:
    """Return a page that asks `words` for its words, once."""

    @cache
    def whole() -> Page:
        body, shares = words()
        return replace(page, body=body, shares=shares)

    return LatePage(page, made_from, whole)
