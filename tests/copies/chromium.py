"""Headless Chromium, driven through its debugging pipe: what a page shows, which requests and errors it makes."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path

NAME = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WAIT = 30
"""Seconds after which a browser that does not answer is given up."""


class BrowserError(Exception):
    """The browser cannot be used on this machine."""


class Chromium:
    """One browser with one page."""

    def __enter__(self) -> Self:
        assert NAME
        self._home = tempfile.TemporaryDirectory(prefix="dubao-chromium-", ignore_cleanup_errors=True)
        theirs, self._out = os.pipe()
        self._in, answers = os.pipe()
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe"]
        flags += ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={self._home.name}"]

        def wire() -> None:  # the browser reads from 3 and answers on 4
            one, other = os.dup(theirs), os.dup(answers)
            os.dup2(one, 3)
            os.dup2(other, 4)

        command = [NAME, *flags, "about:blank"]
        self._process = subprocess.Popen(
            command,
            preexec_fn=wire,
            close_fds=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(theirs)
        os.close(answers)
        self._number = 0
        self._rest = b""
        self._session = ""
        self.events: list[dict[str, Any]] = []
        """What the page did, in order."""
        try:
            self._attach()
        except BrowserError:
            self.__exit__()
            raise
        return self

    def _attach(self) -> None:
        pages = self.ask("Target.getTargets")["targetInfos"]
        page = next(each for each in pages if each["type"] == "page")
        self._session = self.ask("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def __exit__(self, *_: object) -> None:
        os.close(self._out)
        os.killpg(self._process.pid, signal.SIGKILL)  # its helpers too, which would go on writing into its home
        self._process.wait()
        os.close(self._in)
        self._home.cleanup()

    def ask(self, method: str, **parameters: Any) -> Any:
        """One question of the DevTools protocol."""
        self._number += 1
        question = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            question["sessionId"] = self._session
        try:
            os.write(self._out, json.dumps(question).encode() + b"\0")
        except BrokenPipeError:
            raise BrowserError("Chromium has ended") from None
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], WAIT)
            if not ready or not (data := os.read(self._in, 1 << 20)):
                raise BrowserError("Chromium does not answer, or has ended")
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def open(self, path: Path) -> None:
        """Load a file, to its end."""
        self.events.clear()
        self.ask("Page.navigate", url=path.as_uri())
        while not any(each["method"] == "Page.loadEventFired" for each in self.events):
            self.events.append(self._next())

    def value(self, expression: str) -> Any:
        """What an expression is on the page."""
        said = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in said, said
        return said["result"].get("value")

    def window(self, width: int, height: int = 1000, *, dark: bool = False) -> None:
        """The size of the window, and whether it is night."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])

    def picture(self, path: Path, **clip: float) -> None:
        """The whole page, or a part of it (x, y, width, height), as PNG."""
        part = {"clip": {**clip, "scale": 1}} if clip else {}
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=True, **part)
        path.write_bytes(base64.b64decode(shot["data"]))

    def paper(self, path: Path) -> None:
        """The page as PDF."""
        sheet = self.ask(
            "Page.printToPDF", printBackground=False, preferCSSPageSize=True, paperWidth=8.27, paperHeight=11.69
        )
        path.write_bytes(base64.b64decode(sheet["data"]))
