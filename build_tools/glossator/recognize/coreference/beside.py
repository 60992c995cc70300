"""People whose names stand in one sentence, where one is a part of the other: "Jean Paul Roe met his son Jean Roe"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...forms import ROLES, PersonName, person_name, shortened
from ...model import Span

STOP = re.compile(r"(\w{0,12})[.!?…][\"'”’)\]]{0,3}\s|\n\s{0,20}\n")
"""What ends a sentence, and the word before it."""
SAME = re.compile(r"(?:[(\[]|\b(?:or|also|alias|aka|born|né|née|nee|as|called|named)\s)[^\w()\[\]]{0,4}\Z")
"""What stands before another form of the same name."""
KIN = re.compile(
    r"\b(?:(?:half-|step)?(?:brother|sister)|(?:god|grand|step)?(?:father|mother|son|daughter)|wife|husband|widow(?:er)?"
    r"|cousin|nephew|niece|uncle|aunt|twin|namesake),? \Z"
)
"""What stands before somebody who is another than the one named in the sentence before, too."""
LONGEST_CUE = 20
"""Code points before a name in which such words are looked for."""
LONGEST = 400
"""Code points between two names of one sentence at most."""


def named_beside(text: str, people: Iterable[tuple[Span, str]]) -> frozenset[PersonName]:
    """Return the keys of the names that stand in one sentence with a longer one of which they are a part.

    `people` are the places of people's names, in order, with their plain forms.
    """
    full = ((span, name) for span, form in people if (name := person_name(form)).full)
    return frozenset(key for sentence in _sentences(text, full) for key in shortened(sentence))


def _sentences(text: str, people: Iterable[tuple[Span, PersonName]]) -> Iterator[list[PersonName]]:
    """Yield the names in each sentence, without those that only give another form of the one before."""
    names: list[PersonName] = []
    end = 0
    for span, name in people:
        cue = max(end, span.start - LONGEST_CUE)
        apart = span.start - end > LONGEST or _ends(text[end : span.start])
        if apart and not KIN.search(text, cue, span.start):
            yield names
            names = []
        if not names or not SAME.search(text, cue, span.start):
            names.append(name)
        end = span.end
    yield names


def _ends(between: str) -> bool:
    """Tell whether a sentence ends between two names. The full stop of "Mr." or of an initial ends none."""
    return any(f"{stop[1]}." not in ROLES and len(stop[1] or "  ") > 1 for stop in STOP.finditer(between))
