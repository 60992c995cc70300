"""A parsed page, looked through once: its elements by what they are called, so that each question is quick."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning
from bs4.element import CData, NavigableString

Index = Mapping[str, Sequence[Tag]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page's elements in their order, and by their names and by the words of some of their attributes."""

    soup: BeautifulSoup
    tags: Sequence[Tag] = ()
    by_name: Index = field(default_factory=dict)
    by_property: Index = field(default_factory=dict)
    """By the words of `itemprop` (microdata)."""
    by_relation: Index = field(default_factory=dict)
    """By the words of `rel`."""
    by_class: Index = field(default_factory=dict)
    lengths: Mapping[int, int] = field(default_factory=dict)
    """Of each element by its id(): how many code points of text it holds."""

    def named(self, name: str) -> Sequence[Tag]:
        """Return the elements of that name."""
        return self.by_name.get(name, ())

    def length(self, tag: Tag) -> int:
        """Return how many code points of text an element holds."""
        return self.lengths[id(tag)]

    def within(
        self,
        tags: Sequence[Tag],
        *,
        names: Sequence[str] = (),
        classes: Sequence[str] = (),
        properties: Sequence[str] = (),
    ) -> list[Tag]:
        """Return those of the elements that stand in one of these names, classes or properties (`itemprop`)."""
        if not tags:
            return []
        inside: set[int] = set()
        for tag in self.tags:
            parent = tag.parent
            if parent is not None and (
                id(parent) in inside
                or parent.name in names
                or (classes and any(word in classes for word in words_of(parent, "class")))
                or (properties and any(word in properties for word in words_of(parent, "itemprop")))
            ):
                inside.add(id(tag))
        return [tag for tag in tags if id(tag) in inside]


def parse(html: str) -> Page:
    """Parse HTML with lxml's parser, which takes anything and fetches nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        soup = BeautifulSoup(html, "lxml")
    tags = [element for element in soup.descendants if isinstance(element, Tag)]
    indexes: tuple[dict[str, list[Tag]], ...] = tuple(defaultdict(list) for _ in range(4))
    by_name, by_property, by_relation, by_class = indexes
    for tag in tags:
        by_name[tag.name].append(tag)
        if tag.attrs:
            _index(tag, "itemprop", by_property)
            _index(tag, "rel", by_relation)
            _index(tag, "class", by_class)
    return Page(soup, tags, dict(by_name), dict(by_property), dict(by_relation), dict(by_class), _lengths(tags))


def _lengths(tags: Sequence[Tag]) -> Mapping[int, int]:
    """Return how much text each element holds, from the innermost up: a page may nest as deep as it likes."""
    lengths: dict[int, int] = {}
    for tag in reversed(tags):
        length = 0
        for child in tag.contents:
            if isinstance(child, Tag):
                length += lengths[id(child)]
            elif isinstance(child, NavigableString) and type(child) in (NavigableString, CData):
                length += len(child)
        lengths[id(tag)] = length
    return lengths


def _index(tag: Tag, attribute: str, index: dict[str, list[Tag]]) -> None:
    for word in words_of(tag, attribute):
        index[word].append(tag)


def words_of(tag: Tag, attribute: str) -> list[str]:
    """Return the words of an attribute's value."""
    value = tag.get(attribute)
    return value.split() if isinstance(value, str) else list(value or ())
