"""The glue between MkDocs and Glossator: the only package that imports mkdocs."""

from __future__ import annotations

import gc
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files as package_files
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal, cast
from urllib.parse import urljoin, urlsplit

from jinja2 import Environment
from mkdocs.config import load_config
from mkdocs.config.base import Config as PluginConfig
from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from ..build import BuildError, Written, replace_folder, write_pages
from ..cache import Cache, key
from ..config import Config, ConfigError, Options
from ..files import refused_link
from ..making import Work
from ..model import Problem, Searchable
from ..options import read_options
from ..pipeline import Built, gather, make_pages, make_searchable
from ..processes import executor
from ..render import FOLDER, Addresses
from ..search import FOLDER as SEARCH_FOLDER
from ..search import Indexed, Indexing, SearchError
from ..standing import Standing
from ..verify import NotVerbatimError, verify_finished
from .archive_page import ArchivePage
from .blocked import Blocked, blocked_problem, find_blocked
from .by_hand import without_styles
from .folders import CLAIM, TWO_BUILDS, claim, has_claimed, is_behind_link, watch
from .front_page import shows_overview, with_overview
from .policy import Policy, for_preview, make_policy, theme_hashes, written
from .reuse import Reuse
from .robots import NAME as ROBOTS
from .robots import robots

log = logging.getLogger("mkdocs.plugins.glossator")

LEVELS = {"error": logging.ERROR, "warning": logging.WARNING, "info": logging.INFO}
EARLIEST = "1980-01-01"
"""The date of pages where SOURCE_DATE_EPOCH sets none: two builds of the same input are the same, whatever the day."""

HOME = (".", "./", "index.html")
"""Addresses of the home page, as MkDocs writes them."""

NO_SEARCH = Problem(
    "E003",
    "error",
    "mkdocs.yml",
    "`search: material` is set, and the theme's search is not among the plugins",
    "add `- search` to `plugins`, or remove `search: material`",
)

FRAME_WORKER = "assets/glossator/iframe-worker.js"
"""What lets the theme's search work on a site that is read from disk."""

HOW_TO_CORRECT = "#correct"
"""Where the edit button leads while no `repo_url` is known: to the part of the page that names the files to edit."""


def read_config(root: Path) -> Config:
    """Return the configuration of the archive at `root`, read as MkDocs reads it; raises ConfigError."""
    try:
        return make_config(load_config(str(root / "mkdocs.yml")))
    except MkDocsException as error:
        raise ConfigError(f"{root / 'mkdocs.yml'} cannot be used: {error}") from error


def make_config(config: MkDocsConfig) -> Config:
    """Return what the build needs to know of MkDocs' configuration."""
    path = Path(os.path.abspath(config.config_file_path))  # noqa: PTH100 - `docs_dir` is not resolved either
    plugin = config.plugins.get("glossator")
    options = plugin.options if isinstance(plugin, GlossatorPlugin) else Options()
    problems = plugin.problems if isinstance(plugin, GlossatorPlugin) else ()
    base = f"{config.repo_url.rstrip('/')}/" if config.repo_url else ""
    return Config(
        root=path.parent,
        docs=Path(config.docs_dir),
        options=options,
        edit_uri=urljoin(base, config.edit_uri or "") if base or "://" in (config.edit_uri or "") else "",
        use_directory_urls=config.use_directory_urls,
        site_url=config.site_url or "",
        site_name=config.site_name,
        problems=problems,
    )


class NoOptions(PluginConfig):
    """What MkDocs validates of our options: nothing. `config.Options` does."""


