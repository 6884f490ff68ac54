"""A survey finds what a reading of everything finds, whether it reads, remembers, or some of each."""

from pathlib import Path

import pytest

from lessonkit.checking.checks import check_library
from lessonkit.checking.survey import Survey, survey_project, take_prints
from lessonkit.content.reading import read_library
from lessonkit.findings import Failure
from lessonkit.project import Project
from lessonkit.workers import Workers
from tests.checking.samples import TODAY, broken, make_sound_kit, one_of_each_rule, read_sample

FILES = [file for file in one_of_each_rule() if not file.stem.startswith("catalog-")]
"""A catalog that cannot be read stops more than a survey."""


def survey(project: Project) -> Survey:
    (project.root / "CHANGELOG.md").touch()
    with Workers(1) as workers:
        return survey_project(project, take_prints(project, TODAY), workers)


@pytest.mark.parametrize("part", range(2))
def test_a_survey_finds_in_every_broken_sample_what_a_whole_reading_finds(tmp_path: Path, part: int):
    project = make_sound_kit(tmp_path / "kit")
    survey(project)
    for file in FILES[part::2]:
        with broken(read_sample(file, project), project):
            whole = check_library(read_library(project), TODAY)

            assert whole == survey(project).findings, f"{file.stem}, some remembered"
            assert whole == survey(project).findings, f"{file.stem}, all remembered"


def test_a_remembered_lesson_says_what_it_said_when_it_was_read(tmp_path: Path):
    project = make_sound_kit(tmp_path / "kit")
    survey(project)
    remembered, fresh = survey(project).library, read_library(project)

    for one, other in zip(remembered.documents, fresh.documents, strict=True):
        assert (other.path, other.language, other.meta, other.links) == (one.path, one.language, one.meta, one.links)
        assert other.sections == one.sections
        assert [section.source for section in other.sections] == [section.source for section in one.sections]
        assert other.markdown_passages == one.markdown_passages
        assert [line.place for passage in other.markdown_passages for line in passage.lines] == [
            line.place for passage in one.markdown_passages for line in passage.lines
        ]


def test_a_file_that_is_saved_meanwhile_is_told_in_one_sentence(tmp_path: Path):
    project = make_sound_kit(tmp_path / "kit")
    survey(project)
    library = survey(project).library
    path = library.lessons[0].source.path
    path.write_text(path.read_text(encoding="utf-8") + "\nThêm một dòng.\n", encoding="utf-8")

    with pytest.raises(Failure, match="changed-meanwhile"):
        _ = library.lessons[0].source.sections[0].passages
