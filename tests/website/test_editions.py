"""The two editions differ in their files: nothing that only a teacher should read lies anywhere in the pupil's."""

import html
import json
import re
from pathlib import Path

from lessonkit.content.document import Passage
from lessonkit.content.library import Library
from lessonkit.project import EDITIONS, LANGUAGES
from tests.equipment.chromium import Chromium
from tests.website.pages import rows

TEACHERS_BLOCKS = ("say", "note", "answers", "board", "variant", "slide", "sheet", "family")
TEACHERS_KINDS = {
    "guide", "plan", "sheet", "key", "large", "slip", "slip-both", "exit-slips", "bundle", "pocket", "run-sheet",
    "cards", "large-cards", "vote-cards", "question-box", "teachers", "dossier", "first-time",
    "slides", "speaker", "totals", "coverage", "status", "law", "plans",
}  # fmt: skip
PUPILS_KINDS = {
    "cover", "index", "band", "lesson", "quiz", "scenario", "room", "help", "urgent", "after", "parents", "leaving-home",
    "about", "progress", "certificate", "glossary",
}  # fmt: skip
TEACHERS_KITS = {"teachers", "law", "plans"}
CITING_KINDS = {
    "lesson", "guide", "scenario", "help", "urgent", "after", "parents", "leaving-home", "teachers", "law",
}  # fmt: skip
"""Where the teacher's edition marks a source. Papers to hand out do not, nor do questions."""

PUPILS_MOST, TEACHERS_MOST_EACH = 6, 0.7
"""Megabytes: of the pupil's edition, and of the teacher's for each lesson and language."""


def test_editions_weigh_what_they_may(library: Library, dist: Path):
    megabytes = {edition: sum(path.stat().st_size for path in (dist / edition).rglob("*") if path.is_file()) / 1e6
                 for edition in EDITIONS}  # fmt: skip

    assert megabytes["pupil"] < PUPILS_MOST
    assert megabytes["teacher"] < TEACHERS_MOST_EACH * len(library.lessons) * len(LANGUAGES)


def test_no_sentence_for_teachers_is_in_any_file_of_the_pupils_edition(library: Library, dist: Path):
    said = everything_in(dist / "pupil")
    secrets = [words for passage in teachers_passages(library) for words in long_sentences(passage)]
    pupils = " ".join(plain(text) for text in pupils_texts(library)).lower()

    assert len(secrets) > 50
    assert [] == [secret for secret in secrets if secret in said and secret.lower() not in pupils]


def test_the_sentences_for_teachers_are_in_the_teachers_edition(library: Library, dist: Path):
    said = everything_in(dist / "teacher")

    assert [] == [words for passage in teachers_passages(library) for words in long_sentences(passage) if words not in said]


def test_papers_to_hand_out_and_pupils_pages_carry_no_marks_of_sources(dist: Path):
    citing = {row["kind"] for row in rows("teacher") if 'class="cite"' in read(dist / "teacher" / row["path"])}

    assert CITING_KINDS == citing
    assert [] == [row["path"] for row in rows("pupil") if 'class="cite"' in read(dist / "pupil" / row["path"])]


def test_every_mark_of_a_source_leads_to_it_on_the_same_page(dist: Path):
    for path in (dist / "teacher").rglob("*.html"):
        text = read(path)

        assert set(re.findall(r'class="cite" href="#([^"]+)"', text)) == set(re.findall(r'id="(s\d+)"', text)), path


def test_on_paper_help_carries_no_marks_of_sources(chromium: Chromium, dist: Path):
    seen = "[...document.querySelectorAll('.cite, .sources')].filter(mark => mark.offsetHeight).length"
    cited = [page for page in sorted((dist / "teacher" / "vi").rglob("help*.html")) if 'class="cite"' in read(page)]
    assert cited
    for page in cited:
        chromium.visit(page)
        chromium.page.emulate_media(media="print")

        assert 0 == chromium.evaluate(seen), page


def test_the_catalog_of_an_edition_lists_the_kinds_that_belong_to_it():
    assert TEACHERS_KINDS <= {row["kind"] for row in rows("teacher")}
    assert PUPILS_KINDS == {row["kind"] for row in rows("pupil")}
    assert TEACHERS_KINDS | PUPILS_KINDS == {row["kind"] for row in rows("teacher")}


def test_the_catalog_lists_every_page_once_and_no_other(dist: Path):
    for edition in ("teacher", "pupil"):
        listed = [row["path"] for row in rows(edition)]
        pages = [path.relative_to(dist / edition).as_posix() for path in (dist / edition).rglob("*.html")]

        assert len(listed) == len(set(listed))
        assert sorted(listed) == sorted(path for path in pages if not path.endswith(("/table.html", "store.html")))
        assert len(listed) == len({(row["id"], row["kind"], row["lang"]) for row in rows(edition)})


