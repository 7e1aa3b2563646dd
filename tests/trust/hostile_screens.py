"""Reads hostile texts on the screen of the program, in a pseudo terminal, and looks at every byte that it writes."""

from __future__ import annotations

import base64
import json
import random
import re
import shutil
import sys
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.cli.main import main
from reader.copies.annotated_view import make_annotated_view
from reader.copies.save import render_copy
from reader.library.database_file import connect
from tests.bench.emulator import Emulator
from tests.bench.pty_run import Terminal
from tests.trust import hostile_doors as doors
from tests.trust.hostile import ARTICLE, NOTE, find_string_paths, make_copy_payload, replace_at
from tests.trust.hostile_commands import capture
from tests.trust.hostile_generator import (
    Payload,
    escape_markdown,
    generate_payloads,
    shows,
    to_entities,
    to_json_string,
    write_serial,
)
from tests.trust.terminal_lexer import list_kinds
from tests.trust.terminal_replies import REPLIES

if TYPE_CHECKING:
    from reader.copies.formats import CopyFormat

DUBAO = [sys.executable, "-m", "reader"]
PER_ARTICLE, ARTICLES = 6, 25
"""Hostile texts in an article, and articles that one program opens."""
CALM_LOOKS = 4
"""Looks at a program in a row at which nothing of it runs, waits for the processor or has been written."""
COLUMNS, ROWS = 76, 60
"""So narrow that nothing stands beside the article, and so high that all of it is seen."""
SCREENS = ("1\x1b", "2\x1b", "3\x1b", "5\x1b", "i\x1b", ".", "?\x1b", "s", "|\r\x1b", "D\x1b", ";\x1b", "vy\x1b")
"""What is pressed on an article: side lists, information, help, saving, a pipe, labels, copying."""
KINDS = ("txt", "html", "md", "eml", "mhtml", "json", "epub", "edited md", "edited html")


class Page(NamedTuple):
    """A file with hostile texts."""

    source: str
    payloads: list[Payload]
    shown: list[Payload]
    """Those that have to be seen on the page."""
    notes: list[Payload]
    """Those that are notes of it, and have to be seen in their list."""


def write_page(folder: Path, kind: str, payloads: list[Payload], chance: random.Random) -> Page:
    """Write a file with hostile texts in its headline and paragraphs, its name and its metadata.

    Args:
        folder: Where to.
        kind: One of KINDS.
        payloads: The texts; the last two are for its notes, the one before for its name and metadata.
        chance: Where the randomness is from.
    """
    *bodies, name, first_note, second_note = payloads
    texts, hidden = [body.text for body in bodies], name.text
    path = folder / f"a.{kind.rpartition(' ')[2]}"
    if kind in ("json", "epub", "edited md", "edited html"):
        data = _make_copy(kind, texts, hidden, chance)
        if kind in ("json", "epub"):
            return Page(doors.write(folder, path.name, data), payloads, bodies, [first_note, second_note])
        return Page(doors.write(folder, path.name, data), payloads, [], [])
    if kind in ("txt", "md"):
        spelled = [escape_markdown(text) if kind == "md" else text for text in texts]
        head = f"---\nauthor: {to_json_string(hidden)}\n---\n\n# " if kind == "md" else ""
        parts = [f"{head}渡口{spelled[0]}又響了", *(f"{doors.STORY}{text}的事。" for text in spelled[1:]), doors.TAIL]
        data = "\n\n".join(parts).encode("utf-8", "replace")
    else:
        spelled = [to_entities(text, chance) for text in texts]
        story = "".join(f"<p>{doors.STORY}{text}的事。</p>" for text in spelled[1:])
        page = f"<h1>渡口{spelled[0]}又響了</h1>{story}<p>{doors.TAIL}</p>"
        author = f'<meta name="author" content="{to_entities(hidden, chance)}">'
        data = f"<!doctype html><meta charset=utf-8><title>{to_entities(hidden, chance)}</title>{author}{page}".encode(
            "utf-8", "replace"
        )
        if kind != "html":
            subject = base64.b64encode(hidden.encode("utf-8", "replace")).decode()
            head = f"From: a@b.example\r\nSubject: =?utf-8?B?{subject}?=\r\nMIME-Version: 1.0\r\n"
            head += "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            data = head.encode() + base64.encodebytes(data)
    # A headline of several lines, or one that looks like a path through sections, is not shown as a headline.
    is_broken = len(texts[0].splitlines()) > 1 or ">" in texts[0]
    if not doors.has_surrogate(hidden) and chance.random() < 0.5:
        path = folder / (hidden.replace("/", "∕").replace("\0", "")[:40] + path.suffix)
    source = doors.write(folder, path.name, data)
    return Page(source, payloads, bodies[is_broken:], [first_note, second_note])


