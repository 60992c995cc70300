"""The documents' pages: rendered from what is kept of the documents, and kept themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache as once

import msgspec

from . import cache as caching
from .cache import Cache
from .making import Begun, Kept, Kind, Made, Work, begin_chunks, encode, keep, kept_or_made
from .model import Document
from .relate import contexts, resolve, with_repeats
from .render import (
    DocumentPages,
    DocumentShares,
    DocumentView,
    LateDocument,
    Outline,
    outline,
    render_document,
)
from .verify import verify_pieces


@dataclass(frozen=True, slots=True)
class PageSource:
    """What a document's pages are made of."""

    view: DocumentView
    kept: Kept
    """The document, as it is kept."""
    whole: Callable[[], DocumentView]
    """Returns the view with what the pages are made of, but what it is kept by can do without."""

    def sent(self) -> tuple[DocumentView, bytes]:
        """Return what the pages are made of, as it is sent to where they are made."""
        return _light(self.whole()), bytes(self.kept)


def page_key(view: DocumentView, document_key: str) -> str:
    """Return a key for the view: the document's own stands for all of it but what came later."""
    return caching.key(document_key, repr(_light(view)))


def make_document_pages(sources: Sequence[PageSource], names: Sequence[str], work: Work) -> list[LateDocument]:
    """Return each document's pages: what is kept under its name, else what is made now.

    Of what is kept, only the outline is read: most pages stand already, and their words are not looked at.
    """
    cache = work.cache
    decode_outline = msgspec.msgpack.Decoder(Outline).decode
    decode_body, decode_shares = msgspec.msgpack.Decoder(str).decode, msgspec.msgpack.Decoder(DocumentShares).decode

    def begin(names: Sequence[str], missing: Sequence[PageSource]) -> Begun:
        sent = [(name, source.sent()) for name, source in zip(names, missing, strict=True)]
        weights = [len(source.view.document.text) for source in missing]
        return begin_chunks(_render_chunk, cache, sent, weights, work, "rendering")

    def load(name: str, source: PageSource) -> LateDocument | None:
        def body() -> str:
            data = cache.load(name)
            return render().page.body if data is None else decode_body(data)

        def shares() -> DocumentShares:
            data = cache.load(f"{name}{SHARES}")
            return _shares(render()) if data is None else decode_shares(data)

        def render() -> DocumentPages:
            return _render(*source.sent())

        data = cache.load(f"{name}{OUTLINE}")
        return None if data is None else LateDocument(decode_outline(data), once(body), once(shares))

    def made(data: bytes, *_: object) -> LateDocument:
        held, body, shares = msgspec.msgpack.decode(data, type=tuple[Outline, msgspec.Raw, msgspec.Raw])
        return LateDocument(held, once(lambda: decode_body(body)), once(lambda: decode_shares(shares)))

    def holds(name: str) -> bool:
        parts = [cache.holds(part) for part in (name, f"{name}{OUTLINE}", f"{name}{SHARES}")]
        return all(parts)  # each is asked for, as what nobody asks for is dropped at the end

    return kept_or_made(Kind(holds, load, begin, made), names, sources)


OUTLINE, SHARES = "-outline", "-shares"
"""What the names of a document's outline and of its shares end in; its page's body has the plain name."""


def _shares(pages: DocumentPages) -> DocumentShares:
    return pages.mentions, pages.said, pages.listed


def _light(view: DocumentView) -> DocumentView:
    """Return the view without what its document's own bytes bring."""
    return replace(
        view,
        document=replace(
            view.document,
            text="",
            blocks=(),
            retired=(),
            sentences=(),
            mentions=(),
            found=(),
            dates=(),
            quotations=(),
            marks=(),
            left_out=(),
        ),
    )


def _render_chunk(cache: Cache, views: Sequence[tuple[str, tuple[DocumentView, bytes]]]) -> list[bytes]:
    return [_kept(cache, name, _render(*view)) for name, view in views]


def _kept(cache: Cache, name: str, pages: DocumentPages) -> bytes:
    """Keep the pages, and return their outline, their body and their shares."""
    held = outline(pages)
    keep(cache, f"{name}{OUTLINE}", held)
    body, shares = keep(cache, name, pages.page.body), keep(cache, f"{name}{SHARES}", _shares(pages))
    return encode((held, msgspec.Raw(body), msgspec.Raw(shares)))


def _render(view: DocumentView, data: Kept) -> DocumentPages:
    """Render a light view, with the bytes that its document is kept as, and see that it says what its source says."""
    document = msgspec.msgpack.decode(data, type=Made).document
    if document is None:
        raise ValueError(f"{view.document.path}: what is kept of it holds no document")
    document = _with_pages(with_repeats(resolve(document, view.ids), view.repeated), view)
    pages = render_document(replace(view, document=document), contexts(document))
    known = {document.id: document}
    verify_pieces(pages.page.uri, [pages.page.body], known, document.id)
    verify_pieces(pages.page.uri, [html for _, html, _ in (*pages.mentions, *pages.said)], known)
    return pages


def _with_pages(document: Document, view: DocumentView) -> Document:
    """Return the document without its mentions of what has no page, and with its notes."""
    names = dict(view.names)
    mentions = tuple(mention for mention in document.mentions if mention.entity in names)
    return replace(document, mentions=mentions, anchors=view.document.anchors)
