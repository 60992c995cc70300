"""Plain text and Markdown: bytes to text, without changing a character but the line ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..config import Options
from ..model import LeftOut, Problem
from .decoding import decode, guessed, nul_problem
from .reading import Reading
from .sidecar import record


def read_text(path: str, data: bytes, _: Options) -> Reading | Problem:
    """Read plain text: UTF-8 first, else what charset-normalizer finds; CRLF becomes LF."""
    decoded = decode(path, data)
    if isinstance(decoded, Problem):
        return decoded
    text, encoding = decoded
    if "\0" in text:
        return nul_problem(path, data, data.find(b"\0"))
    crlf = text.count("\r\n")
    line_ends = f"CRLF ({crlf} of them), read as LF" if crlf else "LF"
    problems = (guessed(path, encoding),) if "guessed" in encoding else ()
    return Reading(text.replace("\r\n", "\n"), encoding, line_ends, problems=problems)


def read_markdown(path: str, data: bytes, options: Options) -> Reading | Problem:
    """Read Markdown as the text that it is; front matter becomes metadata and is left out of the text.

    Front matter that cannot be read stays in the text, so that nothing is lost, and is reported.
    """
    reading = read_text(path, data, options)
    if isinstance(reading, Problem) or not reading.text.startswith("---\n"):
        return reading
    end = reading.text.find("\n---\n", 3)
    if end < 0:
        return reading
    from ..frontmatter import load_yaml
    from ..schemas import FrontMatter

    # The first line's place is kept, so that positions are those of the file.
    loaded, problems = load_yaml(path, reading.text[3 : end + 1].encode(), FrontMatter)
    if loaded is None:
        return replace(reading, problems=problems)
    head, text = reading.text[: end + 5], reading.text[end + 5 :]
    return replace(
        reading,
        problems=(*reading.problems, *_not_read(path, loaded.fields.model_extra or {})),
        text=text,
        id=loaded.fields.id,
        metadata=record(loaded.fields, "front matter"),
        left_out=(LeftOut("front matter, read as metadata", head),),
    )


def _not_read(path: str, others: Mapping[str, object]) -> tuple[Problem, ...]:
    """Return what is told of keys that mean nothing here: another program's, or mistyped."""
    if not others:
        return ()
    names = ", ".join(f"`{name}`" for name in others)
    message = f"of the front matter these keys are not read: {names}"
    return (
        Problem("I118", "info", path, message, "correct a key that is mistyped; leave another program's as they are"),
    )
