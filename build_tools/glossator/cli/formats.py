"""What the commands tell, in words and in rows: pure, so that it can be read in tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from ..json_lines import as_line
from ..model import printable

if TYPE_CHECKING:
    from ..add import Plan
    from ..check import Judged


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


def as_verdict(judged: Sequence[Judged]) -> str:
    """Return in one line how many problems have to be mended, and how many others are told."""
    count = sum(each.fails for each in judged)
    others = sum(not each.fails and each.problem.severity != "info" for each in judged)
    told = f"{count:,} problem{'s' * (count != 1)}" if count else "no problems"
    before = f"; {others:,} more {'was' if others == 1 else 'were'} there before, in files that did not change"
    return told + before * bool(others)


def as_text(judged: Iterable[Judged], _: bool = False) -> Iterator[str]:
    """Yield each problem as people read it: where, what, and how to mend it."""
    yield from (str(each.problem) for each in judged)


def as_json(judged: Iterable[Judged], _: bool = False) -> Iterator[str]:
    """Yield each problem as a JSON object, a line each, with whether it makes the check fail."""
    for each in judged:
        yield as_line(asdict(each.problem) | {"fails": each.fails})


MOST_ANNOTATIONS = 10
"""Of each level, in a step: GitHub shows no more."""


def as_github(judged: Iterable[Judged], has_summary: bool = False) -> Iterator[str]:
    """Yield problems as GitHub workflow commands, with nothing in them that could be another command.

    Where the step has a summary, which tells all of them, those that GitHub would not show are left to it.
    """
    levels = {"error": "error", "warning": "warning", "info": "notice"}
    counts: Counter[str] = Counter()
    for each in judged:
        problem = each.problem
        level = levels[problem.severity] if each.fails else "notice"
        counts[level] += 1
        if has_summary and counts[level] > MOST_ANNOTATIONS:
            continue
        place = f"file={_property(problem.path)},line={problem.line or 1},col={problem.column or 1}"
        text = _data(f"{problem.message} — {problem.remedy}")
        yield f"::{level} {place},title={_property(problem.code)}::{text}"
    if left_out := sum(max(0, count - MOST_ANNOTATIONS) for count in counts.values()) * has_summary:
        yield f"{left_out:,} more: see the summary of this job"


FORMATS: dict[str, Callable[[Iterable[Judged], bool], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def _data(text: str) -> str:
    """Escape the message of a workflow command; ESC, `::` and `##[` too, which a runner could take for another."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace("\x1b", "%1B").replace("::", "%3A%3A").replace("##[", "%23%23[")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
