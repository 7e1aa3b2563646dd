from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from reader.tui.terminal.browser import find_browser_command, open_in_browser

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the installed programs: `browser`, which writes its arguments to a file, and `xdg-open`."""
    for name in ("browser", "xdg-open"):
        (tmp_path / name).write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/called\n')
        (tmp_path / name).chmod(0o700)
    for name in ("BROWSER", "WSL_DISTRO_NAME", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def arguments_of_call(folder: Path) -> list[str]:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if (folder / "called").exists() and (text := (folder / "called").read_text("utf-8")):
            return text.splitlines()
        time.sleep(0.01)
    raise AssertionError("no browser was started")


def test_without_a_display_there_is_no_browser() -> None:
    assert find_browser_command() is None
    assert not open_in_browser("https://example.test/")


def test_the_browser_variable_comes_before_the_systems_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert find_browser_command() == ["xdg-open"]
    monkeypatch.setenv("BROWSER", "none:'unclosed:browser -new %s")
    assert find_browser_command() == ["browser", "-new", "%s"]


@pytest.mark.parametrize(("command", "expected"), [("browser", []), ("browser -new %s", ["-new"])])
def test_the_url_is_one_argument(
    command: str, expected: list[str], programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", command)
    assert open_in_browser("https://example.test/新聞?a=1&b=$(x) `y`'z'")
    assert arguments_of_call(programs) == [*expected, "https://example.test/新聞?a=1&b=$(x)%20%60y%60%27z%27"]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "-help", "mailto:a@example.test"])
def test_only_pages_of_the_web_are_opened(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "browser")
    assert not open_in_browser(url)
