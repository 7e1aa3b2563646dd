"""Pictures of the main states: python -m tests.pictures DIR [STATE ...]

pictures.tsv has the states: articles, language, keys. Each is drawn in three windows, dark and light, as SVG, as PNG
where rsvg-convert is there, and as one sheet a state where ImageMagick's montage is. `--check` also runs each state in
a pseudo terminal and says where an emulator of a terminal shows other text than the picture. `--documentation` draws
only the states that the README and the documentation show, each once, as SVG.

The SVG is our own: Textual's has its text stretched by a viewer, and one that cannot do that puts Chinese into the
wrong columns. Here every run of signs of one width begins at its column, wide and narrow signs each in a font whose
advance is exactly their cells.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import os
import shutil
import subprocess
import sys
import tempfile
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from reader.config.settings import Settings
from reader.input.keymap import Keymap
from reader.sources import list_samples, read_file
from reader.tui.app import DubaoApp
from reader.tui.state.reading_list import ReadingList
from reader.tui.theme import THEMES
from reader.typeset import cell_len
from tests.bench.emulator import UNSEEN, Emulator
from tests.bench.keys import typed
from tests.bench.pty_run import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.style import Style
    from textual.strip import Strip

SIZES = ((80, 24), (120, 40), (200, 50))
THEME_NAMES = ("dark", "light")
CELL, ROW, BASELINE = 10, 24, 18
"""Of a cell: its width, its height, and where signs stand in it."""
WIDE = 2 * CELL
"""Font size of wide signs: a Han sign advances by its size."""
NARROW = CELL / 0.6
"""Font size of narrow signs: Noto Sans Mono and DejaVu Sans Mono advance by six tenths of it."""
FONTS = {
    "hans": "Noto Sans Mono CJK SC",
    "hk": "Noto Sans Mono CJK HK",
}
OTHER_FONT = "Noto Sans Mono CJK TC"
CALM = 0.15
"""Seconds for what comes late: a worker, a second frame."""


class State(NamedTuple):
    """A row of pictures.tsv."""

    name: str
    sources: tuple[str, ...]
    language: str
    sizes: tuple[tuple[int, int], ...]
    keys: tuple[str, ...]
    documented: tuple[str, tuple[int, int]] | None
    """The theme and the window of its picture in the documentation; None for a state that is not shown there."""


def states() -> list[State]:
    """All of the table."""
    bundled = {path.stem: str(path) for path in list_samples()}
    found = []
    with Path(__file__).with_suffix(".tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""):
            sources = tuple(bundled.values()) if row["sources"] == "*" else (bundled[row["sources"]],)
            sizes = tuple(_size(size) for size in row["sizes"].split()) or SIZES
            theme, _, size = (row["documented"] or "").partition(" ")
            documented = (theme, _size(size)) if theme else None
            found.append(State(row["state"], sources, row["language"], sizes, tuple(row["keys"].split()), documented))
    return found


def _size(text: str) -> tuple[int, int]:
    columns, rows = text.split("x")
    return int(columns), int(rows)


async def drawn(state: State, size: tuple[int, int], theme: str) -> list[Strip]:
    """The rows of a state."""
    settings = Settings(language=state.language, theme=theme)  # type: ignore[arg-type]
    shelf = ReadingList(state.sources, read_file, settings, "", is_samples=len(state.sources) > 1)
    app = DubaoApp(settings, Keymap({}), shelf, shelf.open_first())
    async with app.run_test(size=size) as pilot:
        await pilot.pause(CALM)
        for key in state.keys:
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause(CALM)
        return app.screen._compositor.render_strips()


# -- as SVG


def svg(strips: Sequence[Strip], columns: int, theme: str, language: str) -> str:
    """The rows as a picture."""
    palette = THEMES[theme]
    wide = f'font-family="{FONTS.get(language, OTHER_FONT)}" font-size="{WIDE}"'
    narrow = f'font-family="Noto Sans Mono, DejaVu Sans Mono, monospace" font-size="{NARROW:.3f}"'
    height = len(strips) * ROW
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{columns * CELL}" height="{height}" xml:space="preserve">',
        f'<rect width="100%" height="100%" fill="{palette.background}"/>',
    ]
    for number, strip in enumerate(strips):
        column = 0
        for text, style, _ in strip:
            look, ground = colours(style, palette.foreground, palette.background)
            cells = cell_len(text)
            if ground != palette.background:
                parts.append(_box(column, number, cells, ground))
            for start, run, of_two in runs(text):
                font = wide if of_two else narrow
                x, y = (column + start) * CELL, number * ROW + BASELINE
                parts.append(f'<text x="{x}" y="{y}" {font} {look}>{escape(run)}</text>')
            column += cells
    return "\n".join([*parts, "</svg>"])


def _box(column: int, row: int, cells: int, colour: str) -> str:
    return f'<rect x="{column * CELL}" y="{row * ROW}" width="{cells * CELL}" height="{ROW}" fill="{colour}"/>'


def runs(text: str) -> Iterator[tuple[int, str, bool]]:
    """Stretches of signs of one width that are not blank: the column they begin at, the stretch, whether it is wide."""
    placed, column = [], 0
    for sign in text:
        cells = cell_len(sign)
        placed.append((column, sign, cells))
        column += cells
    for wide, signs in groupby(placed, lambda one: one[2] == 2):
        run = list(signs)
        words = "".join(sign for _, sign, _ in run)
        if words.strip():
            yield run[0][0], words, wide


def colours(style: Style | None, foreground: str, background: str) -> tuple[str, str]:
    """The attributes of the text and the colour of the ground."""
    front = style.color.get_truecolor().hex if style and style.color and not style.color.is_default else foreground
    back = style.bgcolor.get_truecolor().hex if style and style.bgcolor and not style.bgcolor.is_default else background
    if style and style.reverse:
        front, back = back, front
    if style and style.dim:
        front = _between(front, back)
    look = f'fill="{front}"'
    look += ' font-weight="bold"' if style and style.bold else ""
    look += ' text-decoration="underline"' if style and style.underline else ""
    return look, back


def _between(one: str, other: str) -> str:
    """A colour two thirds of the way to the first: how terminals draw dim."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{(2 * a + b) // 3:02x}" for a, b in pairs)


