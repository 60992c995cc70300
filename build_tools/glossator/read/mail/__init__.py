"""E-mail (RFC 5322 files, `.eml`): the message's text with its quoted replies; its headers; what is attached to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...config import Options
from ...files import is_web_address
from ...model import Datum, LeftOut, Problem
from ..decoding import guessed
from ..reading import Reading
from .blocks import text_blocks
from .headers import decoded, headers_left_out, mail_record, unfolded
from .parts import MOST_PARTS, Mail, NoMailError, Part, TooManyPartsError, leaves, parse
from .words import Words, encodings, told, words_of

SAVED_PAGE = "snapshot-content-location"
"""The header with which browsers begin a page that they save as a message (MHTML): where the page was."""


def read_mail(path: str, data: bytes, options: Options) -> Reading | Problem:
    """Read a message: its text, or where it has none, its HTML; the headers become metadata or are left out.

    Each line of the text stands as it is, quoted ones (`>`) as blocks of kind `quote`. Nothing is fetched.
    """
    try:
        mail = parse(data)
    except TooManyPartsError:
        return _too_much(path)
    except NoMailError:
        return _no_mail(path)
    address = {name.lower(): value for name, value in mail.headers}.get(SAVED_PAGE, "").strip()
    return _saved_page(path, mail, address, options) if address else _reading(path, mail)


def _reading(path: str, mail: Mail) -> Reading | Problem:
    parts = list(leaves(mail.whole))
    plain, pages = _filled(path, parts, "text"), _filled(path, parts, "html")
    reading = _of_text(plain) if plain else _of_html(pages)
    if not reading.text.strip():
        return _no_text(path)
    return replace(
        reading,
        metadata=tuple(mail_record(mail.headers)),
        left_out=(*headers_left_out(mail.headers), *reading.left_out, *_left_out(mail, parts, pages if plain else ())),
        problems=tuple(_remarks(path, plain or pages)),
    )


def _saved_page(path: str, mail: Mail, address: str, options: Options) -> Reading | Problem:
    """Return the reading of a web page that a browser saved as a message: no letter, and nobody wrote it."""
    from ..html import read_html

    pages = _filled(path, list(leaves(mail.whole)), "html")
    if not pages:
        return _no_text(path)
    reading = read_html(path, pages[0].text.encode("utf-8-sig"), options)
    if isinstance(reading, Problem):
        return reading
    told_by_itself = any(datum.name == "url" for datum in reading.metadata)
    url = (Datum("url", address, "Snapshot-Content-Location header"),) if is_web_address(address) else ()
    return replace(
        reading,
        encoding=encodings(pages),
        metadata=reading.metadata if told_by_itself else (*reading.metadata, *url),
        left_out=(*headers_left_out(mail.headers), *reading.left_out),
    )


def _filled(path: str, parts: Iterable[tuple[Part, str]], wanted: str) -> list[Words]:
    return [words for part, role in parts if role == wanted and (words := words_of(path, part)).text.strip()]


def _of_text(parts: Sequence[Words]) -> Reading:
    """Return the reading of the parts in plain text, an empty line between each two."""
    text = "\n\n".join(words.text for words in parts)
    crlf = sum(words.crlf for words in parts)
    line_ends = f"CRLF ({crlf} of them), read as LF" if crlf else "LF"
    return Reading(text, encodings(parts), line_ends, blocks=tuple(text_blocks(text)))


def _of_html(parts: Sequence[Words]) -> Reading:
    from ..html import read_fragment

    return read_fragment("\n".join(words.text for words in parts), encodings(parts))


def _left_out(mail: Mail, parts: Iterable[tuple[Part, str]], beside: Iterable[Words]) -> Iterator[LeftOut]:
    """Yield what is no part of the text, and no header."""
    for words in beside:
        yield LeftOut("HTML beside the text", " ".join(_of_html([words]).text.split()))
    for around in mail.around:
        if around.strip():
            yield LeftOut("shown only by programs that know no attachments", told(unfolded(around)))
    for part, role in parts:
        if role in ("same", "attachment"):
            yield LeftOut(_reason(part, role), ", ".join(filter(None, _description(part))))


def _reason(part: Part, role: str) -> str:
    if role == "same":
        return f"the same message as {'HTML' if part.type == 'text/html' else told(part.type)}"
    return "inline picture" if part.kind == "image" and not part.attached else "attachment"


def _description(part: Part) -> tuple[str, str, str]:
    """Return a part's name, its type and its size."""
    name, kind = decoded(unfolded(part.name)), told(part.type)
    if part.kind == "message":
        return name or decoded(unfolded(part.subject)), kind, ""
    return name, kind, f"{len(part.data):,} bytes"


def _remarks(path: str, parts: Sequence[Words]) -> Iterator[Problem]:
    yield from dict.fromkeys(guessed(path, words.encoding) for words in parts if "guessed" in words.encoding)
    wrong = sum(words.wrong for words in parts)
    if wrong:
        message = f"{wrong} bytes of the message do not fit its encoding and stand as U+FFFD in the text"
        yield Problem("I112", "info", path, message, "take the message again from where it came, if that is there")


def _no_text(path: str) -> Problem:
    remedy = "save what is attached to it as a source of its own"
    return Problem("E130", "error", path, "the message holds no text", remedy)


def _no_mail(path: str) -> Problem:
    message = "the file is no e-mail: it does not begin with headers such as `From:` and `Subject:`"
    remedy = "save the message whole, as .eml; or give a plain text the ending .txt"
    return Problem("E131", "error", path, message, remedy)


def _too_much(path: str) -> Problem:
    message = f"the message has more parts, or parts within parts, than are read ({MOST_PARTS})"
    return Problem("E132", "error", path, message, "save its text alone as .txt, and what matters in it as sources")
