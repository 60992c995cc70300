"""Which passages of two texts are the same, word for word: Heckel's way ("A technique for isolating differences between
files", 1978), which is linear and follows what was moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

MOVED_LETTERS = 20
"""Of a passage that is taken for the same out of the order of the others: "Yes." may well be another's."""


def same(old: Sequence[str], new: Sequence[str], letters: Sequence[int]) -> dict[int, int]:
    """Return, by its place among the old, the place among the new of each passage that has the same hash.

    First come the two ends, then what stands once in each text, then what stands beside these, and then what is left
    between them. `letters` tells how many each of the old has.
    """
    pairs = _ends(old, new)
    pairs |= _once(old, new, letters, pairs)
    for step in (1, -1):
        _beside(old, new, pairs, step)
    _between(old, new, pairs)
    return pairs


def _ends(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    shorter, start, end = min(len(old), len(new)), 0, 0
    while start < shorter and old[start] == new[start]:
        start += 1
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    head = {place: place for place in range(start)}
    return head | {len(old) - back: len(new) - back for back in range(end, 0, -1)}


def _once(old: Sequence[str], new: Sequence[str], letters: Sequence[int], known: Mapping[int, int]) -> dict[int, int]:
    """Return the pairs of what stands once in each text, besides those that are known."""
    taken = set(known.values())
    there = _single((place, each) for place, each in enumerate(new) if place not in taken)
    here = _single((place, each) for place, each in enumerate(old) if place not in known)
    found = [(place, there[each]) for each, place in here.items() if each in there]
    in_order = set(_longest_rising([place for _, place in found]))
    return {
        place: other
        for number, (place, other) in enumerate(found)
        if number in in_order or letters[place] >= MOVED_LETTERS
    }


def _single(passages: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Return the places of the hashes that come once, in their order."""
    some = list(passages)
    counts = Counter(each for _, each in some)
    return {each: place for place, each in some if counts[each] == 1}


def _longest_rising(places: Sequence[int]) -> list[int]:
    """Return the numbers of the most places that rise from each to the next (Schensted's way)."""
    lowest: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, place in enumerate(places):
        length = bisect_left(lowest, place)
        before.append(last[length - 1] if length else -1)
        lowest[length : length + 1] = [place]
        last[length : length + 1] = [number]
    found = [last[-1]] if last else []
    while found and before[found[-1]] >= 0:
        found.append(before[found[-1]])
    return found[::-1]


def _beside(old: Sequence[str], new: Sequence[str], pairs: dict[int, int], step: int) -> None:
    """Add the pairs that stand behind (`step` 1) or before (-1) others, again and again."""
    taken = set(pairs.values())
    for place in sorted(pairs, reverse=step < 0):
        here, there = place + step, pairs[place] + step
        while (
            0 <= here < len(old)
            and 0 <= there < len(new)
            and here not in pairs
            and there not in taken
            and old[here] == new[there]
        ):
            pairs[here] = there
            taken.add(there)
            here, there = here + step, there + step


def _between(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    """Add what stands in the same order behind the same pair in both texts."""
    back = {there: here for here, there in pairs.items()}
    waiting: dict[tuple[int, str], deque[int]] = defaultdict(deque)
    behind = -1
    for there, each in enumerate(new):
        if there in back:
            behind = back[there]
        else:
            waiting[behind, each].append(there)
    behind = -1
    for here, each in enumerate(old):
        if here in pairs:
            behind = here
        elif waiting.get((behind, each)):
            back[waiting[behind, each].popleft()] = here
    pairs |= {here: there for there, here in back.items()}
