"""Where names can stand: runs of words with capitals and of what ties them ("Ministry of Foreign Affairs")."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

CONNECTORS = frozenset(
    "of the for and on at de la le les von van der den del della di da das do dos du des al el bin ibn bint ben y e"
    " und et zu ter ten am ad sur upon & , - – / ' ’ 's ’s 'S ’S \" “ ”".split()
)
"""What may stand between two words with capitals of one run."""
TIES = frozenset("of the for and on at & , - – / ' ’ 's ’s 'S ’S \" “ ”".split())
"""Those that no name begins with or ends in; the others may be a name's particles."""
MOST_CONNECTORS = 3
"""In a row, as in "of the" and ", and the"."""
LONGEST_RUN = 60
"""Tokens; a longer one is cut, so that what is worked out for a run stays small."""


def is_capital(word: str) -> bool:
    """Tell whether a word has a capital: "Paris", "iPhone", "al-Assad"."""
    return word != word.lower()


def find_runs(words: Sequence[str], capital: Sequence[bool], idle: Container[str]) -> Iterator[tuple[int, int]]:
    """Yield each run, (first, past the last), of a block's tokens.

    `idle` are words that are never part of a name: a run does not begin with one, so that "The" alone makes none.
    """
    index, count, free = 0, len(words), 0
    while index < count:
        if not capital[index] or words[index] in idle:
            index += 1
            continue
        end = _run_end(words, capital, index)
        yield (index - 1 if index > free and _is_numbering(words[index - 1]) else index), end
        index = free = end


NUMBERING = re.compile(r"\d{1,3}(?:st|nd|rd|th)?\Z")
"""What may begin a name: "101st Airborne Division", "30 Seconds to Mars"."""


def _is_numbering(word: str) -> bool:
    return word[0].isdigit() and NUMBERING.match(word) is not None


def _run_end(words: Sequence[str], capital: Sequence[bool], first: int) -> int:
    end = look = first + 1
    limit = min(len(words), first + LONGEST_RUN)
    while look < limit:
        if capital[look] or (look == end and words[look].isdigit()):
            end = look = look + 1
        elif look - end < MOST_CONNECTORS and words[look] in CONNECTORS:
            look += 1
        else:
            break
    return end
