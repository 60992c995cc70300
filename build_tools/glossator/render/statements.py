"""What somebody says in several documents, each statement with its wordings, as the page of that person shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from ..model import Document, Span, Statement, Wording
from ..spans import block_at
from .addresses import document_uri, entity_uri
from .also import UNSURE
from .late import LateShare
from .shares import LONGEST, SURE
from .verbatim import Encoded, encode, render_sentence
from .views import Site, many

MOST_STATEMENTS = 100
"""That a page shows; of a person who says more, all of it stands in the documents and in the exports."""
MOST_WORDINGS = 12
"""Of a statement."""


def stated(site: Site, entity: str) -> LateShare | None:
    """Return what somebody says in several documents, as that page shows it; None where that is nothing."""
    some = site.statements.get(entity, ())
    if not some:
        return None

    def html() -> str:
        found = _render(site, entity, some)
        site.verify(entity_uri(entity), [found])
        return found

    documents = sorted({wording.document for statement in some for wording in statement.wordings})
    shown = [site.documents[id_] for id_ in documents]
    told = [(document.sha256, document.title, document.value("date"), document.blocks) for document in shown]
    return LateShare(len(some), sha256(repr((some, told)).encode()).hexdigest(), html)


def _render(site: Site, entity: str, some: Sequence[Statement]) -> str:
    """Return the statements as HTML: a list of lists."""
    encoded: dict[str, Encoded] = {}
    for wording in (wording for statement in some[:MOST_STATEMENTS] for wording in statement.wordings[:MOST_WORDINGS]):
        if wording.document not in encoded:
            encoded[wording.document] = Encoded(site.documents[wording.document])
    items = [_statement(site, entity, encoded, statement) for statement in some[:MOST_STATEMENTS]]
    items.append(_more(len(some) - MOST_STATEMENTS, "more statement"))
    return f'<ol class="statements">\n{"".join(items)}</ol>'


def _statement(site: Site, entity: str, encoded: Mapping[str, Encoded], statement: Statement) -> str:
    wordings = (_wording(site, entity, encoded[each.document], each) for each in statement.wordings[:MOST_WORDINGS])
    more = _more(len(statement.wordings) - MOST_WORDINGS, "more wording")
    return f"<li><ul>{''.join(wordings)}{more}</ul></li>\n"


def _more(count: int, unit: str) -> str:
    return f"<li>{many(count, unit)}, not shown here</li>" if count > 0 else ""


def _wording(site: Site, entity: str, encoded: Encoded, wording: Wording) -> str:
    document = encoded.document
    address = site.addresses.relative(entity_uri(entity), document_uri(document.id))
    passage = block_at(document, wording.span.start).id
    told = "" if wording.quoted else ' <span class="detail">told, not quoted</span>'
    doubt = "" if wording.evidence >= SURE else ' <span class="doubt">speaker not sure</span>'
    doubt += "" if wording.alike >= UNSURE else ' <span class="doubt">not sure that it says the same</span>'
    facts = " · ".join(fact for fact in (document.title, document.value("date")) if fact)
    return (
        f'<li data-document="{document.id}">{render_sentence(encoded, _shown(document, wording.span), ())}'
        f' <a class="wording-link" href="{address}#{passage}">{encode(facts)}, {passage}</a>{told}{doubt}</li>'
    )


def _shown(document: Document, span: Span) -> Span:
    """Return the span, or how it begins."""
    if len(span) <= LONGEST:
        return span
    cut = document.text.rfind(" ", span.start + LONGEST // 2, span.start + LONGEST)
    return Span(span.start, cut if cut > 0 else span.start + LONGEST)
