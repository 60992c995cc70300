"""An editor's day and a poor recognition's errors, by chance, with what is known of each passage that comes out."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

LETTERS = "etaoinshrdlu"
EACH = 0.06
"""The share of passages that go; of those that get a new one before them; are cut; are joined to the last one."""
LONG = 120
"""Code points of a passage that an editor would cut."""

Revised = list[tuple[str, tuple[int, ...]]]
"""Passages, each with the places of the old ones whose words it has."""


def damaged(words: str, share: float, chance: Random) -> str:
    """Return the words as a poor recognition gives them: such a share of letters is lost, mistaken, or one more."""
    found = []
    for letter in words:
        happens = chance.random() / share if share else 1.0
        if happens >= 1:
            found.append(letter)
        elif happens >= 1 / 3:
            found += [chance.choice(LETTERS)] if happens < 2 / 3 else [letter, chance.choice(LETTERS)]
    return "".join(found)


def revised(passages: Sequence[str], others: Sequence[str], chance: Random) -> Revised:
    """Return passages as an editor leaves them, and one in fifty moved. `others` are those that may come anew."""
    found: Revised = []
    for place, words in enumerate(passages):
        middle = words.find(" ", len(words) // 2)
        what = chance.random() / EACH
        if what < 1:
            continue
        if what < 2:
            found.append((chance.choice(others), ()))
        if 2 <= what < 3 and len(words) > LONG and middle > 0:
            found += [(words[:middle], (place,)), (words[middle + 1 :], (place,))]
        elif 3 <= what < 4 and found and found[-1][1] == (place - 1,):
            found[-1] = (f"{found[-1][0]} {words}", (place - 1, place))
        else:
            found.append((words, (place,)))
    for _ in range(1 + len(found) // 50 if found else 0):
        found.insert(chance.randrange(len(found)), found.pop(chance.randrange(len(found))))
    return found
