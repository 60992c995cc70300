"""What a page's policy blocks of it is found as browsers would."""

from __future__ import annotations

import pytest

from glossator.plugin.blocked import find_blocked
from glossator.plugin.policy import for_preview, make_policy, script_hash, written


def blocked(html: str, *also: str, host: str = "") -> list[str]:
    policy = make_policy([script_hash("theme()")], also, has_pagefind=False)
    return [each.what for each in find_blocked(html, policy, host)]


ALLOWED = [
    "<script>theme()</script>",
    '<script type="application/ld+json">{"a": 1}</script>',
    '<script src="../x.js"></script><link rel="stylesheet" href="/y.css"><img src="a.png" srcset="a.png 1x, b.png 2x">',
    '<img src="data:image/png;base64,AA=="><video src="talk.mp4" poster="talk.png"></video>',
    '<a href="https://example.org">a link</a><link rel="preconnect" href="https://example.org">',
    '<img src="https://own.example/a.png">',
    '<img src="http://[">',
]


@pytest.mark.parametrize("html", ALLOWED)
def test_what_the_site_brings_is_not_blocked(html: str) -> None:
    assert blocked(html, host="own.example") == []


BLOCKED = {
    "<script>other()</script>": "`other()`",
    '<script type="module">other()</script>': "`other()`",
    '<b onclick="x()">x</b>': '`onclick="x()"`',
    '<script src="//example.org/x.js"></script>': "`//example.org/x.js`",
    '<img srcset="a.png 1x, https://example.org/b.png 2x">': "`https://example.org/b.png`",
    '<iframe src="own.html"></iframe>': "`own.html`",
    '<object data="own.pdf"></object>': "`own.pdf`",
    '<form action="own"></form>': "`own`",
    "<style>p { color: red }</style>": "`p { color: red }`",
    '<pre class="mermaid">graph LR</pre>': "the diagram: the theme loads Mermaid, which draws it, from another host",
}


@pytest.mark.parametrize("html", BLOCKED)
def test_what_is_blocked_is_told_once(html: str) -> None:
    assert blocked(html + html) == [BLOCKED[html]]


@pytest.mark.parametrize(
    ("source", "address", "is_allowed"),
    [
        ("https://example.org", "https://example.org/a.png", True),
        ("https://example.org", "http://example.org/a.png", False),
        ("http://example.org", "https://example.org/a.png", True),
        ("example.org", "https://example.org/a.png", True),
        ("https://example.org:8443/path/", "https://example.org/a.png", True),
        ("*.example.org", "https://a.example.org/a.png", True),
        ("*.example.org", "https://example.org/a.png", False),
        ("*.example.org", "https://badexample.org/a.png", False),
        ("https:", "https://anything.example/a.png", True),
        ("https:", "http://anything.example/a.png", False),
        ("*", "https://anything.example/a.png", True),
        ("*", "blob:x", False),
    ],
)
def test_which_addresses_a_source_allows(source: str, address: str, is_allowed: bool) -> None:
    assert (blocked(f'<img src="{address}">', f"img-src {source}") == []) == is_allowed


def test_what_is_allowed_besides_takes_the_place_of_nothing() -> None:
    policy = make_policy([], ["object-src 'self'", "frame-src https://a.example"], has_pagefind=False)
    assert policy["object-src"] == ("'self'",)
    assert policy["frame-src"] == ("https://a.example",)
    assert "script-src 'self';" in written(policy)


def test_styles_may_be_allowed_in_elements_alone() -> None:
    html = '<p style="color: red">x</p><style>p { color: red }</style>'
    assert blocked(html, "style-src-attr 'unsafe-inline'") == ["`p { color: red }`"]
    assert blocked(html, "style-src 'unsafe-inline'") == []


def test_a_preview_runs_every_script_that_stands_in_a_page() -> None:
    policy = for_preview(make_policy([script_hash("theme()")], [], has_pagefind=True))
    assert policy["script-src"] == ("'self'", "'wasm-unsafe-eval'", "'unsafe-inline'")
