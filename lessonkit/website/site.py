"""A site: what all pages of one edition in one language share."""

from __future__ import annotations

from dataclasses import dataclass

from lessonkit.content.library import Library
from lessonkit.findings import Finding
from lessonkit.translation.catalogs import Words
from lessonkit.website.pages import Page
from lessonkit.website.prose import Prose


@dataclass(frozen=True)
class Site:
    """One edition in one language."""

    library: Library
    edition: str
    words: Words
    pages: tuple[Page, ...]
    prose: Prose
    preview: bool = False
    """Whether an author is looking: the pages then show what `check` found."""
    findings: tuple[Finding, ...] = ()
