"""Totals of a class: the code that carries them, and the page that makes a table of many codes."""

import json

from lessonkit.content.library import Library
from lessonkit.website.votes import unit_places
from tests.equipment.axe import run_axe
from tests.equipment.browser import Browser
from tests.equipment.chromium import Chromium
from tests.website.pages import DIST

TOTALS = DIST / "teacher" / "vi" / "totals.html"
ROWS = "[...document.querySelectorAll('.result tr')].map(row => [...row.children].map(cell => cell.textContent))"
SAID = "[...document.querySelectorAll('.told p')].map(line => line.className)"


def code_of(browser: Browser, lesson: int, before: list[int], after: list[int]) -> str:
    right = [False, False, True, False]
    told = {"lesson": lesson, "right": right, "before": before, "after": after}
    return browser.evaluate(f"kitTally.write({json.dumps(told)})")


def make_table(browser: Browser, *lines: str) -> None:
    browser.evaluate(f"document.querySelector('textarea').value = {json.dumps(chr(10).join(lines))}, null")
    browser.click("kit-totals button[type=submit]")


def test_codes_of_many_classes_become_one_table_and_each_bad_line_is_told(browser: Browser, library: Library):
    lesson = next(lesson for lesson in library.lessons if lesson.number == "21")
    browser.visit(TOTALS)
    place = unit_places(library)[lesson.id]
    one = code_of(browser, place, [8, 6, 12, 14], [2, 2, 34, 2])
    other = code_of(browser, place, [5, 5, 5, 5], [0, 0, 20, 0])
    elsewhere = code_of(browser, 6000, [5, 5, 5, 5], [0, 0, 20, 0])
    wrong = one.replace(one[0], "X" if one[0] != "X" else "2", 1)
    make_table(browser, f"{one.lower()}, 10A2", "", other.replace(" ", ""), wrong, elsewhere, "<b>", other, f"{one}, =1+1")

    assert ["read", "wrong", "unknown", "wrong", "twice"] == browser.evaluate(SAID)
    head, *rows, foot = browser.evaluate(ROWS)
    assert [["10A2", "30", "85", "40 / 40"], ["", "25", "100", "20 / 20"]] == [row[1:] for row in rows[:2]]
    assert ("21." in rows[0][0], "28", "90") == (True, foot[2], foot[3])

    csv = browser.evaluate("document.querySelector('kit-totals').csv")
    assert csv.startswith("\ufeff") and csv.endswith("\r\n")
    assert (5, True, True) == (len(csv.split("\r\n")) - 1, '"10A2","30","85","40","40"' in csv, '"\'=1+1"' in csv)
    assert browser.evaluate("document.querySelector('a[download]').href.startsWith('blob:')")

    browser.evaluate("location.reload()")
    browser.wait_until("!document.querySelector('.told p')")
    make_table(browser, "")
    assert ["empty"] == browser.evaluate(SAID)
    assert 0 == browser.evaluate("localStorage.length + sessionStorage.length")
    assert [] == browser.errors()


def test_every_code_is_read_as_it_was_written_and_every_typo_is_found(chromium: Chromium):
    chromium.visit(TOTALS)
    wrong, missed, lengths = chromium.evaluate("""(() => {
        const signs = "23456789CFHKMNPRTVX", wrong = [], missed = [], lengths = new Set();
        let seed = 23;
        const upTo = most => (seed = (seed * 1103515245 + 12345) % 2147483648, (seed >> 8) % most);
        for (let round = 0; round < 300; round += 1) {
            const options = 2 + upTo(3);
            const right = Array.from({length: options}, () => upTo(2) > 0);
            right[upTo(options)] = true;
            const vote = () => Array.from({length: options}, () => upTo(61));
            const told = {lesson: upTo(6859), right, before: vote(), after: vote()};
            const code = kitTally.write(told).replace(/ /g, "");
            if (!code) { if (kitTally.large(told.before, told.after)) wrong.push(told); continue }
            lengths.add(code.length);
            if (JSON.stringify(kitTally.read(code)) !== JSON.stringify(told)) wrong.push(told);
            if (round > 10) continue;
            const judge = typed => { if (typed !== code && kitTally.read(typed)) missed.push([code, typed]) };
            for (let one = 0; one < code.length; one += 1) {
                for (const sign of signs) judge(code.slice(0, one) + sign + code.slice(one + 1));
                for (let other = one + 1; other < code.length; other += 1) {
                    const swapped = [...code];
                    [swapped[one], swapped[other]] = [swapped[other], swapped[one]];
                    judge(swapped.join(""));
                }
            }
        }
        return [wrong, missed, [...lengths].sort()];
    })()""")

    assert ([], [], [13, 16, 19]) == (wrong, missed, lengths)
    assert chromium.evaluate(
        "(told => told.before)(kitTally.read(kitTally.write({lesson: 3, right: [true, false, true, false, false],"
        " before: [30, 4, 40, 6, 7], after: [9, 9, 9, 9, 9]})))"
    ) == [70, 17]
    assert "" == code_of(chromium, 3, [3, 2, 2, 2], [9, 9, 9, 9])
    make_table(chromium, *(code_of(chromium, lesson, [5, 5, 5, 5], [0, 0, 20, 0]) for lesson in (6000, 3)))
    chromium.page.set_viewport_size({"width": 360, "height": 740})
    assert ["read", "unknown"] == chromium.evaluate(SAID)
    assert not chromium.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert [] == run_axe(chromium)
    chromium.page.set_viewport_size({"width": 1366, "height": 768})
