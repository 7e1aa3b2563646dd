"""A short storm of keys, resizes, mouse and pastes; `make storm` is the long one."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.storm import Act, Session, acts, failure, place, prepare, shrunk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FEW = 120
"""Acts of a session here."""


@pytest.fixture
def choices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    for name in ("DUBAO_CONFIG", "DUBAO_CACHE", "DUBAO_LIBRARY", "SSH_CONNECTION"):
        monkeypatch.setenv(name, "")  # put back afterwards
    return prepare(tmp_path)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
async def test_a_storm_ends_without_a_traceback(choices: list[list[str]], seed: int) -> None:
    session = Session(seed, choices, FEW)
    assert await session.run(session.acts) == len(session.acts)


def test_a_seed_is_always_the_same_storm() -> None:
    assert list(acts(random.Random(7), 200)) == list(acts(random.Random(7), 200))
    assert list(acts(random.Random(7), 200)) != list(acts(random.Random(8), 200))


class Broken(Session):
    """Fails once j and k have been pressed."""

    async def run(self, acts: Sequence[Act]) -> int:
        keys = {act.value for act in acts if act.kind == "key"}
        assert not {"j", "k"} <= keys
        return len(acts)


def test_a_failure_is_shrunk_to_what_it_takes(choices: list[list[str]]) -> None:
    session = Broken(1, choices, FEW)
    session.acts = [*session.acts[:FEW], Act("key", "j"), Act("wait"), Act("key", "k")]
    error = failure(session, session.acts)
    assert isinstance(error, AssertionError)
    left = shrunk(session, place(error))
    assert [act.value for act in left if act.value in ("j", "k")]
    assert len(left) == 2
    assert shrunk(session, "another failure") == session.acts


class Endless(Session):
    """Works for ever."""

    async def run(self, acts: Sequence[Act]) -> int:
        while acts:
            pass
        return 0


def test_a_session_that_hangs_fails_after_its_processor_time(
    choices: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.storm.LONGEST", 0.2)
    session = Endless(1, choices, FEW)
    assert isinstance(failure(session, session.acts), TimeoutError)
