"""Document to what it names, when, and who says what.

The recognizers themselves (`recognizers`) are imported with the first document that is read: their tables and rules
take longer to load than a build without new documents takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..config import Options
from ..glossary import Glossary
from ..model import Document, Problem
from .decisions import check_decisions
from .spacy_model import pipelines_of, version_of

__all__ = ["check_decisions", "recognize", "usable", "versions_of"]


def recognize(document: Document, glossary: Glossary, *, recognizers: Sequence[str] | None = None) -> Document:
    """Return the document with what its sidecar decides, and then with what the recognizers of these names find."""
    from .recognizers import RECOGNIZERS, add_decided_names, chosen

    document = add_decided_names(document, glossary)
    for recognizer in chosen(tuple(RECOGNIZERS if recognizers is None else recognizers)).values():
        document = recognizer(document, glossary)
    return document


def versions_of(recognizers: Sequence[str]) -> str:
    """Return what tells the state of those that are not the program's own: what they found before may be old."""
    pipelines = pipelines_of(recognizers)
    return repr([version_of(pipeline) for pipeline in pipelines]) if pipelines else ""


def usable(options: Options) -> tuple[Options, tuple[Problem, ...]]:
    """Return the options without the recognizers that cannot work, and a problem for each."""
    from .names.package import MODEL, is_whole

    if "names" not in options.recognizers or is_whole():
        return options, ()
    remedy = "install the package again; until then, names that the glossary does not know are not looked for"
    problem = Problem("E003", "error", MODEL, "the model that finds names is missing or damaged", remedy)
    others = tuple(name for name in options.recognizers if name != "names")
    return replace(options, recognizers=others), (problem,)