def _make_copy(kind: str, texts: list[str], hidden: str, chance: random.Random) -> bytes:
    """A copy with hostile texts in its blocks and another of its strings, or one that was edited."""
    if kind.startswith("edited"):
        form: CopyFormat = "html" if kind.endswith("html") else "md"
        copy = render_copy(make_annotated_view(ARTICLE, [NOTE]), form)
        for text in [*texts, hidden]:
            spelled = to_entities(text, chance) if form == "html" else escape_markdown(text)
            at = chance.randrange(len(copy))
            copy = copy[:at] + spelled + copy[at:]
        return copy.encode("utf-8", "replace")
    payload = make_copy_payload()
    payload["dubao:article"]["id"] = f"{chance.getrandbits(64):016x}"  # else the notes of all were those of one article
    for number, text in enumerate(texts):
        payload["dubao:article"]["blocks"][number % 3]["text"] += text
    paths = [
        path for path in sorted(find_string_paths(payload), key=str) if "blocks" not in path and "type" not in path
    ]
    data = json.dumps(replace_at(payload, chance.choice(paths), hidden)).encode()
    return doors.pack_epub(data) if kind == "epub" else data


def rest(terminal: Terminal, seconds: float = 10) -> None:
    """Wait until a program has nothing to do, however little of the processor it is given; at most so many seconds."""
    calm, end = 0, time.monotonic() + seconds
    while calm < CALM_LOOKS and time.monotonic() < end:
        written = terminal.idle(0.03)
        try:
            states = [path.read_text().rpartition(")")[2].split()[0] for path in _list_threads(terminal.pid)]
        except OSError:  # a thread, or the program, has ended meanwhile
            states = ["R"]
        calm = calm + 1 if not written and all(state in "SZT" for state in states) else 0


def _list_threads(pid: int) -> list[Path]:
    return list(Path(f"/proc/{pid}/task").glob("*/stat"))


def describe_lock(terminal: Terminal) -> str:
    """Whether the library of a program is locked by somebody."""
    try:
        with closing(connect(Path(terminal.environment["DUBAO_LIBRARY"]))) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.rollback()
    except Exception as error:
        return f"the library: {error}"
    return "the library is not locked"


def join_rows(rows: list[str]) -> str:
    """All that a screen shows, as one text."""
    return "".join(row.strip() for row in rows)


