"""The recognizers, an ordered table: each adds spans of its own to a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from ..glossary import Glossary
from ..model import Document, Mention, Span
from ..spans import Taken, block_of, without_overlaps
from .coreference import cluster
from .dates import find_dates
from .decisions import decided
from .gazetteer import Gazetteer
from .names import LANGUAGES, find_names, language_of
from .quotations import find_quotations
from .spacy_model import names_by, pipelines_of
from .title_names import title_names, with_title, without_title

Recognizer = Callable[[Document, Glossary], Document]


@lru_cache(maxsize=2)
def _gazetteer(glossary: Glossary) -> Gazetteer:
    return Gazetteer(glossary)


def add_decided_names(document: Document, glossary: Glossary) -> Document:
    """Add the names that the document's sidecar decides."""
    mentions, _ = decided(document, glossary)
    return replace(document, mentions=mentions)


def add_glossary_names(document: Document, glossary: Glossary) -> Document:
    """Add the names that the glossary knows, and what could be several of them, where nothing is decided."""
    mentions, ambiguities = _gazetteer(glossary).find(document.text)
    taken = Taken(_decided_places(document, glossary))

    def is_free(span: Span) -> bool:
        return block_of(document.blocks, span) is not None and not taken.overlaps(span)

    return replace(
        document,
        mentions=best((*document.mentions, *(mention for mention in mentions if is_free(mention.span)))),
        ambiguities=tuple(unsure for unsure in ambiguities if is_free(unsure.span)),
    )


def _decided_places(document: Document, glossary: Glossary) -> list[Span]:
    mentions, nothing = decided(document, glossary)
    return [*(mention.span for mention in mentions), *nothing]


NameFinder = Callable[[Document, Sequence[Span]], Iterable[Mention]]
"""Finds names where none are taken yet; what they are names of is open: their `entity` is empty."""


def add_found_names(document: Document, glossary: Glossary, find: NameFinder = find_names) -> Document:
    """Add the names that the glossary does not know: all forms of one together."""
    named = (mention.span for mention in document.mentions)
    unsure = (ambiguity.span for ambiguity in document.ambiguities)
    taken = [*named, *unsure, *_decided_places(document, glossary)]
    whole = with_title(document)
    finds = (*find(document, taken), *title_names(document, find))
    mentions, names = without_title(*cluster(whole, finds, document.mentions, glossary), whole, len(document.text))
    by_rules = find is find_names and language_of(document) not in LANGUAGES
    return replace(document, mentions=best((*document.mentions, *mentions)), found=names, names_by_rules=by_rules)


def add_dates(document: Document, _: Glossary) -> Document:
    """Add the dates; what is part of a person's name ("April Jones") is none."""
    people = Taken(mention.span for mention in document.mentions if mention.type == "person")
    return replace(document, dates=tuple(date for date in find_dates(document) if not people.overlaps(date.span)))


def add_quotations(document: Document, _: Glossary) -> Document:
    return replace(document, quotations=find_quotations(document))


RECOGNIZERS: Mapping[str, Recognizer] = {
    "gazetteer": add_glossary_names,
    "names": add_found_names,
    "dates": add_dates,
    "quotations": add_quotations,
}
"""In the order in which they work: names that people decided come first, and quotations need their speakers."""


@lru_cache(maxsize=2)
def chosen(names: tuple[str, ...]) -> Mapping[str, Recognizer]:
    """Return the recognizers of these names, in the order in which they work."""
    chosen = {name: recognizer for name, recognizer in RECOGNIZERS.items() if name in names}
    pipelines = pipelines_of(names)
    if pipelines:
        finders = {"names": partial(add_found_names, find=names_by(pipelines[0]))}
        chosen = {name: finders.get(name) or RECOGNIZERS[name] for name in RECOGNIZERS if name in (*names, "names")}
    return chosen


def best(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions that stand, in order: of two the better evidence, then the longer."""
    return tuple(
        without_overlaps(
            mentions,
            lambda mention: mention.span,
            lambda mention: (-mention.evidence, -len(mention.span), mention.span.start),
        )
    )
