"""Rows for other programs: a JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

LINE_ENDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\u0085\u2028\u2029"}
"""Ends of lines in Unicode that JSON lets stand: Python's `splitlines`, and old JavaScript, would cut a row there."""


def as_line(row: Mapping[str, Any]) -> str:
    """Return the row as one line, whatever its reader takes for the end of one; without that end."""
    line = _encode(row)
    return line if line.isascii() else line.translate(LINE_ENDS)


_encode = json.JSONEncoder(ensure_ascii=False).encode
"""Made once: `json.dumps` would make another for each row."""
