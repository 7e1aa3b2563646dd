"""Storms of keys, resizes, mouse and pastes against the program: python -m tests.storm --minutes 10

A session opens some articles, with or without a library, or the articles of a library, in some window with some
settings, and does a few hundred random things. All of it comes from its seed: `--seed N` does it again, and where it
fails, leaves things out as long as it still fails the same way, and prints what remains. What depends on time (the rest
of a long article is read in between) may differ.
"""

from __future__ import annotations

import argparse
import asyncio
import faulthandler
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
import warnings
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_type_hints

from textual import events
from textual.geometry import Size
from textual.keys import key_to_character

from reader.config.settings import Settings
from reader.input.commands import COMMANDS
from reader.input.keymap import Keymap
from reader.library.library import Library
from reader.library.listing import ArticleListing
from reader.services.inputs import collect_inputs
from reader.services.opening import load_document
from reader.sources import list_samples, read_file
from reader.tui.app import DubaoApp
from reader.tui.state.library_store import LibraryStore
from reader.tui.state.reading_list import ReadingList
from tests.bench.texts import article
from tests.library.texts import opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.pilot import Pilot

ACTS = 300
"""In a session."""
LONGEST = 300
"""Seconds of processor time of a session; one that takes longer is taken to hang, and has failed."""
WAIT_MAX = 7_200
"""Seconds of the clock after which a session is taken to wait for ever: the traceback is printed, and all ends."""
TOLD = 30
"""Seconds between two lines that say how it goes."""
TRIES = 60
"""Replays for the sake of a shorter failure."""
_KEYS = tuple(sorted({key for command in COMMANDS for key in command.keys.split(",") if key}))
_OTHERS = (
    "Ｊ", "ｎ", "？", "／", "：", "。", "、", "「", "」", "０", "￥", "的", "縣", "ㄅ", "가", "é", "😀", "x", "X", "9",
    "semicolon", "comma", "backspace", "delete", "insert", "f1", "f5", "ctrl+a", "ctrl+e", "ctrl+k", "ctrl+w", "ctrl+n",
    "ctrl+o", "ctrl+s", "ctrl+at", "ctrl+home", "ctrl+right", "shift+right", "alt+x", "ctrl+shift+p",
    "3", "4", "6", "7", "8",
)  # fmt: skip
_ENDING = frozenset({"Q", "ctrl+q", "q", "ctrl+c", "ctrl+z"})
"""Keys that are pressed rarely, or a session would be short."""
PASTES = (
    "", " ", "縣裏", "https://example.org/a", "http://[::1", "~/none.txt", "/", ".", "-", "a\nb",
    "\x1b[31m紅", "[b]", "[/]", "段落一。\n\n段落二。\n" * 40, "字" * 5000, "\u202e反", "%s{n}", "\\", "\x00", "\ufffd",
    "~\x00", "file://[x", "file:///a%00%ff", "/" + "長" * 300, "/dev/zero", "/" * 4096,
)  # fmt: skip
SIZES = ((80, 24), (120, 40), (200, 50), (40, 12), (60, 20), (100, 30), (1, 1), (2, 2), (20, 5), (19, 4), (300, 80))
WORDS = ("的", "縣裏", "abc", "3", "第2節", "theme", ".", "/tmp/x")
_KINDS = ("key", "other", "text", "paste", "size", "click", "drag", "wheel", "hover", "wait")
_WEIGHTS = (60, 8, 4, 2, 4, 8, 5, 6, 2, 1)


TEMPLATE = "template.db"
"""The library that sessions have a copy of, beside that of $DUBAO_LIBRARY."""


class Act(NamedTuple):
    """Something done to the program."""

    kind: str
    value: str = ""
    """A key or a text."""
    spots: tuple[tuple[int, int], ...] = ()
    """Places in thousandths of the window; a size in cells."""
    calm: bool = True
    """Whether the screen is drawn before the next act."""


def hostile() -> dict[str, str]:
    """Texts that ask much of a reader, by name."""
    return {
        "line": "一" * 300_000,
        "empty-lines": "\n" * 100_000 + "末行",
        "headings": "\n\n".join(f"第{n}節 標題" for n in range(3_000)),
        "marks": "，。、；：？！「」『』（）" * 2_000,
        "combining": "字" + "\u0301" * 5_000 + "\n" + "e\u0302\u0323" * 500,
        "emoji": "👩‍👩‍👧‍👦🇭🇰👍🏽" * 500 + "\ufe0f\u200d",
        "markup": "[b]粗[/b] [/] [@click=app.quit]按[/] [red]紅\n" * 300,
        "controls": "".join(map(chr, range(1, 0x100))) * 20 + "\u202e\u2066\u200f\u2028\ufffe\U000e0041",
        "narrow": "\n".join("甲乙丙丁"[n % 4] for n in range(2_000)),
        "latin": "Supercalifragilistic" * 400 + " " + "word " * 2_000,
        "single": "字",
        "tabs": "甲\t乙\t丙\n" * 500,
    }


