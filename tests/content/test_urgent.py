"""Urgent pages: each case in its place, with its four parts in one order; the door stands apart."""

from pathlib import Path

import pytest

from lessonkit.content.reading import read_library
from lessonkit.project import Project
from tests.checking.samples import make_sound_kit

CASE = "help/urgent/secret-asked"


@pytest.fixture
def kit(tmp_path: Path) -> Project:
    return make_sound_kit(tmp_path / "kit")


def write(kit: Project, path: str, text: str) -> None:
    (kit.root / path).parent.mkdir(parents=True, exist_ok=True)
    (kit.root / path).write_text(text, encoding="utf-8")


def test_cases_stand_in_the_order_of_their_numbers(kit: Project):
    for number in ("9", "100", "21"):
        write(kit, f"help/urgent/case-{number}/vi.md", f"---\nnumber: {number}\n---\n")

    assert ["1", "9", "21", "100"] == [case.number for case in read_library(kit).urgent]


def test_cases_of_one_number_stand_in_the_order_of_their_ids(kit: Project):
    for id in ("z", "a"):
        write(kit, f"help/urgent/{id}/vi.md", "---\nnumber: 1\n---\n")

    assert ["a", "secret-asked", "z"] == [case.id for case in read_library(kit).urgent]


@pytest.mark.parametrize("number", ["", "²", "9" * 5_000, "một", "-1"])
def test_a_case_with_a_number_that_is_none_is_read_all_the_same(number: str, kit: Project):
    write(kit, "help/urgent/another/vi.md", f'---\nnumber: "{number}"\n---\n')

    assert {number, "1"} == {case.number for case in read_library(kit).urgent}


def test_the_name_of_a_case_on_a_stick_tells_nothing_but_its_number(kit: Project):
    assert ["help-1"] == [case.name for case in read_library(kit).urgent]


def test_the_door_stands_apart_from_the_cases(kit: Project):
    library = read_library(kit)

    assert ("Đang cần giúp?", "Need help?") == tuple(library.door.document(language).text("title") for language in ("vi", "en"))
    assert ["secret-asked"] == [case.id for case in library.urgent]


def test_without_a_door_there_are_cases_all_the_same(kit: Project):
    for language in ("vi", "en"):
        (kit.urgent / f"{language}.md").unlink()
    library = read_library(kit)

    assert (None, ["secret-asked"]) == (library.door, [case.id for case in library.urgent])


def test_the_door_and_the_cases_are_among_the_texts_of_two_languages(kit: Project):
    folders = [kit.place(texts.folder).path for texts in read_library(kit).texts]

    assert ["help/urgent", CASE] == [folder for folder in folders if folder.startswith("help/")]


def test_the_parts_stand_in_one_order_and_no_other_is_among_them(kit: Project):
    parts = ("remember", "more", "now", "say")
    write(kit, f"{CASE}/vi.md", "---\nnumber: 1\n---\n" + "".join(f"## A {{#{part}}}\nb\n" for part in parts))

    assert ["now", "say", "remember"] == [section.id for section in read_library(kit).urgent[0].sections]


def test_the_words_for_the_older_ones_stand_apart(kit: Project):
    now = read_library(kit).urgent[0].source.section("now")

    assert (["text", "older"], [3, 5]) == (
        [passage.kind for passage in now.passages],
        [sum(line[:1].isdigit() for line in passage.lines) for passage in now.passages],
    )
