"""Every rule finds what it is there to find, at the very line, and nothing else: the samples are the expectation."""

import ast
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from lessonkit.checking.printer import counsel, message
from lessonkit.findings import Finding
from lessonkit.project import LANGUAGES, SOURCE_LANGUAGE, Project
from lessonkit.translation.catalogs import read_words
from tests.checking.samples import ROOT, SAMPLES, Sample, check, make_sound_kit, read_sample, told, write_sample
from tests.checking.test_hostile_files import CASES

SAMPLE_FILES = sorted(SAMPLES.glob("*.sample"))
LONGEST_CHECK = 10
"""Seconds of work, however busy the machine is."""


@pytest.fixture
def kit(tmp_path: Path) -> Project:
    return make_sound_kit(tmp_path / "kit")


def test_the_sound_kit_has_nothing_to_mend(kit: Project):
    assert set() == told(check(kit))


@pytest.mark.parametrize("file", SAMPLE_FILES, ids=lambda file: file.stem)
def test_a_broken_sample_gives_exactly_the_findings_marked_in_it(file: Path, kit: Project):
    sample = read_sample(file, kit)
    write_sample(sample, kit)
    started = time.process_time()
    findings = check(kit)
    seconds = time.process_time() - started

    assert set(sample.expected) == told(findings), sample.sentence
    assert [] == unclear(findings)
    assert seconds < LONGEST_CHECK


@pytest.mark.parametrize("file", SAMPLE_FILES, ids=lambda file: file.stem)
def test_a_sample_says_what_is_wrong_and_is_named_after_a_rule_it_shows(file: Path, kit: Project):
    sample = read_sample(file, kit)

    assert sample.sentence.endswith(".")
    assert [] != [rule for rule in rules_of(sample) if file.stem == rule or file.stem.startswith(f"{rule}-")]


def test_every_rule_of_the_catalog_is_shown_by_a_sample_or_a_hostile_file(kit: Project):
    shown = {rule for file in SAMPLE_FILES for rule in rules_of(read_sample(file, kit))}
    shown |= {rule for case in CASES for _, _, rule in case.expected}

    assert catalog_rules() == shown


def test_every_rule_has_one_heading_in_the_docs():
    headings = re.findall(r"^### (.+)$", (ROOT / "docs" / "checks.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(catalog_rules()) == sorted(headings)


def test_the_catalogs_hold_the_very_rules_that_the_code_can_tell():
    assert emitted_rules() == catalog_rules()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_advice(language: str):
    words = read_words(Project(ROOT), language)

    assert [] == [rule for rule in sorted(catalog_rules()) if not words.has(f"advice.{rule}")]


def unclear(findings: Iterable[Finding]) -> list[str]:
    """Return sentences that are empty, or in which a brace of the catalog was left as it is."""
    texts = []
    for language in LANGUAGES:
        words = read_words(Project(ROOT), language)
        texts += [tell(finding, words) for finding in findings for tell in (message, counsel)]
    return [text for text in texts if not text.strip() or re.search(r"\{[a-z_]+\}|\{\{|\}\}", text)]


def rules_of(sample: Sample) -> set[str]:
    return {rule for _, _, rule in sample.expected}


def catalog_rules() -> set[str]:
    keys = (str(message.id) for message in read_words(Project(ROOT), SOURCE_LANGUAGE).catalog)
    return {key.removeprefix("rule.") for key in keys if key.startswith("rule.")}


def emitted_rules() -> set[str]:
    """Return the rules that the modules name where they make a finding."""
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "lessonkit").rglob("*.py")]
    return {rule for module in modules for rule in _rules_in(module)}


def _rules_in(module: ast.Module) -> Iterator[str]:
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("error", "advice", "tell", "_Refused"):
            yield from _strings(call.args[1], module)


def _strings(value: ast.expr, module: ast.Module) -> Iterator[str]:
    """Yield a string, or the strings that a name may stand for."""
    if isinstance(value, ast.Constant):
        yield value.value
    elif isinstance(value, ast.Name):
        for line in ast.walk(module):
            if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == value.id:
                yield from (part.value for part in ast.walk(line.value) if isinstance(part, ast.Constant))