class GlossatorPlugin(BasePlugin[NoOptions]):
    """Writes the archive's pages before MkDocs reads them, and checks, indexes and publishes what MkDocs made."""

    options: Options = Options()
    problems: tuple[Problem, ...] = ()
    _serving = False
    _indexing: Indexing | None = None
    _final = Path()
    _claimed = ""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Validate the options ourselves, so that a wrong one is told with its line, and the rest still builds."""
        path = Path(config_file_path) if config_file_path else None
        source = path.read_text(encoding="utf-8", errors="replace") if path and path.is_file() else ""
        named, root = (path.name, path.parent) if path else ("mkdocs.yml", Path())
        self.options, self.problems = read_options(options or {}, source, named, root)
        return super().load_config({}, config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Bring in the theme's overrides, and let MkDocs build beside the site that stands."""
        if self.options.search == "material":
            if "material/search" not in config.plugins:
                log.error("%s", NO_SEARCH)
            config.extra["polyfills"] = [*config.extra.get("polyfills", []), FRAME_WORKER]
        gc.unfreeze()  # Of an earlier build in this process.
        gc.disable()  # A build makes many objects, and few that need the collector: it takes a fifth of the time.
        config.theme.dirs.insert(0, str(package_files("glossator") / "theme"))
        # The theme's scripts say where a reader's choices are kept: else by the way from the page to the site's root,
        # so that a script would differ from folder to folder.
        config.extra.setdefault("scope", urlsplit(config.site_url or "").path or "/")
        self._final = Path(config.site_dir).resolve()
        if not self._serving:
            config.site_dir = str(self._final.with_name(f".{self._final.name}.building"))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Bring `docs/archive/` up to date, and begin to index it."""
        self._config = make_config(config)
        self._cache = Cache.of(self._config.root)
        self._by_hand: list[Indexed] = []
        self._blocked: dict[Blocked, list[str]] = {}
        self._policy = self._make_policy(config)
        own_search = self.options.search == "pagefind"
        self._indexing = Indexing(self._cache, self.options.language) if own_search else None
        try:
            built, written = self._build()
        except (BuildError, NotVerbatimError) as error:
            raise PluginError(str(error)) from error
        for problem in built.archive.problems:
            log.log(LEVELS[problem.severity], "%s", problem)
        log.debug("docs/%s: %s", FOLDER, written)
        self._documents = {document.id: document for document in built.archive.documents}
        self._keys = built.keys
        self._overview = built.overview
        self._pages = {late.page.uri: late for late in built.pages}

    def _make_policy(self, config: MkDocsConfig) -> Policy | None:
        """Return the pages' policy, if they have one, and hand it to the templates: so what is kept is known by it."""
        if not self.options.policy:
            return None
        hashes = theme_hashes(config.theme.get_env(), config)
        policy = make_policy(hashes, self.options.policy_also, has_pagefind=self.options.search == "pagefind")
        config.theme["glossator_policy"] = written(for_preview(policy) if self._serving else policy)
        return policy

    def _build(self) -> tuple[Built, Written]:
        with executor(self.options.jobs, self._cache) as workers:
            work = Work(workers, self._cache)
            gathered = gather(self._config, work)
            self._index(Indexed(_url(self._config, page), page) for page in make_searchable(self._config, gathered))
            built = make_pages(self._config, gathered, work)
        return built, write_pages(self._config, built, Standing(self._cache, self._config.docs), verify=False)

    def _index(self, pages: Iterable[Indexed]) -> None:
        """Begin to index pages, beside whatever else is done."""
        if self._indexing:
            self._indexing.add(pages)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hand our pages over as they are, and of those that were finished before, from the same input, the result."""
        self._files = files
        if not self._serving:
            self._claimed = claim(Path(config.site_dir))
        self._reuse = Reuse(self._cache, self._final, self._pages, self._keys)
        for file in list(files):
            if file.src_dir == config.docs_dir and is_behind_link(Path(config.docs_dir), file.src_uri):
                log.error("%s", refused_link(f"{Path(config.docs_dir).name}/{file.src_uri}"))
                files.remove(file)
        in_nav = set(_uris(config.nav))
        for file in files.documentation_pages():
            if file.src_uri in self._pages and file.src_uri not in in_nav:
                ArchivePage(self._pages[file.src_uri], file, config)
        if set(config.plugins) == {"glossator"}:
            self._reuse.replace(files, in_nav, config)
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Let the edit button lead to what the page comes from, and date the page as the build is dated."""
        if "SOURCE_DATE_EPOCH" not in os.environ:
            page.update_date = EARLIEST
        made = self._pages.get(page.file.src_uri)
        if made is not None:
            page.edit_url = self._config.edit_address(made.page.edit_path) or (
                HOW_TO_CORRECT if made.page.edit_path else None
            )
        return page

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Take a page that a person wrote into the index, as it was written, and then show the overview on it."""
        uri = page.file.src_uri
        if uri in self._pages:
            return html
        self._by_hand.append(Indexed(page.file.url.removeprefix("./"), Searchable(uri, str(page.title), "Page", html)))
        html = without_styles(html)
        if not shows_overview(html, page.meta.get("overview"), home=page.file.url in HOME):
            return html
        page.meta["overview"] = True
        name = key("overview", uri, *self._overview.made_from)
        return with_overview(html, self._cache.kept_or(name, str, lambda: self._overview.seen_from(uri)))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Index the pages that people wrote, now that all of them are read; keep the theme's templates compiled."""
        env.bytecode_cache = self._cache.templates()
        self._index(self._by_hand)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Tell the sitemap of the finished pages too, and of no dates: they would be the build's, not the pages'."""
        if template_name == "sitemap.xml" and config.site_url:
            found = (file for file in self._files if file.is_documentation_page() or file.src_uri in self._pages)
            urls = sorted(urljoin(config.site_url, file.url) for file in found if file.inclusion.is_included())
            context["pages"] = [cast(File, SimpleNamespace(page=SimpleNamespace(canonical_url=url))) for url in urls]
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Check that the finished page says what its source says, then keep what the theme put around our HTML."""
        uri = page.file.src_uri
        if uri in self._pages:
            try:
                verify_finished(self._pages[uri].whole(), output, self._documents)
            except NotVerbatimError as error:
                raise PluginError(str(error)) from error
            self._reuse.keep(page.file, output)
        elif self._policy:
            for blocked in find_blocked(output, self._policy, urlsplit(config.site_url or "").netloc):
                self._blocked.setdefault(blocked, []).append(f"{Path(config.docs_dir).name}/{uri}")
        return output

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add the search index, and put the finished site in the place of the old one.

        MkDocs tells of a strict build's failure only after this, so that we look ourselves: the old site stands then.
        """
        self._collect_again()
        for blocked, pages in self._blocked.items():
            log.warning("%s", blocked_problem(blocked, tuple(pages)))
        try:
            found = self._indexing.finish() if self._indexing else {}
        except SearchError as error:
            raise PluginError(str(error)) from error
        site = Path(config.site_dir)
        if not self._serving and not has_claimed(site, self._claimed):
            raise PluginError(str(TWO_BUILDS))
        for name, data in found.items():
            self._reuse.publish(f"{SEARCH_FOLDER}/{name}", data, site)
        told = robots(config.site_url or "")
        if told and not (site / ROBOTS).exists():
            self._reuse.publish(ROBOTS, told, site)
        if not self._serving:
            (site / CLAIM).unlink()
            if config.strict and _has_warned():
                shutil.rmtree(site)
            else:
                replace_folder(site, self._final)
                self._reuse.remember()
            config.site_dir = str(self._final)
            self._cache.prune()

    def _collect_again(self) -> None:
        """Switch the collector on again. A process that ends must not look through all that the build made."""
        if not self._serving:
            gc.freeze()
        gc.enable()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind of a site that did not come to be; the old one stands."""
        self._collect_again()
        if self._indexing:
            self._indexing.close()
        building = self._final.with_name(f".{self._final.name}.building") if self._final != Path() else Path()
        if not self._serving and has_claimed(building, self._claimed):
            shutil.rmtree(building, ignore_errors=True)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watch what people write, and not the folder that the build writes: one edit is one rebuild."""
        watch(server, self._config)
        return server


def _has_warned() -> bool:
    """Tell whether anything was logged that makes a strict build fail. ProperDocs counts one logger further up."""
    logger: logging.Logger | None = log
    while logger is not None:
        if any(getattr(handler, "get_counts", tuple)() for handler in logger.handlers):
            return True
        logger = logger.parent
    return False


def _url(config: Config, page: Searchable) -> str:
    return Addresses(config.use_directory_urls).url(page.uri)


def _uris(nav: Any) -> Iterator[str]:
    """Yield the pages that a `nav` of mkdocs.yml names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for inner in nav.values():
            yield from _uris(inner)
    elif isinstance(nav, list):
        for inner in nav:
            yield from _uris(inner)
