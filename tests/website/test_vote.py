"""What a class votes on: counts by keys, bars all at once, replies, the comparison of before and after, and the code."""

import json

from lessonkit.content.library import Library
from lessonkit.project import LANGUAGES
from lessonkit.translation.catalogs import read_words
from lessonkit.website.slides import Deck
from tests.equipment.axe import WCAG_22_AA, run_axe
from tests.equipment.browser import Browser
from tests.website.pages import lesson_page
from tests.website.test_presenter import IS, SCREENS, SHOWN, both_show, open_slides, projector_of
from tests.website.test_totals import TOTALS

VISIBLE = "[...document.querySelectorAll('.slide.shown {}')].filter(e => e.getClientRects().length)"
NUMBERS = VISIBLE.format(".bars .{}") + ".map(bar => bar.textContent)"

HINT = ".slide.shown .hint"
SECOND = "document.querySelectorAll('.slide.shown input')[1]"
SECONDS = 90
"""What a vote takes: asking, counting, the reply."""
OVERFULL = """[...document.querySelectorAll('kit-vote')].flatMap(vote => {
  const slide = vote.closest('.slide'), shows = vote.closest('.shows'), over = [];
  document.querySelector('kit-present').show(slide);
  const look = state => {
    const parts = [shows, ...shows.querySelectorAll('.words')];
    if (parts.some(part => part.scrollWidth > part.clientWidth + 1) || shows.scrollHeight > shows.clientHeight + 1) {
      over.push([slide.id, state]);
    }
  };
  vote.fill([]);
  vote.go(vote.rows.length ? 'bars' : 'reply');
  look('missing');
  vote.fill(vote.rows.map(() => '9'));
  for (const stage of vote.rows.length ? ['bars', 'reply'] : []) { vote.go(stage); look(stage) }
  const replies = vote.rows.map(row => row.querySelector('template').innerHTML.length);
  const longest = replies.indexOf(Math.max(...replies));
  if (longest >= 0) { vote.answer(longest); look(longest) }
  if (vote.dataset.moment === 'after') { vote.go('code'); look('code') }
  return over;
})"""


def enter(browser: Browser, *counts: str) -> None:
    """Type all counts, each ended by Enter: the first digit finds its field."""
    for count in counts:
        browser.press(*count, "Enter")


def test_a_class_votes_before_and_after_by_keys_and_carries_its_totals_home(browser: Browser, library: Library):
    words = read_words(library.project, "vi")
    open_slides(browser, 21, slide="before")
    assert [] == browser.evaluate(NUMBERS.format("now"))
    enter(browser, "8", "x", "6", "14")
    assert words("vote.wrong", letters="B") == browser.text(HINT) and [] == browser.evaluate(NUMBERS.format("now"))
    for typed, hint in (("-3", words("vote.wrong", letters="B")), ("99", words("vote.large", letters="B", most=60)),
                        ("40", words("vote.crowd", number=68, most=60)), ("", words("vote.missing", letters="B"))):  # fmt: skip
        browser.evaluate(f"{SECOND}.value = '', {SECOND}.focus()")
        browser.press(*typed)
        browser.click(".slide.shown [data-to=bars]")
        assert (hint, []) == (browser.text(HINT), browser.evaluate(NUMBERS.format("now")))
    browser.evaluate(f"{SECOND}.focus()")
    browser.press("ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown")
    browser.click(".slide.shown li:nth-child(2) [data-by='1']")
    browser.click(".slide.shown li:nth-child(2) [data-by='-1']")
    browser.click(".slide.shown [data-to=bars]")
    assert ["8", "2", "6", "14"] == browser.evaluate(NUMBERS.format("now"))
    assert [] == browser.evaluate(VISIBLE.format(".right"))
    assert words("vote.again") in browser.text(HINT)
    assert [] == browser.evaluate(VISIBLE.format("[data-to=reply]")), "what is asked again is not told before"
    assert "before" == browser.evaluate(SHOWN)

    browser.evaluate("location.hash = '#exit-3', null")
    browser.wait_until(f"{SHOWN} === 'exit-3'")
    enter(browser, "2", "2", "24", "2")
    assert ["2", "2", "24", "2"] == browser.evaluate(NUMBERS.format("now"))
    assert ["8", "2", "6", "14"] == browser.evaluate(NUMBERS.format("then"))
    told = browser.evaluate("document.querySelectorAll('.slide.shown .bars')[2].getAttribute('aria-label')")
    assert words("vote.bar.compared", letter="C", number=24, before=6) == told
    assert words("vote.compared", before=20, after=80) in browser.text(HINT)
    browser.press("Enter")
    browser.wait_for(".slide.shown .reply")
    assert 1 == browser.evaluate(VISIBLE.format(".is-right .right") + ".length")
    browser.click(".slide.shown li:first-child .why")
    assert "số lạ" in browser.text(".slide.shown .reply")
    browser.click(".slide.shown [data-to=code]")
    code = browser.text(".slide.shown .signs")
    assert 0 == browser.evaluate("localStorage.length + sessionStorage.length")
    assert ["clock", "home"] == browser.evaluate("Object.keys(history.state).sort()")
    assert [] == browser.errors()

    browser.visit(TOTALS)
    assert [8, 2, 6, 14, 2, 2, 24, 2] == browser.evaluate(
        f"(told => [...told.before, ...told.after])(kitTally.read({code.lower()!r}))"
    )


