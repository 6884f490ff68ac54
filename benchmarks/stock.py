"""The stock stack on the same text: MkDocs with Material and its usual plugins, and Hugo, one page a lesson and language.

A lesson becomes one page: the pupil's text and the quiz, with the teacher's passages where the whole text is asked
for. Blocks become admonitions, questions headings with a task list, replies details: what an author of the stock
stack would write. A stock page stands for up to nine of ours (lesson, quiz, guide, papers, in two editions).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from lessonkit.content.document import PLAIN, Passage
from lessonkit.content.lesson import PUPIL_BLOCKS, Lesson
from lessonkit.content.library import Library
from lessonkit.project import BANDS, LANGUAGES
from lessonkit.translation.catalogs import read_words

CONFIGURATIONS = Path(__file__).parent / "configurations"


def make_stock(library: Library, whole: bool, into: Path) -> None:
    """Write a kit as a stock MkDocs project; `whole` with the teacher's passages too."""
    shutil.copy(CONFIGURATIONS / "mkdocs.yml", into)
    _write_pages(library, whole, into / "docs", _admonition)


def make_hugo(library: Library, whole: bool, into: Path) -> None:
    """Write a kit as a Hugo project with a small theme: the outer mark of what an engine can do."""
    shutil.copytree(CONFIGURATIONS / "hugo", into, dirs_exist_ok=True)
    _write_pages(library, whole, into / "content", _alert)


def _write_pages(library: Library, whole: bool, docs: Path, block) -> None:
    for language in LANGUAGES:
        words = read_words(library.project, language)
        for band in BANDS:
            folder = docs / language / band.id
            folder.mkdir(parents=True)
            title = words(f"band.{band.id}")
            (folder / ("_index.md" if block is _alert else "index.md")).write_text(f"---\ntitle: {title}\n---\n", "utf-8")
        index = docs / language / ("_index.md" if block is _alert else "index.md")
        index.write_text(f"---\ntitle: {words('kit.name')}\n---\n\n{words('kit.name')}\n", "utf-8")
    for lesson in library.lessons:
        for picture in lesson.texts.folder.glob("*.svg"):
            target = docs.parent / "static" if block is _alert else docs / "pictures"
            target.mkdir(exist_ok=True)
            shutil.copy(picture, target / f"{lesson.name}-{picture.name}")
        for language in LANGUAGES:
            page = docs / language / lesson.band.id / f"{lesson.name}.md"
            page.write_text("\n".join(_page(lesson, language, whole, block)), "utf-8")


def _page(lesson: Lesson, language: str, whole: bool, block) -> Iterator[str]:
    document = lesson.texts.document(language)
    title = str(document.text("title")).replace('"', "'")
    yield f'---\ntitle: "{title}"\n---\n\n# {title}\n\n{document.text("summary")}\n'
    for section in document.sections:
        yield f"## {section.title}\n"
        for passage in section.passages:
            if whole or passage.kind in PUPIL_BLOCKS:
                yield _passage(lesson, passage, block)
    for question in lesson.quiz.questions[language] if lesson.quiz else ():
        yield f"### {question.title}\n"
        yield from (_passage(lesson, passage, block) for passage in question.story)
        yield "".join(f"- [{'x' if option.right else ' '}] {option.text}\n" for option in question.options)
        for option in question.options:
            yield block("details", str(option.text).replace('"', "'"), option.reply)


def _passage(lesson: Lesson, passage: Passage, block) -> str:
    text = _without_links(lesson, passage.markdown)
    if passage.kind == PLAIN:
        return f"{text}\n"
    return block("note", str(passage.label or passage.kind).replace('"', "'"), text)


def _without_links(lesson: Lesson, markdown: str) -> str:
    """Return the text with its pictures where the stock site keeps them, and without links and citations of ours."""
    for picture in lesson.texts.folder.glob("*.svg"):
        markdown = markdown.replace(f"]({picture.name})", f"](../../pictures/{lesson.name}-{picture.name})")
    return markdown.replace("](../../", "](../../") if "pictures/" in markdown else markdown


def _admonition(kind: str, title: str, text: str) -> str:
    mark = "???" if kind == "details" else "!!!"
    body = "\n".join(f"    {line}".rstrip() for line in text.split("\n"))
    return f'{mark} note "{title}"\n\n{body}\n'


def _alert(kind: str, title: str, text: str) -> str:
    return "\n".join(["> [!NOTE] " + title, *(f"> {line}".rstrip() for line in text.split("\n"))]) + "\n"
