"""Names in a title that stands in the record and not in the text: "Mr Gref" of the text may be in full there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ..forms import plain
from ..model import LOCAL, Block, Document, FoundName, Mention, Span

PARTED = "\n\n"
"""Between the text and the title, which is laid behind it: no name goes over two lines."""


def with_title(document: Document) -> str:
    """Return the text with the title behind it; without, where the text has it, too."""
    title = document.value("title")
    return document.text if not title or title in document.text else f"{document.text}{PARTED}{title}"


def title_names(
    document: Document, find: Callable[[Document, Sequence[Span]], Iterable[Mention]]
) -> tuple[Mention, ...]:
    """Return the people that the title names, as if it stood behind the text."""
    start, whole = len(document.text) + len(PARTED), with_title(document)
    if len(whole) == len(document.text):
        return ()
    block = Block("", "paragraph", Span(0, len(whole) - start))
    title = replace(document, text=whole[start:], blocks=(block,), sentences=(block.span,), marks=())
    return tuple(
        replace(name, span=Span(name.span.start + start, name.span.end + start))
        for name in find(title, ())
        if name.type == "person"
    )


def without_title(
    mentions: Sequence[Mention], found: Sequence[FoundName], whole: str, end: int
) -> tuple[tuple[Mention, ...], tuple[FoundName, ...]]:
    """Return the mentions before `end`, with the names that they still name; a name keeps the form of the title."""
    inside = [mention for mention in mentions if mention.span.end <= end]
    if len(inside) == len(mentions):
        return tuple(mentions), tuple(found)
    outside = Counter(
        (mention.entity, plain(whole[mention.span.start : mention.span.end]))
        for mention in mentions
        if mention.span.end > end
    )
    named = {mention.entity for mention in inside}
    kept = [number for number in range(len(found)) if f"{LOCAL}{number}" in named]
    numbers = {f"{LOCAL}{old}": f"{LOCAL}{new}" for new, old in enumerate(kept)}
    return (
        tuple(replace(mention, entity=numbers.get(mention.entity, mention.entity)) for mention in inside),
        tuple(_with_forms(found[number], f"{LOCAL}{number}", outside) for number in kept),
    )


def _with_forms(name: FoundName, entity: str, outside: Counter[tuple[str, str]]) -> FoundName:
    forms = ((form, count - outside[entity, form]) for form, count in name.forms)
    return replace(name, forms=tuple((form, count) for form, count in forms if count > 0))
