"""People whose names stand in one sentence, where one is the end of the other: "Mary Ann Roe and her child Ann Roe"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...forms import ROLES, PersonName, person_name
from ...model import Mention
from .joining import named
from .nodes import Node

STOP = re.compile(r"(\w{0,12})[.!?…][\"'”’)\]]{0,3}\s|\n\s{0,20}\n")
"""What ends a sentence, and the word before it."""
LONGEST = 400
"""Code points between two names of one sentence at most."""


def named_beside(text: str, names: Sequence[Mention], nodes: Sequence[Node]) -> frozenset[PersonName]:
    """Return the keys of the short names that stand in one sentence with a longer one that ends like them."""
    return frozenset(key for sentence in _sentences(text, names, nodes) for key in _short(sentence))


def _short(sentence: Sequence[PersonName]) -> set[PersonName]:
    later = {named(name, name.given[1:]) for name in sentence if len(name.given) > 1}
    return later & {named(name, name.given) for name in sentence} if later else set()


def _sentences(text: str, names: Sequence[Mention], nodes: Sequence[Node]) -> Iterator[list[PersonName]]:
    """Yield the full names of people in each sentence that has several."""
    people: list[PersonName] = []
    end = 0
    for mention, node in zip(names, nodes, strict=True):
        if node.type != "person" or not (name := person_name(node.form)).full:
            continue
        if people and (mention.span.start - end > LONGEST or _ends(text[end : mention.span.start])):
            yield people
            people = []
        people.append(name)
        end = mention.span.end
    yield people


def _ends(between: str) -> bool:
    """Tell whether a sentence ends between two names. The full stop of "Mr." or of an initial ends none."""
    return any(f"{stop[1]}." not in ROLES and len(stop[1] or "  ") > 1 for stop in STOP.finditer(between))
