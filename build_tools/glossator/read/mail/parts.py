"""A message's parts, by the standard library's parser: what each one is, and which of them are its text.

All that the parser is asked stands here: it raises almost anything at hostile headers, and looks through all headers of
a part each time that it is asked for one.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32

MOST_PARTS = 200
"""Parts of a message, those within parts among them. Digests of mailing lists have some dozens."""
MOST_WORK = 50_000_000
"""Lines times boundaries: each line is compared with every boundary that is open. So many take some seconds."""
LONGEST_HEADER = 4_000
"""Code points that are read of a header."""
LONGEST_CONTENT_HEADER = 1_000
"""The same for headers with parameters: time to read them grows with the square of their length."""

USUAL_HEADERS = frozenset(
    "from to cc bcc date subject sender reply-to message-id in-reply-to received return-path mime-version"
    " content-type delivered-to resent-from".split()
)
"""One of them makes a file an e-mail: many a text begins with a word and a colon."""


class TooManyPartsError(Exception):
    """The message has more parts than are read, or parts too deep within parts."""


class NoMailError(Exception):
    """The file is no message."""


class _Policy(Compat32):
    """The older of the two policies: the newer one's grammar of headers takes minutes for a few hostile ones."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(list(sourcelines))
        longest = LONGEST_CONTENT_HEADER if name.lower().startswith("content-") else LONGEST_HEADER
        return name, value[:longest]


POLICY = _Policy()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message, or the whole of it."""

    type: str
    """`text/plain`."""
    charset: str
    """As it is declared; empty for none."""
    name: str
    """Of the file that it is."""
    attached: bool
    """It is to be kept as a file, and not shown."""
    data: bytes
    subject: str
    """Of the message that it is, where it is one."""
    parts: tuple[Part, ...]
    """None for a message that is forwarded whole: that is a part as it stands."""

    @property
    def kind(self) -> str:
        """`text`."""
        return self.type.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Mail:
    """A message."""

    headers: tuple[tuple[str, str], ...]
    whole: Part
    around: tuple[str, ...]
    """What stands before its parts, and behind them."""


def parse(data: bytes) -> Mail:
    """Return the message. Raises `TooManyPartsError` and `NoMailError`."""
    if data.count(b"\n") * data.lower().count(b"boundary") > MOST_WORK:
        raise TooManyPartsError
    try:
        message = _message(data)
        headers = tuple((name, str(value)) for name, value in message.raw_items())
        if not USUAL_HEADERS & {name.lower() for name, _ in headers}:
            raise NoMailError
        return Mail(headers, _part(message), tuple(filter(None, (message.preamble, message.epilogue))))
    except RecursionError as error:
        raise TooManyPartsError from error
    except (MessageError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise NoMailError from error


def _message(data: bytes) -> Message:
    made = 0

    def make() -> Message:
        nonlocal made
        made += 1
        if made > MOST_PARTS:
            raise TooManyPartsError
        return Message(POLICY)

    return BytesParser(make, policy=POLICY).parsebytes(data.removeprefix(codecs.BOM_UTF8))


def _part(message: Message) -> Part:
    payload = message.get_payload()
    inner = [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []
    is_multipart = message.get_content_maintype() == "multipart"
    data = message.get_payload(decode=True)
    return Part(
        type=message.get_content_type(),
        charset=str(message.get_content_charset() or ""),
        name=message.get_filename() or "",
        attached=message.get_content_disposition() == "attachment",
        data=data if isinstance(data, bytes) else b"",
        subject=str(inner[0].get("subject", "")) if inner and not is_multipart else "",
        parts=tuple(map(_part, inner)) if is_multipart else (),
    )


def leaves(part: Part, same: bool = False) -> Iterator[tuple[Part, str]]:
    """Yield the parts that hold no others, each with its role: `text`, `html`, `same` or `attachment`.

    `same` tells that another part says the same.
    """
    if not part.parts:
        yield part, _role(part, same)
        return
    chosen = _chosen(part.parts) if part.type == "multipart/alternative" else None
    for child in part.parts:
        yield from leaves(child, same or (chosen is not None and child is not chosen))


def _role(part: Part, same: bool) -> str:
    if part.attached or part.name:
        return "attachment"
    if same and part.kind == "text":
        return "same"
    if part.type == "text/html":
        return "html"
    return "text" if part.type == "text/plain" or part.kind == "multipart" else "attachment"


def _chosen(parts: Sequence[Part]) -> Part | None:
    """Return which of several parts that say the same is read: the one in plain text, else the one in HTML."""
    filled = [(part, set(_filled(part))) for part in parts]
    return next((part for kind in ("text/plain", "text/html") for part, types in filled if kind in types), None)


def _filled(part: Part) -> Iterator[str]:
    """Yield the type of each part within that holds anything."""
    if part.data.strip():
        yield part.type
    for child in part.parts:
        yield from _filled(child)
