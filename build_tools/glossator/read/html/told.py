"""What a page tells of itself for programs: its `meta` elements, and its JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bs4 import Tag

from .page import Page

ARTICLE_TYPES = ("article", "posting", "report", "webpage", "speech")
LONGEST = 500
"""Code points of a value; more is none."""
UNFIT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffd]")
"""What no value holds: control characters but white space, halves of characters, and what stands for damage."""
MOST_PLACES = 20
"""So many places are looked at for a value."""


def _meta(page: Page) -> Mapping[str, str]:
    """Return the first content of each `meta` element's `name`, `property` or `itemprop`, in small letters."""
    found: dict[str, str] = {}
    for tag in page.named("meta"):
        content = plain(str(tag.get("content") or ""))
        for attribute in ("property", "name", "itemprop"):
            name = str(tag.get(attribute) or "").lower()
            if name and content:
                found.setdefault(name, content)
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells of itself in its head."""

    page: Page
    meta: Mapping[str, str]
    linked: Sequence[Mapping[str, Any]]
    """The objects of its JSON-LD that describe an article, or any page."""

    @classmethod
    def by(cls, page: Page) -> Told:
        return cls(page, _meta(page), [each for each in _objects(page) if _is_article(each)])


def _objects(page: Page) -> Iterator[Mapping[str, Any]]:
    scripts = (tag for tag in page.named("script") if "ld+json" in str(tag.get("type") or "").lower())
    for tag in islice(scripts, MOST_PLACES):
        try:
            loaded = json.loads(tag.get_text().strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        todo = [loaded]
        while todo:
            each = todo.pop()
            if isinstance(each, list):
                todo += reversed(each)
            elif isinstance(each, dict):
                yield each
                todo += [each["@graph"]] if "@graph" in each else []


def _is_article(each: Mapping[str, Any]) -> bool:
    types = " ".join(said(type_).lower() for type_ in as_list(each.get("@type")))
    return any(known in types for known in ARTICLE_TYPES)


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def name_of(value: Any) -> str:
    while isinstance(value, list):
        value = value[0] if value else None
    return said(value.get("name") if isinstance(value, dict) else value)


def said(value: Any) -> str:
    """Return a value of JSON as text; an empty string for what is neither text nor a whole number."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def plain(text: str) -> str:
    return " ".join(UNFIT.sub("", text).split())[: LONGEST + 1]


def text_of(tag: Tag) -> str:
    return plain(tag.get_text(" " if tag.find("br") else ""))
