"""Acronyms that a text explains: "Collective Security Treaty Organization (CSTO)", and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...forms import is_acronym, plain, stands_for
from ...model import Mention
from .nodes import Node

IN_BRACKETS = re.compile(r"[\"'’”]? {0,2}\( {0,2}(?:the |or )?[\"'“‘]?([^\W\d_a-z][\w.&-]{1,11})")
"""An opening bracket right behind a name, and a word with a capital in it."""
LONGEST = 200
"""Code points of a long form; longer ones are not looked at."""


def explained(text: str, names: Sequence[Mention], nodes: Sequence[Node]) -> Iterator[tuple[Node, str]]:
    """Yield each long form with the acronym that the text gives for it in brackets."""
    for mention, node in zip(names, nodes, strict=True):
        if len(mention.span) > LONGEST:
            continue
        inside = text[mention.span.start : mention.span.end].partition(" (")[2]
        match = IN_BRACKETS.match(text, mention.span.end)
        for word in (inside, match[1] if match else ""):
            if is_acronym(acronym := plain(word)) and " " in node.form and stands_for(acronym, node.form):
                yield node, acronym
    pairs = zip(names, nodes, strict=True)
    for (mention, node), (later, long) in pairwise(pairs):
        between = text[mention.span.end : later.span.start] if later.span.start <= mention.span.end + 2 else ""
        if between.lstrip() == "(" and " " in long.form and is_acronym(node.form) and stands_for(node.form, long.form):
            yield long, node.form
