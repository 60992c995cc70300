"""E-mail (RFC 5322 files, `.eml`): the message's text with its quoted replies; its headers; what is attached to it."""

from __future__ import annotations

import base64
import binascii
import codecs
import quopri
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from email.utils import getaddresses, parsedate_tz
from itertools import groupby

from ..config import Options
from ..model import Block, Datum, LeftOut, Problem, Span
from .decoding import decode, guessed
from .html import read_fragment
from .html.encoding import LABELS, MANY
from .reading import Reading

MOST_PARTS = 200
"""Parts of a message, those within parts among them. Digests of mailing lists have some dozens."""
MOST_WORK = 50_000_000
"""Lines times boundaries: each line is compared with every boundary that is open. So many take some seconds."""
LONGEST_HEADER = 4_000
"""Code points that are read of a header."""
LONGEST_CONTENT_HEADER = 1_000
"""The same for headers with parameters: time to read them grows with the square of their length."""
LONGEST = 500
"""Code points of a value, and of what is told of anything that is left out."""
MOST_HEADERS = 200
"""Headers that are listed as left out."""

USUAL_HEADERS = frozenset(
    "from to cc bcc date subject sender reply-to message-id in-reply-to received return-path mime-version"
    " content-type delivered-to resent-from".split()
)
"""One of them makes a file an e-mail: many a text begins with a word and a colon."""
STRUCTURE = frozenset(("mime-version", "content-type", "content-transfer-encoding", "content-disposition"))
"""Headers that tell how the file is made, and nothing of the message."""
NO_CHARSETS = frozenset("idna punycode raw_unicode_escape raw-unicode-escape unicode_escape unicode-escape".split())
"""What Python decodes, and is no encoding of a text that anybody sends."""
NOT_HTML = re.compile("[\0\ud800-\udfff]")

ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bqBQ])\?([^?\s]*)\?=")
ENCODED_RUN = re.compile(rf"{ENCODED_WORD.pattern}(?:\s*{ENCODED_WORD.pattern})*")
QUOTE_MARKS = re.compile(r"(?!>From )(?:> ?)+")
"""The marks of a quoted line; programs of old write `>From ` where a line of a message itself begins with `From `."""
WRAP_WIDTHS = (40, 120)
"""A wrapped paragraph's mean line is at least, and its longest at most, this long, in code points."""
FILLED = 0.6
"""Share of the longest line that all lines but the last of a wrapped paragraph fill."""


class _TooManyPartsError(Exception):
    """The message has more parts than are read."""


class _Policy(Compat32):
    """The older of the two policies: the newer one's grammar of headers takes minutes for a few hostile ones."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(list(sourcelines))
        longest = LONGEST_CONTENT_HEADER if name.lower().startswith("content-") else LONGEST_HEADER
        return name, value[:longest]


POLICY = _Policy()


@dataclass(frozen=True, slots=True)
class _Words:
    """A part's text."""

    text: str
    encoding: str
    crlf: int
    wrong: int
    """Bytes or characters that stand as U+FFFD."""


def read_mail(path: str, data: bytes, _: Options) -> Reading | Problem:
    """Read a message: its text, or where it has none, its HTML; the headers become metadata or are left out.

    Each line of the text stands as it is, quoted ones (`>`) as blocks of kind `quote`. Nothing is fetched.
    """
    try:
        if data.count(b"\n") * data.lower().count(b"boundary") > MOST_WORK:
            return _too_much(path)
        message = _parse(data)
        if not USUAL_HEADERS & {name.lower() for name in message}:
            return _no_mail(path)
        return _reading(path, message)
    except (_TooManyPartsError, RecursionError):
        return _too_much(path)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        # The standard library's parser is known to raise these at hostile headers.
        return _no_mail(path)


def _parse(data: bytes) -> Message:
    parts = 0

    def made() -> Message:
        nonlocal parts
        parts += 1
        if parts > MOST_PARTS:
            raise _TooManyPartsError
        return Message(POLICY)

    return BytesParser(made, policy=POLICY).parsebytes(data.removeprefix(codecs.BOM_UTF8))


def _reading(path: str, message: Message) -> Reading | Problem:
    parts = list(_leaves(message))
    plain = [words for part, role in parts if role == "text" and (words := _words(path, part)).text.strip()]
    pages = [words for part, role in parts if role == "html" and (words := _words(path, part)).text.strip()]
    reading = _of_text(plain) if plain else _of_html(pages)
    if not reading.text.strip():
        return _no_text(path)
    beside = tuple(_beside(pages)) if plain else ()
    return replace(
        reading,
        metadata=tuple(_metadata(message)),
        left_out=(*_headers(message), *reading.left_out, *beside, *_around(message), *map(_listed, *_other(parts))),
        problems=tuple(_remarks(path, plain or pages)),
    )


def _leaves(message: Message, same: bool = False) -> Iterator[tuple[Message, str]]:
    """Yield the parts that hold no others, each with its role: `text`, `html`, `same` or `attachment`.

    `same` tells that another part says the same.
    """
    children = message.get_payload()
    if message.get_content_maintype() != "multipart" or not isinstance(children, list):
        yield message, _role(message, same)
        return
    chosen = _chosen(children) if message.get_content_subtype() == "alternative" else None
    for child in children:
        if isinstance(child, Message):
            yield from _leaves(child, same or (chosen is not None and child is not chosen))


