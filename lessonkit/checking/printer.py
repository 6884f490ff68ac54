"""The one printer of findings: as text for people, as JSON for tools, as annotations for a merge request."""

from __future__ import annotations

import json
from collections.abc import Iterable

from lessonkit.findings import ERROR, Finding
from lessonkit.translation.catalogs import Words


def message(finding: Finding, words: Words) -> str:
    """Return what is wrong, in one sentence."""
    return words(f"rule.{finding.rule}", **finding.facts) if finding.facts else words(f"rule.{finding.rule}")


def counsel(finding: Finding, words: Words) -> str:
    """Return what to do about it, with the name that was probably meant where there is one."""
    text = words(f"advice.{finding.rule}", **finding.facts) if finding.facts else words(f"advice.{finding.rule}")
    suggestion = finding.facts.get("suggestion")
    return f"{words('finding.did-you-mean', suggestion=suggestion)} {text}" if suggestion else text


def as_text(findings: Iterable[Finding], words: Words) -> str:
    """Return `path:line: rule: message` and one line of advice for each finding."""
    lines = []
    for finding in findings:
        mark = "" if finding.severity == ERROR else f" ({words('finding.advice')})"
        lines.append(f"{finding.place}: {finding.rule}{mark}: {message(finding, words)}")
        lines.append(f"    {counsel(finding, words)}")
    return "\n".join(lines)


def as_json(findings: Iterable[Finding], words: Words) -> str:
    """Return a JSON list of {path, line, rule, severity, message, advice}."""
    rows = [
        {
            "path": finding.place.path,
            "line": finding.place.line,
            "rule": finding.rule,
            "severity": finding.severity,
            "message": message(finding, words),
            "advice": counsel(finding, words),
        }
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_annotations(findings: Iterable[Finding], words: Words) -> str:
    """Return the workflow commands that show a finding beside its line in a merge request."""
    return "\n".join(
        f"::{'error' if finding.severity == ERROR else 'notice'} file={finding.place.path},line={finding.place.line},"
        f"title={finding.rule}::{message(finding, words)} {counsel(finding, words)}".replace("\n", " ")
        for finding in findings
    )


FORMATS = {"text": as_text, "json": as_json, "annotations": as_annotations}
