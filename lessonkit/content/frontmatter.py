"""Front matter and the small YAML files: strings and flat lists only, nothing that runs, repeats or surprises.

PyYAML's event stream is read directly: an alias, anchor or tag is refused before it can do anything, no value is ever
turned into a number, a date or a truth value, and a key that stands twice is told with both its lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from lessonkit.content.text import Lines
from lessonkit.findings import Finding, Place, Text, error

LARGEST = 16 * 1024
"""Characters of the largest front matter."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The reader in C where PyYAML was built with it: the same events, ten times as fast."""

Value = Text | tuple[Text, ...]
FrontMatter = Mapping[str, Value]


class _Refused(Exception):
    def __init__(self, mark: yaml.Mark | None, rule: str, **facts: str) -> None:
        self.mark, self.rule, self.facts = mark, rule, facts


def split_front_matter(lines: Lines, found: list[Finding]) -> tuple[FrontMatter, Lines]:
    """Split a document into its front matter and its body; both keep their places."""
    if not lines:
        return {}, ()
    if lines[0].strip() != "---":
        found.append(error(lines[0].place, "front-matter-missing"))
        return {}, lines
    for number, line in enumerate(lines[1:], 1):
        if line.strip() == "---":
            return read_mapping(lines[1:number], found), lines[number + 1 :]
    found.append(error(lines[0].place, "front-matter-not-closed"))
    return {}, ()


def read_mapping(lines: Lines, found: list[Finding]) -> FrontMatter:
    """Read lines of YAML as one mapping of strings and flat lists."""
    return next(iter(_read(lines, found, _mappings_of_one)), {})


def read_mappings(lines: Lines, found: list[Finding]) -> tuple[FrontMatter, ...]:
    """Read lines of YAML as a list of such mappings (`help/channels.yml`, `sources.yml`)."""
    return tuple(_read(lines, found, _mappings_of_list))


def _read(lines: Lines, found: list[Finding], reader) -> list[FrontMatter]:
    if not lines:
        return []
    first = lines[0].place
    text = "\n".join(line.rstrip() for line in lines)
    mappings: list[FrontMatter] = []
    if len(text) > LARGEST * (8 if reader is _mappings_of_list else 1):
        found.append(error(first, "front-matter-too-large", limit=LARGEST // 1024))
        return mappings
    try:
        for mapping in reader(_events(text), first, found):
            mappings.append(mapping)
    except _Refused as refused:
        place = first.down(refused.mark.line) if refused.mark else first
        found.append(error(place, refused.rule, **refused.facts))
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        found.append(error(first.down(min(mark.line, len(lines) - 1) if mark else 0), "front-matter-unreadable"))
    return mappings


def _events(text: str) -> Iterator[yaml.Event]:
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(event.start_mark, "front-matter-alias", name="*" + event.anchor)
        if getattr(event, "anchor", None):
            raise _Refused(event.start_mark, "front-matter-alias", name="&" + event.anchor)
        if getattr(event, "tag", None):
            raise _Refused(event.start_mark, "front-matter-tag", name=event.tag)
        if not isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            yield event


def _mappings_of_one(events: Iterator[yaml.Event], first: Place, found: list[Finding]) -> Iterator[FrontMatter]:
    start = next(events)
    if isinstance(start, yaml.MappingStartEvent):
        yield _mapping(events, first, found)
        _end(events)
    elif not isinstance(start, yaml.StreamEndEvent):
        raise _Refused(start.start_mark, "front-matter-unreadable")


def _mappings_of_list(events: Iterator[yaml.Event], first: Place, found: list[Finding]) -> Iterator[FrontMatter]:
    start = next(events)
    if isinstance(start, yaml.StreamEndEvent):
        return
    if not isinstance(start, yaml.SequenceStartEvent):
        raise _Refused(start.start_mark, "list-expected")
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        if not isinstance(event, yaml.MappingStartEvent):
            raise _Refused(event.start_mark, "list-expected")
        yield _mapping(events, first, found)
    _end(events)


def _end(events: Iterator[yaml.Event]) -> None:
    """Refuse what stands behind the end, where YAML would start a second document."""
    for event in events:
        if not isinstance(event, (yaml.DocumentEndEvent, yaml.StreamEndEvent)):
            raise _Refused(event.start_mark, "front-matter-unreadable")


def _mapping(events: Iterator[yaml.Event], first: Place, found: list[Finding]) -> FrontMatter:
    values: dict[str, Value] = {}
    keys: dict[str, Text] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _scalar(event, first)
        value = _value(next(events), events, first)
        if key in keys:
            found.append(error(key.place, "key-twice", key=str(key), first=keys[key].place.line))
            continue
        keys[key] = key
        values[key] = value
    return values


def _value(event: yaml.Event, events: Iterator[yaml.Event], first: Place) -> Value:
    if not isinstance(event, yaml.SequenceStartEvent):
        return _scalar(event, first)
    items = []
    while not isinstance(item := next(events), yaml.SequenceEndEvent):
        items.append(_scalar(item, first))
    return tuple(items)


def _scalar(event: yaml.Event, first: Place) -> Text:
    if not isinstance(event, yaml.ScalarEvent):
        raise _Refused(event.start_mark, "front-matter-nested")
    return Text(event.value, first.down(event.start_mark.line))
