"""The MkDocs plugin: gives MkDocs our pages and assets, and each page's template its view. Nothing is decided here."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from lessonkit.checking.checks import check_library
from lessonkit.content.library import PICTURES, Library
from lessonkit.content.reading import read_library
from lessonkit.project import EDITIONS, LANGUAGES, Project
from lessonkit.translation.catalogs import read_words
from lessonkit.website.addresses import Addresses
from lessonkit.website.assets import make_assets, picture_path
from lessonkit.website.conversion import Converter
from lessonkit.website.pages import Page, is_shown, list_pages
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
    """One edition of the kit in one language."""

    library: Library | None = None
    """Handed in by `engine` so that several builds share one reading; read here when MkDocs was started by itself."""
    preview = False

    def on_config(self, config: MkDocsConfig) -> None:
        config.theme.static_templates = set()
        library = self.library or read_library(Project(Path(config.config_file_path).resolve().parent))
        project = library.project
        config.watch += [str(folder) for folder in (*project.written, project.locales) if folder.is_dir()]
        words = read_words(project, self.config.language)
        pages = list_pages(library, self.config.edition, words)
        prose = Prose(Converter(config.markdown_extensions, config.mdx_configs))
        findings = check_library(library, date.today()) if self.preview else ()
        self.site = Site(library, self.config.edition, words, pages, prose, self.preview, findings)
        self.entries: list[Entry] = []

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Replace all that MkDocs found (sources, the theme's scripts and languages) by what the kit needs."""
        library = self.site.library
        pages = [File.generated(config, page.path.replace(".html", ".md"), content="") for page in self.site.pages]
        assets = [File.generated(config, path, content=content) for path, content in make_assets(library.project)]
        pictures = [
            File.generated(config, picture_path(library, path), abs_src_path=str(path))
            for path in library.files
            if path.suffix in PICTURES and is_shown(library, path, self.site.edition)
        ]
        return Files([*pages, *assets, *pictures])

    def on_page_markdown(self, markdown: str, page, config: MkDocsConfig, files: Files) -> None:
        page.meta["template"] = self._page(page).template

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        return env.overlay(autoescape=True, trim_blocks=True, lstrip_blocks=True)

    def on_page_context(self, context, page, config: MkDocsConfig, nav):
        ours = self._page(page)
        link = Addresses(self.site, ours)
        self.view = View(self.site, ours, Voice(self.site, link))
        words = self.site.words
        spoken = {"t": words, "many": words.many, "voice": self.view.voice}
        return {**context, **spoken, "view": self.view, "link": link, "here": ours}

    def on_post_page(self, output: str, page, config: MkDocsConfig) -> str:
        self.entries += make_entries(self.view)
        return without_indents(output)

    def on_post_build(self, config: MkDocsConfig) -> None:
        index = Path(config.site_dir, self.site.words.language, "search.js")
        index.write_text(make_index(self.entries), encoding="utf-8", newline="\n")

    def _page(self, page) -> Page:
        return next(ours for ours in self.site.pages if ours.path == page.file.dest_uri)
