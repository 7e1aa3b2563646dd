from __future__ import annotations

import os
import signal
import termios
from typing import TYPE_CHECKING

import pyte
import pytest

from reader.config.settings import Settings
from reader.input.keymap import Keymap
from reader.tui.terminal.first_paint import ENTER_ALTERNATE_SCREEN, EXIT_SIGNALS, FirstPaint
from tests.tui.open_articles import open_text

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A terminal of 80 columns with all colours; signal handlers are put back."""
    handlers = {number: signal.getsignal(number) for number in EXIT_SIGNALS}
    for name, value in (("COLUMNS", "80"), ("LINES", "24"), ("COLORTERM", "truecolor")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


def draw(capfd: pytest.CaptureFixture[str], settings: Settings) -> str:
    paint = FirstPaint()
    paint.draw(open_text(), settings, Keymap({}))
    out = capfd.readouterr().out
    assert paint.is_drawn == out.startswith(ENTER_ALTERNATE_SCREEN)
    return out


def test_the_first_page_is_drawn_at_the_column_of_the_layout(capfd: pytest.CaptureFixture[str]) -> None:
    screen = pyte.Screen(80, 24)
    pyte.Stream(screen).feed(draw(capfd, Settings(theme="dark")))
    assert screen.display[0].strip() == "", "the row above the page is left to the app"
    assert screen.display[1].strip() == "", "nor does anything touch it"
    assert screen.display[2].replace(" ", "").startswith("海灣縣")
    assert "碼" in "".join(screen.display)
    assert screen.display[-1].strip() == ""


@pytest.mark.parametrize(
    ("variable", "value"), [("NO_COLOR", "1"), ("COLORTERM", ""), ("COLUMNS", "15"), ("LINES", "4")]
)
def test_nothing_is_drawn_where_the_app_would_draw_otherwise(
    variable: str, value: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    assert draw(capfd, Settings(theme="dark")) == ""


def test_nothing_is_drawn_in_the_colours_of_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    assert draw(capfd, Settings(theme="ansi")) == ""


def test_the_terminal_is_as_before_when_the_app_does_not_take_over(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, terminal = os.openpty()
    standard_input = os.dup(0)
    os.dup2(terminal, 0)
    try:
        before = termios.tcgetattr(0)
        with FirstPaint() as paint:
            assert termios.tcgetattr(0) != before, "keys are not echoed"
            paint.draw(open_text(), Settings(theme="dark"), Keymap({}))
        assert termios.tcgetattr(0) == before
    finally:
        os.dup2(standard_input, 0)
        for descriptor in (ours, terminal, standard_input):
            os.close(descriptor)
    out = capfd.readouterr().out
    assert out.endswith("\x1b[?1049l\x1b[?25h")


@pytest.mark.parametrize("number", EXIT_SIGNALS, ids=lambda number: number.name)
def test_every_signal_that_ends_the_program_leaves_through_the_context_manager(
    number: signal.Signals, capfd: pytest.CaptureFixture[str]
) -> None:
    paint = FirstPaint()
    paint.is_drawn = True

    def receive_signal() -> None:
        with paint:
            signal.raise_signal(number)

    with pytest.raises(SystemExit) as caught:
        receive_signal()
    assert caught.value.code == 128 + number
    assert capfd.readouterr().out == "\x1b[?1049l\x1b[?25h"
