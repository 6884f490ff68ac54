"""Slots: a lesson fits into the hours that a school has, and its minutes add up to them."""

from lessonkit.content.library import Library
from lessonkit.content.slots import CLASS_MINUTES, Timing, slots_for
from lessonkit.project import SHORT_MINUTES

PERIOD = [
    Timing("opening", 6, 3), Timing("explore", 8, 5), Timing("practise", 10, 0), Timing("situation", 10, 0),
    Timing("apply", 6, 4), Timing("close", 5, 3),
]  # fmt: skip


def minutes_of(band: str, timings: list[Timing] = PERIOD) -> dict[str, dict[str, int]]:
    return {slot.id: dict(slot.minutes) for slot in slots_for(band, timings, True)}


def test_a_flag_ceremony_has_the_steps_of_the_shortest_cut():
    assert {"opening": 3, "explore": 5, "apply": 4, "close": 3} == minutes_of("12-14")["flag"]


def test_a_class_meeting_gives_time_to_doing_before_hearing():
    assert {"opening": 3, "explore": 8, "situation": 10, "apply": 6, "close": 3} == minutes_of("12-14")["class"]


def test_a_hall_has_the_whole_period_and_stands_open_from_fifteen():
    assert sum(timing.full for timing in PERIOD) == sum(minutes_of("15-17")["hall"].values())
    assert ["flag", "class", "parents"] == list(minutes_of("09-11"))
    assert ["class", "hall"] == list(minutes_of("18-24"))


def test_a_cut_that_does_not_add_up_is_taken_to_no_class():
    broken = [*PERIOD[:-1], Timing("close", 5, 2)]

    assert ["parents", "hall"] == list(minutes_of("15-17", broken))


def test_a_parents_meeting_shares_its_minutes_among_what_families_are_told():
    parents = next(slot for slot in slots_for("06-08", PERIOD, True) if slot.id == "parents")

    assert (4, 4, 3) == parents.shares(3)
    assert (11,) == parents.shares(1)


def test_every_lesson_of_the_kit_fits_its_slots(library: Library):
    for lesson in library.lessons:
        totals = {slot.id: slot.total for slot in lesson.slots}

        assert totals.pop("flag", SHORT_MINUTES) == totals.pop("parents", SHORT_MINUTES) == SHORT_MINUTES
        assert 25 <= totals.pop("class") <= CLASS_MINUTES, lesson.id
        assert totals.pop("hall", lesson.minutes) == lesson.minutes
