"""The glossary: every spelling of a term is found, once, in one way, and longer words that merely hold it are not."""

from pathlib import Path

from lessonkit.content.document import Document
from lessonkit.content.glossary import Terms, read_spellings, terms_of
from lessonkit.content.library import Library
from lessonkit.content.manuscript import read_document
from lessonkit.project import Project

HEAD = "---\ntitle: Words\n---\n\n"


def terms(folder: Path, language: str, *headings: str) -> Terms:
    path = folder / f"{language}.md"
    path.write_text(HEAD + "\n\nx\n\n".join(f"## {heading}" for heading in headings) + "\n\nx\n", encoding="utf-8")
    return terms_of(read_document(Project(folder), path, []))


def said(words: Terms, text: str) -> list[tuple[str, str]]:
    return [(mention.id, text[mention.start : mention.end]) for mention in words.find(text)]


def test_a_term_is_found_by_its_title_and_by_what_else_it_is_called(tmp_path: Path):
    words = terms(tmp_path, "vi", 'dấu chân số {#dau-chan-so also="dấu vết số, vết số"}')

    assert [("dau-chan-so", "Dấu chân số"), ("dau-chan-so", "vết số")] == said(words, "Dấu chân số, hay vết số.")


def test_longer_words_that_merely_hold_a_term_are_not_the_term(tmp_path: Path):
    words = terms(tmp_path, "vi", 'tin giả {#tin-gia not="tin giả định"}', 'chặn {#chan not="ngăn chặn"}')

    assert [("tin-gia", "Tin giả"), ("chan", "chặn")] == said(words, "Tin giả định, ngăn chặn. Tin giả thì chặn.")


def test_of_two_terms_at_one_place_the_longer_one_is_meant(tmp_path: Path):
    words = terms(tmp_path, "vi", "bí mật {#bi-mat}", "bí mật vui {#bi-mat-vui}")

    assert [("bi-mat-vui", "bí mật vui"), ("bi-mat", "bí mật")] == said(words, "Một bí mật vui, một bí mật.")


def test_a_spelling_in_quotes_may_hold_a_comma():
    assert ("easy job, high pay", "children's work") == read_spellings("'easy job, high pay', children's work")


def test_tone_marks_and_whole_words_count_in_a_text(tmp_path: Path):
    words = terms(tmp_path, "vi", "bí mật {#bi-mat}")

    assert [] == said(words, "bi mat, bí mậtt, bị mất")


def test_a_term_may_stand_in_two_lines_but_not_in_two_paragraphs(tmp_path: Path):
    words = terms(tmp_path, "vi", "tin giả {#tin-gia}")

    assert ["tin\ngiả"] == [text for _, text in said(words, "tin\ngiả\n\ntin\n\ngiả")]


def test_english_words_are_found_in_all_their_forms(tmp_path: Path):
    words = terms(tmp_path, "en", "to block {#chan}", "strange link {#link}", "to verify {#verify}", "isolating {#alone}")

    told = said(words, "She blocked two strange links, verifies it, and nobody isolates her.")
    assert ["chan", "link", "verify", "alone"] == [id for id, _ in told]


def test_letters_of_a_name_are_found_in_capitals_only(tmp_path: Path):
    words = terms(tmp_path, "vi", 'trí tuệ nhân tạo {#ai also="AI"}')

    assert ["AI"] == [text for _, text in said(words, "Ai làm? AI làm.")]


def test_what_stands_in_brackets_is_no_part_of_the_spelling(tmp_path: Path):
    words = terms(tmp_path, "en", "online enticing (grooming) {#x}")

    assert ["Online enticing"] == [text for _, text in said(words, "Online enticing is not a fault.")]


def test_a_translation_may_say_a_term_in_passing_without_naming_it(tmp_path: Path):
    words = terms(tmp_path, "en", 'to tell at once {#tell in-passing="tell … right away"}')

    assert words.says("Tell an adult you trust right away.", "tell")
    assert not words.says("Tell it. Go right away.", "tell")
    assert [] == said(words, "Tell an adult you trust right away.")


def test_every_term_of_the_kit_finds_itself_in_both_languages(library: Library):
    assert 75 <= len(library.glossary.source.sections)
    for document in library.glossary.documents.values():
        assert [] == [section.id for section in document.sections if not finds_itself(document, section.id)]


def test_every_term_of_the_kit_is_explained_for_two_ages(library: Library):
    for document in library.glossary.documents.values():
        assert [] == [section.id for section in document.sections if section.kinds != {"text", "older"}]


def finds_itself(document: Document, id: str) -> bool:
    words = terms_of(document)
    return all([id] == [mention.id for mention in words.find(spelling)] for spelling in words.by_id[id].spellings)
