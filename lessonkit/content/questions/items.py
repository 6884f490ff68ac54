"""Items: a list whose items each have a reply below them, an indented quote; no line gets lost among them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lessonkit.content.text import Lines
from lessonkit.findings import Finding, Text, error

REPLY = re.compile(r"\s*>\s?(?P<text>.*)$")


@dataclass
class Item:
    """An item as it is read line by line."""

    mark: str
    text: Text
    replies: list[Text] = field(default_factory=list)


def read_items(
    lines: Lines, pattern: re.Pattern[str], found: list[Finding], whole: list[Text] | None = None, outdented: bool = False
) -> list[Item]:
    """Read items by a pattern with a `mark` and a `text`; the first line is one.

    A reply that is not indented is added to `whole`; without that it belongs to the item above, and is told unless
    such a form may be `outdented`.
    """
    items: list[Item] = []
    last: list[Text] = []
    for line in lines:
        item = pattern.match(line.strip())
        reply = REPLY.match(line)
        indented = line.startswith(("  ", "\t"))
        if item and line[0] in " \t" or reply and not indented and whole is None and not outdented:
            found.append(error(line.place, "text-among-options"))  # and is taken for what it is meant to be
        if item:
            items.append(Item(item["mark"], Text(item["text"].strip(), line.place)))
            last = items[-1].replies
        elif reply:
            last = whole if whole is not None and not indented else items[-1].replies
            last.append(Text(reply["text"], line.place))
        elif line.strip() and line[0] in " \t":
            if last:
                last.append(Text(line.strip(), line.place))
            else:
                items[-1].text = Text(f"{items[-1].text} {line.strip()}", items[-1].text.place)
        elif line.strip():
            found.append(error(line.place, "text-among-options"))
    return items
