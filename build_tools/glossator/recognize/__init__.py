"""Document to what it names, when, and who says what: an ordered table of recognizers, each adding spans of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from ..config import SPACY, Options
from ..glossary import Glossary
from ..model import Document, Mention, Problem, Span
from .coreference import cluster
from .dates import find_dates
from .decisions import check_decisions, decided
from .gazetteer import Gazetteer
from .names import find_names
from .names.package import MODEL, is_whole
from .overlaps import without_overlaps
from .quotations import find_quotations
from .title_names import title_names, with_title, without_title

__all__ = ["RECOGNIZERS", "best", "check_decisions", "recognize", "usable", "versions_of"]

Recognizer = Callable[[Document, Glossary], Document]


@lru_cache(maxsize=2)
def _gazetteer(glossary: Glossary) -> Gazetteer:
    return Gazetteer(glossary)


def add_glossary_names(document: Document, glossary: Glossary) -> Document:
    """Add the names that the glossary knows, and what could be several of them; what a sidecar decides comes first."""
    mentions, ambiguities = _gazetteer(glossary).find(document.text)
    ours, nothing = decided(document, glossary)
    free = _Free(document, (*(mention.span for mention in ours), *nothing))
    return replace(
        document,
        mentions=best((*ours, *(mention for mention in mentions if free.holds(mention.span)))),
        ambiguities=tuple(unsure for unsure in ambiguities if free.holds(unsure.span)),
    )


class _Free:
    """Where nothing is taken yet, within one passage: two lines that happen to meet are no name."""

    def __init__(self, document: Document, taken: Iterable[Span]) -> None:
        self._blocks = document.blocks
        self._taken = sorted(taken)

    def holds(self, span: Span) -> bool:
        block = bisect_right(self._blocks, span.start, key=lambda block: block.span.start) - 1
        if block < 0 or not self._blocks[block].span.contains(span):
            return False
        before = bisect_right(self._taken, span.end - 1, key=lambda taken: taken.start) - 1
        return before < 0 or self._taken[before].end <= span.start


NameFinder = Callable[[Document, Sequence[Span]], Iterable[Mention]]
"""Finds names where none are taken yet; what they are names of is open: their `entity` is empty."""


def add_found_names(document: Document, glossary: Glossary, find: NameFinder = find_names) -> Document:
    """Add the names that the glossary does not know: all forms of one together."""
    _, nothing = decided(document, glossary)
    named = (mention.span for mention in document.mentions)
    taken = [*named, *(unsure.span for unsure in document.ambiguities), *nothing]
    whole = with_title(document)
    finds = (*find(document, taken), *title_names(document, find))
    mentions, names = without_title(*cluster(whole, finds, document.mentions, glossary), whole, len(document.text))
    return replace(document, mentions=best((*document.mentions, *mentions)), found=names)


def add_dates(document: Document, _: Glossary) -> Document:
    """Add the dates; what is part of a person's name ("April Jones") is none."""
    people = _Free(document, (mention.span for mention in document.mentions if mention.type == "person"))
    return replace(document, dates=tuple(date for date in find_dates(document) if people.holds(date.span)))


def add_quotations(document: Document, _: Glossary) -> Document:
    return replace(document, quotations=find_quotations(document))


RECOGNIZERS: Mapping[str, Recognizer] = {
    "gazetteer": add_glossary_names,
    "names": add_found_names,
    "dates": add_dates,
    "quotations": add_quotations,
}
"""In the order in which they work: names that people decided come first, and quotations need their speakers."""


def recognize(document: Document, glossary: Glossary, *, recognizers: Sequence[str] = tuple(RECOGNIZERS)) -> Document:
    """Return the document with what the recognizers of these names find."""
    for recognizer in _chosen(tuple(recognizers)).values():
        document = recognizer(document, glossary)
    return document


@lru_cache(maxsize=2)
def _chosen(names: tuple[str, ...]) -> Mapping[str, Recognizer]:
    """Return the recognizers of these names, in the order in which they work."""
    chosen = {name: recognizer for name, recognizer in RECOGNIZERS.items() if name in names}
    pipelines = _pipelines(names)
    if pipelines:
        from .spacy_model import names_by

        finders = {"names": partial(add_found_names, find=names_by(pipelines[0]))}
        chosen = {name: finders.get(name) or RECOGNIZERS[name] for name in RECOGNIZERS if name in (*names, "names")}
    return chosen


def versions_of(recognizers: Sequence[str]) -> str:
    """Return what tells the state of those that are not the program's own: what they found before may be old."""
    pipelines = _pipelines(recognizers)
    if not pipelines:
        return ""
    from .spacy_model import version_of

    return repr([version_of(pipeline) for pipeline in pipelines])


def usable(options: Options) -> tuple[Options, tuple[Problem, ...]]:
    """Return the options without the recognizers that cannot work, and a problem for each."""
    if "names" not in options.recognizers or is_whole():
        return options, ()
    remedy = "install the package again; until then, names that the glossary does not know are not looked for"
    problem = Problem("E003", "error", MODEL, "the model that finds names is missing or damaged", remedy)
    others = tuple(name for name in options.recognizers if name != "names")
    return replace(options, recognizers=others), (problem,)


def _pipelines(recognizers: Sequence[str]) -> list[str]:
    return [name.removeprefix(SPACY) for name in recognizers if name.startswith(SPACY)]


def best(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions that stand, in order: of two the better evidence, then the longer."""
    return tuple(
        without_overlaps(
            mentions,
            lambda mention: mention.span,
            lambda mention: (-mention.evidence, -len(mention.span), mention.span.start),
        )
    )
