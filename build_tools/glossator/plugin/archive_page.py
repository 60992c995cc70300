"""A page of the archive, as MkDocs sees it."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from ..render import LatePage, page_meta


class ArchivePage(Page):
    """A page whose HTML is finished: Python-Markdown would give it back as it is, only slower."""

    def __init__(self, made: LatePage, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self._made = made

    def read_source(self, config: MkDocsConfig) -> None:
        self.meta = page_meta(self._made.page)
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self._made.whole().body
        self.toc = TableOfContents([])