def test_the_data_of_a_lesson_holds_both_languages_and_every_reply(library: Library, dist: Path):
    for lesson in library.lessons:
        data = json.loads((dist / "teacher" / "data" / f"{lesson.id}.json").read_text(encoding="utf-8"))

        for texts in data["texts"].values():
            assert [step.id for step in lesson.steps] == [step["id"] for step in texts["steps"]]
            assert len(lesson.quiz.source) == len(texts["questions"])
            assert all(option["reply"] for question in texts["questions"] for option in question["options"])
    assert not (dist / "pupil" / "data").exists()


def test_only_what_is_needed_is_carried(dist: Path):
    """No source maps, no other languages' scripts, no sitemap, no page for errors that a stick cannot have."""
    names = {path.name for path in dist.rglob("*") if path.is_file()}

    assert not [name for name in names if name.endswith(".map") or name.startswith(("sitemap", "404", "lunr"))]
    endings = {".html", ".js", ".css", ".woff2", ".svg", ".json", ".txt", ".docx", ".csv"}
    assert endings == {Path(name).suffix for name in names} - {".mp3"}


def test_names_are_portable_and_tell_a_bystander_nothing(library: Library, dist: Path):
    for path in (path for edition in ("teacher", "pupil") for path in (dist / edition).rglob("*")):
        relative = path.relative_to(dist)
        assert all(re.fullmatch(r"[a-z0-9]+([.-][a-z0-9]+)*", part) and len(part) <= 60 for part in relative.parts), relative
        assert len(relative.as_posix()) <= 150
    for lesson in library.lessons:
        folder = lesson.texts.folder.name
        assert not list((dist / "pupil").rglob(f"*{folder}*"))


def test_the_tab_of_a_sensitive_lesson_is_neutral(library: Library, dist: Path):
    for lesson in library.lessons:
        if lesson.sensitive:
            page = read(dist / "pupil" / "vi" / lesson.band.id / lesson.name / "lesson.html")
            title = page.partition("<title>")[2].partition("</title>")[0]

            assert f"Bài {lesson.number} · Ba lô an toàn" == title


def teachers_passages(library: Library) -> list[Passage]:
    lessons = [
        passage
        for lesson in library.lessons
        for document in lesson.texts.documents.values()
        for passage in document.markdown_passages
        if passage.kind in TEACHERS_BLOCKS
    ]
    kits = [document for name in TEACHERS_KITS for document in library.kits[name].documents.values()]
    return lessons + [passage for document in kits for passage in document.markdown_passages]


def pupils_texts(library: Library) -> list[str]:
    """Return what authors wrote for pupils and families: passages, and the titles above them."""
    documents = [document for texts in library.texts if texts.id not in TEACHERS_KITS for document in texts.documents.values()]
    passages = [passage for document in documents for passage in document.markdown_passages]
    titles = [section.title for document in documents for section in document.sections]
    heads = [document.text(key) for document in documents for key in ("title", "summary")]
    return [passage.markdown for passage in passages if passage.kind not in TEACHERS_BLOCKS] + titles + heads


def everything_in(place: Path) -> str:
    """Return the words of a page, or of all pages and data of a folder."""
    texts = []
    for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
        if path.suffix in (".html", ".js", ".json", ".txt"):
            text = re.sub(r'<a class=\\?"cite\\?".*?</a>', "", path.read_text(encoding="utf-8"))
            texts.append(html.unescape(re.sub(r"<[^>]+>", "", text)))
    return re.sub(r"\s+", " ", " ".join(texts))


def long_sentences(passage: Passage) -> list[str]:
    """Return the sentences of a passage that are long enough to be told apart."""
    lines = [re.sub(r"!\[[^\]]*\]\([^)]*\)", "", line) for line in passage.lines if "|" not in line and "__" not in line]
    lines = [re.sub(r"^\s*(?:[-*>]|\d+\.|#+)?\s*", "", line) for line in lines]
    return [words for line in lines for words in map(plain, re.split(r"(?<=[.!?])\s", line)) if len(words) >= 30]


def plain(markdown: str) -> str:
    words = re.sub(r"(?<!!)\[(?!\^)([^\]]*)\]\([^)]*\)", r"\1", markdown)
    return re.sub(r"\s+", " ", re.sub(r"\*\*|\*|`|\s*\[\^[\w.-]+\]|<br>", "", words)).strip()


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
