"""Things joined into groups, whatever the order in which they are joined (union and find, with path halving)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Joined(Generic[T]):
    """Groups of things; a thing that was never joined is a group by itself."""

    def __init__(self) -> None:
        self._parents: dict[T, T] = {}

    def find(self, thing: T) -> T:
        """Return the thing that stands for the group."""
        parents = self._parents
        parent = parents.setdefault(thing, thing)
        while parent != thing:
            parents[thing] = parent = parents[parent]
            thing, parent = parent, parents[parent]
        return thing

    def join(self, things: Iterable[T]) -> None:
        """Make the groups of all the things one."""
        roots = [self.find(thing) for thing in things]
        for root in roots[1:]:
            self._parents[self.find(root)] = self.find(roots[0])

    def groups(self) -> Mapping[T, list[T]]:
        """Return each group by the thing that stands for it, its members in the order in which they were first seen."""
        found: dict[T, list[T]] = defaultdict(list)
        for thing in list(self._parents):
            found[self.find(thing)].append(thing)
        return found
