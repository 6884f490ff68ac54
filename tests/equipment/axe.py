"""Asks axe whether a page is accessible."""

import json
from typing import NamedTuple

from tests.equipment.browser import Browser

WCAG_22_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
BEST_PRACTICE = ("best-practice",)


class Violation(NamedTuple):
    """One rule that the page breaks, with every place where it does."""

    rule: str
    """axe's name of the rule, such as `image-alt`."""
    impact: str
    """minor, moderate, serious or critical."""
    advice: str
    places: tuple[str, ...]
    """CSS selectors."""


def run_axe(browser: Browser, tags: tuple[str, ...] = WCAG_22_AA + BEST_PRACTICE) -> list[Violation]:
    """
    Judge the open page as it stands now, in the browser, by the rules that carry one of *tags*.

    The driver evaluates axe, so the page's CSP stays as it is. Needs a browser with scripts on. Frames are
    not entered: over `file://` they are foreign to the page. What axe cannot decide (often: contrast over
    a picture) is left out.
    """
    source = browser.equipment.axe.read_text(encoding="utf-8")
    options = json.dumps({"runOnly": list(tags), "resultTypes": ["violations"], "iframes": False})
    return [
        Violation(rule, impact, advice, tuple(places))
        for rule, impact, advice, places in browser.evaluate(f"""(async () => {{
            {source}
            const result = await axe.run(document, {options});
            const place = node => node.target.flat(9).join(" ");
            return result.violations.map(v => [v.id, v.impact, v.help, v.nodes.map(place)]);
        }})()""")
    ]