@dataclass
class ScreenRun:
    """A run of the program over hostile texts, and what was found."""

    folder: Path
    seed: int = 1
    inputs: Counter[str] = field(default_factory=Counter)
    """Inputs by the kinds of their files."""
    starts: int = 0
    written: int = 0
    """Bytes that were looked at."""
    shown: int = 0
    """Articles all of whose visible characters were looked for on the screen, and found."""
    refused: int = 0
    """Inputs that are no article, and are an error in the list."""
    replies: int = 0
    """Answers of terminals that were sent to the program."""
    problems: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    """The kinds of sequences that the program writes for articles that are not hostile."""

    def run(self, count: int, first: int = 0) -> None:
        """Read so many hostile texts, from the one with a number."""
        size = len(KINDS) * PER_ARTICLE
        self._read_pack([Payload(number, "benign", f"甲乙丙{write_serial(number)}") for number in range(2 * size)])
        payloads = generate_payloads(self.seed, first)
        for start in range(0, count, PER_ARTICLE * ARTICLES):
            self._read_pack([next(payloads) for _ in range(min(PER_ARTICLE * ARTICLES, count - start))])

    def _read_pack(self, payloads: list[Payload]) -> None:
        """Read the articles of one program."""
        folder = self.folder / "pack"
        shutil.rmtree(folder, ignore_errors=True)
        environment = {
            "DUBAO_LIBRARY": str(folder / "library" / "library.db"),
            "DUBAO_CONFIG": str(folder / "config.toml"),
            "DUBAO_CACHE": str(self.folder / "cache"),
            "HOME": str(folder),
            "SSH_CONNECTION": "none",
            "PATH": "/usr/bin:/bin",
        }
        folder.mkdir(parents=True)
        (folder / "config.toml").write_text('pipes = ["cat"]\nrefresh = "manual"\nlanguage = "en"\n')
        parts = [payloads[start : start + PER_ARTICLE] for start in range(0, len(payloads), PER_ARTICLE)]
        options = ["--library", environment["DUBAO_LIBRARY"], "--config-file", environment["DUBAO_CONFIG"]]
        pages = [page for part in parts if len(part) == PER_ARTICLE and (page := self._prepare(folder, part, options))]
        command = [*DUBAO, *(page.source for page in pages)]
        self.starts += 1
        with Terminal(command, columns=COLUMNS, rows=ROWS, environment=environment) as terminal:
            screen = Emulator(terminal)
            for number, page in enumerate(pages):
                self._read(terminal, screen, page, number)
                if terminal.state() == "Z":
                    self._report(page.payloads, "the program has ended")
                    break
            terminal.type("\x1b")
            rest(terminal)
            terminal.type("Q")
            status = terminal.wait(20)
            self._check_bytes(terminal, payloads)
            if status != 0:
                self._report(payloads, f"exit status {status}")

    def _prepare(self, folder: Path, payloads: list[Payload], options: list[str]) -> Page | None:
        """Write texts to a file and its notes; None where the file is refused."""
        number = payloads[0].number // PER_ARTICLE
        kind = KINDS[number % len(KINDS)]
        own = folder / f"{number:06}"
        own.mkdir()
        page = write_page(own, kind, payloads, random.Random(f"{self.seed}-{number}"))
        self.inputs[kind] += len(payloads)
        with capture(is_terminal=False):
            is_article = main([*options, "show", page.source]) == 0
            for note in page.notes:
                main([*options, "annotate", page.source, "--note", note.text, "--tag", note.text[:40]])
        self.refused += 0 if is_article else len(payloads)
        return page if is_article else None

    def _read(self, terminal: Terminal, screen: Emulator, page: Page, number: int) -> None:
        """Go to the next article, look for its texts, and at one of its other screens."""
        if number == 0:
            terminal.settle(calm=0.5)
        terminal.type("J" if number else "l")
        self._await_texts(terminal, screen, page.shown, "the page")
        if page.notes:
            terminal.type("4")
            self._await_texts(terminal, screen, page.notes, "the list of notes")
            terminal.type("\x1b")
        rest(terminal)
        before = screen.rows()
        names = list(REPLIES)
        for name in {names[2 * number % len(names)], names[(2 * number + 1) % len(names)]}:
            terminal.say(REPLIES[name].encode())
            self.replies += 1
        rest(terminal)
        changed = [f"{old!r}\n{new!r}" for old, new in zip(before, screen.rows(), strict=True) if old != new]
        if changed:
            self._report(page.payloads, "an answer of the terminal has changed the screen\n" + "\n".join(changed[:4]))
        for key in SCREENS[number % len(SCREENS)]:
            terminal.type(key)
            rest(terminal, 5)

    def _await_texts(self, terminal: Terminal, screen: Emulator, payloads: list[Payload], where: str) -> None:
        """Wait until the visible characters of texts are on the screen."""
        looked = [payload for payload in payloads if "combining" not in payload.kind]
        with suppress(TimeoutError):
            terminal.await_condition(lambda: all(shows(join_rows(screen.rows()), each) for each in looked), seconds=10)
        missing = [each for each in looked if not shows(join_rows(screen.rows()), each)]
        self.shown += len(looked) - len(missing)
        if missing:
            rows = [row for row in screen.rows() if row.strip()]
            self._report(missing, "\n".join([f"not on {where}", describe_lock(terminal), *rows]))

    def _report(self, payloads: list[Payload], what: str) -> None:
        texts = "\n".join(f"input {each.number} ({each.kind}): {each.text!r}" for each in payloads[:PER_ARTICLE])
        self.problems.append(f"{texts}\n  {what}")

    def _check_bytes(self, terminal: Terminal, payloads: list[Payload]) -> None:
        """Look for sequences that articles without anything hostile do not produce, and for tracebacks."""
        output = bytes(terminal.output)
        self.written += len(output)
        found = dict(list_kinds(output))
        if payloads[0].kind == "benign":
            self.kinds |= set(found)
        for kind in sorted(set(found) - self.kinds):
            self._report(payloads, f"{kind!r} is written: {output[max(0, found[kind] - 60) : found[kind] + 60]!r}")
        if fault := re.search(rb"(?:Traceback|internal error)[\s\S]{0,2000}", output):
            self._report(payloads, fault[0].decode("utf-8", "replace"))
