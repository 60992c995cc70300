"""What a whole document tells of a word: whether it also stands in lower case, after a title, after "in" ..."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .appositions import apposition
from .features import Chunk
from .words import ORGANIZATION_HEADS, TITLES

LOWER, MIDDLE, TITLED, IN, SAID, POSSESSIVE, HEADED, LEADS, FOLLOWS, THE, BRACKET, GIVEN = (1 << n for n in range(12))
GROUP, SPOT, PERSON = (1 << n for n in range(12, 15))
"""The cues, a bit each: seen in lower case; seen in mid-sentence; after a title; after "in"; before a verb of saying;
before a possessive; in a chunk that ends like an organization; before, after another word with a capital; after "the";
alone in brackets; after a given name; and `GROUP`, `SPOT`, `PERSON`: called a company, a town, a singer somewhere."""
CALLED = {"group": GROUP, "spot": SPOT, "person": PERSON}
CUES = 15

SPEECH = frozenset("said says told added noted explained argued claimed announced wrote asked replied warned".split())
PLACING = frozenset(["in", "at", "near"])
SENTENCE_STARTS = frozenset(".!?…:;“\"‘'«•*—()")
"""Signs after which a word has a capital that need not be its own."""


Run = tuple[tuple[int, int], list[Chunk]]
"""A run, (first, past the last) of its tokens, with its chunks."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block as the tagger reads it. `words` and `kinds` have two edges before and after the tokens."""

    words: list[str]
    kinds: list[str]
    shapes: list[str]
    runs: list[Run]
    """Tokens are counted without the edges."""
    rows: dict[int, list[str]]
    """By the first token of a chunk that stands in a row of names: its features."""
    form: str
    """`A` for a block in capitals, `T` for one whose words all begin with a capital, else empty."""

    def initial(self, token: int) -> bool:
        """Tell whether a token begins the block, or a sentence."""
        return token == 0 or self.words[token + 1][-1] in SENTENCE_STARTS


def word_cues(passages: Iterable[Passage], lower_words: frozenset[str] | set[str]) -> dict[str, int]:
    """Return the cues of each word that stands in a run of the document."""
    found: dict[str, int] = {}
    for passage in passages:
        for word, cues in _passage_cues(passage):
            found[word] = found.get(word, 0) | cues
    return {word: cues | (LOWER if word.lower() in lower_words else 0) for word, cues in found.items()}


def _passage_cues(passage: Passage) -> Iterator[tuple[str, int]]:
    for _, run_chunks in passage.runs:
        for chunk in run_chunks:
            shared = _chunk_cues(passage, chunk)
            for token in range(chunk.first, chunk.end):
                yield passage.words[token + 2], shared | _token_cues(passage, chunk, token)


def _chunk_cues(passage: Passage, chunk: Chunk) -> int:
    words = passage.words
    before, head, after = words[chunk.first + 1], words[chunk.end + 1], words[chunk.end + 2]
    cues = 0
    if chunk.end - chunk.first > 1 and head.lower() in ORGANIZATION_HEADS:
        cues |= HEADED
    if before.lower() in PLACING:
        cues |= IN
    if before.lower() == "the":
        cues |= THE
    if before == "(" and after == ")":
        cues |= BRACKET
    if after in SPEECH:
        cues |= SAID
    return cues | CALLED.get(apposition(words, chunk.end + 2), 0)


def _token_cues(passage: Passage, chunk: Chunk, token: int) -> int:
    words = passage.words
    cues = 0
    if not passage.initial(token):
        cues |= MIDDLE
    if words[token + 1].lower() in TITLES:
        cues |= TITLED
    if words[token + 3] in ("'s", "’s"):
        cues |= POSSESSIVE
    if token > chunk.first:
        cues |= FOLLOWS
        if passage.kinds[token + 1] == "given":
            cues |= GIVEN
    if token + 1 < chunk.end:
        cues |= LEADS
    return cues


def cue_features(cues: int) -> list[str]:
    """Return the features of a word's cues: each by itself, and all together."""
    return [f"d={cues}", *(f"d{bit}={cues >> bit & 1}" for bit in range(CUES))]
