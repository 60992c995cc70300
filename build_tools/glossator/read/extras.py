"""Readers that need a package which glossator does not need otherwise: what is said where it is missing."""

from __future__ import annotations

from ..model import Problem


def missing(path: str, kind: str, package: str, extra: str) -> Problem:
    """Return the problem that a source of a kind (`PDF`) is while its reader's package is not installed."""
    message = f"{kind} files need {package}, which is not installed"
    return Problem("E120", "error", path, message, f"pip install 'glossator[{extra}]'")