def _role(part: Message, same: bool) -> str:
    kind = part.get_content_type()
    if part.get_content_disposition() == "attachment" or part.get_filename():
        return "attachment"
    if same and part.get_content_maintype() == "text":
        return "same"
    if kind == "text/html":
        return "html"
    return "text" if kind == "text/plain" or part.get_content_maintype() == "multipart" else "attachment"


def _chosen(children: Sequence[Message | str]) -> Message | None:
    """Return which of several parts that say the same is read: the one in plain text, else the one in HTML."""
    messages = [child for child in children if isinstance(child, Message)]
    for kind in ("text/plain", "text/html"):
        for child in messages:
            if any(part.get_content_type() == kind and _is_filled(part) for part in child.walk()):
                return child
    return None


def _is_filled(part: Message) -> bool:
    payload = part.get_payload()
    return isinstance(payload, str) and bool(payload.strip())


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _words(path: str, part: Message) -> _Words:
    """Return a part's text: by the charset that it declares, else as UTF-8, else by a guess."""
    data = _payload(part)
    decoded = _by_declaration(data, str(part.get_content_charset() or ""))
    if decoded is None:
        plain = decode(path, data)
        text, encoding = (data.decode("utf-8", "replace"), "UTF-8") if isinstance(plain, Problem) else plain
        decoded = text, encoding, text.count("\ufffd") - data.count("\ufffd".encode())
    text, encoding, wrong = decoded
    cleaned = NOT_HTML.sub("\ufffd", text)
    wrong = max(wrong, 0) + sum(one != other for one, other in zip(text, cleaned, strict=True)) * (text != cleaned)
    return _Words(cleaned.replace("\r\n", "\n"), encoding, text.count("\r\n"), wrong)


def _by_declaration(data: bytes, charset: str) -> tuple[str, str, int] | None:
    """Return text, encoding and the number of characters lost; None where what is declared cannot be."""
    name = _codec(charset)
    if not name or (name == "ascii" and not data.isascii()):
        return None
    name = name if data.isascii() else LABELS.get(name, name)
    text = data.decode(name, "replace")
    wrong = text.count("\ufffd") - data.count("\ufffd".encode())
    if wrong > MANY * len(data):
        return None
    return text, f"{name.upper()}, as the Content-Type header declares", wrong


def _codec(charset: str) -> str:
    """Return Python's name for a text's encoding, or an empty string."""
    try:
        codec = codecs.lookup(charset)
    except (LookupError, ValueError):
        return ""
    return codec.name if codec._is_text_encoding and codec.name not in NO_CHARSETS | {"undefined"} else ""


def _of_text(parts: Sequence[_Words]) -> Reading:
    """Return the reading of the parts in plain text, an empty line between each two."""
    text = "\n\n".join(words.text for words in parts)
    crlf = sum(words.crlf for words in parts)
    line_ends = f"CRLF ({crlf} of them), read as LF" if crlf else "LF"
    return Reading(text, _encodings(parts), line_ends, blocks=tuple(_blocks(text)))


def _of_html(parts: Sequence[_Words]) -> Reading:
    return read_fragment("\n".join(words.text for words in parts), _encodings(parts))


def _encodings(parts: Iterable[_Words]) -> str:
    return "; ".join(dict.fromkeys(words.encoding for words in parts))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it."""

    span: Span
    level: int
    """How often it is quoted."""
    bare: bool
    """It holds nothing but marks of quoting."""
    indent: int
    """White space before it."""


def _lines(text: str) -> Iterator[_Line | None]:
    """Yield each line; None for one that is empty."""
    start = 0
    for whole in text.split("\n"):
        line = whole.strip()
        indent = len(whole) - len(whole.lstrip())
        marks = QUOTE_MARKS.match(line)
        level = marks[0].count(">") if marks else 0
        bare = marks is not None and marks.end() == len(line)
        span = Span(start + indent, start + indent + len(line))
        yield _Line(span, level, bare, indent) if line else None
        start += len(whole) + 1


def _blocks(text: str) -> Iterator[Block]:
    """Yield a block for each run of lines between empty ones, or where the level of quoting changes.

    A quoted line that is empty ends a quoted paragraph, and belongs to it.
    """
    run: list[_Line] = []
    for line in _lines(text):
        ended = run and (line is None or line.level != run[0].level or (_is_closed(run) and not line.bare))
        if ended:
            yield _block(run)
            run = []
        if line is not None:
            run.append(line)
    if run:
        yield _block(run)


def _is_closed(run: Sequence[_Line]) -> bool:
    """Tell whether a run's last line is an empty quoted one behind others that are not."""
    return (run[-1].bare and not run[0].bare) or (run[-1].bare and any(not line.bare for line in run))


def _block(run: Sequence[_Line]) -> Block:
    quoted = run[0].level > 0
    span = Span(run[0].span.start, run[-1].span.end)
    return Block("", "quote" if quoted else "paragraph", span, wrapped=not quoted and _is_wrapped(run))


