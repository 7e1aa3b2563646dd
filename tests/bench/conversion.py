"""Measures conversion: python -m tests.bench.conversion [FOLDER OF TEXTS ...]

Forty articles of 3,600 characters, put together from the lines of all texts, so that they are unlike. Every number is a
ratio to OpenCC's own convert() of the same text in the same run, processor time, the shortest of some runs; median and
ninth decile over the articles. Without arguments the bundled articles are measured; they are few, so give more texts.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

import opencc

from reader.model import CleanText, clean
from reader.script import offset_maps
from reader.script.ambiguity import find_ambiguities
from reader.script.converter import ArticleConverter, Pin
from reader.script.offset_maps import convert, convert_with_map, get_converter
from reader.script.opencc_configs import has_vocabulary, list_configs
from reader.script.opencc_package import list_shipped_configs
from reader.script.options import ConversionOptions
from reader.script.rules import ArticleRules

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[[str], object]

    from reader.model import Script, ViewName
    from reader.script.detect import OrthographyRegion

ARTICLES = Path(__file__).parents[2] / "articles"
SIZE, NUMBER, PASSES = 3_600, 40, 7
SOURCES = {"s": "", "t": "s2t", "tw": "s2tw", "hk": "s2hk", "jp": "t2jp"}
"""What makes the text that a config expects, from simplified text."""


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or [ARTICLES]
    paths = sorted(path for folder in folders for path in folder.rglob("*.txt") if "LICENSE" not in str(path))
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 20]
    simplified = [convert(clean(line), "t2s") for line in lines]
    texts = articles(simplified)
    print(f"{len(paths)} texts, {len(simplified)} lines: {len(texts)} articles of {SIZE} characters")
    maps_cost(texts)
    rules_cost(texts)
    ambiguities_cost(texts)
    lookups(texts)
    longest_call(simplified)
    untouched(simplified)
    readiness()


def articles(lines: list[str]) -> list[list[str]]:
    """Each the lines of one, drawn without repeats as long as there are any left."""
    chance = random.Random(1)
    found: list[list[str]] = []
    rest: list[str] = []
    for _ in range(NUMBER):
        article: list[str] = []
        while sum(map(len, article)) < SIZE:
            if not rest:
                rest = chance.sample(lines, len(lines))
            article.append(rest.pop())
        found.append(article)
    return found


def source(config: str, article: list[str]) -> list[str]:
    """An article in the script a config is for."""
    before = SOURCES[config.partition("2")[0]]
    return [convert(line, before) for line in article] if before else article


def shortest(call: Callable[[], object], times: int = 5) -> float:
    return min(once(call) for _ in range(times))


def ratios(name: str, ours: Call, theirs: Call, texts: list[list[str]], target: str) -> None:
    """Prints how long a call takes, in units of another: for whole articles, and for their blocks one by one."""
    whole = [ours / theirs for ours, theirs in timed(ours, theirs, [["\n".join(own)] for own in texts])]
    blocks = [ours / theirs for ours, theirs in timed(ours, theirs, texts)]
    print(
        f"  {name:18} {median(whole):5.2f}   p90 {quantiles(whole, n=10)[-1]:5.2f}   target {target:14}"
        f"   block by block {median(blocks):5.2f}"
    )


def timed(ours: Call, theirs: Call, texts: list[list[str]]) -> list[tuple[float, float]]:
    """For each text the shortest time of both. All texts by the one, then all by the other: the same text again would
    be in the processor's caches, and OpenCC many times as fast as on news.
    """
    best = [[1.0, 1.0] for _ in texts]
    for _ in range(PASSES):
        for which, call in enumerate((ours, theirs)):
            for number, lines in enumerate(texts):
                best[number][which] = min(best[number][which], once(each(call, lines)))
    return [(mine, other) for mine, other in best]


def each(function: Call, lines: list[str]) -> Callable[[], object]:
    return lambda: [function(line) for line in lines]


def once(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


def maps_cost(texts: list[list[str]]) -> None:
    print("\nview with map / convert()")
    for config in list_configs():
        target = "1.10" if not has_vocabulary(config) else "2.0 (p90 2.5)" if config.endswith("2sp") else "1.3"
        own = [source(config, article) for article in texts]
        ratios(config, partial(convert_with_map, config=config), get_converter(config).convert, own, target)


PLANNED: tuple[tuple[ViewName, Script, OrthographyRegion | None, str], ...] = (
    ("tw", "Hans", None, "s2tw"),
    ("hk", "Hans", None, "s2hk"),
    ("twp", "Hans", None, "s2twp"),
    ("hkp", "Hans", None, "s2hkp"),
    ("hans", "Hant", "TW", "tw2s"),
    ("hansp", "Hant", "TW", "tw2sp"),
    ("hk", "Hant", "TW", "tw2hk"),
)


def rules_cost(texts: list[list[str]]) -> None:
    print("\na view by the plan: map, overrides, names, news words, press forms / convert()")
    for target, script, region, config in PLANNED:
        views = ArticleConverter(script, region)

        def planned(
            text: str, views: ArticleConverter = views, target: ViewName = target, script: Script = script
        ) -> None:
            views._cache.clear()
            views.convert(CleanText(text), target, script)

        own = [source(config, article) for article in texts]
        ratios(f"{target} of {script} {region or ''}", planned, get_converter(config).convert, own, "1.3")
    print("\nfinding what is fixed / convert()")
    for target, _, _, config in PLANNED[:1] + PLANNED[4:5]:
        own = [source(config, article) for article in texts]
        ratios(
            config,
            partial(ArticleRules().find_replacements, config=config, view_name=target),
            get_converter(config).convert,
            own,
            "0.3",
        )


def ambiguities_cost(texts: list[list[str]]) -> None:
    print("\nambiguities / convert()")
    for leg in ("s2t", "t2s"):
        own = [source(leg, article) for article in texts]
        for rare in (False, True):

            def found(text: str, leg: str = leg, rare: bool = rare) -> object:
                return list(find_ambiguities(text, leg, include_rare=rare))

            ratios(f"{leg} {'with rare ones' if rare else ''}", found, get_converter(leg).convert, own, "2.0")


def lookups(texts: list[list[str]]) -> None:
    chance = random.Random(2)
    shown = max(
        (convert_with_map("\n".join(article), "s2twp") for article in texts), key=lambda shown: len(shown.phrases)
    )
    offsets = [chance.randrange(shown.source_length) for _ in range(10_000)]
    one = shortest(lambda: [shown.to_view(offset) for offset in offsets]) / len(offsets)
    spans = [(offset, min(offset + chance.randrange(1, 30), shown.source_length)) for offset in offsets[:500]]
    many = shortest(lambda: [shown.span_to_view(*span) for span in spans])
    print(f"\noffset to view, {len(shown.phrases)} phrases {one * 1e6:8.2f} us   target 2")
    print(f"500 highlights mapped {many * 1e3:16.2f} ms   target 2")
    again, whole = [], []
    for article in texts:
        lines = [CleanText(line) for line in article]
        views = ArticleConverter("Hans", None)
        for line in lines:
            views.convert(line, "twp", "Hans")
        base = shortest(each(get_converter("s2twp").convert, article))
        again.append(shortest(lambda: [views.convert(line, "twp", "Hans") for line in lines]) / base)  # noqa: B023
        pins = [Pin(start, start + 2) for start in range(0, 20, 4)]

        def highlighted(
            lines: list[CleanText] = lines, views: ArticleConverter = views, pins: list[Pin] = pins
        ) -> None:
            views._cache.clear()
            for line in lines:
                found = views.convert(line, "twp", "Hans")
                for pin in pins:
                    found.span_to_view(pin.start, pin.end)

        whole.append(shortest(highlighted) / base)
    print(f"switching back, cached {median(again):15.3f} of a conversion   target 0.05")
    print(f"article with highlights {median(whole):14.2f} of a conversion   target 3")


def longest_call(lines: list[str]) -> None:
    text = "".join(lines)
    million = CleanText((text * (1_000_000 // len(text) + 1))[:1_000_000])
    slowest = 0.0

    class Timed:
        def __init__(self, config: str) -> None:
            self._convert = opencc.OpenCC(config, False).convert

        def convert(self, text: str) -> str:
            nonlocal slowest
            began = time.process_time()
            shown: str = self._convert(text)
            slowest = max(slowest, time.process_time() - began)
            return shown

    timed = {config: Timed(config) for config in ("s2tw", "s2t", "t2s")}
    usual, offset_maps.get_converter = offset_maps.get_converter, timed.__getitem__  # type: ignore[assignment]
    offset_maps._get_chunk_converter.cache_clear()
    try:
        for name, own in (("a million characters", million), ("without a separator", CleanText("发展" * 500_000))):
            for config in timed:
                slowest = 0.0
                convert_with_map(own, config)
                print(f"longest call, {config}, {name:22} {slowest * 1e3:7.1f} ms   target 20")
    finally:
        offset_maps.get_converter = usual
        offset_maps._get_chunk_converter.cache_clear()


def untouched(lines: list[str]) -> None:
    """What the curated overrides change beside the words they are for."""
    print("\ncharacters that overrides change outside their words")
    for config, target, script, region in (
        ("s2t", "hant", "Hans", None),
        ("s2tw", "tw", "Hans", None),
        ("s2hk", "hk", "Hans", None),
        ("tw2s", "hans", "Hant", "TW"),
        ("t2s", "hans", "Hant", None),
    ):
        views = ArticleConverter(script, region, ConversionOptions("opencc"))  # type: ignore[arg-type]
        count = characters = words = 0
        for line in source(config, lines):
            fixed = views.article_rules.find_replacements(line, config, target)  # type: ignore[arg-type]
            words += len(fixed)
            characters += len(line)
            if fixed:
                inside = {at for each in fixed for at in range(each.start, each.end)}
                ours = views.convert_text(CleanText(line), target, script)  # type: ignore[arg-type]
                theirs = convert(line, config)
                changed = [at for at, pair in enumerate(zip(ours, theirs, strict=True)) if pair[0] != pair[1]]
                count += len(set(changed) - inside)
                for at in set(changed) - inside:
                    print("   ", theirs[max(at - 5, 0) : at + 5], ours[max(at - 5, 0) : at + 5])
        print(f"  {config:6} {count} of {characters} ({words} words)   target 0")


def readiness() -> None:
    """Loading a config in a fresh interpreter, as it is and with what the map needs."""
    print("\nready to convert with a map / plain load, fresh interpreters, configs in the cache")
    for config in list_configs():
        plain = (
            "opencc.OpenCC({config!r}, False)"
            if config in list_shipped_configs()
            else "offset_maps.converter({config!r})"
        )
        codes = [code.format(config=config) for code in (plain, "offset_maps.load({config!r})")]
        runs = [[float(_fresh(code)) for code in codes] for _ in range(9)]
        before, ours = map(min, zip(*runs, strict=True))
        print(f"  {config:8} {before * 1e3:7.1f} ms  {ours * 1e3:7.1f} ms  {ours / before:5.2f}   target 1.3")


def _fresh(code: str) -> bytes:
    program = (
        "import time, opencc; from reader.script import maps, package; package.opencc();"
        f"a = time.process_time(); kept = {code}; print(time.process_time() - a)"
    )
    return subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout


if __name__ == "__main__":
    main()
