"""Runs the commands in this process on hostile texts, and looks at every character that they print."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import sys
import traceback
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lxml import html as lxml_html

from reader.cli.main import main
from reader.copies.formats import TEXT_FORMATS
from tests.trust.hostile_doors import DOORS, Case
from tests.trust.hostile_generator import Payload, find_unsafe, generate_payloads, shows
from tests.trust.hostile_network import NETWORK_DOORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ALL_DOORS = DOORS | NETWORK_DOORS
SHOWN_BY = ("show", "show tty", "show json", "save txt", "save json", "save html")
"""Outputs in which a text of an article has to be found whole."""
_LIBRARY_AGE_MAX = 200
"""Inputs after which the library is begun anew, so that lists stay short."""


class Stream(io.TextIOWrapper):
    """Standard output or error that holds what is written, as a pipe or as a terminal."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="surrogateescape", newline="")
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def fileno(self) -> int:
        return os.open(os.devnull, os.O_WRONLY)

    def read_written(self) -> str:
        """All that was written."""
        self.flush()
        data: bytes = self.buffer.getvalue()  # type: ignore[attr-defined]
        return data.decode("utf-8", "surrogateescape")


@contextmanager
def capture(*, is_terminal: bool) -> Iterator[tuple[Stream, Stream]]:
    """Standard output and error in memory."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err = Stream(is_terminal=is_terminal), Stream(is_terminal=False)
    try:
        yield out, err
    finally:
        sys.stdout, sys.stderr = before


@dataclass
class CommandRun:
    """A run of commands over hostile texts, and what was found."""

    folder: Path
    seed: int = 1
    inputs: Counter[str] = field(default_factory=Counter)
    """Inputs by their doors."""
    commands: int = 0
    printed: int = 0
    """Characters that were looked at."""
    shown: int = 0
    """Outputs in which all visible characters were looked for, and found."""
    refused: int = 0
    """Inputs whose source cannot be shown."""
    problems: list[str] = field(default_factory=list)

    def run(self, count: int, first: int = 0) -> None:
        """Try so many hostile texts, each in one place, from the one with a number."""
        self.folder.mkdir(parents=True, exist_ok=True)
        os.environ.update(
            DUBAO_LIBRARY=str(self.folder / "library" / "library.db"),
            DUBAO_CONFIG=str(self.folder / "config.toml"),
            DUBAO_CACHE=str(self.folder / "cache"),
            PAGER="cat",
            TERM="xterm-256color",
            LC_ALL="C.UTF-8",
        )
        payloads = generate_payloads(self.seed, first)
        names = list(ALL_DOORS)
        for number in range(first, first + count):
            self.try_one(names[number % len(names)], next(payloads))

    def try_one(self, door: str, payload: Payload) -> None:
        """Put a hostile text through a door, and run the commands that print it."""
        chance = random.Random(f"{self.seed}-{door}-{payload.number}")
        self._clear(is_new=payload.number % _LIBRARY_AGE_MAX == 0)
        self.inputs[door] += 1
        self._place = f"input {payload.number} ({payload.kind}), {door}: {payload.text!r}"
        case: Case = ALL_DOORS[door](self.folder, payload, chance)
        for command in case.commands:
            text, code = self._run(command)
            if code == 0 and command[0] == case.listed_by and "combining" not in payload.kind:
                listed = " ".join(_list_strings(json.loads(text))) if "--json" in command else text
                self._look_for(payload, listed, " ".join(command))
        if case.source:
            self._show(case, payload, chance)

    def _show(self, case: Case, payload: Payload, chance: random.Random) -> None:
        must_show = case.is_shown and "combining" not in payload.kind
        how = chance.choice(SHOWN_BY)
        text, code = self._print(how, case.source)
        self.refused += code != 0
        if code == 0 and must_show:
            self._look_for(payload, text, how)
        if chance.random() < 0.3:
            self._run(["save", case.source, "-o", "-", "--format", chance.choice(TEXT_FORMATS)])

    def _look_for(self, payload: Payload, text: str, how: str) -> None:
        if shows(text, payload):
            self.shown += 1
        else:
            self._report(f"not shown by {how}", text[:600])

    def _print(self, how: str, source: str) -> tuple[str, int]:
        """What an output shows of a source, as plain text, and the exit code."""
        if how == "show tty":
            return self._run(["show", source, "--all", "--width", "72"], is_terminal=True)
        if how.startswith("save"):
            form = how.partition(" ")[2]
            text, code = self._run(["save", source, "-o", "-", "--format", form])
            if code == 0 and form == "html":
                text = "".join(lxml_html.document_fromstring(text).itertext())
            elif code == 0 and form == "json":
                text = " ".join(_list_strings(json.loads(text)))
            return text, code
        text, code = self._run(["show", source, *({"show json": ["--json"]}.get(how, ["--plain"]))])
        return (" ".join(_list_strings(json.loads(text))) if code == 0 and how == "show json" else text), code

    def _run(self, command: Sequence[str], *, is_terminal: bool = False) -> tuple[str, int]:
        """Run a command, check what it prints; its output and its exit code."""
        self.commands += 1
        code = -1
        with capture(is_terminal=is_terminal) as (out, err):
            try:
                code = main(list(command))
            except BaseException:
                self._report(f"{command}", traceback.format_exc()[-900:])
            output, errors = out.read_written(), err.read_written()
        self.printed += len(output) + len(errors)
        if "internal error" in errors or "Traceback" in errors:
            self._report(f"{command}", errors)
        if code not in (0, 1, 2) or (code != 0 and not errors):
            self._report(f"{command}", f"exit code {code}, {errors!r}")
        if "csv" in command:
            output = output.replace("\r\n", "\n")
        for text, is_styled in ((output, is_terminal), (errors, False)):
            if found := find_unsafe(text, is_styled=is_styled):
                self._report(f"{command}", f"prints {found!r}")
        if errors.count("\n") > 1 and code != 0 and not errors.startswith("dubao:"):
            self._report(f"{command}", f"an error of several lines {errors!r}")
        return output, code

    def _report(self, what: str, why: str) -> None:
        self.problems.append(f"{self._place}\n  {what}\n  {why}")

    def _clear(self, *, is_new: bool) -> None:
        """Take away what the last text left, and from time to time its library."""
        for path in list(os.scandir(os.fsencode(self.folder))):
            if path.name == b"library" and not is_new:
                continue
            if path.name == b"cache":
                continue
            shutil.rmtree(path.path) if path.is_dir(follow_symlinks=False) else os.unlink(path.path)


def _list_strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _list_strings(part)