def _is_wrapped(run: Sequence[_Line]) -> bool:
    """Tell a paragraph whose lines end where they were full from verse, a list or an address."""
    inner = [len(line.span) for line in run[:-1]]
    longest = max(len(line.span) for line in run)
    narrow, wide = WRAP_WIDTHS
    even = len({line.indent for line in run[1:]}) == 1
    return even and longest <= wide and sum(inner) >= narrow * len(inner) and min(inner) >= FILLED * longest


def _metadata(message: Message) -> Iterator[Datum]:
    found = {name.lower(): _unfolded(value) for name, value in reversed(list(message.raw_items()))}
    title = _decoded(found.get("subject", ""))
    if any(map(str.isalnum, title)):
        yield Datum("title", title, "Subject header")
    authors = [_decoded(name) or _decoded(address) for name, address in getaddresses([found.get("from", "")])]
    if any(authors):
        yield Datum("author", ", ".join(dict.fromkeys(filter(None, authors)))[:LONGEST], "From header")
    if day := _day(found.get("date", "")):
        yield Datum("date", day, "Date header")


def _day(value: str) -> str:
    """Return the day that a Date header gives, in its own time zone, as EDTF; an empty string where it is none."""
    try:
        parsed = parsedate_tz(value)
        return date(*parsed[:3]).isoformat() if parsed else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _unfolded(value: object) -> str:
    """Return a header's value as one line; bytes beyond ASCII as UTF-8, else as cp1252."""
    data = str(value).encode("utf-8", "surrogateescape")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return " ".join(text.split())


def _decoded(value: str) -> str:
    """Return a header's value with its encoded words (RFC 2047) decoded."""
    return _told(ENCODED_RUN.sub(lambda run: _encoded(run[0]), value))


def _encoded(run: str) -> str:
    """Decode encoded words that follow one another: a character may be cut in two between them."""
    pieces = ((word[1].partition("*")[0].lower(), _word_bytes(word[2], word[3])) for word in ENCODED_WORD.finditer(run))
    joined = (
        (charset, b"".join(data for _, data in group)) for charset, group in groupby(pieces, lambda each: each[0])
    )
    return "".join(data.decode(_codec(charset) or "utf-8", "replace") for charset, data in joined)


def _word_bytes(kind: str, word: str) -> bytes:
    data = word.encode("utf-8", "replace")
    if kind in "qQ":
        return quopri.decodestring(data, header=True)
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return data


def _told(text: str) -> str:
    """Return what is told of something: on one line, and not too long."""
    line = " ".join(NOT_HTML.sub("\ufffd", text[: 2 * LONGEST]).split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _headers(message: Message) -> Iterator[LeftOut]:
    """Yield the headers, but those that became the title or tell how the file is made."""
    told = [(name, value) for name, value in message.raw_items() if name.lower() not in STRUCTURE | {"subject"}]
    for name, value in told[:MOST_HEADERS]:
        yield LeftOut("header", _told(f"{name}: {_decoded(_unfolded(value))}"))
    if len(told) > MOST_HEADERS:
        yield LeftOut("header", f"and {len(told) - MOST_HEADERS} more")


def _around(message: Message) -> Iterator[LeftOut]:
    for words in (message.preamble, message.epilogue):
        if words and words.strip():
            yield LeftOut("shown only by programs that know no attachments", _told(_unfolded(words)))


def _beside(pages: Iterable[_Words]) -> Iterator[LeftOut]:
    for words in pages:
        yield LeftOut("HTML beside the text", " ".join(_of_html([words]).text.split()))


def _other(parts: Iterable[tuple[Message, str]]) -> tuple[list[Message], list[str]]:
    other = [(part, role) for part, role in parts if role in ("same", "attachment")]
    return [part for part, _ in other], [role for _, role in other]


def _listed(part: Message, role: str) -> LeftOut:
    kind = _told(part.get_content_type())
    name = _decoded(_unfolded(part.get_filename() or ""))
    size = f"{len(_payload(part)):,} bytes"
    if part.get_content_maintype() == "message":
        name, size = name or _subject(part), ""
    if role == "same":
        reason = f"the same message as {'HTML' if kind == 'text/html' else kind}"
    elif part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment":
        reason = "inline picture"
    else:
        reason = "attachment"
    return LeftOut(reason, ", ".join(filter(None, (name, kind, size))))


def _subject(part: Message) -> str:
    """Return the subject of the message that a part holds."""
    inner = part.get_payload()
    message = inner[0] if isinstance(inner, list) and inner else None
    return _decoded(_unfolded(message.get("subject", ""))) if isinstance(message, Message) else ""


def _remarks(path: str, parts: Sequence[_Words]) -> Iterator[Problem]:
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
    return Problem(
        "E131", "error", path, message, "save the message whole, as .eml; or give a plain text the ending .txt"
    )


def _too_much(path: str) -> Problem:
    message = f"the message has more parts, or parts within parts, than are read ({MOST_PARTS})"
    return Problem("E132", "error", path, message, "save its text alone as .txt, and what matters in it as sources")
