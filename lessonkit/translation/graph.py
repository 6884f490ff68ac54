"""The graph of a rehearsal as text, in the words of its file: scenes in their order, below each where its choices lead."""

from __future__ import annotations

from lessonkit.content.library import Library
from lessonkit.content.rehearsal import Rehearsal, Scene


def graphs_text(library: Library) -> str:
    """Return the graphs of all rehearsals, with an empty line between them."""
    return "\n\n".join(_graph(rehearsal, library) for rehearsal in library.rehearsals)


def _graph(rehearsal: Rehearsal, library: Library) -> str:
    title = f"{rehearsal.source.text('title')} ({library.project.place(rehearsal.texts.folder).path})"
    return "\n".join([title, *(line for scene in rehearsal.scenes for line in _lines(scene, rehearsal.numbers))])


def _lines(scene: Scene, numbers: dict[str, int]) -> list[str]:
    facts = [f"screen={scene.screen}" * bool(scene.screen), "help" * scene.help, f"ending={scene.ending}" * bool(scene.ending)]
    lines = [" ".join([f"{numbers[scene.id]:>3}  {scene.id}", *filter(None, facts)])]
    width = max((len(way.id) for way in scene.ways), default=0)
    for way in scene.ways:
        lines.append(f"       {way.id:<{width}} -> {numbers.get(way.target, '?')} {way.target}{' (unsafe)' * way.unsafe}")
    return lines