def prepare(folder: Path) -> list[list[str]]:
    """Write the texts; what sessions may open."""
    os.environ.update(DUBAO_CONFIG=str(folder / "config.toml"), DUBAO_CACHE=str(folder / "cache"))
    os.environ["DUBAO_LIBRARY"] = str(folder / "library.db")
    os.environ["SSH_CONNECTION"] = "none"  # so that the clipboard of this machine is left alone
    shelf = folder / "shelf"
    shelf.mkdir()
    for number in range(30):
        text = article(900, "hans" if number % 3 else "hant", title=f"海角見聞之{number}")
        (shelf / f"{number}.txt").write_text(text, "utf-8")
    (shelf / "broken.txt").write_bytes(b"\xff\xfe\x00\x80" * 50)
    for wild in (b"\xff\x9b31m.txt", b"\x1b[31m\n\t.txt", "\u202egnp.txt".encode()):  # any bytes may be a name
        (shelf / os.fsdecode(wild)).write_text("名字\n\n　　一段正文。\n", "utf-8")
    os.mkfifo(shelf / "pipe.txt")
    texts = hostile() | {"long": article(150_000), "simplified": article(60_000, "hans")}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8", "replace")
    with Library.open(folder / TEMPLATE) as library, library.transaction():
        for number in range(30):
            one = opened(article(600, title=f"渡口見聞之{number}"), f"/nowhere/{number}.txt")
            library.store_article(one.article, one.source)
            if number % 4 == 0:
                library.store_annotation(one.note(one.article.blocks[-1].text[:6], "要核對"), one.id)
    bundled = [str(shutil.copy(path, folder)) for path in list_samples()]  # something may be saved beside them
    alone = [[path] for path in (*bundled, *(str(folder / f"{name}.txt") for name in texts))]
    return [*alone, bundled, bundled, sorted(map(str, shelf.iterdir())), [path for one in alone for path in one]]


def acts(chance: random.Random, count: int) -> Iterator[Act]:
    """Random things to do."""

    def spot() -> tuple[int, int]:
        return chance.randint(0, 999), chance.randint(0, 999)

    for _ in range(count):
        (kind,) = chance.choices(_KINDS, _WEIGHTS)
        calm = chance.random() < 0.7
        if kind in ("key", "other"):
            key = chance.choice(_KEYS if kind == "key" else _OTHERS)
            if key in _ENDING and chance.random() < 0.8:
                key = "escape"
            yield Act("key", key, calm=calm)
        elif kind == "text":
            for character in chance.choice(WORDS):
                yield Act("key", character, calm=calm)
        elif kind == "paste":
            yield Act("paste", chance.choice(PASTES), calm=calm)
        elif kind == "size":
            size = chance.choice(SIZES) if chance.random() < 0.7 else (chance.randint(1, 300), chance.randint(1, 80))
            yield Act("size", "", (size,), calm)
        elif kind == "click":
            yield Act(kind, str(chance.choice((1, 1, 1, 2, 3, 4))), (spot(),), calm)
        else:
            spots = tuple(spot() for _ in range(chance.randint(2, 5) if kind == "drag" else 1))
            yield Act(kind, chance.choice(("up", "down")), spots, calm)