def test_counts_are_taken_in_the_teachers_window_and_survive_a_reload_of_either(browser: Browser, library: Library):
    words = read_words(library.project, "vi")
    fields = "[...document.querySelectorAll('kit-hands input')].map(field => field.value)"
    browser.visit(lesson_page(21, "speaker", "vi"))
    browser.click("[data-mode=projector]")
    browser.wait_until(IS.format("projector"))
    assert not browser.evaluate("document.querySelector('kit-hands').getClientRects().length")
    for id in ("ready", "opening-1", "opening-2", "before"):
        browser.click("[data-key=ArrowRight]")
        both_show(browser, id)
    browser.wait_for("kit-hands input")
    browser.evaluate("document.querySelector('kit-hands input').focus(), null")
    browser.press("8", "Enter", "2", "Enter", "6", "Enter", "?", "Enter")
    told = "document.querySelector('kit-hands .hint').textContent"
    browser.wait_until(f"{told} === {json.dumps(words('vote.wrong', letters='D'))}")
    with projector_of(browser) as projector:
        assert [] == projector.evaluate(NUMBERS.format("now"))
        projector.evaluate("void (window.old = true, location.reload())")
        projector.wait_until("!window.old && document.querySelectorAll('#before input')[3].value === '?'")
    browser.wait_until(f"{fields}[3] === '?' && document.querySelectorAll('kit-hands input')[3] === document.activeElement")
    browser.press("Backspace", "1", "4", "Enter")
    with projector_of(browser) as projector:
        projector.wait_until(f"{NUMBERS.format('now')}.join() === '8,2,6,14'")
    browser.evaluate("void (window.old = true, location.reload())")
    browser.wait_until(f"!window.old && {IS.format('projector')} && {fields}.join() === '8,2,6,14'")
    assert words("vote.sum", number=30) in browser.text("kit-hands .hint")
    assert browser.evaluate("document.querySelector('kit-hands [data-to=reply]').hidden")
    with projector_of(browser) as projector:
        projector.evaluate("void setTimeout(close)")
    browser.wait_until(IS.format("closed"))
    assert not browser.evaluate("document.querySelector('kit-hands').getClientRects().length")
    assert [] == browser.errors()


def test_what_is_told_late_does_not_undo_what_has_been_typed_since(chromium):
    chromium.visit(lesson_page(21, "speaker", "vi"))
    chromium.click("[data-mode=projector]")
    chromium.wait_until(IS.format("projector"))
    for id in ("ready", "opening-1", "opening-2", "before"):
        chromium.click("[data-key=ArrowRight]")
        both_show(chromium, id)
    chromium.evaluate("void addEventListener('message', event => { window.late = window.late || event.data })")
    chromium.wait_until("!!window.late")
    typed = chromium.evaluate("""(() => {
        const fields = [...document.querySelectorAll('kit-hands input')];
        fields.slice(0, 3).forEach((field, place) => {
            field.focus();
            field.value = place + 1;
            field.dispatchEvent(new Event('input', { bubbles: true }));
        });
        const source = document.querySelector('kit-speaker').projector;
        dispatchEvent(new MessageEvent('message', { data: window.late, source: source }));
        return fields.map(field => field.value);
    })()""")

    assert ["1", "2", "3", ""] == typed
    with projector_of(chromium) as projector:
        projector.wait_until("[...document.querySelectorAll('#before input')].map(field => field.value).join() === '1,2,3,'")


def test_a_small_class_keeps_its_totals_and_a_clicker_leaves_a_field(chromium):
    open_slides(chromium, 1, slide="before")
    assert 3 == chromium.evaluate(VISIBLE.format(".gesture") + ".length")
    enter(chromium, "1", "2", "3")
    chromium.evaluate("location.hash = '#exit-3', null")
    chromium.wait_until(f"{SHOWN} === 'exit-3'")
    enter(chromium, "1", "2", "3")
    chromium.click(".slide.shown [data-to=reply]")
    chromium.click(".slide.shown [data-to=code]")
    assert "10" in chromium.text(".slide.shown .reply")
    assert "" == chromium.evaluate("(document.querySelector('.slide.shown .signs') || {}).textContent || ''")
    chromium.click(".slide.shown [data-to=reply]")
    chromium.click(".slide.shown [data-to=count]")
    assert [] == run_axe(chromium, WCAG_22_AA)
    chromium.press("PageDown")
    chromium.wait_until(f"{SHOWN} === 'close-1'")


def test_every_vote_fits_its_slide_whatever_it_shows(chromium, library: Library):
    for number, language in ((int(lesson.number), language) for lesson in library.lessons for language in LANGUAGES):
        open_slides(chromium, number, language)
        chromium.wait_until("document.fonts.status === 'loaded'")
        for width, height in SCREENS:
            chromium.page.set_viewport_size({"width": width, "height": height})

            assert [] == chromium.evaluate(OVERFULL), (number, language, width)
    chromium.page.set_viewport_size({"width": 1366, "height": 768})


def test_three_votes_are_counted_in_the_minutes_of_their_steps_and_the_rest_is_passed_over(library: Library):
    for lesson in library.lessons:
        slides = [slide for slide in Deck(lesson, "vi", None, library.rehearsals).slides if slide.vote]
        votes = [slide.vote for slide in slides]
        flagged = {question.id for flag in ("class", "exit") for question in lesson.quiz.flagged(flag)}
        planned = [vote for vote in votes if not vote.extra]

        assert (3, 4) == (sum(vote.counted for vote in planned), len(planned))
        assert ["before", "", "", "after"] == [vote.moment for vote in planned]
        assert flagged == {vote.question.id for vote in votes if vote.question}
        assert any(vote.scene for vote in votes) == any("scenario" in step.values for step in lesson.steps)
        for step in lesson.steps:
            counted = sum(slide.vote.counted and not slide.extra for slide in slides if slide.step.id == step.id)
            for plan in ("minutes", "short"):
                minutes = step.values.get(plan)
                assert minutes is None or counted * SECONDS <= int(minutes) * 60, (lesson.id, step.id, plan)
