"""Two people of one name who are named side by side: "Sergei and Sergey Ivanov" are two, though spelled alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...forms import identity, key
from ...model import Mention
from .nodes import Node

AND = re.compile(r"\s{1,4}(?:and|&|und|et|y|e|и)\s{1,4}\Z")
"""What joins two. "Also", "or" and brackets give another spelling of the same name."""
LONGEST = 12
"""Code points between the two at most."""


def with_pairs_apart(text: str, names: Sequence[Mention], nodes: list[Node]) -> list[Node]:
    """Return the nodes; of names that "and" joins somewhere, each spelling is somebody else everywhere."""
    contested = frozenset(_contested(text, names, nodes))
    if not contested:
        return nodes
    return [
        node._replace(spelling=node.form) if node.type == "person" and node.form in contested else node
        for node in nodes
    ]


def _contested(text: str, names: Sequence[Mention], nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the forms of each two that are joined by "and" and spelled alike."""
    for (before, one), (after, other) in pairwise(zip(names, nodes, strict=True)):
        if one.type != "person" or other.type != "person" or one.form == other.form:
            continue
        gap = after.span.start - before.span.end
        if (
            0 < gap <= LONGEST
            and AND.match(text, before.span.end, after.span.start)
            and _is_alike(one.form, other.form)
        ):
            yield one.form
            yield other.form


def _is_alike(one: str, other: str) -> bool:
    """Tell whether two forms are one name in two spellings, or the first is so spelled a first name of the second."""
    given = other.split()[0]
    return identity(one) == identity(other) or (" " not in one and one != given and key(one) == key(given))
