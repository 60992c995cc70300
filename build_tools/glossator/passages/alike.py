"""Which passages of two texts are alike: what was corrected, cut in two, joined or moved, and where the words went."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from .prints import SHORT, Print, letters_of, run_of, runs, stands_at_an_end

IN_PLACE = 0.3
"""How alike two passages must be to be the same where it stood: with an error in every seventh letter, they are."""
IN_PLACE_SHORT = 0.5
"""Likewise of a short one, whose runs are those of many."""
MOVED = 0.5
"""How alike elsewhere, where another passage about the same things could stand."""
AT_HOME = 0.2
"""So much better is a pair where the passage stood, of two that are about as alike."""
NEARLY = 0.9
"""Of the best: among passages that are so alike, the first one is meant."""
WHOLE, HALF = 1.1, 0.5
"""What two parts of a passage are of it together, as far as the samples can tell; and how good the first one must be,
of the other, to go on as that passage."""
HELD = 0.5
"""The share of a passage's runs that stands in another one if its words went there."""
BESIDE = 3
"""Of so many parts of a passage one at least is known as such: the sample may have nothing of a short one."""
PART = 0.3
"""The share of a new passage that stood in an old one, if it is one of many parts of that."""
COMMON = 32
"""A run that stands in more passages tells nothing of one."""
OWN = 0.3
"""Of what a passage has for itself, so much must stand in another if it is the same: of the entries of a list, or the
answers of a form, each is like the others."""
LEAST_OWN = 2
"""Runs of a sample: fewer tell nothing."""
AROUND = 3
"""So many passages to each side tell what a passage has for itself."""
NEAR = 4
"""So many passages to each side are compared with one that stands between the same two."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A passage of the old text, and one of the new that has words of it; by their places."""

    old: int
    new: int
    held: float
    """The share of the old one that stands in the new one."""
    share: float = 0.0
    """The share of the new one that stood in the old one."""
    short: bool = False
    """The old one is short."""
    own: float = 1.0
    """The share of what only the old one has, of those around it, that stands in the new one."""

    @property
    def score(self) -> float:
        """Return how alike they are."""
        return min(self.held, self.share)


class Comparison:
    """The passages that are left of both texts when those that are the same are known, and how alike they are."""

    def __init__(self, old: Sequence[Print], new: Sequence[str], pairs: Mapping[int, int]) -> None:
        self._prints = old
        self.old = [place for place in range(len(old)) if place not in pairs]
        self._wanted: Mapping[int, set[int]] = defaultdict(set)
        for place in self.old:
            self._wanted[run_of(old[place].letters)].update(old[place].sample)
        self._letters = cache(lambda place: letters_of(new[place]))
        self._runs = cache(self._known_runs)
        self._own: dict[int, set[int]] = {}
        taken = set(pairs.values())
        self.new = [place for place in range(len(new)) if place not in taken]

    def _known_runs(self, place: int, length: int) -> set[int]:
        """Return those of a new passage's runs that any sample holds. All of them would need much more room."""
        wanted = self._wanted[length]
        return {each for each in runs(self._letters(place), length) if each in wanted}

    def compare(self, old: int, new: int) -> Alike:
        known = self._prints[old]
        if not known.sample:
            return Alike(old, new, 0.0)
        length = run_of(known.letters)
        found = self._runs(new, length)
        held = len(found.intersection(known.sample)) / len(known.sample)
        only = self._own.get(old, set())
        own = len(found & only) / len(only) if len(only) >= LEAST_OWN else 1.0
        here, there = known.letters - length + 1, len(self._letters(new)) - length + 1
        return Alike(old, new, held, min(1.0, held * here / max(1, there)), known.letters < SHORT, own)

    def set_apart(self, old: int, others: Iterable[int]) -> None:
        """Take note of what an old passage has for itself: others have it not, which are known to be others."""
        known = self._prints[old]
        common = (self._runs(other, run_of(known.letters)) for other in others)
        self._own[old] = set(known.sample).difference(*common)

    def by_runs(self) -> dict[int, set[int]]:
        """Return, for each old passage that is long enough, the new ones that hold runs which few others hold."""
        long = [place for place in self.old if self._prints[place].letters >= SHORT]
        holders: Mapping[int, list[int]] = defaultdict(list)
        for place in self.new:
            for each in self._runs(place, run_of(SHORT)):
                holders[each].append(place)
        found: dict[int, set[int]] = {}
        for place in long:
            rare = (holders[each] for each in self._prints[place].sample if len(holders.get(each, ())) <= COMMON)
            counts = Counter(holder for some in rare for holder in some)
            found[place] = {holder for holder, _ in counts.most_common(2 * NEAR)}
        return found


