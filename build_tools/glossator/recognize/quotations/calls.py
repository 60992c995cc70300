"""Whom a quotation calls: "No, Tom, I won't.", "Yes, uncle."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Mention, Span
from .people import KIN, NOUN, People

BEFORE = re.compile(r"[,“”\"‘'«.!?—–-]\s*\Z")
BEHIND = re.compile(r"\s{0,3}[,.!?;—–”\"’'»]")
"""What stands around a name by which somebody is called: "No, Tom, I won't.\""""
KIN_CALLED = re.compile(rf"[,“\"‘«!?.] ?(?:my |dear ){{0,2}}({'|'.join(sorted(KIN))})(?=[,.!?”\"’»])", re.IGNORECASE)
"""Somebody called by what he is to the speaker: "Yes, uncle."."""
KIN_REACH = 300
"""Code points of a quotation, from its beginning, in which such a word is looked for."""
TITLE_REACH = 12
"""Code points before a name that a title and "my dear" take: "my dear Mr. Lake"."""
TITLED = re.compile(r"(?:\b(?:my|dear|old|poor|mr|mrs|ms|miss|dr|sir|lady|lord|uncle|aunt)\.?\s){1,3}\Z", re.IGNORECASE)


def names_called(people: People, inner: Span) -> Iterator[str]:
    """Yield the entities of those whom the words of a quotation call by name."""
    return (one.entity for one in people.within(inner) if _is_called(people.text, one, inner))


def _is_called(text: str, mention: Mention, inner: Span) -> bool:
    """Tell whether a quotation turns to whom it names: not in "Lake? Is he late?", which asks about him."""
    start = mention.span.start
    title = TITLED.search(text, max(0, start - TITLE_REACH), start)
    start = title.start() if title else start
    if start == inner.start and text.startswith("? ", mention.span.end):
        return False
    before = BEFORE.search(text, max(0, start - 3), start)
    return before is not None and BEHIND.match(text, mention.span.end, mention.span.end + 4) is not None


def kin_called(people: People, inner: Span) -> Iterator[str]:
    """Yield the keys of those whom a quotation calls by what they are to the speaker, and of who alone is titled so."""
    begun, end = max(0, inner.start - 1), min(inner.end + 1, inner.start + KIN_REACH)
    for match in KIN_CALLED.finditer(people.text, begun, end):
        word = match[1].lower()
        yield f"{NOUN}{word}"
        if people.by_title.get(word):
            yield people.by_title[word]
