"""Front matter: strings and flat lists, as they were written, each with its line; anything else is told."""

import pytest

from lessonkit.content.frontmatter import read_mapping, read_mappings, split_front_matter
from lessonkit.content.text import Lines
from lessonkit.findings import Finding, Place, Text


def lines(text: str) -> Lines:
    return tuple(Text(line, Place("vi.md", number)) for number, line in enumerate(text.split("\n"), 1))


def told(found: list[Finding]) -> list[tuple[int, str]]:
    return [(finding.place.line, finding.rule) for finding in found]


@pytest.mark.parametrize(
    "value",
    ["no", "yes", "true", "~", "null", "12:30", "010", "1.10", "0x1F", "1e3", "2026-03-01", "10-12", "=", "<<", ".inf"],
)
def test_a_value_stays_the_string_that_was_written(value: str):
    found: list[Finding] = []

    assert {"key": value} == read_mapping(lines(f"key: {value}"), found)
    assert [] == found


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("key:", ""),
        ('key: ""', ""),
        ('key: "Bắt cóc: ba bước"', "Bắt cóc: ba bước"),
        ("key: 'Bà nói: \"Kể đi.\"'", 'Bà nói: "Kể đi."'),
        ("key: >\n  Dừng lại.\n  Kể ngay.", "Dừng lại. Kể ngay."),
        ("key: Dừng lại # lời dặn", "Dừng lại"),
        ("key: Dừng lại \t", "Dừng lại"),
    ],
)
def test_a_string_may_be_written_in_every_way_of_yaml(written: str, value: str):
    found: list[Finding] = []

    assert {"key": value} == read_mapping(lines(written), found)
    assert [] == found


@pytest.mark.parametrize("written", ["key: [no, 010]", "key:\n  - no\n  - 010", "key:\n- no\n- '010'"])
def test_a_list_may_stand_in_one_line_or_in_several(written: str):
    assert {"key": ("no", "010")} == read_mapping(lines(written), [])


def test_every_value_knows_its_line():
    mapping = read_mapping(lines("title: Mở đầu\nobjectives:\n  - Dừng\n\n  - Kể"), [])

    assert (1, [3, 5]) == (mapping["title"].place.line, [value.place.line for value in mapping["objectives"]])


def test_the_first_of_two_equal_keys_counts_and_the_second_is_told_with_both_lines():
    found: list[Finding] = []

    assert {"title": "Một", "number": "1"} == read_mapping(lines("title: Một\nnumber: 1\ntitle: Hai"), found)
    assert [(3, "key-twice", 1)] == [(finding.place.line, finding.rule, finding.facts["first"]) for finding in found]


@pytest.mark.parametrize(
    ("written", "line", "rule"),
    [
        ("title: a\nthreads: &x [a]", 2, "front-matter-alias"),
        ("title: a\nthreads: *x", 2, "front-matter-alias"),
        ("title: !!int 12", 1, "front-matter-tag"),
        ("title: !local a", 1, "front-matter-tag"),
        ("title: a\nthreads: [[a]]", 2, "front-matter-nested"),
        ("title: a\nthreads:\n  - b: c", 3, "front-matter-nested"),
        ("title: {a: b}", 1, "front-matter-nested"),
        ("? [a]\n: b", 1, "front-matter-nested"),
        ("title: a: b", 1, "front-matter-unreadable"),
        ("title: a\n\tnumber: 1", 2, "front-matter-unreadable"),
        ("title: 'a", 1, "front-matter-unreadable"),
        ("title: [a", 1, "front-matter-unreadable"),
        ("just a sentence", 1, "front-matter-unreadable"),
        ("- a list", 1, "front-matter-unreadable"),
    ],
)
def test_what_is_no_string_and_no_flat_list_is_told_and_nothing_is_read(written: str, line: int, rule: str):
    found: list[Finding] = []

    assert {} == read_mapping(lines(written), found)
    assert [(line, rule)] == told(found)


@pytest.mark.parametrize("written", ["", "\n\n", "# a remark only"])
def test_nothing_is_an_empty_mapping_and_an_empty_list(written: str):
    found: list[Finding] = []

    assert {} == read_mapping(lines(written), found)
    assert () == read_mappings(lines(written), found)
    assert [] == found


def test_a_list_of_mappings_keeps_their_order():
    assert ({"id": "b"}, {"id": "a", "bands": ("15-17",)}) == read_mappings(lines("- id: b\n- id: a\n  bands: [15-17]"), [])


@pytest.mark.parametrize(("written", "line"), [("id: a", 1), ("- id: a\n- b", 2), ("# numbers\n- [a]", 2)])
def test_a_file_that_is_no_list_of_mappings_is_told(written: str, line: int):
    found: list[Finding] = []
    read_mappings(lines(written), found)

    assert [(line, "list-expected")] == told(found)


def test_entries_above_a_mistake_are_kept():
    found: list[Finding] = []

    assert ({"id": "a"},) == read_mappings(lines("- id: a\n- id: &b b"), found)
    assert [(2, "front-matter-alias")] == told(found)


@pytest.mark.parametrize("end", ["...", "---"])
def test_what_stands_behind_the_end_of_the_yaml_is_told(end: str):
    found: list[Finding] = []

    assert {"title": "a"} == read_mapping(lines(f"title: a\n{end}\nnumber: 1"), found)
    assert [(3, "front-matter-unreadable")] == told(found)


def test_the_body_starts_below_the_second_line_of_hyphens_and_keeps_its_lines():
    meta, body = split_front_matter(lines("---\ntitle: a\n---\n\n## Mở đầu"), [])

    assert ({"title": "a"}, ["", "## Mở đầu"], [4, 5]) == (meta, list(body), [line.place.line for line in body])


def test_without_front_matter_everything_is_body():
    found: list[Finding] = []

    assert ({}, lines("## Mở đầu")) == split_front_matter(lines("## Mở đầu"), found)
    assert [(1, "front-matter-missing")] == told(found)


def test_front_matter_that_is_not_closed_leaves_no_body():
    found: list[Finding] = []

    assert ({}, ()) == split_front_matter(lines("---\ntitle: a\n## Mở đầu"), found)
    assert [(1, "front-matter-not-closed")] == told(found)
