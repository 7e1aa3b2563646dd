"""Measures detection, folding and conversion: python -m tests.bench.script [FOLDER OF TEXTS ...]

Accuracy: stretches of 6, 12, 24 and 60 Chinese characters of every text's paragraphs and of their conversions, as many
of one script as of the other. Region: whole texts and blocks of 20 and 5 lines, in the forms of Taiwan and Hong Kong,
against the distances OpenCC itself finds. Cost: ratios to OpenCC's t2s of the same text in the same run.
Without arguments the bundled articles are measured; they are few, so give texts of other papers too.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import opencc

from reader.model import CleanText
from reader.script.converter import ArticleConverter
from reader.script.detect import count_regional_differences, detect_region, detect_script
from reader.text.folding import fold_script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Convert = Callable[[str], str]

ARTICLES = Path(__file__).parents[2] / "articles"
LENGTHS = (6, 12, 24, 60)
PER_TEXT = 200


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or [ARTICLES]
    paths = sorted(path for folder in folders for path in folder.rglob("*.txt") if "LICENSE" not in str(path))
    texts = [text for path in paths if len(text := path.read_text(encoding="utf-8")) > 100]
    hans = [text for text in texts if detect_script(text) == "Hans"]
    hant = [text for text in texts if detect_script(text) == "Hant"]
    print(f"{len(texts)} texts: {len(hans)} Hans, {len(hant)} Hant")
    accuracy(hans, hant)
    regions(hans, hant)
    cost(max(hant, key=len), "".join(hans + hant))
    start()


def converter(*configs: str) -> Convert:
    loaded = [opencc.OpenCC(config, False) for config in configs]

    def convert(text: str) -> str:
        for each in loaded:
            text = each.convert(text)
        return text

    return convert


def accuracy(hans: list[str], hant: list[str]) -> None:
    """The share of stretches whose script is found, by length."""
    to_hans, to_hant = converter("t2s"), [converter(config) for config in ("s2tw", "s2hk")]
    # A simplified text may quote a traditional one: t2s makes it what its label says.
    pure = [to_hans(text) for text in hans]
    pairs = [(text, convert(text)) for text in pure for convert in to_hant] + [(to_hans(text), text) for text in hant]
    chance = random.Random(1)
    print("\nscript      right   wrong  undecided  mixed       n   alike in both scripts, left out")
    for length in LENGTHS:
        found: Counter[str] = Counter()
        for simplified, traditional in pairs:
            one, other = "".join(prose(simplified)), "".join(prose(traditional))
            for _ in range(PER_TEXT if len(one) > length else 0):
                start = chance.randrange(len(one) - length)
                stretch = slice(start, start + length)
                if one[stretch] == other[stretch]:
                    found["alike"] += 1
                    continue
                for text, script in ((one, "Hans"), (other, "Hant")):
                    answer = detect_script(text[stretch])
                    found["right" if answer == script else answer if answer in ("Und", "Mixed") else "wrong"] += 1
        alike = found.pop("alike", 0)
        n = found.total()
        shares = [found[kind] / n for kind in ("right", "wrong", "Und", "Mixed")]
        print(
            f"{length:3} chars   {shares[0]:.4f}  {shares[1]:.4f}     {shares[2]:.4f} {shares[3]:.4f} {n:7} {alike:7}"
        )


def prose(text: str) -> Iterator[str]:
    """The Chinese characters of its paragraphs; lists of names and numbers say nothing of a script."""
    for line in text.splitlines():
        characters = re.findall(r"[\u3400-\u9fff]", line)
        if len(characters) >= max(LENGTHS):
            yield "".join(characters)


def regions(hans: list[str], hant: list[str]) -> None:
    """How often the distances decide as OpenCC's do, and the region is that of the conversion."""
    to_hk, to_tw = converter("tw2t", "t2hk"), converter("hk2t", "t2tw")

    def oracle(text: str) -> tuple[int, int]:
        return sum(map(str.__ne__, text, to_hk(text))), sum(map(str.__ne__, text, to_tw(text)))

    def decision(hk: int, tw: int) -> int:
        return (hk > tw) - (hk < tw)

    forms = {"TW": converter("s2tw"), "HK": converter("s2hk")}
    print("\nregion        distances as OpenCC's   region right  wrong  undecided   alike in both regions, left out")
    for lines, name in ((10**6, "whole texts"), (20, "20 lines"), (5, "5 lines")):
        same: Counter[bool] = Counter()
        found: Counter[str] = Counter()

        def judge(region: str, block: str, same: Counter[bool] = same, found: Counter[str] = found) -> None:
            same[decision(*count_regional_differences(block)) == decision(*oracle(block))] += 1
            answer = detect_region([block])
            if region:
                found["right" if answer == region else "wrong" if answer else "undecided"] += 1

        for text in hans:
            for block in blocks(text, lines):
                shown = {region: convert(block) for region, convert in forms.items()}
                if shown["TW"] == shown["HK"]:
                    found["alike"] += 1
                    continue
                for region, own in shown.items():
                    judge(region, own)
        for text in hant:
            for block in blocks(text, lines):
                judge("", block)
        agreed = f"{same[True]} of {same.total()}, {same[True] / same.total():.4f}"
        counts = [found[kind] for kind in ("right", "wrong", "undecided", "alike")]
        print(f"{name:12} {agreed:>23} {counts[0]:14} {counts[1]:6} {counts[2]:10} {counts[3]:7}")


