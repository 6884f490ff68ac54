"""The engine under the site: MkDocs builds one edition in one language; MkDocs' server shows a preview.

Together with `plugin` this is all that knows MkDocs, so that another engine costs these two modules and the templates.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from lessonkit.content.library import Library
from lessonkit.project import Project
from lessonkit.website.site import Site


def build_site(library: Library, edition: str, language: str, into: Path, preview: bool = False) -> Site:
    """Build one edition in one language into an empty folder, and return what its pages shared."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_config(str(library.project.mkdocs_config), site_dir=str(into))
    plugin = config.plugins["lessonkit"]
    plugin.config.update({"edition": edition, "language": language})
    plugin.library = library
    plugin.preview = preview
    build(config, serve_url="/" if preview else None)
    return plugin.site


def serve_folder(project: Project, folder: Path, rebuild: Callable[[], None], port: int) -> None:
    """Serve a folder on this machine alone, call `rebuild` when an author saves, then reload the open pages."""
    server = LiveReloadServer(builder=rebuild, host="127.0.0.1", port=port, root=str(folder))
    for watched in (*project.written, project.locales, project.overrides, project.sources):
        if watched.exists():
            server.watch(str(watched))
    try:
        server.serve()
    except KeyboardInterrupt:
        server.shutdown()
    finally:
        server.server_close()