async def do(act: Act, app: DubaoApp, pilot: Pilot[None]) -> None:
    """One act."""

    def mouse(kind: type[events.MouseEvent], spot: tuple[int, int], button: int = 1) -> None:
        x, y = (part * cells // 1000 for part, cells in zip(spot, app.size, strict=True))
        app.post_message(kind(None, x, y, 0, 0, button, False, False, False))

    if act.kind == "key":
        app.post_message(events.Key(act.value, key_to_character(act.value)))
    elif act.kind == "paste":
        app.post_message(events.Paste(act.value))
    elif act.kind == "size" and act.calm:
        await pilot.resize_terminal(*act.spots[0])
    elif act.kind == "size":  # another size may come before this one is laid out
        app.post_message(events.Resize(Size(*act.spots[0]), Size(*act.spots[0])))
    elif act.kind == "click":
        for _ in range(int(act.value)):
            mouse(events.MouseDown, act.spots[0])
            mouse(events.MouseUp, act.spots[0])
    elif act.kind == "drag":
        mouse(events.MouseDown, act.spots[0])
        for spot in act.spots[1:]:
            mouse(events.MouseMove, spot)
            await asyncio.sleep(0.01)  # a drag beyond the edge scrolls while time goes by
        mouse(events.MouseUp, act.spots[-1])
    elif act.kind == "wheel":
        mouse(events.MouseScrollUp if act.value == "up" else events.MouseScrollDown, act.spots[0], 0)
    elif act.kind == "hover":
        mouse(events.MouseMove, act.spots[0], 0)
    else:
        await asyncio.sleep(0.02)
    if act.calm:
        await pilot.pause(0)


def look(app: DubaoApp) -> None:
    """What is drawn fits the window, whatever has happened."""
    width, height = app.screen._compositor.size  # a screen just opened has no size yet
    strips = app.screen._compositor.render_strips()
    assert len(strips) == height, f"{len(strips)} rows in a window of {height}"
    for number, strip in enumerate(strips):
        assert strip.cell_length == width, f"row {number} has {strip.cell_length} cells in a window of {width}"


@contextmanager
def unseen() -> Iterator[list[BaseException]]:
    """Collects what Python would only print: errors of forgotten tasks, of destructors, coroutines nobody awaited."""
    lost: list[BaseException] = []

    def forgotten(_loop: object, context: dict[str, Any]) -> None:
        lost.append(context.get("exception") or RuntimeError(context["message"]))

    asyncio.get_running_loop().set_exception_handler(forgotten)
    before = sys.unraisablehook
    sys.unraisablehook = lambda found: lost.append(found.exc_value or RuntimeError(str(found.err_msg)))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", RuntimeWarning)
            yield lost
    finally:
        sys.unraisablehook = before


class Session:
    """What a seed stands for: articles, a library or none, settings, a window, and what is done."""

    def __init__(self, seed: int, choices: Sequence[list[str]], count: int = ACTS) -> None:
        chance = random.Random(seed)
        self.sources = chance.choice(choices)
        hints = get_type_hints(Settings)
        names = ("language", "theme", "preferred_traditional", "forms", "kinsoku", "paragraphs", "ambiguous")
        chosen = {name: chance.choice(get_args(hints[name])) for name in names}
        self.settings = Settings(**chosen, measure=chance.randint(20, 40))
        self.size = chance.choice(SIZES)
        self.library = chance.choice(("none", "behind", "listed"))
        """Whether there is none, one where annotations are stored, or one whose articles are what there is to read."""
        if self.library == "listed":
            self.sources = []
        self.in_list = self.library == "listed" or (len(self.sources) > 1 and chance.random() < 0.5)
        self.acts = list(acts(chance, count))

    async def run(self, acts: Sequence[Act]) -> int:
        """Do these things, in a new program whenever one has ended; how many were done.

        Raises:
            Exception: Whatever the program raised, or an AssertionError of ours.
        """
        done = 0
        path = Path(os.environ["DUBAO_LIBRARY"])
        for old in path.parent.glob(f"{path.name}*"):
            old.unlink()
        shutil.copy(path.with_name(TEMPLATE), path)
        with unseen() as lost:
            while done < len(acts):
                done += await self._until_it_ends(acts[done:])
        if lost:
            raise lost[0]
        return done

    async def _until_it_ends(self, acts: Sequence[Act]) -> int:
        with ExitStack() as resources:
            return await self._run_program(acts, self._make_app(resources))

    def _make_app(self, resources: ExitStack) -> DubaoApp:
        """The program over the articles and the library of the session, which are closed with the resources."""
        if self.library == "none":
            shelf = ReadingList(self.sources, read_file, self.settings, "", folder_name="soak")
        else:
            path = os.environ["DUBAO_LIBRARY"]
            inputs = collect_inputs(self.sources, path)
            listing = None
            if inputs.library:
                resources.callback(inputs.library.close)
                listing = ArticleListing(inputs.library.connection)
            shelf = ReadingList(
                inputs.sources,
                lambda source: load_document(source, read_file, library_path=path),
                self.settings,
                "",
                folder_name="soak",
                annotation_store=resources.enter_context(LibraryStore(path)),
                listing=listing,
            )
        return DubaoApp(self.settings, Keymap({}), shelf, shelf.open_first(), in_list=self.in_list)

    async def _run_program(self, acts: Sequence[Act], app: DubaoApp) -> int:
        app.error_console.quiet = True  # Textual would draw the traceback, too
        done = 0
        async with app.run_test(size=self.size) as pilot:
            for act in acts:
                await do(act, app, pilot)
                done += 1
                if app._exit or app._exception:
                    break
                if act.calm:
                    look(app)
            else:
                await pilot.pause(0)  # what is still on its way must not meet a program that has ended
        return done


def failure(session: Session, acts: Sequence[Act]) -> BaseException | None:
    """What goes wrong when these things are done, if anything."""
    faulthandler.dump_traceback_later(WAIT_MAX, exit=True)
    before = signal.signal(signal.SIGVTALRM, _give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        asyncio.run(session.run(acts))
    except Exception as error:
        return error
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        faulthandler.cancel_dump_traceback_later()
    return None


def _give_up(_number: int, _frame: object) -> None:
    raise TimeoutError(f"a session took {LONGEST} s of processor time")


def place(error: BaseException) -> str:
    """Which failure it is: its kind and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    if isinstance(error, Warning) or not frames:
        return f"{type(error).__name__}: {error}"
    where = next((frame for frame in reversed(frames) if "/reader/" in frame.filename), frames[-1])
    return f"{type(error).__name__} in {where.filename}:{where.lineno}"


def shrunk(session: Session, fails: str) -> list[Act]:
    """As few of a failing session's acts as still fail that way."""
    acts, size, tries = session.acts, len(session.acts) // 2, TRIES
    while size and tries:
        for start in range(0, len(acts), size):
            rest = acts[:start] + acts[start + size :]
            tries -= 1
            error = failure(session, rest)
            if error is not None and place(error) == fails:
                acts = rest
                break
            if not tries:
                break
        else:
            size //= 2
    return acts


def read_memory() -> float:
    """The resident memory of this process in MiB; 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def parse_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """The options of the command.

    Args:
        arguments: Of the command; those of this process when None.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--keys", type=int, help="so many events instead of minutes")
    parser.add_argument("--seed", type=int, help="this session alone")
    parser.add_argument("--first", type=int, help="the first seed (else from the clock)")
    return parser.parse_args(arguments)


def main() -> int:
    """Storm until the time is over; 1 if anything failed."""
    options = parse_arguments()
    began = told = time.monotonic()
    first = options.first or int(time.time()) % 1_000_000 * 1000
    seed = first if options.seed is None else options.seed
    found: dict[str, list[int]] = {}
    done = sessions = 0
    with tempfile.TemporaryDirectory() as folder:
        choices = prepare(Path(folder))
        print(f"first seed {seed}", flush=True)
        over = False
        while not over:
            session = Session(seed, choices)
            error = failure(session, session.acts)
            if error is not None:
                seeds = found.setdefault(place(error), [])
                if not seeds:
                    traceback.print_exception(error, limit=-12)
                    print(f"seed {seed} fails; shorter: python -m tests.storm --seed {seed}", flush=True)
                if options.seed is not None:
                    tell(seed, session, shrunk(session, place(error)))
                seeds.append(seed)
            done, sessions, now = done + len(session.acts), sessions + 1, time.monotonic()
            over = options.seed is not None or (
                done >= options.keys if options.keys else now - began > options.minutes * 60
            )
            if over or now - told > TOLD:
                told, each = now, f"{done / (now - began):.0f} a second, {read_memory():.0f} MiB"
                print(f"seed {seed}: {sessions} sessions, {done:,} events, {each}", flush=True)
            seed += 1
    print(f"{done:,} events, {len(found)} kinds of failures", flush=True)
    for what, seeds in found.items():
        print(f"FAILED {len(seeds)} times: {what}; seeds {', '.join(map(str, seeds[:5]))}")
    return int(bool(found))


def tell(seed: int, session: Session, acts: Sequence[Act]) -> None:
    """In which session it failed, and what it takes."""
    named = session.sources[0] if len(session.sources) == 1 else f"{len(session.sources)} articles"
    print(f"\nseed {seed}: {named}, library {session.library}, {session.size[0]}x{session.size[1]}, {session.settings}")
    print(f"{len(acts)} of {len(session.acts)} acts:")
    for act in acts:
        print(f"  {act.kind} {act.value!r} {list(act.spots) or ''}")


if __name__ == "__main__":
    sys.exit(main())
