"""A review says who read a text, in which role, and when; what says less is told, however long it is."""

import time
from pathlib import Path

import pytest

from lessonkit.project import Project
from tests.checking.samples import check, make_sound_kit, told

LESSON = "lessons/15-17/secret-call/vi.md"
LONGEST_CHECK = 10
"""Seconds of work, however busy the machine is."""


@pytest.fixture
def kit(tmp_path: Path) -> Project:
    return make_sound_kit(tmp_path / "kit")


def rules(kit: Project, review: str) -> set[str]:
    """Return the rules that are told where the lesson has this review."""
    lesson = kit.root / LESSON
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("review: needed", f"review: {review}"), encoding="utf-8")
    return {rule for _, _, rule in told(check(kit))}


@pytest.mark.parametrize(
    "review",
    [
        "needed",
        "Nguyễn Thị A, chuyên viên bảo vệ trẻ em, 2026-03-01",
        "Nguyễn Thị A, chuyên viên, Sở Y tế, 2026-03-01",
        '"Nguyễn Thị A,  bác sĩ ,2026-03-01"',
    ],
)
def test_what_says_who_in_which_role_and_when_is_a_review(review: str, kit: Project):
    assert set() == rules(kit, review)


@pytest.mark.parametrize(
    "review",
    [
        "Needed",
        "yes",
        "2026-03-01",
        "Nguyễn Thị A, 2026-03-01",
        "Nguyễn Thị A, , 2026-03-01",
        '", chuyên viên, 2026-03-01"',
        "Nguyễn Thị A, chuyên viên",
        "Nguyễn Thị A, chuyên viên, 01/03/2026",
        "Nguyễn Thị A, chuyên viên, 2026-02-30",
        "Nguyễn Thị A, chuyên viên, 2026-03-01, đã đọc",
    ],
)
def test_what_says_less_is_told(review: str, kit: Project):
    assert {"review-unreadable"} == rules(kit, review)


def test_a_lesson_without_a_review_needs_none_where_it_can_hurt_nobody(kit: Project):
    for path in (kit.lessons / "15-17" / "secret-call").glob("*.md"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        left = [line for line in lines if not line.startswith(("content-note:", "review:"))]
        path.write_text("".join(left).replace("number: 16", "number: 17"), encoding="utf-8")

    assert {"section-stale"} == {rule for _, _, rule in told(check(kit))}


@pytest.mark.parametrize("review", ["a" * 7_000 + "," + ", 2026" * 1_000, '"' + "," * 15_000 + '"'], ids=["dates", "commas"])
def test_a_review_of_many_commas_is_judged_soon(review: str, kit: Project):
    started = time.process_time()

    assert {"review-unreadable"} == rules(kit, review)
    assert time.process_time() - started < LONGEST_CHECK
