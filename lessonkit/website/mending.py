"""Mending: what a page of a preview tells its author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonkit.checking.printer import counsel, message
from lessonkit.findings import Finding

if TYPE_CHECKING:
    from lessonkit.website.view import View


def findings_on(view: View) -> tuple[tuple[Finding, str], ...]:
    """Return what an author should mend in the texts of a page, each with message and counsel; on the first page, all."""
    project = view.site.library.project
    folders = tuple(f"{project.place(texts.folder).path}/" for texts in view.texts)
    here = (each for each in view.found if view.page.kind == "index" or each.place.path.startswith(folders))
    return tuple((each, f"{message(each, view.words)} {counsel(each, view.words)}") for each in here)
