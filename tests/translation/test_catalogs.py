"""Catalogs: the words of the interface, complete and alike in both languages."""

from pathlib import Path

import pytest

from lessonkit.project import LANGUAGES, Project
from lessonkit.translation.catalogs import check_catalogs, read_words
from tests.checking.samples import ROOT

PLURALS = {
    "vi": '"Plural-Forms: nplurals=1; plural=0;\\n"',
    "en": '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"',
}
HEAD = 6
"""Lines of a catalog above its first message."""


def write_catalogs(root: Path, **catalogs: str) -> Project:
    """Write catalogs with a head, of which Babel reads the encoding and the plural forms."""
    for language, messages in catalogs.items():
        path = root / "locales" / language / "LC_MESSAGES" / "site.po"
        path.parent.mkdir(parents=True)
        head = [
            "# Words.",
            'msgid ""',
            'msgstr ""',
            '"Content-Type: text/plain; charset=utf-8\\n"',
            PLURALS[language],
            "",
        ]
        path.write_text("\n".join([*head, messages]), encoding="utf-8")
    return Project(root)


def told(project: Project) -> list[tuple[str, int, str]]:
    findings = check_catalogs(project)
    return [(finding.place.path.split("/")[1], finding.place.line, finding.rule) for finding in findings]


@pytest.mark.parametrize(
    ("vi", "en", "expected"),
    [
        ('msgid "a"\nmsgstr "Một"\n', 'msgid "a"\nmsgstr "One"\n', []),
        ('msgid "a"\nmsgstr "Một"\n', "", [("en", 1, "message-missing")]),
        ('msgid "a"\nmsgstr "Một"\n', 'msgid "a"\nmsgstr ""\n', [("en", HEAD + 1, "message-missing")]),
        ('msgid "a"\nmsgstr ""\n', 'msgid "a"\nmsgstr "One"\n', [("vi", HEAD + 1, "message-missing")]),
        ('msgid "a"\nmsgstr "Một"\n', '#, fuzzy\nmsgid "a"\nmsgstr "One"\n', [("en", HEAD + 2, "message-fuzzy")]),
        ('#, fuzzy\nmsgid "a"\nmsgstr "Một"\n', 'msgid "a"\nmsgstr "One"\n', [("vi", HEAD + 2, "message-fuzzy")]),
        ("", 'msgid "a"\nmsgstr "One"\n', [("en", HEAD + 1, "message-unknown")]),
        (
            'msgid "a"\nmsgstr "{n} phút"\n',
            'msgid "a"\nmsgstr "{m} minutes"\n',
            [("en", HEAD + 1, "message-fields-differ")],
        ),
        (
            'msgid "a"\nmsgstr "{n} phút"\n',
            'msgid "a"\nmsgstr "minutes"\n',
            [("en", HEAD + 1, "message-fields-differ")],
        ),
        (
            'msgid "a"\nmsgstr "{n} phút"\n',
            'msgid "a"\nmsgstr "{n minutes"\n',
            [("en", HEAD + 1, "message-fields-differ")],
        ),
        ('msgid "a"\nmsgstr "{a}{b}"\n', 'msgid "a"\nmsgstr "{b} {a} {{c}}"\n', []),
        ('msgid "a"\nmsgstr "Một"\n', 'msgidd "a"\nmsgstr "One"\n', [("en", HEAD + 1, "catalog-unreadable")]),
    ],
)
def test_what_a_translator_should_mend_is_told(vi: str, en: str, expected: list, tmp_path: Path):
    assert expected == told(write_catalogs(tmp_path, vi=vi, en=en))


def test_every_plural_form_needs_its_words(tmp_path: Path):
    vi = 'msgid "a"\nmsgid_plural "a"\nmsgstr[0] "{number} bài"\n'
    en = 'msgid "a"\nmsgid_plural "a"\nmsgstr[0] "{number} lesson"\nmsgstr[1] ""\n'

    assert [("en", HEAD + 1, "message-missing")] == told(write_catalogs(tmp_path, vi=vi, en=en))


def test_a_byte_order_mark_is_made_right_silently(tmp_path: Path):
    project = write_catalogs(tmp_path, vi='msgid "a"\nmsgstr "Một"\n', en='msgid "a"\nmsgstr "One"\n')
    path = tmp_path / "locales" / "vi" / "LC_MESSAGES" / "site.po"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert ([], "Một") == (told(project), read_words(project, "vi")("a"))


def test_words_are_filled_with_their_facts(tmp_path: Path):
    words = read_words(write_catalogs(tmp_path, en='msgid "a"\nmsgstr "{number} of {{all}}"\n'), "en")

    assert "3 of {all}" == words("a", number=3)


def test_words_that_nobody_has_written_are_our_own_mistake(tmp_path: Path):
    words = read_words(write_catalogs(tmp_path, en='msgid "a"\nmsgstr "One"\n'), "en")

    assert (True, False) == (words.has("a"), words.has("b"))
    with pytest.raises(KeyError, match="has no message b"):
        words("b")


@pytest.mark.parametrize(("number", "said"), [(0, "0 lessons"), (1, "1 lesson"), (2, "2 lessons")])
def test_words_that_count_take_the_form_of_the_number(number: int, said: str, tmp_path: Path):
    message = 'msgid "a"\nmsgid_plural "a"\nmsgstr[0] "{number} lesson"\nmsgstr[1] "{number} lessons"\n'

    assert said == read_words(write_catalogs(tmp_path, en=message), "en").many("a", number)


def test_the_catalogs_of_the_kit_have_nothing_to_mend():
    assert [] == told(Project(ROOT))


@pytest.mark.parametrize(("language", "said"), [("vi", "1 tháng 3 2026"), ("en", "1 March 2026")])
def test_a_date_is_said_in_the_pattern_and_the_names_of_the_language(language: str, said: str, tmp_path: Path):
    project = write_catalogs(tmp_path, **{language: 'msgid "date.pattern"\nmsgstr "d MMMM yyyy"\n'})

    assert said == read_words(project, language).date("2026-03-01")


def test_both_languages_are_there():
    assert ["vi", "en"] == [read_words(Project(ROOT), language).language for language in LANGUAGES]
