"""How a document's page tells of others: where else a passage is said, and what the whole is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..model import MOST_OTHERS, MOST_SHARING
from .addresses import Addresses, compare_uri, document_uri, witnesses_uri
from .also import KINDS, MOST_COMPARED, UNSURE, Also, Compared, percent
from .verbatim import encode
from .views import many

COMPARED_BOUNDS = (
    f"A document is compared with the {MOST_OTHERS} that share most with it, at most, and of many copies of one text"
    f" each with a few; a sentence that stands in more than {MOST_SHARING} documents, or nearly does, counts between"
    f" copies only. It stands on {MOST_COMPARED} pages side by side, at most."
)
"""What bounds the list of documents that one is compared with."""
MOST_TOLD = 4
"""Documents that are named beside a passage; what more there are is counted, and the list of all leads on."""


def also_line(passage: str, some: Sequence[Also], addresses: Addresses, uri: str) -> str:
    """Return what stands beside a passage: where else it is said.

    It names the passage: where notes take the room, it stands further down, beside another one.
    """
    links = [
        f'<li><a href="{addresses.relative(uri, document_uri(also.document), also.passage)}">{encode(also.title)}</a>'
        f' <span class="detail">{KINDS[also.kind]}{", not sure" if also.score < UNSURE else ""}</span></li>'
        for also in some[:MOST_TOLD]
    ]
    if len(some) > MOST_TOLD:
        links.append(f'<li><a href="#compared">{many(len(some) - MOST_TOLD, "more passage")}</a></li>')
    documents = many(len({also.document for also in some}), "document")
    return (
        f'\n<details class="also"><summary>{passage} is also in {documents}</summary>'
        f"<ul>{''.join(links)}</ul></details>\n"
    )


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of the list of documents that one is compared with."""

    title: str
    address: Markup
    """Of the page on which the two stand side by side, or of the other document where they have none."""
    parallels: str
    share: str
    page: bool


def witnesses_line(witnesses: tuple[str, int], addresses: Addresses, uri: str) -> tuple[Markup, str] | None:
    """Return the address and the name of the table of witnesses that a document is in, if it is in one."""
    first, count = witnesses
    return (Markup(addresses.relative(uri, witnesses_uri(first))), f"A table of {count} witnesses") if first else None


def compared_lines(compared: Iterable[Compared], addresses: Addresses, uri: str) -> Iterator[ComparedLine]:
    """Yield the lines of the documents that one is compared with."""
    for each in compared:
        target = compare_uri(*each.page) if each.page else document_uri(each.document)
        yield ComparedLine(
            each.title,
            Markup(addresses.relative(uri, target)),
            many(each.parallels, "parallel passage"),
            percent(each.share),
            each.page is not None,
        )
