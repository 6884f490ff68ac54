"""Checks of what is stated as fact: where a text gives a year, a share, a law or a survey, it says where that was read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessonkit.content.document import Document
from lessonkit.content.library import Library
from lessonkit.content.sources import CITATION
from lessonkit.findings import Finding, advice

_STATED = re.compile(
    r"\b(?:19|20)\d\d\b(?!\s*(?:x|×))|\d\s?%|\b\d+(?:[.,]\d+)? (?:phần trăm|per ?cent|triệu|tỷ|million|billion)\b"
    r"|\b(?:Luật|Bộ luật|Nghị định|Thông tư|Công ước|Law|Decree|Circular|Convention|Penal Code)\b(?= (?:\d|\w+ \d|[A-ZĐ]))"
    r"|\b(?:khảo sát|nghiên cứu|thống kê|điều tra xã hội|surveys?|(?:a|one|the) study|statistics)\b"
    r"|\b(?:theo|according to) (?:báo|Bộ|công an|chuyên gia|the (?:police|ministry|press|Ministry))\b"
)
"""How a statement looks that somebody must have read somewhere."""

_QUOTED = re.compile(r"[\"“«][^\"”»]*[\"”»]|`[^`]*`|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)")
_ASKS = re.compile(r"\?\s*$")


def check_statements(library: Library) -> Iterator[Finding]:
    """A sentence that states a fact cites a source in its line; what is quoted, asked or only told in a story does not."""
    for document in library.documents:
        if _states_facts(document, library):
            for passage in document.markdown_passages:
                for line in passage.lines:
                    said = _QUOTED.sub("", line)
                    found = _STATED.search(said)
                    if found and not CITATION.search(line) and not _ASKS.search(said):
                        yield advice(line.place, "statement-without-source", words=found[0])


def _states_facts(document: Document, library: Library) -> bool:
    """Say whether the pages of a document show sources; a quiz, a rehearsal and a room tell stories."""
    project = library.project
    return not any(document.path.is_relative_to(room) for room in (project.quizzes, project.scenarios, project.rooms))
