"""The options as people write them: read from mkdocs.yml, what is wrong with them told, and shown in the guide."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from .config import DIRECTIVES, RECOGNIZERS, SPACY, Options, SiteRule
from .model import Position, Problem


def read_options(
    given: Mapping[str, Any], source: str, path: str = "mkdocs.yml", root: Path = Path()
) -> tuple[Options, tuple[Problem, ...]]:
    """Return the options, with the default in the place of each value that is wrong, and a problem for each.

    The folders that they name are looked for from `root`, and named in full.
    """
    given = {str(name): value for name, value in given.items()}
    wrong = _wrong(given, root) if given else {}
    positions = _option_positions(source) if wrong else {}
    problems = tuple(_problem(name, message, positions, path) for name, message in wrong.items())
    right = {name: value for name, value in given.items() if name not in wrong}
    if "sites" in right:
        right["sites"] = tuple(SiteRule(**rule) for rule in right["sites"])
    if "recognizers" in right:
        right["recognizers"] = tuple(_placed(name, root) for name in right["recognizers"])
    if "policy_also" in right:
        right["policy_also"] = tuple(right["policy_also"])
    return Options(**right), problems


def _wrong(given: Mapping[str, Any], root: Path) -> dict[str, str]:
    """Return what is wrong with each value that is: pydantic says so, which takes long to load for nothing."""
    from typing import Annotated

    from pydantic import AfterValidator, ConfigDict, Field, ValidationError, create_model

    recognizer = Annotated[str, AfterValidator(partial(_check_recognizer, root=root))]
    own = {
        "sites": list[_site_schema()],  # type: ignore[misc]
        "recognizers": list[recognizer],
        "policy_also": list[Annotated[str, AfterValidator(_check_sources)]],
    }
    types = get_type_hints(Options) | own
    known: Any = {
        each.name: (types[each.name], Field(each.default, **each.metadata["limits"])) for each in fields(Options)
    }
    schema: Any = create_model("Options", __config__=ConfigDict(extra="forbid", strict=True), **known)
    try:
        schema.model_validate(given)
    except ValidationError as error:
        return {str(detail["loc"][0]): _told(detail["loc"][1:], detail["msg"]) for detail in error.errors()}
    return {}


def _told(inner: tuple[int | str, ...], message: str) -> str:
    """Return pydantic's message, with where in the option's value it is wrong."""
    text = message.removeprefix("Value error, ")
    if not inner:
        return text
    place = ", ".join(f"item {step + 1}" if isinstance(step, int) else f"`{step}`" for step in inner)
    return f"{place}: {text[:1].lower()}{text[1:]}"


def _site_schema() -> Any:
    """Return pydantic's model of a site's rule."""
    from typing import Annotated

    from pydantic import AfterValidator, ConfigDict, Field, create_model

    selector = Annotated[str, AfterValidator(_check_selector)]
    known: Any = {
        each.name: (str if each.name == "host" else selector, Field(... if each.default is MISSING else each.default))
        for each in fields(SiteRule)
    }
    return create_model("SiteRule", __config__=ConfigDict(extra="forbid", strict=True), **known)


def _check_recognizer(value: str, root: Path) -> str:
    """Return the value; raise ValueError where it names no recognizer."""
    pipeline = value.removeprefix(SPACY)
    if value not in RECOGNIZERS and pipeline in ("", value):
        raise ValueError(f"`{value}` is none of {', '.join(RECOGNIZERS)}, {SPACY}PIPELINE")
    if value.startswith(SPACY):
        if find_spec("spacy") is None:
            raise ValueError("spaCy is not installed; add it: pip install 'glossator[spacy]'")
        is_there = (root / pipeline / "meta.json").is_file()
        if "/" in pipeline and not is_there:
            raise ValueError(f"`{pipeline}` is no folder of a pipeline: there is no {root / pipeline / 'meta.json'}")
        if "/" not in pipeline and not is_there and not _is_distribution(pipeline):
            raise ValueError(f"there is no pipeline `{pipeline}`; add it: python -m spacy download {pipeline}")
    return value


def _placed(recognizer: str, root: Path) -> str:
    """Return the recognizer's name; where it names a pipeline's folder, the whole way there."""
    pipeline = recognizer.removeprefix(SPACY)
    if pipeline == recognizer or ("/" not in pipeline and _is_distribution(pipeline)):
        return recognizer
    return f"{SPACY}{(root / pipeline).absolute()}"


def _is_distribution(name: str) -> bool:
    """Tell whether a package of that name is installed."""
    try:
        return bool(version(name))
    except (PackageNotFoundError, ValueError):
        return False


def _check_sources(value: str) -> str:
    """Return the value; raise ValueError where it is no directive with sources, or could end the policy's element."""
    directive, *sources = value.split() or [""]
    if directive not in DIRECTIVES:
        near = difflib.get_close_matches(directive, DIRECTIVES, n=1)
        raise ValueError(f"`{directive}` is no directive" + (f"; did you mean `{near[0]}`?" if near else ""))
    if not sources:
        raise ValueError(f"`{directive}` has no source behind it, such as https://example.org")
    for source in sources:
        if re.search(r'[;,"<>&]', source) or not source.isascii():
            raise ValueError(f"`{source}` is no source; one is like https://example.org, or 'unsafe-inline'")
    return value


