"""What pages may load and run, as every page tells browsers (Content-Security-Policy): what the site itself brings.

So a script that a document or a note smuggled in would not run, whatever mistake let it through.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import Environment, TemplateNotFound
from selectolax.lexbor import LexborHTMLParser

from ..config import POLICY

Policy = Mapping[str, tuple[str, ...]]
"""The sources of each directive, in the order in which they are written."""

NOTHING = "'none'"
LESS_EXACT = {"style-src-attr": "style-src"}
"""What counts where a directive is not given."""
SCRIPTS = "partials/javascripts"
ANALYTICS = "partials/integrations/analytics.html"


def make_policy(hashes: Iterable[str], also: Iterable[str], *, has_pagefind: bool) -> Policy:
    """Return the policy with the theme's own scripts, and what the option `policy_also` allows besides."""
    sources = {name: list(given) for name, given in POLICY.items()}
    # Pagefind is WebAssembly; this allows no `eval` of JavaScript.
    sources["script-src"] += [*(["'wasm-unsafe-eval'"] if has_pagefind else []), *hashes]
    for line in also:
        name, *given = line.split()
        before = sources.get(name) or sources.get(LESS_EXACT.get(name, ""), [])
        sources[name] = [*(each for each in before if each != NOTHING), *given]
    return {name: tuple(dict.fromkeys(given)) for name, given in sources.items()}


def for_preview(policy: Policy) -> Policy:
    """Return the policy of a preview: MkDocs' server puts a script into each page, another one at each request."""
    scripts = [each for each in policy["script-src"] if not each.startswith("'sha")]
    return {**policy, "script-src": (*scripts, "'unsafe-inline'")}


def written(policy: Policy) -> str:
    """Return the policy as browsers read it. No source has a quotation mark in it (`options`)."""
    return "; ".join(" ".join((name, *sources)) for name, sources in policy.items())


def script_hash(script: str) -> str:
    """Return the source that allows a script which stands in a page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def is_script(kind: str | None) -> bool:
    """Tell whether a browser runs a `script` element of this `type`, which else holds data."""
    return (kind or "").strip().lower() in ("", "module", "text/javascript", "application/javascript")


def theme_hashes(environment: Environment, config: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the hashes of the scripts that the theme's templates write into pages, for MkDocs' settings.

    They come from the templates alone, without any page: whatever stands in a page can approve no script.
    """
    extra, features = config["extra"], config["theme"].get("features") or []
    used = {
        "base": True,
        "palette": not isinstance(config["theme"].get("palette"), Mapping),
        "content": True,
        "announce": "announce.dismiss" in features,
        "consent": extra.get("consent"),
    }
    names = [*(f"{SCRIPTS}/{name}.html" for name, is_used in used.items() if is_used), ANALYTICS]
    context = {"config": config, "features": features, "base_url": ".", "page": None}
    found = (script for name in names for script in _scripts(environment, name, context))
    return tuple(sorted({script_hash(script) for script in found}))


def _scripts(environment: Environment, name: str, context: Mapping[str, Any]) -> list[str]:
    """Return the scripts that a template writes; none where the installed theme has no such template."""
    try:
        template = environment.get_template(name)
    except TemplateNotFound:
        return []
    elements = LexborHTMLParser(template.render(context)).css("script:not([src])")
    return [element.text() for element in elements if is_script(element.attributes.get("type"))]
