"""Lines of the timeline: the words in their sentence, the document, and what the date was understood as."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..model import Dated, Document
from .time_words import doubt, plain, say
from .verbatim import encode
from .views import many

Address = Callable[[str, str], str]
"""Of a document, or of a passage of it, as seen from the page: its id and the passage's, which may be empty."""

BY_RULES = "found by rules"
OWN = "the document’s own date"


def one_of_each(dates: Sequence[Dated], documents: Mapping[str, Document]) -> list[tuple[Dated, int]]:
    """Return the dates without those whose whole sentence others have already, each with how many such there are."""
    counts: dict[tuple[str, str, str], int] = {}
    firsts: dict[tuple[str, str, str], Dated] = {}
    for dated in dates:
        key = _key(dated, documents[dated.document])
        counts[key] = counts.get(key, 0) + 1
        firsts.setdefault(key, dated)
    return [(dated, counts[key] - 1) for key, dated in firsts.items()]


def _key(dated: Dated, document: Document) -> tuple[str, str, str]:
    if dated.own:
        return (dated.edtf, document.id, "")
    return (dated.edtf, document.words_of(dated.sentence), document.words_of(dated.span))


def lines(
    dates: Sequence[Dated], documents: Mapping[str, Document], address: Address, most: int, *, when: bool = False
) -> Iterator[str]:
    """Yield the lines of dates as items of a list, at most so many; `when` has each begin with its date in words."""
    each = one_of_each(dates, documents)
    for dated, copies in each[:most]:
        yield _line(dated, documents[dated.document], address, copies, when=when)
    left = len(dates) - sum(1 + copies for _, copies in each[:most])
    if left:
        yield f'<li class="left">and {left:,} more of {encode(say(plain(dates[0].edtf)))}, in the data</li>'


def _line(dated: Dated, document: Document, address: Address, copies: int, *, when: bool) -> str:
    head = f'<span class="when">{encode(say(plain(dated.edtf)))}</span> ' if when else ""
    title = f'<a class="document-title" href="{address(document.id, "")}">{encode(document.title)}</a>'
    said = [f"<code>{encode(dated.edtf)}</code>", *([doubt(dated.edtf)] if doubt(dated.edtf) else [])]
    if dated.own:
        facts = " · ".join((*said, f'<strong class="own">{OWN}</strong>', f"from: {encode(dated.found_by)}"))
        return f'<li class="moment own">{head}{title} <span class="detail">{facts}</span></li>'
    facts = " · ".join((*said, BY_RULES, *([f"and {_others(copies)} with the same sentence"] if copies else [])))
    passage = (
        f'<a class="passage-link" href="{address(document.id, dated.block)}"'
        f' aria-label="Passage {dated.block} of {encode(document.title)}">{dated.block}</a>'
    )
    return (
        f'<li class="moment" data-document="{document.id}">{head}{_sentence(dated, document)} {passage}'
        f' <span class="detail">{title} · {facts}</span></li>'
    )


def _others(copies: int) -> str:
    return many(copies, "other place")


def _sentence(dated: Dated, document: Document) -> str:
    """Return the sentence with the date's words marked, as an element whose text content is the sentence."""
    around, span = dated.sentence, dated.span
    before, words, after = (
        encode(document.text[start:end])
        for start, end in ((around.start, span.start), (span.start, span.end), (span.end, around.end))
    )
    return f'<q data-start="{around.start}" data-end="{around.end}">{before}<mark>{words}</mark>{after}</q>'
