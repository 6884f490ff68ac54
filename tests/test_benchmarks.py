"""Generated kits are kits: they have no error, and the same size gives the same bytes."""

import random
from datetime import date
from pathlib import Path

from benchmarks.hotspot import list_visits
from benchmarks.kits import exchange, make_kit
from benchmarks.stock import make_hugo, make_stock
from lessonkit.checking.checks import check_library
from lessonkit.content.reading import read_library
from lessonkit.project import Project
from tests.conftest import ROOT
from tests.website.test_reproducible import digests


def test_a_generated_kit_has_no_error_and_is_the_same_each_time(tmp_path: Path):
    made = [make_kit(Project(ROOT), 10, tmp_path / name) for name in ("one", "other")]
    library = read_library(made[0])
    day = date.fromisoformat(library.date)

    assert 10 == len(library.lessons)
    assert [] == [found for found in check_library(library, day) if found.severity == "error"]
    assert digests(made[0].lessons) == digests(made[1].lessons)
    assert len({lesson.source.path.read_text(encoding="utf-8") for lesson in library.lessons}) == 10


def test_the_stock_pages_say_what_the_lessons_say(tmp_path: Path):
    library = read_library(Project(ROOT))
    for name, make, whole in (("pupil", make_stock, False), ("whole", make_stock, True), ("hugo", make_hugo, True)):
        (tmp_path / name).mkdir()
        make(library, whole, tmp_path / name)
    pages = {name: sorted((tmp_path / name).rglob("lesson-*.md")) for name in ("pupil", "whole", "hugo")}
    sentence = "Nhìn trang thì khó biết thật hay giả."
    to_teachers = "Không làm:"

    assert dict.fromkeys(pages, 2 * len(library.lessons)) == {name: len(found) for name, found in pages.items()}
    assert all(any(sentence in page.read_text(encoding="utf-8") for page in found) for found in pages.values())
    assert not any(to_teachers in page.read_text(encoding="utf-8") for page in pages["pupil"])
    assert any(to_teachers in page.read_text(encoding="utf-8") for page in pages["whole"])


def test_words_are_exchanged_and_marks_are_not():
    text = "## Mở đầu: mã vừa về máy mẹ {#opening minutes=6}\n- [x] Gõ `ma.example`, xem [bài](../a/vi.md) [^link-signs]"
    changed = exchange(text, ["khác"], random.Random(1))

    assert text != changed
    for mark in ("{#opening minutes=6}", "- [x]", "`ma.example`", "[bài](../a/vi.md)", "[^link-signs]"):
        assert mark in changed


def test_answers_of_one_word_are_not_exchanged_for_the_same_word():
    options = "- [x] Nên\n- [ ] Không nên\n- [ ] Hỏi mẹ trước đã"

    assert "- [x] Nên\n- [ ] Không nên\n- [ ] Khác khác khác khác" == exchange(options, ["khác"], Always())


class Always(random.Random):
    def random(self) -> float:
        return 0


def test_the_phones_of_the_class_network_ask_for_files_of_the_kit_and_miss_none_of_its_kinds(dist: Path):
    visits = [visit for both in list_visits(dist / "pupil") for visit in both]
    asked = {address for visit in visits for address in (visit.page, *visit.parts)}

    assert 4 * len(read_library(Project(ROOT)).lessons) == len(visits)
    assert [] == [address for address in asked if not (dist / "pupil" / address[1:]).is_file()]
    assert {".html", ".css", ".js", ".svg", ".woff2"} == {Path(address).suffix for address in asked}
