"""The engine under the site: MkDocs builds pages of one edition in one language; MkDocs' server shows a preview.

Together with `plugin` this is all that knows MkDocs, so that another engine costs these two modules and the templates.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from lessonkit.project import Project
from lessonkit.website.conversion import Converter
from lessonkit.website.parts import Found
from lessonkit.website.search import Entry
from lessonkit.website.site import Site


def make_converter(project: Project) -> Converter:
    """Return a converter with the Markdown extensions of the site."""
    config = _load(project)
    return Converter(config.markdown_extensions, config.mdx_configs)


@cache
def open_templates(project: Project) -> Environment:
    """Return the templates, each read when it is first asked for: whoever opens a site clears their cache.

    Tens of thousands of inclusions would else each ask the disk whether a template is still the same.
    """
    theme = _load(project).theme.get_env()
    templates = theme.overlay(autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False, cache_size=-1)
    compiled = project.cache / "kit" / "templates"
    compiled.mkdir(parents=True, exist_ok=True)
    templates.bytecode_cache = FileSystemBytecodeCache(str(compiled))  # under a hash of each template and of Jinja's release
    templates.list_templates = lambda *_asked, **_named: []  # the theme's own pages and scripts are not copied
    return templates


def build_site(site: Site, parts: Collection[str], into: Path, found: Found) -> dict[str, list[Entry]]:
    """Build some parts of a site into an empty folder, and return for each what the search should know of it."""
    config = _config(site.library.project)
    into.mkdir(parents=True, exist_ok=True)
    config.site_dir, config.docs_dir = str(into), str(into)  # the sources are ours to read, not MkDocs'
    plugin = config.plugins["lessonkit"]
    plugin.site, plugin.parts, plugin.found, plugin.alone = site, parts, found, False
    build(config, serve_url="/" if site.preview else None)
    return plugin.entries


def serve_folder(project: Project, folder: Path, rebuild: Callable[[], None], port: int) -> None:
    """Serve a folder on this machine alone, call `rebuild` when an author saves, then reload the open pages."""
    server = LiveReloadServer(builder=rebuild, host="127.0.0.1", port=port, root=str(folder))
    for watched in (*project.written, project.locales, project.overrides, project.sources, project.frameworks):
        if watched.exists():
            server.watch(str(watched))
    try:
        server.serve()
    except KeyboardInterrupt:
        server.shutdown()
    finally:
        server.server_close()


@cache
def _config(project: Project) -> MkDocsConfig:
    """Return the configuration of all builds of this process; the pages that MkDocs itself reads are empty."""
    config = _load(project)
    config.markdown_extensions = []
    config.theme.get_env = lambda: open_templates(project)
    return config


def _load(project: Project) -> MkDocsConfig:
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    return load_config(str(project.mkdocs_config), site_dir=str(project.cache / "site"))
