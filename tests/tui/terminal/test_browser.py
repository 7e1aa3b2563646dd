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


@pytest.mark.parametrize("command", ["browser -new", "browser -new %s"])
@pytest.mark.parametrize(
    ("url", "argument"),
    [
        ("https://a.example/$(touch x);`y`&z|'\"<>\\", "https://a.example/$(touch%20x);%60y%60&z|%27%22%3C%3E%5C"),
        ("http://a.example/ --evil\n\x1b", "http://a.example/%20--evil%0A%1B"),
        ("http://a.example/%s", "http://a.example/%s"),
        ("https://例子.example/路", "https://例子.example/路"),
    ],
)
def test_the_url_is_one_argument_without_unsafe_characters(
    command: str, url: str, argument: str, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", command)
    assert open_in_browser(url)
    assert arguments_of_call(programs) == ["-new", argument]


@pytest.mark.parametrize("url", ["", "--evil", "file:///etc/passwd", "javascript:x", " http://a.example", "mailto:a@b"])
def test_only_pages_of_the_web_are_opened(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "browser")
    assert not open_in_browser(url)
