"""What a request changes, and whether it may go in, as Markdown for whoever decides.

Everything that people wrote stands in code spans and `<pre>` blocks, with its control characters written out: code
hosts make no links, pictures, mentions or HTML of what stands there.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..files import sidecar_path
from ..model import Anchor, AnchorState, Archive, Block, Document, Entity, Note, Problem, Span, printable
from .changes import Changes, Judged, failing

MOST_BYTES = 1_000_000
"""GitHub shows no summary of a step that has more than 1 MiB."""
CONTEXT = 300
"""Code points of a passage that are shown before and after the words of a note."""
LONGEST_BODY = 2000
"""Code points of a note that are shown."""
MOST_PROBLEMS = 500
"""Problems that are listed: nobody reads more, and the notes need room."""

NOTHING = "The note proposes that nothing stands in their place.\n"

STATES: Mapping[AnchorState, str] = {
    "exact": "its words stand there exactly",
    "moved": "its words stand there exactly, with other words around them",
    "folded": "its words stand there, but for white space and quotation marks",
    "near": "**placed by the most similar words: look whether they are meant**",
    "ambiguous": "**not placed: its words, or words like them, stand in several places**",
    "orphan": "**not placed: its words were not found, or only with other words around them**",
}


def request_report(
    archive: Archive, judged: Sequence[Judged], changes: Changes | None = None, before: Archive | None = None
) -> str:
    """Return the report on a request, or on the whole archive where no changes are known."""
    return "\n".join(_within(MOST_BYTES, _sections(archive, judged, changes, before)))


def _within(most_bytes: int, sections: Iterator[str]) -> Iterator[str]:
    """Yield sections as long as there is room, then how many there was no room for."""
    room, left_out = most_bytes - 200, 0
    for section in sections:
        room -= len(section.encode()) + 1
        if room >= 0 and not left_out:
            yield section
        else:
            left_out += 1
    if left_out:
        yield f"\nThere is no room for the rest of this report (parts: {left_out:,}).\n"


def _sections(
    archive: Archive, judged: Sequence[Judged], changes: Changes | None, before: Archive | None
) -> Iterator[str]:
    notes = [note for note in archive.notes if changes is None or note.path in changes.present]
    entries = [entity for entity in archive.entities if changes is None or entity.path in changes.present]
    documents = [
        document
        for document in archive.documents
        if changes is None or {document.path, sidecar_path(document.path)} & changes.present
    ]
    removed = changes.removed if changes else frozenset()
    yield "## What the check found\n"
    yield _sum(len(notes), len(entries), len(documents), len(removed))
    yield from _verdict(judged)
    yield from _removed(removed)
    yield from _documents(documents, before)
    yield from _entries(entries, archive, before)
    yield from _notes(notes, archive.documents)


def _sum(notes: int, entries: int, documents: int, removed: int) -> str:
    return f"Notes: {notes:,} · entries: {entries:,} · documents: {documents:,} · removed files: {removed:,}\n"


def _verdict(judged: Sequence[Judged]) -> Iterator[str]:
    to_mend = [each.problem for each in judged if each.fails]
    there_before = [each.problem for each in judged if not each.fails and each.problem.severity != "info"]
    to_know = [each.problem for each in judged if each.changed and each.problem.severity == "info"]
    if not failing(judged):
        yield "**Nothing has to be mended.**\n"
    yield from _problems("To mend", to_mend)
    yield from _problems("Worth knowing", to_know)
    yield from _problems("There before, in files that this does not change", there_before)


def _problems(title: str, problems: Sequence[Problem]) -> Iterator[str]:
    if problems:
        yield f"### {title} ({len(problems):,})\n"
        shown = [str(problem) for problem in problems[:MOST_PROBLEMS]]
        more = [f"... and {len(problems) - MOST_PROBLEMS:,} more"] * (len(problems) > MOST_PROBLEMS)
        yield _block("\n".join([*shown, *more]))


def _removed(paths: Iterable[str]) -> Iterator[str]:
    if listed := "\n".join(map(printable, sorted(paths))):
        yield "### Removed files\n"
        yield _block(listed)


def _documents(documents: Sequence[Document], before: Archive | None) -> Iterator[str]:
    """Yield what each document is, and how the notes on it stand now and stood before."""
    then = {document.id: document for document in before.documents} if before else {}
    if documents:
        yield f"### Documents ({len(documents):,})\n"
    for document in documents:
        old = then.get(document.id)
        length = f"{len(document.text):,} characters" + (f" (before: {len(old.text):,})" if old else "")
        line = f"- {_code(document.path)}: {_code(document.title)}, {length}"
        if document.anchors:
            line += f"; notes: {_states(document.anchors)}"
            if old and _states(old.anchors) != _states(document.anchors):
                line += f" (before: {_states(old.anchors) or 'none'})"
        yield f"{line}\n"


def _states(anchors: Iterable[Anchor]) -> str:
    counts = Counter(anchor.state for anchor in anchors)
    return ", ".join(f"{counts[state]:,} {state}" for state in STATES if counts[state])


def _entries(entities: Sequence[Entity], archive: Archive, before: Archive | None) -> Iterator[str]:
    known = {entity.id for entity in before.entities} if before else frozenset()
    if entities:
        yield f"### Entries ({len(entities):,})\n"
    for entity in entities:
        was = f" (before: {_named(before, entity)})" if before and entity.id in known else ""
        merged = f", merged into {_code(entity.merged_into)}" if entity.merged_into else ""
        yield f"- {_code(entity.path)}: {_code(entity.name)}{merged}, named {_named(archive, entity)}{was}\n"


def _named(archive: Archive, entity: Entity) -> str:
    counts = [count for _, count in archive.named_in.get(entity.id, ())]
    return f"{_times(sum(counts))} in {len(counts):,} document{'s' * (len(counts) != 1)}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _notes(notes: Sequence[Note], documents: Sequence[Document]) -> Iterator[str]:
    """Yield the notes, those first that stand nowhere."""
    by_id = {document.id: document for document in documents}
    anchors = {anchor.note: anchor for document in documents for anchor in document.anchors}
    if notes:
        yield f"### Notes ({len(notes):,})\n"
    placed = {note for note, anchor in anchors.items() if anchor.span is not None}
    for note in sorted(notes, key=lambda note: note.id in placed):
        yield _note(note, by_id.get(note.document), anchors.get(note.id))


def _note(note: Note, document: Document | None, anchor: Anchor | None) -> str:
    """Return a note: who wrote it, how it stands, its words in their passage, and what it proposes and says."""
    lines = [f"#### {_code(note.path)}\n", " · ".join(_about(note)) + "\n"]
    if document is None or anchor is None:
        lines += [f"**Not placed: there is no document {_code(note.document)}.**\n", _block(note.quote.exact)]
    elif anchor.span is None:
        lines += [f"In {_code(document.title)}: {STATES[anchor.state]}.\n", _block(note.quote.exact)]
    else:
        block = _block_of(document, anchor.span)
        where = f"{_code(document.title)}" + (f", passage {_code(block.id)}" if block else "")
        lines += [f"In {where}: {STATES[anchor.state]}.\n", _passage(document, block, anchor.span)]
        if anchor.state == "near":
            lines += ["The note quotes:\n", _block(note.quote.exact)]
    if note.reading is not None:
        lines += ["The note proposes in their place:\n", _block(note.reading)] if note.reading else [NOTHING]
    body = note.body.strip()
    cut = f"\n... ({len(body) - LONGEST_BODY:,} characters more)" if len(body) > LONGEST_BODY else ""
    lines += ["The note says:\n", _block(body[:LONGEST_BODY] + cut)] if body else []
    return "\n".join(lines)


def _about(note: Note) -> Iterator[str]:
    """Yield what kind of note it is, by whom, and what it belongs to."""
    yield note.motivation
    if note.author:
        yield f"by {_code(note.author)}"
    if note.date:
        yield _code(note.date)
    if note.tags:
        yield f"tags {' '.join(map(_code, note.tags))}"
    if note.see:
        yield f"see {' '.join(_code(link.target) for link in note.see)}"


def _block_of(document: Document, span: Span) -> Block | None:
    """Return the passage in which the words begin."""
    before = bisect_right(document.blocks, span.start, key=lambda block: block.span.start)
    return document.blocks[before - 1] if before else None


def _passage(document: Document, block: Block | None, span: Span) -> str:
    """Return the words of a note, in bold, in what stands around them in their passage."""
    around = block.span if block else span
    start, end = max(around.start, span.start - CONTEXT), max(span.end, min(around.end, span.end + CONTEXT))
    before = ("… " if start > around.start else "") + document.text[start : span.start]
    after = document.text[span.end : end] + (" …" if end < around.end else "")
    return f"<pre>{_shown(before)}<b>{_shown(document.words_of(span))}</b>{_shown(after)}</pre>\n"


def _block(text: str) -> str:
    """Return text as a block that shows every character of it and makes nothing of any."""
    return f"<pre>{_shown(text)}</pre>\n"


TOO_MANY_BACKTICKS = re.compile("`{40,}+")
"""What GitHub and GitLab read Markdown with (cmark-gfm, comrak) knows no code span that begins with more than 80."""

JOINERS = re.compile("([\u200c\u200d]+)")
"""Zero-width (non-)joiners: Persian, Hindi and others are not spelled right without them."""


def _shown(text: str) -> str:
    """Return text for HTML: lines stay, other controls and what turns words around are written out."""
    lines = text.replace("\t", "    ").split("\n")
    return html.escape("\n".join("".join(map(_plain, JOINERS.split(line))) for line in lines))


def _plain(text: str) -> str:
    return text if JOINERS.fullmatch(text) else printable(text)


def _code(text: str) -> str:
    """Return text on one line as a code span, whatever backticks it holds; of too many in a row each is written out."""
    line = TOO_MANY_BACKTICKS.sub(lambda run: "\\x60" * len(run[0]), printable(" ".join(text.split()))) or "nothing"
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    return f"{fence} {line} {fence}" if "`" in line else f"{fence}{line}{fence}"
