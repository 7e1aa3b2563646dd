"""What reading the structure of a text costs: run `python tests/bench/structure_cost.py [--quick]`.

News of a million characters, one line of ten million, a million short lines, and lines made of the characters that a
pattern could stumble over. Targets: 0.6 µs a character of news; linear everywhere; the first 60 blocks of a long file
within 15 ms.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from reader.model import Origin, clean
from reader.structure import Reading, read

if TYPE_CHECKING:
    from collections.abc import Callable

STORY = """\
首页 > 新闻 > 地方

小城老街添新景

2021-03-05 08:30  来源：本地日报

    清晨六点，老街的石板路还带着夜里的潮气，早点铺的蒸笼已经冒起白烟，骑车上学的孩子从桥上一路冲下来。
老街清晨的早点铺。张小禾 摄
    修旧如旧 留住乡愁
    保护街巷格局。三年来，镇上修缮沿街老屋八十六栋，拆除违章搭建一万二千平方米，埋设管线七公里，没有拓宽一条巷子。
    保护传统手艺。竹编、打铁、箍桶等十一种手艺有了自己的铺面，租金由镇里补贴一半，年轻人学艺满两年还可以得到一笔奖励。
    “以前觉得老街又破又挤，谁都想搬走；现在不一样了，连外地人都来租房子住。”在街口开了三十年茶馆的老周一边续水一边说，话音里带着几分得意。
"""
WORST = {
    "brackets": "（" * 150,
    "colons": "编辑：" * 50,
    "bars": "记者／" * 50,
    "digits": "2018-1" * 25,
    "spaces": "方 " * 75,
    "names": "张三、" * 50,
    "crumbs": "甲 > " * 38,
    "credits": "（圖／" * 50,
    "stops": "。" * 150,
    "months": "1月1日" * 35,
    "bold": "**" * 75,
    "addresses": "http://" * 22,
    "tail": "相关新闻",
    "headings": "一、二三四五",
    "labels": "责任编辑：",
}


def seconds(work: Callable[[], object]) -> float:
    """The processor time of one run."""
    started = time.process_time()
    work()
    return time.process_time() - started


def whole(name: str, text: str) -> None:
    """Reads a text as a whole and prints what it took."""
    cleaned = clean(text)
    spent = seconds(lambda: read(cleaned, Origin("bench")))
    print(f"{name:32} {len(text):>11,} chars {spent:8.2f} s {spent / len(text) * 1e6:7.2f} µs a character")


def first(name: str, text: str) -> None:
    """Reads the first screenful only."""
    cleaned = clean(text)
    spent = min(seconds(lambda: Reading(cleaned, Origin("bench")).advance(60)) for _ in range(3))
    print(f"{name:32} {len(text):>11,} chars {spent * 1e3:8.1f} ms for the first 60 blocks")


def main(scale: int) -> None:
    """All of it, at a scale of 10 (full) or 1 (quick)."""
    read(clean(STORY), Origin("warm"))
    news = STORY.split("\n", 8)[0] + (STORY[STORY.index("    ") :] * (scale * 100_000 // 330 + 1))[: scale * 100_000]
    whole("news", news)
    first("news", news)
    whole("one line", "字" * (scale * 1_000_000))
    first("one line", "字" * (scale * 1_000_000))
    for size in (scale * 25_000, scale * 100_000):
        whole("short lines", "甲乙丙\n" * size)
    first("short lines", "甲乙丙\n" * (scale * 100_000))
    first("blank lines", "\n" * (scale * 100_000) + "甲乙丙")
    for name, line in WORST.items():
        for size in (scale * 5_000, scale * 20_000):
            whole(name, (line + "\n") * (size // len(line)))
    whole("tail, then story", ("相关新闻\n" + "甲乙丙丁" * 12 + "。\n") * (scale * 400))


if __name__ == "__main__":
    main(1 if "--quick" in sys.argv[1:] else 10)
