"""Checks of what a class sees on the screen: that a slide can be read from the last row, and that each step has one."""

from __future__ import annotations

from collections.abc import Iterator

from lessonkit.content.library import Library
from lessonkit.content.slide import too_full
from lessonkit.findings import Finding, advice, error

SPOKEN = ("say", "note")
"""What a teacher says or does while the class looks at the screen."""


def check_slides(library: Library) -> Iterator[Finding]:
    """A slide holds no more than one screen shows in letters that the last row reads; who speaks has something to show."""
    for lesson in library.lessons:
        for document in lesson.texts.documents.values():
            for step in document.sections:
                for passage in step.of("slide"):
                    if too_full(passage.lines):
                        yield error(passage.label.place, "slide-too-full")
        for step in lesson.steps:
            spoken = next((passage for passage in step.passages if passage.kind in SPOKEN), None)
            if spoken and not step.of("slide"):
                yield advice(spoken.label.place, "note-without-slide", step=str(step.id))
