"""What `dubao doctor` says about the protections: their limits, and what is not active."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.services.protections import list_protections

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_each_protection_is_listed_with_its_limits(tmp_path: Path) -> None:
    rows = dict(list_protections(str(tmp_path / "library.db")))
    assert rows["web"].startswith("public machines alone; 20 s, 5 redirects, 5 MiB sent, 10 MiB unpacked")
    assert rows["certificates"].startswith("checked, OpenSSL")
    assert rows["large pages and copies"] == "in a process of their own, for 5 s"
    assert rows["answers of the terminal"].startswith("left out")
    assert rows["texts"] == "at most 300,000 lines"
    assert rows["permissions"] == "a library is made for its owner alone"


def test_library_readable_by_others_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library.open(path).close()
    assert dict(list_protections(str(path)))["permissions"] == "the library is its owner's alone"
    path.chmod(0o644)
    assert dict(list_protections(str(path)))["permissions"].startswith("OTHERS MAY READ")


def test_missing_resource_limits_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.bounded_process.can_limit_resources", lambda: False)
    assert "cannot limit" in dict(list_protections())["large pages and copies"]
