"""A plugin of pytest for runs under coverage.py: it says which test ran each line, and how long every test took.

`-p tests.coverage_contexts`; the environment variable COVERAGE_DURATIONS names the file of the outcomes and durations,
a line for a test: `passed`, `failed` or `skipped`, seconds, the id of its node. Works with pytest-xdist.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from coverage import Coverage

if TYPE_CHECKING:
    from collections.abc import Iterator

DURATIONS = "COVERAGE_DURATIONS"
"""The environment variable with the path of the file that is written."""


class DurationLog:
    """The outcome of every test and the seconds of all its phases."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._tests: dict[str, tuple[str, float]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        outcome, seconds = self._tests.get(report.nodeid, ("passed", 0.0))
        worse = report.outcome if outcome == "passed" else outcome
        self._tests[report.nodeid] = worse, seconds + report.duration

    def pytest_sessionfinish(self) -> None:
        with open(self._path, "w", encoding="utf-8") as file:
            for name, (outcome, seconds) in self._tests.items():
                file.write(f"{outcome}\t{seconds:.3f}\t{encode_node_id(name)}\n")


def pytest_configure(config: pytest.Config) -> None:
    path = os.environ.get(DURATIONS)
    if path and not hasattr(config, "workerinput"):  # the workers of pytest-xdist report to the one that started them
        config.pluginmanager.register(DurationLog(path))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    if coverage := Coverage.current():
        coverage.switch_context(encode_node_id(item.nodeid))
    return (yield)


def encode_node_id(name: str) -> str:
    """An id of a test as ASCII in one line."""
    return name.encode("unicode_escape").decode()


def decode_node_id(name: str) -> str:
    """The id of a test that was encoded."""
    return name.encode().decode("unicode_escape")
