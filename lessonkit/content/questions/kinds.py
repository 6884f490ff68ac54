"""The register of kinds of questions: a new kind is named in its module, and its module here."""

from __future__ import annotations

from lessonkit.content.questions import choice, clue, match, order, short
from lessonkit.content.questions.question import Kind

KINDS: dict[str, Kind] = {kind.name: kind for form in (choice, order, match, short, clue) for kind in form.KINDS}
"""All kinds by their names."""

FORMS = tuple(dict.fromkeys(kind.form for kind in KINDS.values()))
"""The ways of answering, each with a template part and a player."""


def kind_of(name: str) -> Kind:
    """Return a kind by its name; one that is not known (a check tells) is asked like the first."""
    return KINDS.get(name) or next(iter(KINDS.values()))
