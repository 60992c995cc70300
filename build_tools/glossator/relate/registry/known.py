"""What the glossary says of names that documents found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ...forms import person_name, plain
from ...glossary import Glossary
from .likely import Named

SHORT = 4
"""Letters. Shorter forms are known by their capitals: "US" is not "us"."""


class Known:
    """The glossary's forms, as they are compared with names."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._ids: dict[str, set[str]] = defaultdict(set)
        for form, ids in glossary.forms.items():
            self._ids[_written(form)].update(ids)
        self._friends: dict[str, set[str]] = defaultdict(set)
        for entity in glossary.entities:
            target = glossary.find(entity.id)
            for friend in entity.false_friends if target else ():
                self._friends[_written(friend)].add(target.id if target else "")
        people = (entity for entity in glossary.standing if entity.type == "person")
        self.last_names = frozenset(person_name(plain(entity.name)).last for entity in people)

    def entry(self, name: str) -> str:
        """Return the id of the one entry that has the name among its forms; else an empty string."""
        written = _written(name)
        ids = self._ids.get(written, set()) - self._friends.get(written, set())
        return min(ids) if len(ids) == 1 else ""

    def named(self) -> Iterator[Named]:
        """Yield the standing entries as `likely` compares them."""
        for entity in self._glossary.standing:
            yield entity.id, entity.type, tuple(map(plain, (entity.name, *entity.aliases)))


def _written(form: str) -> str:
    """Return a form with plain signs, and in small letters where its capitals tell nothing."""
    words = plain(form)
    return words.lower() if len(words) > SHORT else words
