"""Document to what it names, when, and who says what.

The recognizers themselves (`recognizers`) are imported with the first document that is read: their tables and rules
take longer to load than a build without new documents takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..cache import Cache, key
from ..config import SPACY, Options
from ..glossary import Glossary
from ..model import Document, Problem
from .decisions import check_decisions
from .model_file import MODEL, is_whole
from .spacy_model import PipelineError, failure_of, pipelines_of, version_of

__all__ = ["PipelineError", "check_decisions", "recognize", "usable", "versions_of", "without_pipelines"]


def recognize(document: Document, glossary: Glossary, *, recognizers: Sequence[str] | None = None) -> Document:
    """Return the document with what its sidecar decides, and then with what the recognizers of these names find.

    Raises PipelineError where a pipeline of spaCy's fails on this document.
    """
    from .recognizers import RECOGNIZERS, add_decided_names, chosen

    document = add_decided_names(document, glossary)
    for recognizer in chosen(tuple(RECOGNIZERS if recognizers is None else recognizers)).values():
        document = recognizer(document, glossary)
    return document


def versions_of(recognizers: Sequence[str]) -> str:
    """Return what tells the state of those that are not the program's own: what they found before may be old."""
    pipelines = pipelines_of(recognizers)
    return repr([version_of(pipeline) for pipeline in pipelines]) if pipelines else ""


def usable(options: Options, cache: Cache) -> tuple[Options, tuple[Problem, ...]]:
    """Return the options without the recognizers that cannot work, and a problem for each.

    Our tagger takes the place of a pipeline that cannot; what was seen to work is kept in the cache.
    """
    failed = {name: failure for name in pipelines_of(options.recognizers) if (failure := _failure(name, cache))}
    problems = [_unusable(name, failure) for name, failure in failed.items()]
    if len(pipelines_of(options.recognizers)) > 1:
        message = "`recognizers` names several pipelines of spaCy's; only the first finds names"
        problems.append(Problem("E003", "error", "mkdocs.yml", message, "keep one"))
    chosen = tuple("names" if name.removeprefix(SPACY) in failed else name for name in options.recognizers)
    if "names" in chosen and not is_whole():
        remedy = "install the package again; until then, names that the glossary does not know are not looked for"
        problems.append(Problem("E003", "error", MODEL, "the model that finds names is missing or damaged", remedy))
        chosen = tuple(name for name in chosen if name != "names")
    return replace(options, recognizers=tuple(dict.fromkeys(chosen))), tuple(problems)


def without_pipelines(options: Options) -> Options:
    """Return the options with our tagger in the place of spaCy's pipelines."""
    names = ("names" if name.startswith(SPACY) else name for name in options.recognizers)
    return replace(options, recognizers=tuple(dict.fromkeys(names)))


def _failure(pipeline: str, cache: Cache) -> str:
    name = key("usable", pipeline, version_of(pipeline))
    if cache.get(name, bool):
        return ""
    failure = failure_of(pipeline)
    if not failure:
        cache.put(name, True)
    return failure


def _unusable(pipeline: str, failure: str) -> Problem:
    message = f"the pipeline `{pipeline}` does not work ({failure}); our own tagger finds names in its place"
    remedy = "install or train it again with this version of spaCy, or take it out of `recognizers`"
    return Problem("E003", "error", "mkdocs.yml", message, remedy)
