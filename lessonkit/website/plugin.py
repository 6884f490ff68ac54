"""The MkDocs plugin: gives MkDocs our pages and files, and each page's template its view. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from lessonkit.content.reading import read_library
from lessonkit.project import EDITIONS, LANGUAGES, Project
from lessonkit.translation.catalogs import read_words
from lessonkit.website.addresses import Addresses
from lessonkit.website.conversion import Converter
from lessonkit.website.copies import make_copy
from lessonkit.website.coverage import make_table
from lessonkit.website.document import make_document
from lessonkit.website.pages import Page, list_pages
from lessonkit.website.parts import Found, every_part, files_of, pages_of, part_of
from lessonkit.website.prose import Prose, without_indents
from lessonkit.website.search import Entry, make_entries, make_index
from lessonkit.website.site import Site
from lessonkit.website.view import View
from lessonkit.website.voice import Voice


class Options(Config):
    """What `mkdocs.yml` may say of us."""

    language = config_options.Choice(LANGUAGES, default=LANGUAGES[0])
    edition = config_options.Choice(EDITIONS, default=EDITIONS[0])


class LessonKit(BasePlugin[Options]):
    """Some parts of one edition of the kit in one language."""

    site: Site | None = None
    parts: Collection[str] = ()
    found: Found = MappingProxyType({})
    alone = True
    """Whether MkDocs was started by itself: then all parts of a site are built that is made here; else `engine` hands
    in all of this."""

    def on_config(self, config: MkDocsConfig) -> None:
        config.theme.static_templates = set()
        if self.alone:
            self.site = self._make_site(config)
            self.parts = every_part(self.site)
            config.watch += [str(folder) for folder in self.site.library.project.written if folder.is_dir()]
        self.entries: dict[str, list[Entry]] = {}

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Replace all that MkDocs found (sources, the theme's scripts and languages) by what the kit needs."""
        made = []
        for part in self.parts:
            for page in pages_of(self.site, part):
                made.append(File.generated(config, page.path.replace(".html", ".md"), content=""))
                if page.copy:
                    make = {"plan": make_document, "coverage": make_table}.get(page.kind, make_copy)
                    made.append(File.generated(config, page.copy, content=make(self._view_of(page))))
            for path, source in files_of(self.site, part) if self.alone or self._first_language else ():
                given = {"abs_src_path": str(source)} if isinstance(source, Path) else {"content": source}
                made.append(File.generated(config, path, **given))
        return Files(made)

    def on_page_markdown(self, markdown: str, page, config: MkDocsConfig, files: Files) -> None:
        page.meta["template"] = self._page(page).template

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment | None:
        return env.overlay(autoescape=True, trim_blocks=True, lstrip_blocks=True) if self.alone else None

    def on_page_context(self, context, page, config: MkDocsConfig, nav):
        ours = self._page(page)
        self.view = self._view_of(ours)
        return {**context, **self.view.names}

    def on_post_page(self, output: str, page, config: MkDocsConfig) -> str:
        self.entries.setdefault(part_of(self.view.page), []).extend(make_entries(self.view))
        return without_indents(output)

    def on_post_build(self, config: MkDocsConfig) -> None:
        if self.alone:
            entries = [entry for part in self.entries.values() for entry in part]
            for name, text in make_index(entries):
                Path(config.site_dir, self.site.words.language, name).write_text(text, encoding="utf-8", newline="\n")

    def _make_site(self, config: MkDocsConfig) -> Site:
        project = Project(Path(config.config_file_path).resolve().parent)
        library, words = read_library(project), read_words(project, self.config.language)
        prose = Prose(Converter(config.markdown_extensions, config.mdx_configs))
        pages = list_pages(library, self.config.edition, words)
        return Site(library, self.config.edition, words, pages, prose)

    @property
    def _first_language(self) -> bool:
        """What all languages share is written with the first of them."""
        return self.site.words.language == self.site.library.choice.languages[0]

    def _view_of(self, page: Page) -> View:
        part = part_of(page)
        self.site.prose.converter.turn_to(part)
        return View(self.site, page, Voice(self.site, Addresses(self.site, page)), self.found.get(part, ()))

    def _page(self, page) -> Page:
        return self.site.page_at[page.file.dest_uri]
