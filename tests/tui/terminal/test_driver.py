"""The private names of Textual that the driver is built on, and what the driver does without a terminal."""

from __future__ import annotations

import ast
import errno
import inspect
import io
import os
import sys
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from textual import events
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.color import Color
from textual.driver import Driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.widgets import Input

from reader.tui.terminal.driver import (
    AdoptingDriver,
    make_driver_class,
    query_ambiguous_width,
    share_background_styles,
)
from reader.tui.terminal.first_paint import ENTER_ALTERNATE_SCREEN, FirstPaint

CHECKED_VERSION = "8.2.8"
"""The version of Textual that the names below were checked with."""
METHODS: tuple[tuple[type, str, tuple[str, ...]], ...] = (
    (LinuxDriver, "_sigtstp_application", ("self", "_")),
    (LinuxDriver, "_sigcont_application", ("self", "_")),
    (LinuxDriver, "start_application_mode", ("self",)),
    (LinuxDriver, "run_input_thread", ("self",)),
    (LinuxDriver, "process_message", ("self", "message")),
    (LinuxDriver, "write", ("self", "data")),
    (XTermParser, "feed", ("self", "data")),
    (XTermParser, "tick", ("self",)),
    (StylesCache, "get_inner_outer", ("cls", "base_background", "background")),
)
"""Classes, their methods, and the parameters of these."""
ATTRIBUTES: tuple[tuple[Any, str], ...] = (
    (LinuxDriver.__init__, "fileno"),
    (LinuxDriver.__init__, "exit_event"),
    (LinuxDriver.__init__, "_writer_thread"),
    (LinuxDriver.__init__, "_must_signal_resume"),
    (Driver.__init__, "_app"),
    (Driver.__init__, "_loop"),
    (Driver.__init__, "_debug"),
    (App.__init__, "_driver"),
)
"""Attributes, with the method that sets them."""
NEWS = f"Textual is {version('textual')}; reader/tui/terminal/driver.py was last checked with {CHECKED_VERSION}"


@pytest.mark.parametrize(("owner", "name", "parameters"), METHODS, ids=lambda part: getattr(part, "__name__", None))
def test_textual_still_has_the_methods_that_are_overridden_or_called(
    owner: type, name: str, parameters: tuple[str, ...]
) -> None:
    method = getattr(owner, name, None)
    assert method is not None, f"{NEWS}: {owner.__name__}.{name} is gone"
    assert tuple(inspect.signature(method).parameters) == parameters, f"{NEWS}: {owner.__name__}.{name} changed"


@pytest.mark.parametrize(("method", "name"), ATTRIBUTES, ids=lambda part: getattr(part, "__qualname__", part))
def test_textual_still_sets_the_attributes_that_are_read(method: Any, name: str) -> None:
    assert name in method.__code__.co_names, f"{NEWS}: {method.__qualname__} no longer sets {name}"


def test_the_text_of_an_input_is_still_a_property() -> None:
    assert isinstance(Input._value, property), f"{NEWS}: Input._value changed"


def test_the_cache_of_background_styles_holds_no_widget() -> None:
    base, background = Color(0, 0, 0), Color(200, 100, 50, 0.5)
    expected = StylesCache().get_inner_outer(base, background)
    share_background_styles()
    share_background_styles()  # a second app
    cache = StylesCache()
    assert cache.get_inner_outer(base, background) == expected
    assert cache.get_inner_outer(background, base) != expected
    assert sys.getrefcount(cache) == 2, f"{NEWS}: something holds the cache of a widget"


def test_no_other_module_uses_private_names_of_textual() -> None:
    folder = Path(inspect.getfile(AdoptingDriver)).parents[1]
    allowed = {"_replace", "_asdict", "_exit"}
    found = []
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_import = isinstance(node, ast.ImportFrom) and "._" in (node.module or "")
            is_foreign = (
                isinstance(node, ast.Attribute)
                and node.attr.startswith("_")
                and not node.attr.startswith("__")
                and node.attr not in allowed
                and not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
            )
            if is_import or is_foreign:
                found.append(path.name)
    assert set(found) == {"driver.py"}


# -- the driver


class ClosedTerminal(io.StringIO):
    """A file whose terminal was closed."""

    def write(self, text: str) -> int:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


class RecordingTerminal(io.StringIO):
    """A file that keeps what was written."""


def make_driver(file: io.StringIO, first_paint: FirstPaint | None = None) -> AdoptingDriver:
    """A driver that was not started, with a writer for a file."""
    driver_class = make_driver_class(first_paint or FirstPaint())
    driver = driver_class.__new__(driver_class)
    driver._writer_thread = WriterThread(file)
    driver._writer_thread.start()
    return driver


def finish(driver: AdoptingDriver) -> None:
    assert driver._writer_thread is not None
    driver._writer_thread.stop()


def test_two_apps_have_drivers_of_their_own() -> None:
    one, other = FirstPaint(), FirstPaint()
    first, second = make_driver_class(one), make_driver_class(other, query_ambiguous_width=True)
    assert (first.first_paint, second.first_paint) == (one, other)
    assert (first.queries_ambiguous_width, second.queries_ambiguous_width) == (False, True)
    assert not AdoptingDriver.queries_ambiguous_width


def test_the_alternate_screen_is_not_entered_a_second_time() -> None:
    first_paint, file = FirstPaint(), RecordingTerminal()
    first_paint.is_drawn = True
    driver = make_driver(file, first_paint)
    driver.write(ENTER_ALTERNATE_SCREEN)
    driver.write("a")
    driver.write(ENTER_ALTERNATE_SCREEN)
    finish(driver)
    assert file.getvalue() == "a" + ENTER_ALTERNATE_SCREEN
    assert not first_paint.is_drawn


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_writing_does_not_block_when_the_writer_thread_has_ended() -> None:
    driver = make_driver(ClosedTerminal())
    driver.write("a")
    assert driver._writer_thread is not None
    driver._writer_thread.join(5)

    def write() -> None:
        for _ in range(100):
            driver.write("a")

    writing = Thread(target=write, daemon=True)
    writing.start()
    writing.join(5)
    assert not writing.is_alive()


@pytest.mark.parametrize(
    ("size", "is_passed"),
    [((80, 24), True), ((1, 1), True), ((2000, 2000), True), ((0, 24), False), ((80, 0), False), ((99_999, 24), False)],
)
def test_sizes_that_no_terminal_has_are_dropped(
    size: tuple[int, int], *, is_passed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[object] = []
    monkeypatch.setattr(LinuxDriver, "process_message", lambda self, message: passed.append(message))
    driver_class = make_driver_class(FirstPaint())
    driver = driver_class.__new__(driver_class)
    driver.process_message(events.Resize(Size(*size), Size(*size)))
    assert bool(passed) == is_passed


def test_an_app_without_a_driver_is_not_asked() -> None:
    query_ambiguous_width(App[None]())
