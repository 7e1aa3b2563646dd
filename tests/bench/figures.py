"""What finding figures costs: run `python -m tests.bench.figures`.

Time a character on a sample article, the cold start (processor time), a hundred thousand equal numerals, and, where
recognizers-text-suite is installed (only ever for this), how many times faster than it. Each number beside its target.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from reader.figures.context import detect_context
from reader.figures.scan import find_article_figures, find_figures
from reader.model import Origin, clean
from reader.structure import read_plain_text

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT.parent / "shared" / "acceptance" / "jianghua.txt"
OWN = ROOT / "articles"
RUNS = 20
COLD = """
import time
start = time.process_time()
from reader.figures.scan import figures_in
from reader.figures.context import Context
figures_in("212個", Context())
print((time.process_time() - start) * 1e3)
"""


def main() -> int:
    """Print the numbers; how many targets were missed."""
    path = SAMPLE if SAMPLE.exists() else sorted(OWN.glob("*.txt"))[0]
    article = read_plain_text(clean(path.read_text(encoding="utf-8")), Origin("bench"))
    context = detect_context(article)
    size = sum(len(block.text) for block in article.blocks)
    best = min(_timed(lambda: list(find_article_figures(article, context))) for _ in range(RUNS))
    missed = _say("a character", best / size * 1e6, 3, "µs")
    missed += _say("the sample", best * 1e3, 11, "ms")
    colds = [subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True) for _ in range(9)]
    missed += _say("ready", min(float(run.stdout) for run in colds), 50, "ms")
    for numeral in ("1", "一", "万", "半"):
        missed += _say(f"10^5 {numeral}", _timed(lambda n=numeral: find_figures(n * 10**5, context)), 1, "s")
    return missed + _against_recognizers(article.blocks, best)


def _timed(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start


def _say(name: str, value: float, most: float, unit: str) -> int:
    print(f"{name:24} {value:9.3f} {unit:3} (at most {most})", flush=True)
    return int(value > most)


def _against_recognizers(blocks: object, ours: float) -> int:
    try:
        from recognizers_number import recognize_number  # type: ignore[import-not-found]
        from recognizers_number_with_unit import recognize_currency, recognize_dimension  # type: ignore[import-not-found]
    except ImportError as error:
        print(f"recognizers-text-suite  skipped: {error}")
        return 0
    texts = [block.text for block in blocks]  # type: ignore[attr-defined]
    models = (recognize_number, recognize_currency, recognize_dimension)
    theirs = _timed(lambda: [model(text, "zh-cn") for text in texts for model in models])
    print(f"times faster than recognizers-text-suite (3 models) {theirs / ours:9.0f} (at least 50)")
    return int(theirs / ours < 50)


if __name__ == "__main__":
    raise SystemExit(main())
