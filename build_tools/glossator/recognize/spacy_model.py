"""Names by a pipeline of spaCy's, in the place of our own tagger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..config import SPACY
from ..model import Document, EntityType, Mention, Span

TYPES: Mapping[str, EntityType] = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "event",
    "WORK_OF_ART": "work",
}
"""What the labels of spaCy's own pipelines stand for; any other label is passed over."""
SENTENCE = "Nobody came here on Friday."
"""What a pipeline is tried with."""
LONGEST_REASON = 300
"""Code points of what a pipeline says is wrong: some of it fills screens."""
EVIDENCE = 0.8
"""spaCy tells no probability; its English pipelines are right in about so many cases, as their cards say."""


class PipelineError(Exception):
    """A pipeline failed on a document; the message is its own reason, in a line."""


def pipelines_of(recognizers: Sequence[str]) -> list[str]:
    """Return the pipelines among the names of recognizers."""
    return [name.removeprefix(SPACY) for name in recognizers if name.startswith(SPACY)]


def names_by(pipeline: str) -> Callable[[Document, Sequence[Span]], list[Mention]]:
    """Return what finds names with the pipeline of that name or folder, and raises PipelineError where it fails."""

    def find(document: Document, taken: Sequence[Span]) -> list[Mention]:
        try:
            return list(_find(_load(pipeline), document, taken))
        except Exception as error:
            raise PipelineError(_reason(error)) from error

    return find


def version_of(pipeline: str) -> str:
    """Return what tells one state of a pipeline from another: a package's version, or a folder's files."""
    folder = Path(pipeline)
    if not folder.is_dir():
        return version(pipeline)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return repr([(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files])


def failure_of(pipeline: str) -> str:
    """Return why the pipeline cannot read a sentence, in a line; an empty string where it can.

    A pipeline is anybody's program and data: whatever goes wrong in it is told, and is no end of the build.
    """
    try:
        list(_load(pipeline).pipe([SENTENCE]))
    except Exception as error:
        return _reason(error)
    return ""


def _reason(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:LONGEST_REASON]


@cache
def _load(pipeline: str) -> Any:
    import spacy

    return spacy.load(pipeline)


def _find(pipeline: Any, document: Document, taken: Sequence[Span]) -> Iterator[Mention]:
    """Yield the names of each passage that the pipeline's limit on length lets it read, but for those taken."""
    held = {place for span in taken for place in range(span.start, span.end)}
    blocks = [block for block in document.blocks if len(block.span) <= pipeline.max_length]
    read = pipeline.pipe(document.words_of(block.span) for block in blocks)
    for block, doc in zip(blocks, read, strict=True):
        for name in doc.ents:
            span = Span(block.span.start + name.start_char, block.span.start + name.end_char)
            if name.label_ in TYPES and held.isdisjoint(range(span.start, span.end)):
                yield Mention(span, "", TYPES[name.label_], "spacy", EVIDENCE)