def blocks(text: str, lines: int) -> Iterator[str]:
    whole = [line for line in text.splitlines() if line.strip()]
    for start in range(0, len(whole), lines):
        yield "\n".join(whole[start : start + lines])


def cost(article: str, many: str) -> None:
    """Ratios to t2s of the same text, block by block, and nanoseconds a character on a million."""
    convert = converter("t2s")
    lines = [CleanText(line) for line in article.splitlines() if line.strip()]
    base = best(lambda: [convert(line) for line in lines])

    def views(lines: list[CleanText]) -> object:
        shown = ArticleConverter("Hant", "TW")
        return [shown.convert_text(line, "hans", "Hant") for line in lines]

    print(f"\ncost of an article ({len(article)} characters, {len(lines)} blocks), in t2s conversions of it")
    for name, call in (
        ("script_of each block", lambda: [detect_script(line) for line in lines]),
        ("region_of the body", lambda: detect_region(lines)),
        ("fold each block", lambda: [fold_script(line) for line in lines]),
        ("hans view, new", lambda: views(lines)),
    ):
        print(f"  {name:24} {best(call) / base:.2f}")
    million = (many * (1_000_000 // len(many) + 1))[:1_000_000]
    print("a million characters in one block, ns a character")
    for name, function in (
        ("script_of", detect_script),
        ("region_of", lambda text: detect_region([text])),
        ("fold_script", fold_script),
    ):
        print(f"  {name:24} {best(lambda function=function: function(million), 3) * 1000:.1f}")  # type: ignore[misc]


def best(call: Callable[[], object], times: int = 30) -> float:
    """The shortest of some runs, in seconds."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        took.append(time.perf_counter() - began)
    return min(took)


def start() -> None:
    """Milliseconds of the import and the first calls, in fresh interpreters with warm bytecode."""
    code = (
        "import time, typing, functools, __future__; a=time.perf_counter(); import reader.script.detect as d;"
        "from reader.text.folding import fold_script;"
        "b=time.perf_counter(); d.detect_script('漢字'); c=time.perf_counter(); fold_script('漢字');"
        "e=time.perf_counter();"
        "print((b-a)*1e3, (c-b)*1e3, (e-c)*1e3)"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(9)]
    times = [min(column) for column in zip(*(map(float, run.split()) for run in runs), strict=True)]
    print("\nms: import {:.2f}, first script_of {:.2f}, first fold {:.2f}".format(*times))


if __name__ == "__main__":
    main()
