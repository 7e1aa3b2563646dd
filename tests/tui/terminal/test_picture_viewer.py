"""The program that shows a picture: that of the settings, the system's, else the browser; never by a shell."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.tui.terminal.picture_viewer import find_viewer, start_viewer


@pytest.fixture(autouse=True)
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the installed programs, each of which writes its arguments to a file."""
    for name in ("viewer", "browser", "xdg-open"):
        (tmp_path / name).write_text(f'#!/bin/sh\nprintf "%s\\n" {name} "$@" > {tmp_path}/called\n')
        (tmp_path / name).chmod(0o700)
    for name in ("BROWSER", "WSL_DISTRO_NAME", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    return tmp_path


def arguments_of_call(folder: Path) -> list[str]:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if (folder / "called").exists() and (text := (folder / "called").read_text("utf-8")):
            return text.splitlines()
        time.sleep(0.01)
    raise AssertionError("nothing was called")


@pytest.mark.parametrize("setting", ["viewer -F", "viewer -F %s"])
def test_the_viewer_of_the_settings_gets_the_file_as_one_argument(programs: Path, setting: str) -> None:
    command = find_viewer(setting)
    assert command
    start_viewer(command, Path("a b; touch x.png"))
    assert arguments_of_call(programs) == ["viewer", "-F", str(Path.cwd() / "a b; touch x.png")]


def test_without_a_setting_it_is_the_systems_where_there_is_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_viewer("") is None
    monkeypatch.setenv("DISPLAY", ":0")
    assert find_viewer("") == ["xdg-open"]


def test_else_it_is_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "browser --new")
    assert find_viewer("") == ["browser", "--new"]


def test_on_a_mac_it_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert find_viewer("") == ["open"]


@pytest.mark.parametrize(("setting", "why"), [("missing -F", "no such program"), ("viewer 'a", "quotation mark")])
def test_a_viewer_that_cannot_be_run_is_an_error(setting: str, why: str) -> None:
    with pytest.raises(ReaderError, match=why):
        find_viewer(setting)
