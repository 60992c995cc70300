"""The tagger: a linear-chain CRF over the runs of a document, decoded with the model's weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .context import own_features, pieces
from .cues import Passage, Run, cue_features, word_cues
from .decode import Lattice, best_path, lattice, likelihood, names_on
from .features import DISTANCES, EDGE, Chunk, word_features
from .passages import Kind, word_kind
from .runs import TIES
from .second_look import Pool, Pools, Shares, chunk_shares, chunk_string, shift, shifted, votes
from .topics import topic_of
from .weights import INSIDE_ONLY, Model, unpack

REMEMBERED = 100_000
"""Words whose weights are kept, so that memory has a bound whatever is read."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name in a passage: its tokens, its type, and how likely it is."""

    first: int
    end: int
    kind: str
    likelihood: float


@dataclass(frozen=True, slots=True)
class Look:
    """What the first look at a run gave."""

    first: int
    """The run's first token."""
    chunks: list[Chunk]
    scores: Sequence[Sequence[int]]
    lattice: Lattice
    shares: list[Shares]
    """Of each chunk."""


class Tagger:
    """A model, with what it has worked out of the words that it met."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.kind_of = lru_cache(REMEMBERED)(self._kind_of)
        self._word_weights = lru_cache(REMEMBERED)(self._weigh_word)
        self._cue_weights = lru_cache(REMEMBERED)(lambda cues: self._weigh(cue_features(cues)))

    def is_place(self, name: str) -> bool:
        """Tell whether a name, in whatever capitals, is listed as a place or was mostly one in training."""
        lexicon = self.model.lexicon
        return lexicon.listed.get(name.lower()) in ("city", "territory") or "most:LOC" in lexicon.roles.get(
            name.title(), ()
        )

    def is_first_name(self, word: str) -> bool:
        """Tell whether a word began the names of people in training, and of nothing else more often."""
        roles = self.model.lexicon.roles.get(word, ())
        return "most:PER" in roles and any(role.startswith("PER-first") for role in roles)

    def can_be_last_name(self, word: str) -> bool | None:
        """Tell whether a word went on with people's names in training, and ended no others more often.

        None where it was never seen.
        """
        roles = self.model.lexicon.roles.get(word)
        if roles is None:
            return None
        buckets = dict(role.split(":") for role in roles if not role.startswith("most:"))
        person = max(buckets.get(f"PER-{place}", "0") for place in ("first", "in", "last"))
        return person > "0" and person >= max(buckets.get("LOC-last", "0"), buckets.get("ORG-last", "0"))

    def is_demonym(self, word: str) -> bool:
        """Tell whether a word is what a people or its language is called: no place, and no organization."""
        lexicon = self.model.lexicon
        return lexicon.listed.get(word.lower()) == "demonym" and "most:LOC" not in lexicon.roles.get(word, ())

    def _kind_of(self, word: str) -> Kind:
        return word_kind(word, self.model.lexicon, self.model.lexicon.roles.get(word, ()))

    def _weigh(self, features: Sequence[str]) -> int:
        get = self.model.weights.get
        return sum([get(feature, 0) for feature in features])

    def _weigh_word(self, word: str) -> tuple[int, ...]:
        """Return the weight of a word for the tokens two before it, one before it, itself ... in `DISTANCES`' order."""
        if word == EDGE:
            views = ([EDGE], [EDGE], [EDGE])
        else:
            views = word_features(word, self.model.lexicon, self.model.lexicon.roles.get(word, ()))
        return tuple(
            self._weigh([f"{distance}:{feature}" for feature in views[abs(distance)]]) for distance in DISTANCES
        )

    def tag(
        self, passages: Sequence[Passage], lower_words: set[str], runs: Sequence[Sequence[Run]] | None = None
    ) -> list[list[Tagged]]:
        """Return the names of each passage of a document; where `runs` are given, of these runs of each."""
        cues, topic = word_cues(passages, lower_words), topic_of(lower_words)
        runs = runs if runs is not None else [passage.runs for passage in passages]
        looks = [
            [self._look(passage, run, some, cues, topic) for run, some in open_runs]
            for passage, open_runs in zip(passages, runs, strict=True)
        ]
        pools: Pools = {}
        for passage, some_looks in zip(passages, looks, strict=True):
            for look in some_looks:
                for chunk, shares in zip(look.chunks, look.shares, strict=True):
                    for string, part, weight in votes(passage, chunk, shares):
                        pools.setdefault(string, Pool(0.0, [0.0] * 4)).add(part, weight)
        return [
            [name for look in some_looks for name in self._look_again(passage, look, pools)]
            for passage, some_looks in zip(passages, looks, strict=True)
        ]

    def _look(
        self, passage: Passage, run: tuple[int, int], run_chunks: list[Chunk], cues: dict[str, int], topic: str
    ) -> Look:
        scores = [unpack(packed) for packed in self._scores(passage, run, run_chunks, cues, topic)]
        found = lattice(scores, self.model.steps)
        shares = [chunk_shares(found, chunk.first - run[0], chunk.end - run[0]) for chunk in run_chunks]
        return Look(run[0], run_chunks, scores, found, shares)

    def _look_again(self, passage: Passage, look: Look, pools: Pools) -> list[Tagged]:
        steps = self.model.steps
        scores, found = look.scores, look.lattice
        shifts = []
        for chunk, shares in zip(look.chunks, look.shares, strict=True):
            what = shift(pools.get(chunk_string(passage, chunk)), shares, steps.unit)
            if what is not None:
                shifts.append((chunk.first - look.first, chunk.end - look.first, what))
        if shifts:
            scores = shifted(scores, shifts)
        path = best_path(scores, steps)
        if not any(path):
            return []
        if shifts:
            found = lattice(scores, steps)
        return [
            Tagged(look.first + first, look.first + end, kind, likelihood(found, path, first, end, steps))
            for first, end, kind in names_on(path)
        ]

    def _scores(
        self, passage: Passage, run: tuple[int, int], run_chunks: list[Chunk], cues: dict[str, int], topic: str
    ) -> list[int]:
        word_weights, get, words = self._word_weights, self.model.weights.get, passage.words
        scores: list[int] = []
        for piece in pieces(passage, run, run_chunks):
            shared = self._weigh(piece.shared)
            for token in range(piece.first, piece.end):
                score = shared + sum([get(feature, 0) for feature in own_features(passage, piece, token, topic)])
                for distance, word in enumerate(words[token : token + 5]):
                    score += word_weights(word)[distance]
                if words[token + 2] in TIES:
                    score += INSIDE_ONLY
                if piece.is_chunk:
                    score += self._cue_weights(cues.get(words[token + 2], 0))
                scores.append(score)
        return scores
