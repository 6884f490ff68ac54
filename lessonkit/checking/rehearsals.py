"""Checks of a rehearsal: every scene can be read and reached, every route leads past help to an ending."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from lessonkit.checking.front_matter import suggest
from lessonkit.content.document import LOST
from lessonkit.content.library import Library
from lessonkit.content.rehearsal import SCREENS, Rehearsal, Scene, scenes_of
from lessonkit.content.unit import Unit
from lessonkit.findings import Finding, error

KEYS = ("screen", "from", "ending")
FLAGS = ("help", "critical")
WAY_FLAGS = ("unsafe",)

MOST_MESSAGES = 2
"""In one scene, whoever sends them: no pupil is pressed a third time before there is a choice."""

MOST_WORDS = 75
"""Words of a scene, beside its choices, that stand on a phone of 360 by 740 pixels without scrolling far."""

HELP_WITHIN = 2
"""Scenes after an unsafe choice, of which one must be a scene of help."""

Scenes = Mapping[str, Scene]


def check_unit_ids(library: Library) -> Iterator[Finding]:
    """No two units have one id: progress and addresses are kept by it."""
    first: dict[str, Unit] = {}
    for unit in library.units:
        other = first.setdefault(unit.id, unit)
        if other is not unit:
            yield error(unit.source.place, "id-taken", id=unit.id, other=other.source.place.path)


def check_scenes(library: Library) -> Iterator[Finding]:
    """A scene shows a known screen, says little, presses at most twice, and leaves a choice."""
    for rehearsal in library.rehearsals:
        for document in rehearsal.texts.documents.values():
            for scene in scenes_of(document, rehearsal.source):
                if document is rehearsal.source:
                    yield from _check_form(scene)
                    if len(scene.ways) == 1 and not scene.ending and not library.told(scene.place.path, "choice-unreadable"):
                        yield error(scene.ways[0].id.place, "one-choice-only", id=str(scene.id))
                yield from _check_length(scene)
        yield from _check_ids(rehearsal)


def _check_form(scene: Scene) -> Iterator[Finding]:
    known = (*KEYS, *FLAGS)
    for name in (*scene.section.values, *sorted(scene.section.flags)):
        if name not in known:
            yield error(scene.place, "attribute-unknown", name=name, suggestion=suggest(name, known))
    for way in scene.ways:
        for flag in sorted(way.flags - {*WAY_FLAGS}):
            yield error(way.id.place, "attribute-unknown", name=flag, suggestion=suggest(flag, WAY_FLAGS))
    if scene.ending:
        if scene.ways:
            yield error(scene.ways[0].id.place, "ending-goes-on", id=str(scene.id))
        if not scene.debrief:
            yield error(scene.place, "ending-without-debrief", id=str(scene.id))
        return
    if not scene.screen or not scene.sender:
        yield error(scene.place, "scene-without-screen", id=str(scene.id))
    elif scene.screen not in SCREENS:
        yield error(scene.place, "value-unknown", key="screen", value=scene.screen, known=", ".join(SCREENS))


def _check_length(scene: Scene) -> Iterator[Finding]:
    if len(scene.messages) > MOST_MESSAGES:
        yield error(scene.messages[MOST_MESSAGES].sender.place, "messages-too-many", most=MOST_MESSAGES)
    if scene.words > MOST_WORDS:
        yield error(scene.place, "scene-too-long", words=scene.words, most=MOST_WORDS)


def _check_ids(rehearsal: Rehearsal) -> Iterator[Finding]:
    """Scenes and choices share one page, so they share their ids."""
    seen = {str(scene.id): scene.place for scene in rehearsal.scenes}
    for scene in rehearsal.scenes:
        for way in scene.ways:
            if way.id in seen:
                yield error(way.id.place, "id-twice", id=str(way.id), first=seen[way.id].line)
            seen.setdefault(str(way.id), way.id.place)


def check_routes(library: Library) -> Iterator[Finding]:
    """Every scene is reached, every route ends, none without help, and from an unsafe choice help is near."""
    for rehearsal in library.rehearsals:
        if library.told(rehearsal.texts.place.path, *LOST, "choice-unreadable"):
            continue
        scenes = {str(scene.id): scene for scene in rehearsal.scenes}
        if not scenes:
            yield error(rehearsal.texts.place, "rehearsal-empty", form='## {#start screen=chat from="…"}')
            continue
        yield from _check_ends(scenes)
        yield from _check_reached(scenes)
        yield from _check_help(scenes)


def _check_ends(scenes: Scenes) -> Iterator[Finding]:
    stuck = [scene for scene in scenes.values() if not scene.ways and not scene.ending]
    for scene in stuck:
        yield error(scene.place, "dead-end", id=str(scene.id))
    leads_on = {id for id, scene in scenes.items() if not scene.ways or scene.ending}
    grown = True
    while grown:
        open_ends = {way.target for scene in scenes.values() for way in scene.ways if way.target not in scenes}
        leading = leads_on | open_ends  # a target that is not there was told
        more = {id for id, scene in scenes.items() if id not in leads_on and any(way.target in leading for way in scene.ways)}
        leads_on |= more
        grown = bool(more)
    circling = [scene for id, scene in scenes.items() if id not in leads_on]
    if circling:  # the scenes that lead into the circle are no second mistake
        yield error(circling[0].place, "loop-without-exit", ids=", ".join(str(scene.id) for scene in circling))


def _check_reached(scenes: Scenes) -> Iterator[Finding]:
    if any(way.target not in scenes for scene in scenes.values() for way in scene.ways):
        return  # a target that is not there was told: it may be the very scene that nothing leads to
    reached = _reached(scenes, without=())
    lost = [scene for id, scene in scenes.items() if id not in reached]
    led_to = {way.target for scene in lost for way in scene.ways}
    for scene in [scene for scene in lost if scene.id not in led_to] or lost[:1]:
        yield error(scene.place, "scene-unreachable", id=str(scene.id))


def _check_help(scenes: Scenes) -> Iterator[Finding]:
    helping = {id for id, scene in scenes.items() if scene.help}
    for id in scenes:
        if id in _reached(scenes, without=helping) and scenes[id].ending:
            yield error(scenes[id].place, "route-without-help", id=id)
    for scene in scenes.values():
        for way in scene.ways:
            if way.unsafe and not _helped(scenes, way.target, HELP_WITHIN):
                yield error(way.id.place, "help-too-far", id=str(way.id), most=HELP_WITHIN)


def _reached(scenes: Scenes, without: Collection[str]) -> set[str]:
    """Return the scenes that are reached from the first one without passing some others."""
    first = next(iter(scenes))
    reached: set[str] = set()
    ahead = [first]
    while ahead:
        id = ahead.pop()
        if id in reached or id in without or id not in scenes:
            continue
        reached.add(id)
        ahead += [way.target for way in scenes[id].ways]
    return reached


def _helped(scenes: Scenes, id: str, within: int) -> bool:
    """Say whether all that may follow from a scene on comes to help within a number of scenes."""
    scene = scenes.get(id)
    if not scene or scene.help or not scene.ways and not scene.ending:
        return True  # a scene that is not there, or leads nowhere, was told
    return within > 1 and bool(scene.ways) and all(_helped(scenes, way.target, within - 1) for way in scene.ways)
