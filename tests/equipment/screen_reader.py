"""What a screen reader says after each key, read from Chromium's accessibility tree: groups, names, roles, states, news.

Programs differ in their words and in their order. What they have to say is the same, and it all comes from this tree.
"""

from collections.abc import Iterator
from typing import Any

from tests.equipment.chromium import Chromium

ROLES = {
    "vi": {
        "group": "nhóm", "radio": "nút chọn một", "checkbox": "hộp kiểm", "button": "nút", "combobox": "hộp danh sách",
        "textbox": "ô nhập", "heading": "tiêu đề cấp 2",
    },
    "en": {
        "group": "group", "radio": "radio button", "checkbox": "check box", "button": "button", "combobox": "combo box",
        "textbox": "edit field", "heading": "heading level 2",
    },
}  # fmt: skip
STATES = {"vi": {"true": "đã chọn", "false": "chưa chọn"}, "en": {"true": "checked", "false": "not checked"}}

Node = dict[str, Any]


class ScreenReader:
    """Listens to a page in a language; each `hear` returns what is new since the last."""

    def __init__(self, browser: Chromium, language: str) -> None:
        self.session = browser.page.context.new_cdp_session(browser.page)
        self.session.send("Accessibility.enable")  # the tree is kept then, not made anew for each question
        self.roles, self.states = ROLES[language], STATES[language]
        self.groups: list[str] = []
        self.focus, self.state, self.value = "", "", ""
        self.news: dict[str, str] = {}

    def hear(self) -> str:
        """Return what is said now: groups that were entered, what has the focus or how it has changed, then the news."""
        nodes = {node["nodeId"]: node for node in self.session.send("Accessibility.getFullAXTree")["nodes"]}
        said = [*self._focused(nodes), *self._news(nodes)]
        return "; ".join(" ".join(words.split()) for words in said)

    def headings(self) -> list[str]:
        """Return the headings of the second level, which a reader jumps to."""
        nodes = self.session.send("Accessibility.getFullAXTree")["nodes"]
        found = (node for node in nodes if _role(node) == "heading" and _property(node, "level") == 2)
        return [f"{_text(node, 'name')}, {self.roles['heading']}" for node in found]

    def _focused(self, nodes: dict[str, Node]) -> Iterator[str]:
        node = next((node for node in nodes.values() if _property(node, "focused") and _role(node) in self.roles), None)
        if not node:
            return
        above = [each for each in _above(node, nodes) if _role(each) == "group" and _text(each, "name")]
        entered = [each for each in above if each["nodeId"] not in self.groups]
        self.groups = [each["nodeId"] for each in above]
        for group in entered:
            yield ", ".join(filter(None, (self.roles["group"], _text(group, "name"), _text(group, "description"))))
        state = self.states.get(str(_property(node, "checked")), "")
        value = _text(node, "value") if _role(node) in ("combobox", "textbox") else ""
        if node["nodeId"] != self.focus:
            yield ", ".join(filter(None, (_text(node, "name"), self.roles[_role(node)], state, value)))
        elif (state, value) != (self.state, self.value):
            yield value if value != self.value else state
        self.focus, self.state, self.value = node["nodeId"], state, value

    def _news(self, nodes: dict[str, Node]) -> Iterator[str]:
        for node in nodes.values():
            if _role(node) == "status":
                words = " ".join(_words(node, nodes))
                if words and words != self.news.get(node["nodeId"], ""):
                    yield words
                self.news[node["nodeId"]] = words


def _role(node: Node) -> str:
    return {"DisclosureTriangle": "button"}.get(role := node["role"]["value"], role.lower())


def _text(node: Node, key: str) -> str:
    return str(node.get(key, {}).get("value", ""))


def _property(node: Node, name: str) -> Any:
    return next((each["value"].get("value") for each in node.get("properties", []) if each["name"] == name), None)


def _above(node: Node, nodes: dict[str, Node]) -> Iterator[Node]:
    while (node := nodes.get(node.get("parentId", ""))) is not None:
        yield node


def _words(node: Node, nodes: dict[str, Node]) -> Iterator[str]:
    if node["role"]["value"] == "StaticText":
        yield _text(node, "name")
        return
    for child in node.get("childIds", []):
        if child in nodes:
            yield from _words(nodes[child], nodes)
