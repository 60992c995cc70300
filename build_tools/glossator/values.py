"""What single values of people's files may be: dates, encodings of texts, words that turn nothing around."""

from __future__ import annotations

import codecs
import re
from datetime import datetime

from .calendar import days_of_month, stretch
from .files import TURNING

PLAIN_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z", re.ASCII)
"""EDTF level 0 without a time: by far the most usual, and known without loading the parser."""
LONGEST_DATE = 100
"""Characters. The parser's time grows faster than a list of dates does."""


_DAY = re.compile(r"(?<!\d)(-?\d{4})-(\d\d)-(\d\d)(?!\d)", re.ASCII)


def check_edtf(value: str) -> str:
    """Return the value; raise ValueError where it is no date of the Extended Date/Time Format (EDTF).

    A day that its month does not have, and an interval that ends before it begins, have its form and are none.
    """
    if len(value) > LONGEST_DATE:
        raise ValueError(f"it has more than {LONGEST_DATE} characters")
    if not PLAIN_DATE.match(value):
        from edtf import parse_edtf

        try:
            parse_edtf(value)
        except Exception:  # besides its own exception it lets TypeError and others out
            raise ValueError("it is no EDTF date such as 2025-11-21, 2025-11, 1890~ or 1914/1918") from None
    _check_calendar(value)
    return value


def _check_calendar(value: str) -> None:
    """Raise ValueError where a date of EDTF's form stands in no calendar."""
    if any(int(day) > days_of_month(int(year), int(month)) for year, month, day in _DAY.findall(value)):
        raise ValueError("there is no such day")
    ends = value.split("/")
    if len(ends) > 1 and all(map(stretch, ends)) and stretch(value) is None:
        raise ValueError("it ends before it begins")


INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?\Z", re.ASCII)
"""A day and a time in the Internet's format (RFC 3339), as programs write them; EDTF knows no parts of seconds."""


def check_date(value: str) -> str:
    """Return the value; raise ValueError where it is neither an EDTF date nor a day with a time."""
    if not INSTANT.match(value):
        return check_edtf(value)
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("there is no such day or time") from None
    return value


NOT_OF_TEXTS = frozenset("idna punycode utf-7 unicode-escape raw-unicode-escape undefined".split())
"""Encodings of Python's that no document is in."""


def is_encoding(name: str) -> bool:
    """Tell whether a name is that of an encoding of texts."""
    try:
        known = codecs.lookup(name)
        return known.name.replace("_", "-") not in NOT_OF_TEXTS and bool("a".encode(known.name).decode(known.name))
    except (LookupError, ValueError):
        return False


def check_seen(values: str | tuple[str, ...]) -> None:
    """Raise ValueError where a value has characters, and none that is seen: a link of such a name could not be met."""
    for value in (values,) if isinstance(values, str) else values:
        if value and not any(character.isprintable() and not character.isspace() for character in value):
            raise ValueError("it has no character that is seen")


_TURNING = re.compile(f"[{TURNING}]")


def check_direction(values: str | tuple[str, ...]) -> None:
    """Raise ValueError where a character turns the words after it around."""
    found = _TURNING.search("".join(values))
    if found:
        raise ValueError(f"it holds U+{ord(found[0]):04X}, which turns the words after it around")
