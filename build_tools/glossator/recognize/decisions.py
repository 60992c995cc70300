"""What a person decided about single names of a document: it comes before everything that a rule finds."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from ..files import sidecar_path
from ..forms import stands_alone
from ..glossary import Glossary
from ..model import Decision, Document, Mention, Problem, Quote, Span

EDITOR = "editor"
"""How a mention is marked that a person decided for its document."""


def decided(document: Document, glossary: Glossary) -> tuple[tuple[Mention, ...], tuple[Span, ...]]:
    """Return the mentions that the document's sidecar decides, and the places where nothing is named."""
    mentions: list[Mention] = []
    nothing: list[Span] = []
    for decision in document.decisions:
        entity = glossary.find(decision.entity)
        for span in places(document.text, decision.quote):
            if entity is not None:
                mentions.append(Mention(span, entity.id, entity.type, EDITOR, 1.0))
            elif not decision.entity:
                nothing.append(span)
    return tuple(mentions), tuple(nothing)


def places(text: str, quote: Quote) -> Iterator[Span]:
    """Yield each place where the words stand on word boundaries, right between what the quote has around them."""
    start = text.find(quote.exact)
    while start >= 0:
        end = start + len(quote.exact)
        between = text.endswith(quote.prefix, 0, start) and text.startswith(quote.suffix, end)
        if between and stands_alone(text, start, end):
            yield Span(start, end)
        start = text.find(quote.exact, end)


def check_decisions(documents: Iterable[Document], glossary: Glossary) -> Iterator[Problem]:
    """Yield a problem for each decision that decides nothing."""
    for document in documents:
        for decision in document.decisions:
            yield from _check(document, decision, glossary)


def _check(document: Document, decision: Decision, glossary: Glossary) -> Iterator[Problem]:
    path = sidecar_path(document.path)
    if next(places(document.text, decision.quote), None) is None:
        message = f"`{decision.quote.exact}`, under `names`, stands nowhere in {document.id} as a whole word"
        remedy = "copy the words from the page; `prefix` and `suffix` are what stands right before and behind them"
        yield Problem("E118", "error", path, message, remedy)
    if decision.entity and glossary.find(decision.entity) is None:
        near = difflib.get_close_matches(decision.entity, sorted(glossary.by_id), n=1)
        message = f"`{decision.entity}`, under `names`, is no entry" + (f"; did you mean {near[0]}?" if near else "")
        remedy = f"write the entry glossary/{decision.entity}.md, or name another one"
        yield Problem("E119", "error", path, message, remedy)
