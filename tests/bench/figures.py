"""What finding figures costs and how many are right: run `python -m tests.bench.figures [FOLDER ...]`.

Time a character on a sample article, the cold start (processor time), texts that are hard to read, the labels of
tests/figures/gold and of each FOLDER of labelled paragraphs in JSON, and, where recognizers-text-suite and jionlp are
installed (only ever for this), how many times faster than they. Each number stands beside its target.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.figures.context import FigureContext, detect_context
from reader.figures.scan import find_article_figures, find_figures
from reader.model import Origin, clean
from reader.structure import read_plain_text
from tests.figures.gold import pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.model import Article, Figure

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT.parent / "shared" / "acceptance" / "jianghua.txt"
OWN = ROOT / "articles"
RUNS = 20
COLD = """
import time
start = time.process_time()
from reader.figures.scan import find_figures
from reader.figures.context import FigureContext
find_figures("212個", FigureContext())
print((time.process_time() - start) * 1e3)
"""
HARD = (
    "1",
    "一",
    "萬",
    "半",
    "億",
    "1,1,",
    "1-1-",
    "1~1~",
    "1/1/",
    "%百分之",
    "1萬1萬",
    "1、",
    "「一",
    "http://a.b/c 1人、",
)
LEAST_FACTORS = {"recognizers-text-suite": 50, "jionlp": 3}
"""How many times our time the other libraries take at least for the same article."""
HARD_LENGTH = 100_000
"""Code points of a hard text."""


def main() -> int:
    """Print the numbers; return how many targets were missed."""
    path = SAMPLE if SAMPLE.exists() else sorted(OWN.glob("*.txt"))[0]
    article = read_plain_text(clean(path.read_text(encoding="utf-8")), Origin("bench"))
    context = detect_context(article)
    size = sum(len(block.text) for block in article.blocks)
    # Rows that repeat are read once; another date for each run makes all of them new.
    contexts = [replace(context, date=f"2018-12-{day:02}") for day in range(1, RUNS + 1)]
    best = min(_timed(partial(_find_all, article, each)) for each in contexts)
    missed = _report("a character", best / size * 1e6, 1, "µs")
    missed += _report("ready", _ready(), 30, "ms")
    for piece in HARD:
        text = (piece * HARD_LENGTH)[:HARD_LENGTH]
        whole, half = (_timed(partial(find_figures, t, context)) for t in (text, text[: HARD_LENGTH // 2]))
        missed += _report(f"growth {piece}", whole / max(half, 1e-3), 3, "x")
    gold = (
        (piece.text, piece.context, [(x.start, x.end, x.kind, x.unit) for x in piece.figures]) for piece in pieces()
    )
    missed += _accuracy("tests/figures/gold", gold)
    for folder in sys.argv[1:]:
        missed += _accuracy(folder, map(_read_labels, sorted(Path(folder).glob("*.json"))))
    return missed + _against_others([block.text for block in article.blocks], best)


def _find_all(article: Article, context: FigureContext) -> list[tuple[int, Figure]]:
    return list(find_article_figures(article, context))


def _ready() -> float:
    """Milliseconds of processor time from nothing imported to the first figure, with compiled modules as installed."""
    with tempfile.TemporaryDirectory() as folder:
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env["PYTHONPYCACHEPREFIX"] = folder
        command = [sys.executable, "-c", COLD]
        runs = [subprocess.run(command, capture_output=True, text=True, check=True, env=env) for _ in range(10)]
    return min(float(run.stdout) for run in runs)


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _report(name: str, value: float, most: float, unit: str) -> int:
    print(f"{name:24} {value:9.3f} {unit:3} (at most {most})", flush=True)
    return int(value > most)


Labels = tuple[str, FigureContext, list[tuple[int, int, str, str]]]


def _read_labels(path: Path) -> Labels:
    item: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    spans = [(each["start"], each["end"], each["kind"], each["canonical_unit"]) for each in item["figures"]]
    return item["text"], FigureContext(item["date"], item["region"]), spans


def _accuracy(name: str, labelled: Iterable[Labels]) -> int:
    """Print the F1 of spans with kind and unit; return whether it is below .97. Optional figures count as found."""
    expected = found = right = 0
    for text, context, spans in labelled:
        figures = [(f.start, f.end, f.kind, f.canonical_unit) for f in find_figures(text, context)]
        expected, found = expected + len(spans), found + len(figures)
        right += len(set(spans) & set(figures))
    score = 2 * right / max(1, expected + found)
    print(f"{name:24} {score:9.3f} F1  (at least 0.97), {right} of {expected} right, {found} found", flush=True)
    return int(score < 0.97)


def _against_others(texts: list[str], ours: float) -> int:
    """Print how many times faster than each library that is installed; return how many are not left far behind."""
    missed = 0
    for name, load in (("recognizers-text-suite", _load_recognizers), ("jionlp", _load_jionlp)):
        try:
            extract = load()
        except ImportError as error:
            print(f"{name:24} skipped: {error}")
            continue
        extract(texts[0])  # what it loads at its first call is not counted
        theirs = _timed(lambda extract=extract: [extract(text) for text in texts])  # type: ignore[misc]
        print(f"{name:24} {theirs / ours:9.0f} times our time (at least {LEAST_FACTORS[name]})", flush=True)
        missed += theirs / ours < LEAST_FACTORS[name]
    return missed


def _load_recognizers() -> Callable[[str], object]:
    """Its number, currency and dimension models together."""
    from recognizers_number import recognize_number  # type: ignore[import-not-found]
    from recognizers_number_with_unit import recognize_currency, recognize_dimension  # type: ignore[import-not-found]

    models = (recognize_number, recognize_currency, recognize_dimension)
    return lambda text: [model(text, "zh-cn") for model in models]


def _load_jionlp() -> Callable[[str], object]:
    """Its times and amounts of money."""
    from jionlp import ner  # type: ignore[import-not-found]

    extractors = (ner.extract_time, ner.extract_money)
    return lambda text: [extract(text) for extract in extractors]


if __name__ == "__main__":
    raise SystemExit(main())
