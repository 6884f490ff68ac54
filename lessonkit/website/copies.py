"""Copies: what a page asks and replies, or plays through, as a file of words alone, for screen readers and braille."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from lessonkit.content.document import Passage
from lessonkit.content.questions.question import Option, Question
from lessonkit.website.asking import Asking
from lessonkit.website.plain import as_file, as_plain
from lessonkit.website.view import View


def make_copy(view: View) -> bytes:
    """Return the plain-text copy of a page: all questions, then the replies; or the scenes of a rehearsal."""
    return as_file(_tell_rehearsal(view) if view.page.rehearsal else _tell_quiz(view))


def head_of(view: View, kind: str) -> Iterator[str]:
    """Yield what stands above a copy: the kit, the lesson or the band, its title, what kind of copy it is."""
    lesson, words = view.lesson, view.words
    whose = words(f"band.{view.page.band}")
    if lesson:
        whose = f"{words('lesson.number', number=lesson.number)}. {view.grades(lesson)}"
    yield "\n".join((words("kit.name"), whose))
    yield f"{words(f'kind.{kind}')}: {view.document.text('title')}"


def foot_of(view: View) -> Iterator[str]:
    """Yield what stands below a copy: whom to call, and the edition."""
    channels = (channel for channel in view.desk.channels if channel.print == "always" and channel.number)
    yield "\n".join(f"{channel.number}: {channel.names[view.language]}" for channel in channels)
    yield view.words("edition.date", date=view.words.date(view.site.library.date))


def tell_passage(view: View, passage: Passage) -> str:
    """Return a passage of the pupil's text; what is pretended says so, and who seems to say it."""
    return _tell_screen(view, passage, as_plain(view.voice.show(passage)), str(passage.label))


def _tell_screen(view: View, passage: Passage, said: str, label: str) -> str:
    if passage.kind == "remember":
        return f"{view.words('lesson.remember')}\n{said}"
    return f"{label} ({view.words('lesson.practice-only')}):\n{said}" if label else said


def _tell_quiz(view: View) -> Iterator[str]:
    words, questions = view.words, view.quiz.questions
    yield from head_of(view, "quiz")
    yield words("copy.lead")
    for number, question in enumerate(questions, 1):
        yield from _ask(view, question, number)
    yield words("copy.replies")
    for number, question in enumerate(questions, 1):
        yield "\n".join(_reply(view, question, number))
    yield from foot_of(view)


def _tell_rehearsal(view: View) -> Iterator[str]:
    words, rehearsal = view.words, view.page.rehearsal
    numbers = rehearsal.numbers
    yield from head_of(view, "scenario")
    yield _line(view, view.document.text("summary"))
    yield words("copy.lead.scenario")
    for number, scene in enumerate(rehearsal.scenes_in(view.language), 1):
        name = words("rehearsal.ending") if scene.ending else f"{scene.sender} ({words(f'screen.{scene.shows}')})"
        yield f"{words('rehearsal.scene', number=number)}. {name}"
        if view.untranslated(scene.section):
            yield words("translation.untranslated")
        yield from (as_plain(view.voice.show(passage)) for passage in scene.told)
        said = [f"{message.sender} {words('rehearsal.says')} {_line(view, message.text)}" for message in scene.messages]
        ways = [
            f"{Asking.letter(place)}. {_line(view, way.text)} ({words('copy.go', number=numbers.get(way.target, '?'))})"
            for place, way in enumerate(scene.ways)
        ]
        yield "\n".join(said)
        yield "\n".join(ways)
        yield from (as_plain(view.voice.show(passage)) for passage in scene.debrief)
    yield from foot_of(view)


def _ask(view: View, question: Question, number: int) -> Iterator[str]:
    words, form = view.words, view.quiz.form(question)
    yield f"{words('copy.question', number=number)} {_line(view, question.title)}"
    if view.untranslated(question.section):
        yield words("translation.untranslated")
    yield from (tell_passage(view, passage) for passage in question.story)
    for screen in question.screens:
        said, label = (as_plain(_joined(cut(screen))) for cut in (view.voice.clues, view.voice.clues_of_label))
        yield _tell_screen(view, screen, said, label)
    asked = [f"{label}. {_line(view, option.text)}" for label, option in _labels(view, question)] if form != "short" else []
    if form == "match":
        heads = [f"{_line(view, head)}:" for head in question.heads[:2]] or ["", ""]
        partners = enumerate(view.quiz.partners(question))
        letters = [f"{view.quiz.letter(place)}. {_line(view, partner)}" for place, partner in partners]
        asked = [heads[0], *asked, heads[1], *letters]
    moved = form in ("order", "clue")  # on a screen; here they have letters and numbers
    hint = words(f"copy.hint.{form}") if moved else words(f"quiz.hint.{view.quiz.kind(question)}")
    yield "\n".join(filter(None, [hint, *asked]))


def _reply(view: View, question: Question, number: int) -> Iterator[str]:
    yield f"{view.words('copy.question', number=number)} {view.words('copy.right', answer=_answer(view, question))}"
    for label, option in _labels(view, question):
        if option.reply:
            yield f"{label}. {as_plain(view.voice.lines(option.reply))}"
    if question.reply:
        yield as_plain(view.voice.lines(question.reply))


def _labels(view: View, question: Question) -> list[tuple[str, Option]]:
    """Return the options in the order in which they are asked, each with the letter, number or spelling it is known by."""
    form = view.quiz.form(question)
    if form == "short":
        rest = view.words("quiz.short.rest")
        return [(" / ".join(option.spellings) or rest, option) for option in question.options]
    if form in ("match", "clue"):
        return [(str(number), option) for number, option in enumerate(question.options, 1)]
    options = (option for _, option in view.quiz.shuffled(question)) if form == "order" else question.options
    return [(view.quiz.letter(place), option) for place, option in enumerate(options)]


def _answer(view: View, question: Question) -> str:
    labels = _labels(view, question)
    form = view.quiz.form(question)
    if form == "order":
        return ", ".join(next(label for label, option in labels if option is right) for right in question.options)
    if form == "match":
        partners = view.quiz.partners(question)
        return ", ".join(f"{label} - {view.quiz.letter(partners.index(option.partner))}" for label, option in labels)
    return ", ".join(label for label, option in labels if option.right)


def _line(view: View, text: str) -> str:
    return as_plain(view.voice.line(text))


def _joined(pieces: list[Markup]) -> str:
    """Return what is pretended as one text: of its pieces every third from the second is the id of a clue."""
    return "".join(piece for place, piece in enumerate(pieces) if place % 3 != 1)
