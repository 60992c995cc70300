"""The options of the archive: what stands under `plugins: glossator:` in mkdocs.yml, and what MkDocs knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlencode, urljoin

from .model import Problem

MEGABYTE = 1024 * 1024

SCHEMAS_FOLDER = "archive/schemas"
"""In the site: the JSON Schemas of the files that people write."""


TIMELINE_FOLDER = "archive/timeline"
"""In the site: the timeline's page, and its data beside it."""


class ConfigError(Exception):
    """mkdocs.yml cannot be used; the message says why."""


RECOGNIZERS = ("gazetteer", "names", "dates", "quotations")
"""What can be recognized: the glossary's names, names that it does not know, dates, and who says what."""
SPACY = "spacy:"
"""Begins the name of a spaCy pipeline that finds names in the place of our tagger: `spacy:en_core_web_sm`."""


POLICY: dict[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "font-src": ("'self'",),
    "media-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "manifest-src": ("'self'",),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
    "object-src": ("'none'",),
}
"""What pages may load and run, by the directives of a Content-Security-Policy."""
DIRECTIVES = (*POLICY, "frame-src", "style-src-attr")
"""What `policy_also` may name."""


def _option(default: Any, description: str, **limits: int) -> Any:
    """Return an option's field; the limits are pydantic's."""
    return field(default=default, metadata={"description": description, "limits": limits})


@dataclass(frozen=True, slots=True)
class SiteRule:
    """Where the saved pages of one site keep what an archive needs: CSS selectors, several parted by commas."""

    host: str
    """`example.org` stands for its subdomains, too."""
    body: str
    """What holds the text."""
    title: str = ""
    date: str = ""
    drop: str = ""
    """What is in the body and is not part of the text."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may set under `plugins: glossator:`."""

    language: str = _option("en", "The language of documents that do not name their own (BCP 47).")
    search: Literal["pagefind", "material"] = _option(
        "pagefind", "Whose search the site has: Pagefind, or the theme's own (for reading from disk)."
    )
    jobs: int = _option(0, "How many processes read the sources; 0 takes one for each core.", ge=0)
    recognizers: tuple[str, ...] = _option(
        RECOGNIZERS,
        "What is recognized: `gazetteer` (the glossary's names), `names` (those that it does not know;"
        " `spacy:PIPELINE` has a pipeline of spaCy's find them), `dates`, `quotations`.",
    )
    sites: tuple[SiteRule, ...] = _option(
        (),
        "Rules for the saved pages of sites: `host`, and CSS selectors for `body`, `title`, `date` and what to `drop`.",
    )
    policy: bool = _option(
        True, "Whether pages tell browsers to load and run only what the site brings (a Content-Security-Policy)."
    )
    policy_also: tuple[str, ...] = _option(
        (),
        "What this policy allows besides: a directive and its sources each, as `img-src https://pictures.example.com`.",
    )
    max_source_bytes: int = _option(64 * MEGABYTE, "The largest source that is read, in bytes.", gt=0)
    max_line_bytes: int = _option(5 * MEGABYTE, "The longest line of a source, in bytes.", gt=0)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the build needs to know that is not in the archive's files."""

    root: Path
    """The archive's folder, where mkdocs.yml stands."""
    docs: Path
    """MkDocs' `docs_dir`; the build writes `archive/` in it."""
    options: Options = field(default_factory=Options)
    edit_uri: str = ""
    """The whole address that a page's path in `docs_dir` is added to, for its edit button; or nothing."""
    use_directory_urls: bool = True
    site_url: str = ""
    """Where the site is published, with a slash at its end; or nothing."""
    site_name: str = ""
    problems: tuple[Problem, ...] = ()
    """What was wrong with the options; the defaults stand in."""

    def edit_address(self, path: str) -> str:
        """Return the address at which a file of the archive is edited, or an empty string.

        `edit_uri` leads to `docs_dir`, so the way to the archive's root is taken from there.
        """
        if not (path and self.edit_uri and self.docs.is_relative_to(self.root)):
            return ""
        depth = len(self.docs.relative_to(self.root).parts)
        steps = self.edit_uri.rstrip("/").split("/")
        return "/".join([*steps[: len(steps) - depth], quote(path)])

    def schema_address(self, name: str) -> str:
        """Return where the schema of a kind of file is published (`entry`, `note`, `sidecar`), or an empty string."""
        return urljoin(f"{self.site_url.rstrip('/')}/", f"{SCHEMAS_FOLDER}/{name}.json") if self.site_url else ""

    def new_file_address(self, path: str, text: str) -> str:
        """Return the address at which the code host begins a new file, filled in as far as it can; or nothing.

        GitHub, Gitea and Forgejo take the whole file, GitLab its name alone.
        """
        base = self.edit_address(path).removesuffix(f"/{quote(path)}")
        stem, edit, branch = max(
            (base.rpartition(step) for step in ("/edit/", "/_edit/")), key=lambda parts: len(parts[0])
        )
        if not edit:
            return ""
        if stem.endswith("/-"):
            return f"{stem}/new/{branch}?{urlencode({'file_name': path})}"
        address = f"{stem}{edit.replace('edit', 'new')}{branch}?{urlencode({'filename': path})}"
        filled = f"{address}&{urlencode({'value': text})}"
        return filled if len(filled) <= LONGEST_ADDRESS else address


LONGEST_ADDRESS = 7500
"""Bytes. Code hosts refuse addresses of more than about 8,000."""
