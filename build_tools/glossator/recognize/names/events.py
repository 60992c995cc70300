"""Events and works where the text is plain about them: "Battle of ...", "... War", "the film “...”"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Mention
from .features import Chunk
from .reading import Reading
from .runs import is_capital

EVENT, WORK = 0.85, 0.8

OPENERS = frozenset(
    "Battle Siege Treaty Congress Conference Council Massacre Fall Invasion Bombing Raid Feast Peace Convention Edict"
    " Sack Occupation Annexation Liberation Partition Surrender Coronation Assassination Declaration Agreement".split()
)
"""What begins an event's name before "of"."""
NOT_WITHOUT_PLACE = frozenset(["Council", "Congress", "Convention", "Conference"])
"""Those that as often begin an organization's name: left to the tagger."""
CLOSERS = frozenset(
    "War Wars Summit Olympics Paralympics Games Revolution Uprising Rebellion Mutiny Crisis Massacre Genocide Holocaust"
    " Conference Championship Championships Festival Tournament Crusade Offensive Blitz Riots Earthquake Tsunami"
    " Hurricane Referendum Armistice Famine Plague Coup Putsch Pogrom Cup Open Expo Biennale Marathon Derby".split()
)
"""What ends an event's name, after at least one more word with a capital."""
NUMERALS = frozenset("I II III IV V VI VII VIII IX X".split())
WORLD_WAR = ("World", "War")
WARNING_WORDS = frozenset(
    "The A An This That First Second Last Our Their His Her Its My Your Every Each New No".split()
)
"""Words with a capital that tell nothing of which event is meant: "The War", "A Summit"."""

CUES = frozenset(
    "film movie novel book album song single play opera poem story series show musical documentary essay article"
    " painting ballad ballet comedy drama thriller memoir autobiography anthology soundtrack track sitcom episode"
    " novella treatise pamphlet hymn symphony magazine titled entitled".split()
)
"""What stands before a work's title in quotation marks."""
OPENING = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“"}
LONGEST_TITLE = 12
"""Tokens. Longer words in quotation marks are speech."""
SMALL = frozenset("of the and for a an in on at to by with from or as but nor de la le & , : ' ’ - ! ? . 's ’s".split())


def events(readings: Sequence[Reading]) -> Iterator[Mention]:
    """Yield what is plainly an event."""
    for reading in readings:
        for _, chunks in reading.passage.runs:
            for index, chunk in enumerate(chunks):
                after = chunks[index + 1] if index + 1 < len(chunks) else None
                words = reading.tokens.words
                span = _opened(words, chunk, after) or _closed(words, chunk) or _election(words, chunk)
                if span:
                    yield reading.mention(*span, "event", "event", EVENT)


def _opened(words: Sequence[str], chunk: Chunk, after: Chunk | None) -> tuple[int, int] | None:
    """Return "Battle of X" and the like."""
    opener = words[chunk.end - 1]
    if opener not in OPENERS - NOT_WITHOUT_PLACE or after is None:
        return None
    tie = words[chunk.end : after.first]
    return (chunk.end - 1, after.end) if tie in (["of"], ["of", "the"]) else None


def _closed(words: Sequence[str], chunk: Chunk) -> tuple[int, int] | None:
    """Return "X War", "World War II", "2014 X Olympics"; a year before the name is part of it."""
    first, end = chunk.first, chunk.end
    closer = end - 1
    if end - first > 2 and words[closer] in NUMERALS:
        closer -= 1
    while first < closer and words[first] in WARNING_WORDS and words[first + 1] not in WORLD_WAR:
        first += 1
    if words[closer] not in CLOSERS or closer == first:
        return None
    return (first - 1 if _is_year(words, first - 1) else first), end


def _is_year(words: Sequence[str], index: int) -> bool:
    return index >= 0 and len(words[index]) == len("2014") and words[index].isdigit()


def _election(words: Sequence[str], chunk: Chunk) -> tuple[int, int] | None:
    """Return "2014 X general election": a year, then a chunk, then how it was held."""
    if not _is_year(words, chunk.first - 1):
        return None
    for index in range(chunk.end, min(len(words), chunk.end + LONGEST_MANNER)):
        if words[index] in ELECTIONS:
            return chunk.first - 1, index + 1
        if not words[index].islower():
            return None
    return None


ELECTIONS = frozenset(["election", "elections", "referendum", "primaries"])
LONGEST_MANNER = 4
"""Tokens from the chunk to the word for the vote, as in "federal by-election" and "gubernatorial recall election"."""


def works(readings: Sequence[Reading]) -> Iterator[Mention]:
    """Yield what stands in quotation marks after a word like "film", and is written as a title."""
    for reading in readings:
        words = reading.tokens.words
        for index in range(1, len(words) - 2):
            closing = OPENING.get(words[index])
            if closing and _is_cued(words, index):
                end = _title_end(words, index + 1, closing)
                if end:
                    yield reading.mention(index + 1, end, "work", "work", WORK)


def _is_cued(words: Sequence[str], quote: int) -> bool:
    before = quote - 2 if words[quote - 1] == "," else quote - 1
    return before >= 0 and words[before] in CUES


def _title_end(words: Sequence[str], first: int, closing: str) -> int:
    """Return the token past a title's last; 0 where what stands there is none."""
    for end in range(first, min(len(words), first + LONGEST_TITLE + 1)):
        if words[end] == closing and end > first:
            while words[end - 1] in (",", "."):
                end -= 1
            return end if end > first and is_capital(words[first]) else 0
        if not (is_capital(words[end]) or words[end] in SMALL or words[end].isdigit()):
            return 0
    return 0