# -- beside a terminal


def differences(state: State, size: tuple[int, int], strips: Sequence[Strip]) -> list[str]:
    """The rows that an emulator of a terminal shows otherwise."""
    columns, rows = size
    os.environ["DUBAO_CONFIG"] = "/nonexistent/config.toml"
    locale = {"hk": "zh_HK.UTF-8", "tw": "zh_TW.UTF-8", "hans": "zh_CN.UTF-8"}.get(state.language, "C.UTF-8")
    # Without a locale of that name Python falls back to ASCII, so only the language of messages is set by it.
    language = {"LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LC_MESSAGES": locale}
    sources = () if len(state.sources) > 1 else state.sources
    with Terminal([sys.executable, "-m", "reader", *sources], columns, rows, environment=language) as terminal:
        terminal.await_output(b"\x1b[?2004h")
        terminal.settle()
        for key in state.keys:
            terminal.press(typed(key), silence=CALM, limit=0.6)
        terminal.settle()
        shown = Emulator(terminal).rows()
    rows_here = [UNSEEN.sub("", strip.text).rstrip() for strip in strips]
    pairs = zip(rows_here, (row.rstrip() for row in shown), strict=True)
    return [
        f"{number:>3} picture  {ours}\n    terminal {row}" for number, (ours, row) in enumerate(pairs) if ours != row
    ]


# -- files


def save(folder: Path, name: str, picture: str) -> Path:
    """Write a picture; as PNG too where that can be made. The file that a sheet is made of."""
    path = folder / f"{name}.svg"
    path.write_text(picture, "utf-8")
    if not shutil.which("rsvg-convert"):
        return path
    png = path.with_suffix(".png")
    subprocess.run(["rsvg-convert", "-o", str(png), str(path)], check=True)
    return png


def sheet(folder: Path, state: State, pictures: Iterable[Path]) -> None:
    """All pictures of a state on one sheet."""
    if shutil.which("montage") and shutil.which("rsvg-convert"):
        tiles = [str(path) for path in pictures]
        across = str(len(state.sizes))
        target = str(folder / f"sheet-{state.name}.png")
        options = ["-tile", f"{across}x", "-geometry", "1000x620>+8+8", "-background", "#777777"]
        subprocess.run(["montage", *tiles, *options, target], check=True)


def draw_documented(folder: Path, state: State) -> None:
    """Draw the picture of a state for the documentation, if it has one."""
    if state.documented is not None:
        theme, size = state.documented
        path = folder / f"{state.name}.svg"
        path.write_text(svg(asyncio.run(drawn(state, size, theme)), size[0], theme, state.language), "utf-8")
        print(path, flush=True)


def main() -> int:
    """Draw them; 1 if a terminal shows anything else."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("states", nargs="*", metavar="STATE", help="only these")
    parser.add_argument("--documentation", action="store_true", help="draw only what the documentation shows")
    parser.add_argument("--check", action="store_true", help="compare with a terminal")
    options = parser.parse_intermixed_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    wrong = 0
    with tempfile.TemporaryDirectory() as place:
        os.environ.update(
            DUBAO_CONFIG=f"{place}/config.toml", DUBAO_CACHE=f"{place}/cache", DUBAO_LIBRARY=f"{place}/library.db"
        )
        os.environ["SSH_CONNECTION"] = "none"  # so that the clipboard of this machine is left alone
        for state in states():
            if options.states and state.name not in options.states:
                continue
            if options.documentation:
                draw_documented(options.folder, state)
                continue
            made = []
            for theme in THEME_NAMES:
                for size in state.sizes:
                    name = f"{state.name}-{size[0]}x{size[1]}-{theme}"
                    strips = asyncio.run(drawn(state, size, theme))
                    made.append(save(options.folder, name, svg(strips, size[0], theme, state.language)))
                    rows = differences(state, size, strips) if options.check and theme == THEME_NAMES[0] else []
                    wrong += len(rows)
                    print(name, *rows, sep="\n", flush=True)
            sheet(options.folder, state, made)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
