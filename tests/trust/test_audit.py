"""Which packages are looked up, and what a report of pip-audit says."""

from __future__ import annotations

import re

from tests.trust.audit import list_requirements, read_report

REPORT = {
    "dependencies": [
        {"name": "lxml", "version": "6.0.0", "vulns": []},
        {"name": "httpx", "version": "0.1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["0.2", "0.3"]}]},
        {"name": "rich", "version": "1", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]},
        {"name": "dubao", "skip_reason": "not on PyPI"},
    ]
}


def test_all_packages_are_pinned_with_what_they_require() -> None:
    requirements = list_requirements()
    assert all(re.fullmatch(r"[a-z0-9-]+==\S+", each) for each in requirements)
    assert {each.partition("==")[0] for each in requirements} >= {"textual", "lxml", "httpx", "h11", "opencc"}


def test_a_report_is_read() -> None:
    faults, skipped = read_report(REPORT)
    assert faults == ["httpx 0.1: PYSEC-1, mended in 0.2, 0.3", "rich 1: PYSEC-2, mended in no version"]
    assert skipped == ["dubao"]
