"""The network of the archive: a picture of who is named beside whom, and a table with the same facts."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup

from ..model import COMPANIONS, MOST_NAMES, PASSAGES, Companion, Entity, EntityType, FoundEntity, Page
from .addresses import NETWORK_FILES, NETWORK_URI, entity_uri
from .late import LatePage, Words, late
from .layout import Layout, lay_out
from .onward import others, sources_of
from .page import fill, shorten
from .views import TYPE_LABELS, Item, Site, many

NODES = 40
"""In the picture: as many labels as are read on one screen of a desk."""
LINES = 4
"""From one node: its strongest companions. With all of them the picture is a ball of wool."""
LABEL, LABEL_LINES = 22, 2
"""Code points of a line of a node's label, and its lines; what is longer ends with an ellipsis."""
LETTER, BESIDE, HIGH, LINE = 7, 10, 38, 14
"""Pixels: of a letter on average, of what stands beside a label, of a sign with one line of label, of a line more."""
SIGN = 12
"""Pixels from a node's upper edge to the middle of its sign."""
WIDTHS = ((2, 1.0), (5, 2.0), (10, 3.5))
"""(passages up to which, pixels) of a line."""
WIDEST = 5.5
"""Pixels of a line for more passages."""

SHAPES: Mapping[EntityType, str] = {
    "person": "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z",
    "organization": "M-8-8h16v16h-16z",
    "place": "M0-10.500l10.500 10.500l-10.500 10.500l-10.500-10.500z",
    "event": "M0-10l10.500 18h-21z",
    "work": "M-11-6h22v12h-22z",
    "term": "M-10 0l5-9h10l5 9l-5 9h-10z",
}
"""How each type is drawn, as a path in SVG: circle, square, diamond, triangle, a flat rectangle, hexagon."""


@dataclass(frozen=True, slots=True)
class Line:
    """Two that the same passages name; `a` and `b` are their numbers in the picture."""

    a: int
    b: int
    passages: int
    documents: int

    @property
    def width(self) -> float:
        return next((width for most, width in WIDTHS if self.passages <= most), WIDEST)


@dataclass(frozen=True, slots=True)
class Node:
    """An entity in the picture."""

    name: str
    label: tuple[str, ...]
    """Its lines."""
    address: Markup
    type: EntityType
    reviewed: bool
    beside: tuple[Item, ...]
    """Those that lines join it with, and in how many passages."""


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn, and what the table says."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    all: int
    """How many entities there would be to draw."""


def render_network(site: Site) -> Iterator[LatePage]:
    """Yield the page of the network, if there is any. The picture is laid out where the page is written."""
    if not site.archive.companions:
        return
    network = _network(site)
    title, uri = "Network", NETWORK_URI
    about = f"Who and what the same passages name: the {many(len(network.nodes), 'name')} with most such passages."
    values = {"title": title, "kind": "index", "about": about, "network": network, "bounds": _bounds(network)}
    values |= {"labels": {type_: label for type_, (label, _) in TYPE_LABELS.items()}, "shapes": SHAPES}
    values |= {"files": [(name, Markup(site.addresses.relative(uri, file))) for name, file in NETWORK_FILES.items()]}
    values |= {"sources": sources_of(site, "seeds/", "glossary/"), "others": others(site, uri)}

    def words() -> Words:
        layout = _layout(network)
        heights = [_size(node)[1] for node in network.nodes]
        places = [(x, y - high // 2 + SIGN) for (x, y), high in zip(layout.points, heights, strict=True)]
        return fill("network.jinja", layout=layout, places=places, row=LINE, **values), ()

    sections = (("picture", "Picture"), ("table", "Table"), ("files", "For other programs"))
    yield late(Page(uri, title, "index", "", shorten(about), sections), ("network.jinja", repr(values)), words)


def _network(site: Site) -> Network:
    companions = site.archive.companions
    weights = {entity: sum(one.passages for one in some) for entity, some in companions.items()}
    strongest = frozenset(sorted(weights, key=lambda entity: (-weights[entity], entity))[:NODES])
    pairs: dict[tuple[str, str], Companion] = {}
    for entity in sorted(strongest):
        near = [one for one in companions[entity] if one.entity in strongest]
        pairs |= {(min(entity, one.entity), max(entity, one.entity)): one for one in near[:LINES]}
    joined = sorted({entity for pair in pairs for entity in pair}, key=lambda entity: (-weights[entity], entity))
    number = {entity: index for index, entity in enumerate(joined)}
    lines = [Line(number[a], number[b], one.passages, one.documents) for (a, b), one in sorted(pairs.items())]
    return Network(tuple(_nodes(site, joined, lines)), tuple(lines), len(companions))


def _nodes(site: Site, joined: Sequence[str], lines: Sequence[Line]) -> Iterator[Node]:
    beside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for line in lines:
        beside[line.a].append((line.passages, line.b))
        beside[line.b].append((line.passages, line.a))
    known = [_known(site, entity) for entity in joined]
    addresses = [Markup(site.addresses.relative(NETWORK_URI, entity_uri(entity))) for entity in joined]
    for number, entity in enumerate(known):
        items = sorted(beside[number], key=lambda pair: (-pair[0], pair[1]))
        near = tuple(Item(known[other].name, addresses[other], count=passages) for passages, other in items)
        yield Node(entity.name, _label(entity.name), addresses[number], entity.type, isinstance(entity, Entity), near)


def _known(site: Site, entity: str) -> Entity | FoundEntity:
    return site.entities.get(entity) or site.found[entity]


def _label(name: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(name, LABEL, max_lines=LABEL_LINES, placeholder="…")) or (name,)


def _size(node: Node) -> tuple[int, int]:
    """Return the width and the height of a sign with its label, in pixels."""
    return max(map(len, node.label)) * LETTER + BESIDE, HIGH + LINE * (len(node.label) - 1)


def _layout(network: Network) -> Layout:
    return lay_out(
        [_size(node) for node in network.nodes], [(line.a, line.b, sqrt(line.width)) for line in network.lines]
    )


def _bounds(network: Network) -> str:
    """Return in words what bounds the picture."""
    total = f"{network.all:,} {'name has' if network.all == 1 else 'names have'} companions"
    nodes = len(network.nodes)
    drawn = "All are drawn" if nodes == network.all else f"Those {nodes} with most such passages are drawn"
    return (
        f"{total}. {drawn}. From each go at most {LINES} lines of its own, to its strongest companions"
        f" (log-likelihood). Found by rules: a line stands for {PASSAGES} passages or more that name both; a passage"
        f" with more than {MOST_NAMES} names is taken as a list, of which each sentence counts by itself. Each name’s"
        f" page tells up to {COMPANIONS} companions."
    )
