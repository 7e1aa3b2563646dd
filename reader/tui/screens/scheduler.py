"""The scheduler of the controllers, on the timers and workers of a Textual screen."""

from __future__ import annotations

from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from threading import Thread
from typing import TYPE_CHECKING, Any

from textual.app import SuspendNotSupported

from reader.tui.shell import SuspendNotSupportedError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

    from textual.screen import Screen


class ScreenScheduler:
    """Implements `Scheduler` with the timers and workers of a Textual screen."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen

    def call_soon(self, callback: Callable[[], object]) -> None:
        """Call a function, or await what it returns, once the messages that wait already are handled."""
        self._screen.call_later(callback)

    def call_after_refresh(self, callback: Callable[[], object]) -> None:
        """Call a function once the next frame is drawn."""
        self._screen.call_after_refresh(callback)

    def call_after(self, seconds: float, callback: Callable[[], object]) -> Callable[[], None]:
        """Call a function once.

        Args:
            seconds: The time.
            callback: The function.
        """
        return self._screen.set_timer(seconds, callback).stop

    def call_every(self, seconds: float, callback: Callable[[], object]) -> Callable[[], None]:
        """Call a function again and again.

        Args:
            seconds: The time.
            callback: The function.
        """
        return self._screen.set_interval(seconds, callback).stop

    def start_worker(self, work: Callable[[], Coroutine[object, object, None]], group: str) -> Callable[[], None]:
        """Run a coroutine beside the keys; it takes the place of the one of its group that is running.

        Args:
            work: Makes the coroutine, which is not made where another one takes its place before it has begun.
            group: A name; a worker takes the place of the running one of its group.
        """
        return self._screen.run_worker(work, group=group, exclusive=True).cancel

    def start_thread(self, work: Callable[[], None], name: str) -> None:
        """Run a function in a thread, which the end of the program does not wait for.

        A worker of Textual would run it in an executor, whose threads are joined at the end.

        Args:
            work: The function.
            name: The name of the thread.
        """
        Thread(target=work, daemon=True, name=name).start()

    def call_from_thread(self, callback: Callable[..., object], *arguments: object) -> None:
        """Call a function in the thread of the screen, and wait for it; nothing when the program is ending."""
        with suppress(RuntimeError, CancelledError):  # it ended just now; then the screen has no app, either
            if self._screen.app.is_running:
                self._screen.app.call_from_thread(callback, *arguments)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Hand the terminal to another program inside the context, and draw the screen anew behind it.

        Raises:
            SuspendNotSupportedError: The terminal cannot be handed over.
        """
        app = self._screen.app
        failure: BaseException | None = None
        try:
            with app.suspend():
                try:
                    yield
                except BaseException as error:  # Textual takes the terminal back only where nothing is raised
                    failure = error
        except SuspendNotSupported:
            raise SuspendNotSupportedError from None
        finally:
            app.refresh()
        if failure is not None:
            raise failure