class Gaps:
    """Between which pairs a passage stands: in both texts between the same two."""

    def __init__(self, old: Sequence[int], new: Sequence[int], pairs: Mapping[int, int], end: int) -> None:
        self._known = sorted(pairs)
        self._pairs, self._end = pairs, end
        self._new = new
        self._rank: dict[int, tuple[int, int]] = {}
        by_gap: Mapping[int, list[int]] = defaultdict(list)
        for place in old:
            by_gap[bisect_right(self._known, place)].append(place)
        for some in by_gap.values():
            self._rank |= {place: (number, len(some)) for number, place in enumerate(some)}

    def around(self, old: int) -> tuple[int, int]:
        """Return the places of the new text between which the old passage stood; both are taken."""
        number = bisect_right(self._known, old)
        before = self._pairs[self._known[number - 1]] if number else -1
        behind = self._pairs[self._known[number]] if number < len(self._known) else self._end
        return (before, behind) if before < behind else (before, before)

    def beside(self, old: int) -> list[int]:
        """Return the new places of the pairs next to an old passage."""
        number = bisect_right(self._known, old)
        return [self._pairs[known] for known in self._known[max(0, number - AROUND) : number + AROUND]]

    def near(self, old: int) -> Sequence[int]:
        """Return those of the new passages that stand where the old one stood, or not far from it."""
        before, behind = self.around(old)
        first, last = bisect_right(self._new, before), bisect_left(self._new, behind)
        number, count = self._rank[old]
        middle = first + number * (last - first) // count
        return self._new[max(first, middle - NEAR) : min(last, middle + NEAR + 1)]


def alike(old: Sequence[Print], new: Sequence[str], pairs: Mapping[int, int]) -> tuple[dict[int, int], list[Alike]]:
    """Return the pairs of passages that are the same though not word for word, and what else was compared.

    Long passages are looked for by their runs, wherever they are; then, between what is known, short ones.
    """
    comparison = Comparison(old, new, pairs)
    compared: dict[tuple[int, int], Alike] = {}
    found: dict[int, int] = {}
    elsewhere: Mapping[int, Iterable[int]] = comparison.by_runs()
    known = Gaps(comparison.old, comparison.new, pairs, len(new))
    for place in comparison.old:
        comparison.set_apart(place, known.beside(place))
    for _ in range(2):
        gaps = Gaps(comparison.old, comparison.new, {**pairs, **found}, len(new))
        for place in comparison.old:
            for other in {*gaps.near(place), *elsewhere.get(place, ())}:
                if place not in found and (place, other) not in compared:
                    compared[place, other] = comparison.compare(place, other)
        found = _chosen(compared.values(), found, gaps)
    return found, [each for each in compared.values() if each.old not in found]


def _chosen(compared: Collection[Alike], found: Mapping[int, int], gaps: Gaps) -> dict[int, int]:
    """Return the pairs that are the same, with those that are found. Each passage is the same as one at most.

    First come those that are the best for both, likewise of the others, then whoever is left takes the best left.
    """
    weights = {(each.old, each.new): _weight(each, gaps) for each in compared}
    options = sorted((each for each in compared if weights[each.old, each.new]), key=lambda each: (each.old, each.new))
    chosen = dict(found)
    for mutual in (True, True, False):
        taken = set(chosen.values())
        free = [each for each in options if each.old not in chosen and each.new not in taken]
        by_new = _grouped(free, lambda each: each.new)
        asked = {new: _first(some, weights, lambda each: each.share).old for new, some in by_new.items()}
        for old, some in _grouped(free, lambda each: each.old).items():
            new = _first(some, weights, lambda each: each.held).new
            if new not in taken and (not mutual or asked[new] == old):
                chosen[old] = new
                taken.add(new)
    return chosen


def _grouped(compared: Iterable[Alike], by: Callable[[Alike], int]) -> Mapping[int, list[Alike]]:
    found: dict[int, list[Alike]] = defaultdict(list)
    for each in compared:
        found[by(each)].append(each)
    return found


def _first(options: Sequence[Alike], weights: Mapping[tuple[int, int], float], part: Callable[[Alike], float]) -> Alike:
    """Return the best pair; of several that are as good, or whose parts make one whole, the first."""
    best = max(options, key=lambda each: weights[each.old, each.new])
    most = weights[best.old, best.new]
    for each in options:
        weight = weights[each.old, each.new]
        if weight >= NEARLY * most or (weight >= HALF * most and part(each) + part(best) <= WHOLE):
            return each
    return best


def _weight(each: Alike, gaps: Gaps) -> float:
    """Return how good a pair is, where both are the same passage; else 0."""
    before, behind = gaps.around(each.old)
    in_place = before < each.new < behind
    enough = (IN_PLACE_SHORT if each.short else IN_PLACE) if in_place else MOVED
    return each.score + (AT_HOME if in_place else 0.0) if each.score >= enough and each.own >= OWN else 0.0


def went_to(old: Sequence[Print], new: Sequence[str], compared: Iterable[Alike]) -> dict[int, int]:
    """Return, by their places, which new passage holds the words of old ones, or the first of them: if any do."""
    by_old = _grouped(sorted(compared, key=lambda each: (each.old, each.new)), lambda each: each.old)
    found: dict[int, int] = {}
    for place, some in by_old.items():
        if old[place].letters < SHORT:
            holders: Iterable[int] = (each.new for each in some if stands_at_an_end(old[place], new[each.new]))
        else:
            best = max(some, key=lambda each: each.held)
            holders = [best.new] if best.held >= HELD and best.own >= OWN else _cut_into(some)
        first = next(iter(holders), None)
        if first is not None:
            found[place] = first
    return found


def _cut_into(some: Iterable[Alike]) -> list[int]:
    """Return the places of the parts that a passage was cut into, if these hold enough of it."""
    parts: list[Alike] = []
    for each in some:
        if each.share < PART or not each.own:
            continue
        if parts and each.new > parts[-1].new + BESIDE:
            parts = []
        parts.append(each)
        if sum(part.held for part in parts) >= HELD:
            return [part.new for part in parts]
    return []
