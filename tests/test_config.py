"""The options of the plugin, and where a file is edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.config import Config, Options
from glossator.model import Problem
from glossator.options import read_options
from glossator.recognize.recognizers import RECOGNIZERS

SOURCE = """\
site_name: A
plugins:
  - search
  - glossator:
      langauge: de
      jobs: -1
      search: pagefind
"""


def config(edit_uri: str, docs: str = "docs") -> Config:
    return Config(Path("/a"), Path("/a") / docs, edit_uri=edit_uri)


def test_options_that_are_right() -> None:
    given = {"language": "de", "search": "material", "jobs": 4, "max_source_bytes": 10, "max_line_bytes": 5}
    assert read_options(given, SOURCE) == (Options(**given), ())
    assert read_options({}, "") == (Options(), ())


def test_wrong_options_are_told_where_they_stand_and_the_others_count() -> None:
    options, problems = read_options({"langauge": "de", "jobs": -1, "search": "material"}, SOURCE)
    assert options == Options(search="material")
    assert [str(problem) for problem in sorted(problems, key=lambda problem: problem.line)] == [
        "mkdocs.yml:5:7: E001 glossator has no option `langauge`; did you mean `language`?\n"
        "    remedy: remove it, or use one of: language, search, jobs, recognizers, sites,"
        " policy, policy_also, max_source_bytes, max_line_bytes",
        "mkdocs.yml:6:7: E002 the option `jobs` has a wrong value: input should be greater than or equal to 0\n"
        "    remedy: How many processes read the sources; 0 takes one for each core. The default is `0`.",
    ]


def test_an_unknown_option_like_no_other_has_no_suggestion() -> None:
    _, (problem,) = read_options({"xyz": 1}, "plugins:\n  glossator:\n    xyz: 1\n")
    assert (problem.line, problem.column, problem.message) == (3, 5, "glossator has no option `xyz`")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"search": "lunr"}, "the option `search` has a wrong value: input should be 'pagefind' or 'material'"),
        ({"jobs": "many"}, "the option `jobs` has a wrong value: input should be a valid integer"),
        ({"jobs": "4"}, "the option `jobs` has a wrong value: input should be a valid integer"),
        ({"jobs": True}, "the option `jobs` has a wrong value: input should be a valid integer"),
        ({"language": ["en"]}, "the option `language` has a wrong value: input should be a valid string"),
        ({"max_source_bytes": 0}, "the option `max_source_bytes` has a wrong value: input should be greater than 0"),
    ],
)
def test_a_wrong_value_leaves_the_default(given: dict[str, object], message: str) -> None:
    options, (problem,) = read_options(given, "")
    assert options == Options()
    assert (problem.code, problem.path, problem.line) == ("E002", "mkdocs.yml", 0)
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("plugins:\n- glossator:\n    x: 1\n", [(3, 5)]),
        ("plugins:\n  glossator: {x: 1}\n", [(2, 15)]),
        ("plugins: [search, {glossator: {x: 1}}]\n", [(1, 32)]),
        ("extra:\n  y: !ENV HOME\nplugins:\n  - glossator:\n      x: 1\n", [(5, 7)]),
        ("a: [\n", [(0, 0)]),
        ("", [(0, 0)]),
        ("- a\n", [(0, 0)]),
    ],
)
def test_where_an_option_stands(source: str, places: list[tuple[int, int]]) -> None:
    _, problems = read_options({"x": 1}, source)
    assert [(problem.line, problem.column) for problem in problems] == places


def test_a_file_is_edited_where_the_repository_keeps_it() -> None:
    assert config("https://example.org/o/r/edit/main/docs/").edit_address("glossary/people/a b.md") == (
        "https://example.org/o/r/edit/main/glossary/people/a%20b.md"
    )
    assert config("https://example.org/o/r/edit/main/docs").edit_address("seeds/a.txt") == (
        "https://example.org/o/r/edit/main/seeds/a.txt"
    )
    assert config("https://example.org/o/r/edit/main/web/pages/", "web/pages").edit_address("seeds/a#?.txt") == (
        "https://example.org/o/r/edit/main/seeds/a%23%3F.txt"
    )


def test_without_a_repository_nothing_is_edited() -> None:
    assert config("").edit_address("seeds/a.txt") == ""
    assert config("https://example.org/o/r/edit/main/docs/").edit_address("") == ""


def test_a_problem_is_told_with_its_place_and_its_remedy() -> None:
    assert str(Problem("E1", "error", "a.md", "wrong", "mend it", 2, 3)) == "a.md:2:3: E1 wrong\n    remedy: mend it"
    assert str(Problem("E1", "error", "a.md", "wrong", "mend it")) == "a.md: E1 wrong\n    remedy: mend it"


def test_a_key_that_is_no_word_is_an_unknown_option() -> None:
    options, problems = read_options({1: 2}, "plugins:\n  - glossator:\n      1: 2\n")  # type: ignore[dict-item]
    assert options == Options()
    assert [problem.code for problem in problems] == ["E001"]


def test_recognizers_are_chosen_by_name() -> None:
    options, problems = read_options({"recognizers": ["gazetteer", "dates"]}, SOURCE)
    assert (options.recognizers, problems) == (("gazetteer", "dates"), ())


def test_what_is_no_recognizer_is_told_and_all_stay_on() -> None:
    options, problems = read_options({"recognizers": ["gazetteer", "nmaes"]}, SOURCE)
    assert options == Options()
    assert [problem.message for problem in problems] == [
        "the option `recognizers` has a wrong value: item 2: `nmaes` is none of gazetteer, names, dates, quotations,"
        " spacy:PIPELINE"
    ]


def test_the_options_name_each_recognizer_in_the_order_of_work() -> None:
    assert tuple(RECOGNIZERS) == Options().recognizers


def test_what_the_policy_allows_besides() -> None:
    lines = ["img-src https://example.org https://*.example.com", "style-src-attr 'unsafe-inline'"]
    options, problems = read_options({"policy": False, "policy_also": lines}, SOURCE)
    assert (options.policy, options.policy_also, problems) == (False, tuple(lines), ())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("image-src https://example.org", "`image-src` is no directive; did you mean `img-src`?"),
        ("", "`` is no directive"),
        ("img-src", "`img-src` has no source behind it, such as https://example.org"),
        ('img-src "><script>', "`\"><script>` is no source; one is like https://example.org, or 'unsafe-inline'"),
        (
            "img-src https://a.example; object-src",
            "`https://a.example;` is no source; one is like https://example.org,",
        ),
    ],
)
def test_what_is_no_line_of_a_policy_is_told_and_nothing_is_allowed(line: str, message: str) -> None:
    options, (problem,) = read_options({"policy_also": [line]}, SOURCE)
    assert options == Options()
    assert problem.message.startswith(f"the option `policy_also` has a wrong value: item 1: {message}")