def _check_selector(value: str) -> str:
    """Return the value; raise ValueError where it is no CSS selector."""
    from soupsieve import SelectorSyntaxError, compile

    try:
        if value:
            compile(value)
    except SelectorSyntaxError as error:
        raise ValueError(f"it is no CSS selector: {str(error).splitlines()[0]}") from None
    return value


def _problem(name: str, message: str, positions: Mapping[str, Position], path: str) -> Problem:
    known = {option.name: option for option in fields(Options)}
    position = positions.get(name, Position(0, 0))
    if name in known:
        code, text = "E002", f"the option `{name}` has a wrong value: {message[:1].lower()}{message[1:]}"
        remedy = f"{known[name].metadata['description']} The default is {_shown(known[name].default)}."
    else:
        near = difflib.get_close_matches(name, known, n=1)
        code, text = "E001", f"glossator has no option `{name}`" + (f"; did you mean `{near[0]}`?" if near else "")
        remedy = f"remove it, or use one of: {', '.join(known)}"
    return Problem(code, "error", path, text, remedy, position.line, position.column)


def _option_positions(source: str) -> dict[str, Position]:
    """Return where each key below `glossator:` stands in mkdocs.yml; nothing where the file cannot be read so."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.nodes import MappingNode

    try:
        tree = YAML(typ="safe", pure=True).compose(source)
    except YAMLError:
        return {}
    found: dict[str, Position] = {}
    todo = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if key.value == "glossator" and isinstance(value, MappingNode):
                    found |= {
                        str(option.value): Position(option.start_mark.line + 1, option.start_mark.column + 1)
                        for option, _ in value.value
                    }
                todo.append(value)
        elif node is not None and isinstance(node.value, list):
            todo.extend(node.value)
    return found


RULE_KEYS = {
    "host": "The site's host; it stands for its subdomains, too.",
    "body": "What holds the text.",
    "title": "What holds the title.",
    "date": "What holds the date.",
    "drop": "What is in the body and is not part of the text.",
}
"""What the guide says of the keys of a site's rule."""


def options_table() -> str:
    """Return what a user may set, as two tables in Markdown: the options, then the keys of a rule in `sites`."""
    types = get_type_hints(Options)
    options = [
        (option.name, _type_name(types[option.name]), _shown(option.default), option.metadata["description"])
        for option in fields(Options)
    ]
    keys = [
        (key.name, "text" if key.name == "host" else "CSS selectors", _shown(key.default), RULE_KEYS[key.name])
        for key in fields(SiteRule)
    ]
    return f"{_table('option', options)}\n\nEach rule in `sites` has these keys:\n\n{_table('key', keys)}"


def _table(first: str, rows: Iterable[tuple[str, str, str, str]]) -> str:
    head = f"| {first} | type | default | what it sets |\n|---|---|---|---|"
    return "\n".join([head, *(f"| `{name}` | {type_} | {default} | {told} |" for name, type_, default, told in rows)])


def _type_name(hint: Any) -> str:
    """Return a type as people who write YAML call it."""
    if get_origin(hint) is Literal:
        return " or ".join(f"`{value}`" for value in get_args(hint))
    names = {str: "text", bool: "`true` or `false`", int: "whole number", tuple[str, ...]: "list"}
    return names.get(hint, "list of rules")


def _shown(default: Any) -> str:
    """Return a default as it would stand in mkdocs.yml."""
    if default is MISSING:
        return "must be given"
    if isinstance(default, tuple) and default:
        return f"`[{', '.join(map(str, default))}]`"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{default}`" if default not in ("", ()) else "none"
