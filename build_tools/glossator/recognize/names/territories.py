"""Territories: countries and the parts of the world that Unicode's CLDR names, in long, short and official forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from ...model import Mention
from .reading import Reading
from .tokens import tokenize

SURE = 0.9
"""Of a thousand on texts held out, 88 in 100 were names of places in gold; most others lay in a longer name."""
OFFICIAL_HEADS = frozenset(
    "Republic Kingdom Federation Commonwealth State States Sultanate Principality Emirate Duchy Union Empire".split()
)
OFFICIAL_WORDS = OFFICIAL_HEADS | frozenset(
    "People's People’s Democratic Federal Federative Islamic Socialist Soviet Arab Grand Co-operative Bolivarian"
    " Plurinational Oriental United Autonomous Independent 's ’s People".split()
)
"""What stands before "of" and a territory in its official form: "Federal Democratic Republic of ..."."""
LONGEST_OFFICIAL = 6

Phrases = Mapping[str, Sequence[tuple[str, ...]]]
"""By the first word: the territories' names as tokens, the longest first."""


@lru_cache(16)
def phrases(language: str) -> Phrases:
    """Return the names of territories in a language: for English those of the package, else Babel's own."""
    return _by_first_word(_english() if language == "en" else _of_babel(language))


def _english() -> list[str]:
    return files(__package__).joinpath("territories.txt").read_bytes().decode().split("\n")


def _of_babel(language: str) -> list[str]:
    """Return the names that begin with a capital: in a language that writes them so, no common word is one."""
    if not language:
        return []
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language).territories.items()
    except (UnknownLocaleError, ValueError, TypeError):
        return []
    return sorted(name for code, name in names if code.isalpha() and code not in NOT_PLACES and name[:1].isupper())


NOT_PLACES = frozenset(["UN", "EU", "EZ", "QO", "ZZ", "XA", "XB"])
"""CLDR's codes of the United Nations, the European Union, the euro's area, and of what is no territory."""


def _by_first_word(names: Sequence[str]) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(tokenize(name, 0, len(name)).words)
        if words:
            found.setdefault(words[0], []).append(words)
    return {first: sorted(some, key=lambda words: (-len(words), words)) for first, some in found.items()}


def territories(readings: Sequence[Reading], language: str) -> Iterator[Mention]:
    """Yield each territory that is named in full."""
    known = phrases(language)
    for reading in readings:
        words = reading.tokens.words
        for (start, end), _ in reading.passage.runs:
            index = start
            while index < end:
                match = _longest(words, index, known.get(words[index], ()))
                if match:
                    first = _official_start(words, index, start)
                    yield reading.mention(first, index + match, "place", "territory", SURE)
                index += match or 1


def _longest(words: Sequence[str], index: int, some: Sequence[tuple[str, ...]]) -> int:
    return next((len(one) for one in some if tuple(words[index : index + len(one)]) == one), 0)


def _official_start(words: Sequence[str], index: int, run: int) -> int:
    """Return where a territory's official form begins: at "Republic" of "Republic of ..."; else where it stands."""
    of = index - 2 if index and words[index - 1] == "the" else index - 1
    if of < run + 1 or words[of] != "of" or words[of - 1] not in OFFICIAL_HEADS:
        return index
    first = of - 1
    while first > max(run, of - LONGEST_OFFICIAL) and words[first - 1] in OFFICIAL_WORDS:
        first -= 1
    return first
