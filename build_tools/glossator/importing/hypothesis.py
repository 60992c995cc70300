"""Annotations of Hypothesis, as its API gives them: `{"rows": [...]}`, a list, or a row a line.

What is not public is never taken in: `permissions.read` must name everybody's group. A reply becomes a note on the same
words that leads to the one it answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

import msgspec

from ..model import Quote
from .known import Known, imported
from .notes import Draft, Imported, name_of, plain_brackets, refuse
from .rows import Refusal, RefusedFileError, enough, no_document, passed_over, read_json, told

EVERYBODY = "group:__world__"
"""Hypothesis' name for the readers of what is public."""
LONGEST_SHOWN = 40
"""Characters of an id that a message or a comment repeats."""

HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters: browsers cut what stands around the words by UTF-16 units."""

AGAIN = "mend it in the file, or have Hypothesis give it again"
SHAPE = "save what https://api.hypothes.is/api/search gives, as it is"


class Selector(msgspec.Struct, frozen=True):
    """Of the kinds of selectors, the one by words is read."""

    type: str
    exact: str = ""
    prefix: str = ""
    suffix: str = ""


class Target(msgspec.Struct, frozen=True):
    source: str = ""
    selector: tuple[Selector, ...] = ()


class Permissions(msgspec.Struct, frozen=True):
    read: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True):
    """What is read of an annotation; everything else is passed over."""

    id: str
    uri: str
    user: str = ""
    created: str = ""
    text: str | None = None
    tags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    """Of a reply: the ids of what it answers, the first annotation first, the nearest last."""
    target: tuple[Target, ...] = ()
    permissions: Permissions = Permissions()
    hidden: bool = False
    flagged: bool = False

    @property
    def quote(self) -> Quote | None:
        """The first selector by words."""
        found = (each for target in self.target for each in target.selector if each.type == "TextQuoteSelector")
        each = next(found, None)
        return None if each is None else Quote(each.exact, HALVES.sub("", each.prefix), HALVES.sub("", each.suffix))

    @property
    def addresses(self) -> tuple[str, ...]:
        return (self.uri, *(target.source for target in self.target if target.source))


def import_hypothesis(path: str, data: bytes, known: Known) -> Imported:
    """Return the notes that the file's public annotations become; `path` names the file in what is told."""
    try:
        documents = read_json(data)
        rows = list(_rows(documents))
    except RefusedFileError as error:
        return Imported(problems=told(path, [(error.refusal, "")]))
    taken = [
        *_elsewhere(documents),
        *_unreadable(rows),
        *_taken([(place, row) for place, row in rows if isinstance(row, Row)], known),
    ]
    problems = told(path, ((refusal, place) for place, refusal in taken if isinstance(refusal, Refusal)))
    return imported((draft for _, draft in taken if isinstance(draft, Draft)), known, problems)


def _rows(documents: list[Any]) -> Iterator[tuple[str, Row | Exception]]:
    """Yield each annotation of the file as a person finds it, and what it says or why it cannot be read."""
    for number, row in enumerate(enough(_flat(documents)), start=1):
        try:
            if isinstance(row, Exception):
                raise row
            read = msgspec.convert(row, Row)
            yield f"{number}: {read.id[:LONGEST_SHOWN]}", read
        except (msgspec.ValidationError, ValueError, RecursionError) as error:
            yield str(number), error


def _flat(documents: list[Any]) -> list[Any]:
    """Return the annotations in the file's forms: in `rows`, in `annotations`, in a list, or by themselves.

    Who asks the API for replies apart gets them in `replies`.
    """
    if len(documents) != 1:
        return documents
    (whole,) = documents
    for name in ("rows", "annotations"):
        if isinstance(whole, dict) and isinstance(whole.get(name), list):
            return [*whole[name], *(whole["replies"] if isinstance(whole.get("replies"), list) else ())]
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict) and "uri" in whole:
        return [whole]
    raise RefusedFileError("it holds no annotations: neither `rows` nor a list of them", SHAPE)


