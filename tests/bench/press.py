"""Measures the views of Hong Kong and Taiwan: python -m tests.bench.press [--hk FILE] [--tw FILE]

The files have paragraphs of the region's newspapers, one a line. Each is made simplified and shown again; characters
that come back otherwise are counted per 10,000, for this program, for OpenCC, and for zhconv where it is installed.
Cost: the views of articles of 3,600 characters as ratios to OpenCC's convert() of the same text in the same run,
processor time. Then the time until the table is ready, and the memory it takes, in fresh interpreters. Without files
only the cost of the bundled articles is measured.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles

import opencc

from reader.model import CleanText, ViewName, clean
from reader.script.converter import ArticleConverter

Convert = Callable[[str], str]

ARTICLES = Path(__file__).parents[2] / "articles"
SIZE, PASSES = 3_600, 5
CONFIGS: dict[ViewName, str] = {"hk": "s2hk", "tw": "s2tw", "hkp": "s2hkp", "twp": "s2twp"}
TARGETS = {"hk": 1.5, "tw": 1.5, "hkp": 2.5, "twp": 2.5}
ZHCONV = {"hk": "zh-hk", "tw": "zh-tw"}
SPELLINGS = str.maketrans("裏着爲羣僞衆麪峯牀啓臺説脱税鋭閲悦温衞綫線", "裡著為群偽眾麵峰床啟台說脫稅銳閱悅溫衛線線")
"""Characters with two spellings in one region, which are no errors."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hk", type=Path)
    parser.add_argument("--tw", type=Path)
    arguments = parser.parse_args()
    files: dict[ViewName, Path | None] = {"hk": arguments.hk, "tw": arguments.tw}
    for view, path in files.items():
        if path:
            measure_accuracy(view, [line.strip() for line in path.read_text(encoding="utf-8").splitlines()])
    texts = [clean(opencc.OpenCC("t2s", False).convert(path.read_text(encoding="utf-8"))) for path in find_texts(files)]
    measure_cost("".join(texts))
    measure_readiness()


def find_texts(files: dict[ViewName, Path | None]) -> list[Path]:
    """The files that were given, else the bundled articles."""
    return [path for path in files.values() if path] or sorted(ARTICLES.glob("*.txt"))


def list_converters(view: ViewName) -> dict[str, Convert]:
    """What is compared: by name a function from simplified text to the view."""
    ours = ArticleConverter("Hans", None)
    converters: dict[str, Convert] = {
        "dubao": lambda text: ours.convert_text(clean(text), view, "Hans"),
        "opencc": opencc.OpenCC(CONFIGS[view], False).convert,
    }
    if find_spec("zhconv") and view in ZHCONV:
        zhconv = import_module("zhconv")
        converters["zhconv"] = lambda text: str(zhconv.convert(text, ZHCONV[view]))
    return converters


def measure_accuracy(view: ViewName, paragraphs: list[str]) -> None:
    """How many characters of every 10,000 come back as others."""
    simplify = opencc.OpenCC(f"{view}2s", False).convert
    pairs = [(line, simple) for line in paragraphs if line and len(simple := simplify(line)) == len(line)]
    total = sum(len(line) for line, _ in pairs)
    print(f"\n{view}: {len(pairs):,} paragraphs, {total:,} characters; other characters of every 10,000")
    for name, convert in list_converters(view).items():
        wrong = lost = 0
        for line, simple in pairs:
            shown = convert(simple)
            lost += len(shown) != len(line)
            wrong += sum(map(str.__ne__, line.translate(SPELLINGS), shown.translate(SPELLINGS)))
        print(f"  {name:8} {1e4 * wrong / total:6.2f}   {lost} paragraphs of another length")


def measure_cost(text: str) -> None:
    """The time of a view with its map, as a ratio to OpenCC's own conversion."""
    texts = [text[at : at + SIZE] for at in range(0, min(len(text), 40 * SIZE), SIZE)]
    articles = [[line for line in part.splitlines() if line.strip()] for part in texts]
    print(f"\na view with its map / convert(), {len(articles)} articles: median, ninth decile, target")
    for view, config in CONFIGS.items():
        plain = opencc.OpenCC(config, False).convert

        def show(lines: list[str], view: ViewName = view) -> None:
            converter = ArticleConverter("Hans", None)
            for line in lines:
                converter.convert(CleanText(line), view, "Hans")

        def convert(lines: list[str], plain: Convert = plain) -> None:
            for line in lines:
                plain(line)

        measured = [(shortest(show, lines), shortest(convert, lines)) for lines in articles]
        ratios = [ours / theirs for ours, theirs in measured if theirs]
        ninth = quantiles(ratios, n=10)[-1] if len(ratios) > 1 else ratios[0]
        print(f"  {view:4} {median(ratios):6.2f} {ninth:6.2f}   {TARGETS[view]}")
        if "zhconv" in (others := list_converters(view)):
            other = [shortest(lambda lines: [*map(others["zhconv"], lines)], lines) for lines in articles]
            whole = sum(other) / sum(theirs for _, theirs in measured)
            print(f"  zhconv {whole:4.2f}")


def shortest(call: Callable[[list[str]], object], lines: list[str]) -> float:
    """The shortest processor time of some runs, in seconds."""
    took = []
    for _ in range(PASSES):
        began = time.process_time()
        call(lines)
        took.append(time.process_time() - began)
    return min(took)


def measure_readiness() -> None:
    """Milliseconds until a converter is ready, and MiB of memory after it has converted a line."""
    own = "from reader.script.press_conversion import load_press_converter as load; load('tw').convert('头发发展了')"
    other = "import opencc; opencc.OpenCC('s2tw', False).convert('头发发展了')"
    print("\nin fresh interpreters: ms of processor time until a line is converted, MiB of memory")
    for name, code in (("dubao", own), ("opencc", other)):
        runs = [run_fresh(code) for _ in range(5)]
        print(f"  {name:8} {min(took for took, _ in runs):6.1f} ms {min(memory for _, memory in runs):6.1f} MiB")
    table = "from reader.script import context_model, press_conversion; a = time.process_time(); " + own
    print(f"  the tables alone, modules loaded: {min(run_fresh(table)[0] for _ in range(5)):.1f} ms   target 15")


def run_fresh(code: str) -> tuple[float, float]:
    """Run code in an interpreter of its own.

    Returns:
        Milliseconds of processor time since `a` was last set, and by how many MiB its memory has grown (Linux).
    """
    program = (
        "import time; resident = lambda: int(open('/proc/self/statm').read().split()[1]) * 4 / 1024; "
        "before = resident(); a = time.process_time()\n"
        f"{code}\nprint((time.process_time() - a) * 1e3, resident() - before)"
    )
    took, grown = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout.split()
    return float(took), float(grown)


if __name__ == "__main__":
    main()
