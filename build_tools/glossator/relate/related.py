"""Which documents have to do with one another, and why: parallels, rare names, rare words."""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, log1p

from ..model import FEW_NAMES, FEW_WORDS, RELATED, Document, Related

SHARE_FOR_WORDS = 10
"""One in so many documents has such a word at most: in a small archive all words would be rare."""
NAMES, WORDS = 30, 50
"""Of a document, its rarest names and words that count: the work grows with the documents, not with their lengths."""
PARALLEL_WEIGHT = 4.0
"""Of a parallel passage: it outweighs a few names. The second says less than the first, so it is logarithmic."""
WORD_WEIGHT = 0.25
"""Of a rare word beside a rare name: four words of a subject are as much as one of its people."""
ENOUGH = 1.0
"""The weight from which documents are told as related: one rare name, or a parallel passage."""
ENOUGH_WORDS = 3
"""Shared rare words that are a reason by themselves: one or two stand anywhere."""
SHOWN = 3
"""Names and words that are told of each relation; the others are counted."""
SHORTEST, LONGEST = 5, 30
"""Letters of a word that counts: most shorter ones are no word of a subject, what is longer is none at all."""
DIGITS = 6
"""By which weights are compared: the last of a sum depend on its order."""
AGAIN = 2
"""So often a text has a word of its subject: what stands there once is rather a turn of phrase."""
READ = 20_000
"""Code points of a text in which they are looked for, from its beginning: it takes a millisecond at most,
and more of a long text tells little more of its subject."""
AROUND = f"{string.punctuation}“”„‘’«»‹›…–—¿¡"
"""What stands around words and is none of them."""


Having = tuple[Mapping[str, Sequence[str]], Mapping[str, int]]
"""By a document's id, what of it counts; and how many documents have each of all those."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a text that could tell its subject."""

    again: Sequence[str]
    """Those that it has more than once."""
    once: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Rare:
    """Things that few documents have: names or words."""

    all_of: Mapping[str, Sequence[str]]
    """By a document's id, those that it has, the rarest first."""
    of: Mapping[str, Sequence[str]]
    """The first of those, by which related documents are found."""
    having: Mapping[str, Sequence[str]]
    """By each of them, the ids of the documents that have it among their first."""
    weights: Mapping[str, float]


def related(
    documents: Sequence[Document],
    subjects: Sequence[Subject],
    paged: Collection[str],
    parallels: Mapping[tuple[str, str], int],
) -> Mapping[str, tuple[Related, ...]]:
    """Return, by a document's id, the few that have most to do with it, the nearest first.

    `subjects` are the documents' words, in their order; `paged` the entities that count, `parallels` how many passages
    of two documents (by their ids, in any order) are parallel. The work of a document is bounded by what counts of it:
    it does not grow with the archive.
    """
    names = _rare(_named(documents, paged), FEW_NAMES, NAMES)
    words = _rare(_worded(documents, subjects), min(FEW_WORDS, len(documents) // SHARE_FOR_WORDS), WORDS)
    beside: dict[str, dict[str, int]] = defaultdict(dict)
    for (a, b), count in parallels.items():
        beside[a][b] = beside[b][a] = count
    found = ((document.id, _nearest(document.id, names, words, beside[document.id])) for document in documents)
    return {id_: nearest for id_, nearest in found if nearest}


def subject(text: str) -> Subject:
    """Return the words of a text that could tell a subject: whole, in small letters, and not short."""
    counts: dict[str, int] = {}
    for raw, count in Counter(text[:READ].split()).items():
        if len(raw) >= SHORTEST and raw.islower():
            word = raw if raw.isalpha() else raw.strip(AROUND)
            if SHORTEST <= len(word) <= LONGEST and word.isalpha():
                counts[word] = counts.get(word, 0) + count
    once = [word for word, count in counts.items() if count < AGAIN]
    return Subject([word for word, count in counts.items() if count >= AGAIN], once)


def _named(documents: Iterable[Document], paged: Collection[str]) -> Having:
    named = {document.id: {mention.entity for mention in document.mentions} for document in documents}
    of = {id_: [entity for entity in some if entity in paged] for id_, some in named.items()}
    return of, Counter(entity for some in of.values() for entity in some)


def _worded(documents: Sequence[Document], subjects: Sequence[Subject]) -> Having:
    in_documents: Counter[str] = Counter()
    for each in subjects:
        in_documents.update(each.again)
        in_documents.update(each.once)
    return {document.id: each.again for document, each in zip(documents, subjects, strict=True)}, in_documents


def _rare(found: Having, few: int, kept: int) -> _Rare:
    """Return what at least two and at most `few` documents have; of each document the `kept` rarest."""
    of, counts = found
    rare = {one: count for one, count in counts.items() if 2 <= count <= few}
    having: dict[str, list[str]] = defaultdict(list)
    ordered = {
        id_: sorted((one for one in some if one in rare), key=lambda one: (rare[one], one)) for id_, some in of.items()
    }
    chosen = {id_: some[:kept] for id_, some in ordered.items()}
    for id_, some in chosen.items():
        for one in some:
            having[one].append(id_)
    return _Rare(ordered, chosen, having, {one: log((len(of) + 1) / count) for one, count in rare.items()})


def _nearest(id_: str, names: _Rare, words: _Rare, parallels: Mapping[str, int]) -> tuple[Related, ...]:
    weights: dict[str, float] = defaultdict(float)
    for other, count in parallels.items():
        weights[other] += PARALLEL_WEIGHT * log1p(count)
    for rare, weight in ((names, 1.0), (words, WORD_WEIGHT)):
        for one in rare.of[id_]:
            for other in rare.having[one]:
                weights[other] += weight * rare.weights[one]
    weights.pop(id_, None)
    likely = ((-round(weight, DIGITS), other) for other, weight in weights.items() if weight >= ENOUGH)
    nearest: list[Related] = []
    for _, other in sorted(likely):
        count = parallels.get(other, 0)
        if count or _shared(names.of, id_, other) or len(_shared(words.of, id_, other)) >= ENOUGH_WORDS:
            nearest.append(_relation(id_, other, names, words, count))
        if len(nearest) == RELATED:
            break
    return tuple(nearest)


def _relation(id_: str, other: str, names: _Rare, words: _Rare, parallels: int) -> Related:
    """Return why two documents are related: all that they share is counted, not only what made them known."""
    entities, shared = (_shared(rare.all_of, id_, other) for rare in (names, words))
    more_entities, more_words = (max(0, len(some) - SHOWN) for some in (entities, shared))
    return Related(other, parallels, tuple(entities[:SHOWN]), more_entities, tuple(shared[:SHOWN]), more_words)


def _shared(of: Mapping[str, Sequence[str]], id_: str, other: str) -> list[str]:
    theirs = frozenset(of[other])
    return [one for one in of[id_] if one in theirs]