def _elsewhere(documents: list[Any]) -> Iterator[tuple[str, Refusal]]:
    """Yield that the API found more annotations than it gave, which are 200 at the most."""
    whole = documents[0] if len(documents) == 1 else None
    if isinstance(whole, dict) and isinstance(whole.get("rows"), list):
        count, total = len(whole["rows"]), whole.get("total")
        if isinstance(total, int) and total > count:
            message = f"the file holds {count:,} of the {total:,} annotations that Hypothesis found"
            yield "", Refusal("I236", "info", message, "ask for the others with `offset`, and take them in, too")


def _unreadable(rows: Iterable[tuple[str, Row | Exception]]) -> Iterator[tuple[str, Refusal]]:
    for place, row in rows:
        if isinstance(row, Exception):
            message = f"an annotation has not the form of Hypothesis': {row}"
            yield place, Refusal("E231", "error", message, AGAIN)


def _taken(rows: list[tuple[str, Row]], known: Known) -> Iterator[tuple[str, Draft | Refusal]]:
    """Yield the note that each row becomes, or why there is none: annotations first, then replies to them."""
    notes: dict[str, Draft] = {}
    for place, row in sorted(rows, key=lambda each: len(each[1].references)):
        found = _barred(row) or (_reply(row, notes, known) if row.references else _note(row, known))
        if isinstance(found, Draft):
            found = refuse(found) or found
        if isinstance(found, Draft):
            notes.setdefault(row.id, found)
        yield place, found


def _barred(row: Row) -> Refusal | None:
    """Return why an annotation is not for the public, or None."""
    if EVERYBODY not in row.permissions.read:
        return passed_over("private: only its author or a group may read it", "have its author make it public first")
    if row.hidden or row.flagged:
        return passed_over("hidden by moderators, or reported to them", "see with them whether it should be public")
    return None


def _note(row: Row, known: Known) -> Draft | Refusal:
    """Return the note that an annotation of words becomes."""
    quote = row.quote
    if quote is None:
        return passed_over(
            "about a whole page, and a note is about words", "select words in Hypothesis, and write it there"
        )
    found = known.documents_of(row.addresses)
    return _draft(row, found[0], quote) if len(found) == 1 else no_document(row.uri, found)


def _reply(row: Row, notes: dict[str, Draft], known: Known) -> Draft | Refusal:
    """Return the note that a reply becomes: on the words of the one it answers, to which it leads."""
    answered = notes.get(row.references[-1])
    if answered is None:
        return passed_over("a reply to what is not taken in", "take in both together, or write it as a note of its own")
    draft = _draft(row, answered.document, answered.quote)
    name = PurePosixPath(known.path_of(answered) or answered.path).stem
    return replace(draft, motivation="replying", see=(f"{answered.document}#note-{name}",))


def _draft(row: Row, document: str, quote: Quote) -> Draft:
    body = plain_brackets((row.text or "").replace("\r\n", "\n").replace("\r", "\n"))
    return Draft(
        document=document,
        name=name_of(quote.exact, row.id),
        quote=quote,
        body=f"{body.rstrip()}\n" if body.strip() else "",
        motivation="commenting" if body.strip() else "tagging" if row.tags else "highlighting",
        author=_name(row.user),
        date=_day(row.created),
        tags=row.tags,
        comment=f"Hypothesis: {row.id}" if re.fullmatch(r"[\w-]{1,40}", row.id, re.ASCII) else "",
    )


def _name(user: str) -> str:
    """Return the name in `acct:name@host`."""
    return user.removeprefix("acct:").partition("@")[0]


def _day(created: str) -> str:
    """Return the day of a date with a time; nothing where it is none."""
    try:
        return datetime.fromisoformat(created).date().isoformat()
    except ValueError:
        return ""
