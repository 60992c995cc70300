"""What the commands tell, in words and in rows: pure, so that it can be read in tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from ..json_lines import as_line
from ..model import Problem, printable

if TYPE_CHECKING:
    from ..add import Plan


def as_plan(planned: Plan) -> Iterator[str]:
    """Yield what is worth knowing of the documents that are taken in, or are there already, a line each."""
    for repeated in planned.repeated:
        yield printable(f"{repeated.name}: passed over; {repeated.document} has the same {repeated.same}")
    for addition in planned.additions:
        if addition.version_of:
            share = f"{addition.alike:.0%} of the shorter one's text is in the other"
            yield printable(f"{addition.name}: nearly the same as {addition.version_of} ({share}); its sidecar says so")
        if addition.guessed:
            yield printable(f"{addition.path}: guessed: {', '.join(addition.guessed)}")


def as_sum(planned: Plan, dry_run: bool) -> str:
    """Return what was done in one line, and what to do next."""
    count = len(planned.additions)
    documents = f"{count:,} document{'s' * (count != 1)}"
    others = [f"{len(planned.repeated):,} there already"] * bool(planned.repeated)
    others += [f"{planned.refused:,} refused"] * bool(planned.refused)
    told = ", ".join([f"{documents} {'would be ' * dry_run}taken in", *others])
    return f"{told}; next: mkdocs serve" if count and not dry_run else told


def as_text(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield each problem as people read it: where, what, and how to mend it."""
    yield from map(str, problems)


def as_json(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield each problem as a JSON object, a line each."""
    for problem in problems:
        yield as_line(asdict(problem))


def as_github(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield each problem as a GitHub workflow command, with nothing in it that could be another command."""
    levels = {"error": "error", "warning": "warning", "info": "notice"}
    for problem in problems:
        place = f"file={_property(problem.path)},line={problem.line or 1},col={problem.column or 1}"
        text = _data(f"{problem.message} — {problem.remedy}")
        yield f"::{levels[problem.severity]} {place},title={_property(problem.code)}::{text}"


FORMATS: dict[str, Callable[[Iterable[Problem]], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def _data(text: str) -> str:
    """Escape the message of a workflow command; ESC and `::` too, which could end up in one that is read again."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace("\x1b", "%1B").replace("::", "%3A%3A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
