"""What a person decided about single names of a document: it comes before everything that a rule finds."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from ..files import sidecar_path
from ..forms import places
from ..glossary import Glossary
from ..model import Decision, Document, Mention, Problem, Quote, Span
from ..spans import block_of, without_overlaps

EDITOR = "editor"
"""How a mention is marked that a person decided for its document."""


def decided(document: Document, glossary: Glossary) -> tuple[tuple[Mention, ...], tuple[Span, ...]]:
    """Return the mentions that the document's sidecar decides, and the places where nothing is named."""
    mentions: list[Mention] = []
    nothing: list[Span] = []
    for decision, span in _standing(document):
        entity = glossary.find(decision.entity)
        if entity is not None:
            mentions.append(Mention(span, entity.id, entity.type, EDITOR, 1.0))
        elif not decision.entity:
            nothing.append(span)
    return tuple(mentions), tuple(nothing)


def _standing(document: Document) -> list[tuple[Decision, Span]]:
    """Return where each decision holds, in order: of two at one place the one that says more of it."""
    found = [(decision, span) for decision in document.decisions for span in _places(document, decision)]
    return without_overlaps(found, lambda pair: pair[1], lambda pair: _generality(pair[0]))


def _places(document: Document, decision: Decision) -> list[Span]:
    """Return the places within one passage each where the decision's words stand."""
    return [span for span in places(document.text, decision.quote) if block_of(document.blocks, span)]


def _generality(decision: Decision) -> tuple[bool, int]:
    """Return how general a decision is: one that tells what stands around the words is less so, then a longer one."""
    return not (decision.quote.prefix or decision.quote.suffix), -len(decision.quote.exact)


def check_decisions(documents: Iterable[Document], glossary: Glossary) -> Iterator[Problem]:
    """Yield a problem for each decision that decides nothing."""
    for document in documents:
        for decision in document.decisions:
            yield from _check(document, decision, glossary)
        yield from _contradictions(document)


def _contradictions(document: Document) -> Iterator[Problem]:
    """Yield a problem for each decision that says another thing of the same words as one before it."""
    first: dict[Quote, str] = {}
    for decision in document.decisions:
        if first.setdefault(decision.quote, decision.entity) != decision.entity:
            message = f"`{decision.quote.exact}`, under `names`, is decided twice, and not alike"
            remedy = "remove one of the two, or tell the places apart by `prefix` and `suffix`"
            yield _problem(document, decision, "E120", message, remedy)


def _check(document: Document, decision: Decision, glossary: Glossary) -> Iterator[Problem]:
    if not _places(document, decision):
        shown = " ".join(decision.quote.exact.split())
        message = f"`{shown}`, under `names`, stands in no passage of {document.id} as whole words"
        remedy = "copy the words from the page; `prefix` and `suffix` are what stands right before and behind them"
        yield _problem(document, decision, "E118", message, remedy)
    if decision.entity and glossary.find(decision.entity) is None:
        near = difflib.get_close_matches(decision.entity, sorted(glossary.by_id), n=1)
        message = f"`{decision.entity}`, under `names`, is no entry" + (f"; did you mean {near[0]}?" if near else "")
        remedy = f"write the entry glossary/{decision.entity}.md, or name another one"
        yield _problem(document, decision, "E119", message, remedy)


def _problem(document: Document, decision: Decision, code: str, message: str, remedy: str) -> Problem:
    position = decision.position
    return Problem(code, "error", sidecar_path(document.path), message, remedy, position.line, position.column)
