"""What an earlier build finished, from the same input, in the place of what MkDocs would make or copy again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from importlib.metadata import version
from importlib.resources import files as package_files
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..cache import Cache, key
from ..files import write_file
from ..render import FOLDER, LatePage, page_meta
from ..standing import Standing, source_key, take_over
from ..surroundings import surroundings
from ..verify import split_around


class FinishedFile(File):
    """A file that an earlier build made from the same input: a page is none of MkDocs' then, and can be linked to."""

    standing: str | None = None
    """Where it stands already, in the site that this build replaces."""

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        if self.standing is None:
            super().copy_file(dirty)
        else:
            take_over(self.standing, self.abs_dest_path)


class Reuse:
    """The files of the site that stands, and of those to come which are as they were."""

    def __init__(self, cache: Cache, site: Path, pages: Mapping[str, LatePage], keys: Mapping[str, str]) -> None:
        self._cache = cache
        self._site = site
        self._pages = pages
        self._keys = keys
        self._standing = Standing(cache, site)
        self._names: dict[str, str] = {}
        """By a page's source: what its finished HTML is kept by."""
        self._published: dict[str, str] = {}
        """By a file's place in the site: the key of what it is made from."""

    def replace(self, files: Files, in_nav: Collection[str], config: MkDocsConfig) -> None:
        """Replace what was finished before.

        Without a `nav`, each page depends on all the others. What MkDocs writes over, whether a template or a second
        file of one address, is left to it: as the same file it would be changed in the site that stands, too.
        """
        written = Counter([*(file.dest_uri for file in files), *config.theme.static_templates, *config.extra_templates])
        alone = [file for file in files if written[file.dest_uri] == 1]
        for file in alone:
            if not file.is_documentation_page() and file.abs_src_path:
                self._take_over(files, file, source_key(file.abs_src_path))
        if config.nav is None:
            return
        navigation = [page_meta(self._pages[uri].page) for uri in sorted(self._pages.keys() & in_nav)]
        around_all = key(_surroundings(config, files), repr(navigation))
        for file in alone:
            if file.src_uri in self._pages and file.src_uri not in in_nav:
                self._replace_page(files, file, key("page", around_all, self._keys[file.src_uri]))

    def keep(self, file: File, output: str) -> None:
        """Keep what the theme put around a page of ours."""
        around = split_around(output, [self._pages[file.src_uri].whole().body])
        if file.src_uri in self._names and around:
            self._cache.put(self._names[file.src_uri], around)
        else:
            self._published.pop(file.dest_uri, None)

    def publish(self, path: str, data: bytes, site: Path) -> None:
        """Write a file of ours to the new site, or take it from the one that stands."""
        made_from = key(data)
        self._published[path] = made_from
        if self._standing.holds(path, made_from):
            take_over(f"{self._site}/{path}", f"{site}/{path}")
        else:
            write_file(site / path, data)

    def remember(self) -> None:
        """Remember the site, now that the new one stands in its place."""
        self._standing.remember(self._published)

    def _replace_page(self, files: Files, file: File, name: str) -> None:
        self._names[file.src_uri] = name
        if self._take_over(files, file, name):
            self._cache.path(name)  # what is kept of it is still of use: somebody may remove the site
            return
        around = self._cache.get(name, tuple[str, str])
        if around is not None:
            finished = _finished(files, file)
            finished.content_bytes = self._pages[file.src_uri].whole().body.join(around).encode()

    def _take_over(self, files: Files, file: File, made_from: str) -> bool:
        """Take a file from the site that stands, where it stands there as this build would make it."""
        if not made_from:
            return False
        self._published[file.dest_uri] = made_from
        if not self._standing.holds(file.dest_uri, made_from):
            return False
        _finished(files, file).standing = f"{self._site}/{file.dest_uri}"
        return True


def _finished(files: Files, file: File) -> FinishedFile:
    """Put a finished file in the place of another."""
    finished = FinishedFile(
        file.src_uri,
        file.src_dir,
        file.dest_dir,
        file.use_directory_urls,
        dest_uri=file.dest_uri,
        inclusion=file.inclusion,
    )
    files.remove(file)
    files.append(finished)
    return finished


def _surroundings(config: MkDocsConfig, files: Files) -> str:
    """Return a key for all that our pages are made from besides their own files."""
    own = ("plugins", "theme", "site_dir", "docs_dir")
    settings = {name: config[name] for name in config if name not in own} | {"theme": dict(config.theme)}
    ours = str(package_files("glossator"))
    by_hand = (file for file in files.documentation_pages() if not file.src_uri.startswith(f"{FOLDER}/"))
    return surroundings(
        settings,
        (version("mkdocs"), version("mkdocs-material")),
        (folder for folder in map(Path, config.theme.dirs) if not folder.is_relative_to(ours)),
        ((file.src_uri, file.content_bytes) for file in by_hand),
    )
