"""Random annotated articles for the tests of copies, in all scripts, made of strings that break formats."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING, get_args
from uuid import UUID

from reader.annotations.model import COLOURS, Annotation, CanonicalText, Reanchoring, Target
from reader.model import Article, Block, Origin, Span, clean
from reader.model.article import BlockKind
from reader.script.detect import detect_script

if TYPE_CHECKING:
    from reader.annotations.model import AnchorState
    from reader.model import CleanText

COUNT = int(os.environ.get("DUBAO_COPIES", "200"))
"""How many random articles go through a format; 1,000 before a release."""

WORDS = (
    *"東岸縣的風電小鎮今年投資六億元，碼頭也修好了。漁民說：「夠深！」",
    *"东岸县的风电小镇今年投资六亿元，码头也修好了。渔民说：“够深！”",
    "軟件和互聯網的信息",
    "软件和互联网的信息",
    "裏面着色的錶",
    "2018-12-21",
    "6.02億美元",
    "GDP 3.5%",
    "\u3000",
    "\u00a0",
    " ",
    "\t",
    "𨋢",
    "𠮷",
    "👨‍👩‍👧",
    "❤️",
    "🇭🇰",
    "e\u0301",
    "\u200b",
    "==",
    "=",
    "---",
    "***",
    "==[^a1]",
    "[^a1]: x",
    "[圖](http://evil.example/)",
    "![](x)",
    "<!--",
    "-->",
    "<!-- dubao: notes -->",
    "</script>",
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "]]>",
    "&lt;",
    "&#x1b;",
    "&amp",
    "\\",
    "\\=",
    "`",
    "``` ",
    "$x$",
    "%%",
    "~~",
    "#tag",
    "# ",
    "- ",
    "1. ",
    "> ",
    "| a | b |",
    "【",
    "】",
    "〖",
    "http://a.example/b",
    "'\"",
    "{{x}}",
    "\ufffd",
    "dubao: dubao-copy-1:",
    "^block",
)
NOTES = (*WORDS, "\n", "\n\n", "\r\n", "    ", "\x1b[31m", "\x00", "\u202e", "\ud800", "\u2028", "\x07", "*green*")
UNPLACED_STATES: tuple[AnchorState, ...] = ("ambiguous", "orphan")
HREFS = ("https://a.example/b?c=1&d=2", "javascript:alert(1)", "https://a.example/ b>c", 'http://x/"onclick="y', "x")


def annotated(seed: int) -> tuple[Article, list[Annotation]]:
    """An article and its annotations, always the same for a seed."""
    random = Random(seed)
    blocks = tuple(_block(random) for _ in range(random.randint(1, 12)))
    said = [block.text for block in blocks]
    article = Article(
        Origin(f"{seed:016x}", *_address(random), "utf-8", f"{seed:064x}"),
        blocks,
        title=random.choice([None, *said]),
        deck=random.choice([None, *said]),
        breadcrumb=tuple(random.choices(said, k=random.randint(0, 2))),
        date=random.choice([None, "2018-12-21", "2018-12-21T08:01"]),
        outlet=random.choice([None, *said]),
        authors=tuple(random.choices(said, k=random.randint(0, 2))),
        script=random.choice(["Hans", "Hant", "Mixed", "Und"]),
        region=random.choice([None, "TW", "HK"]),
    )
    canonical = CanonicalText(blocks)
    return article, [_annotation(random, canonical) for _ in range(random.randint(0, 20))]


def _address(random: Random) -> tuple[str | None, str | None]:
    return random.choice([("/a/b.txt", None), ("/a/\udce4\x1b.txt", None), (None, "https://a.example/b?c&d='\"<>")])


def text_of(random: Random, most: int = 40) -> CleanText:
    """A text without blanks at its ends, never empty."""
    text = "".join(random.choices(WORDS, k=random.randint(1, most))).strip("\u3000\u00a0 \t\u200b")
    return clean(text or "空")


def _block(random: Random) -> Block:
    text = text_of(random)
    spans = []
    for _ in range(random.randint(0, 2)):
        start, end = sorted(random.choices(range(len(text) + 1), k=2))
        spans.append(Span(random.choice(["run_in", "dateline", "link", "strong"]), start, end, random.choice(HREFS)))
    kind = random.choice(get_args(BlockKind))
    line = random.choice([None, 3])
    return Block(kind, text, line, line and line + 1, detect_script(text), tuple(spans))


def _annotation(random: Random, canonical: CanonicalText) -> Annotation:
    when = f"2026-01-{random.randint(1, 28):02}T00:00:00.000000Z"
    length = len(canonical.text)
    start = random.randint(0, length)
    end = min(length, start + random.choice([0, 1, 2, 5, 30, 200]))
    target = random.choice([canonical.make_target(start, end)] * 5 + [None])
    state: AnchorState = "exact"
    score, history = 1.0, tuple[Reanchoring, ...]()
    if target is not None and random.random() < 0.15:
        state = random.choice(UNPLACED_STATES)
        target = Target(3, 7, "消失的話", "前", "後")
    elif target is not None and random.random() < 0.1:
        state, score = "fuzzy", 0.875
        history = (Reanchoring(0, 2, target.start, target.end, 0.875, when),)
    return Annotation(
        f"urn:uuid:{UUID(int=random.getrandbits(128))}",
        when,
        when,
        target,
        random.choice(COLOURS),
        "".join(random.choices(NOTES, k=random.choice([0, 1, 3, 12]))),
        tuple("".join(random.choices(NOTES, k=2)) for _ in range(random.choice([0, 0, 1, 2]))),
        state,
        score,
        random.choice(["", "USD 602000000"]),
        history,
    )


WHEN = "2026-01-01T00:00:00.000000Z"


def make_article(*texts: str) -> Article:
    """An article of paragraphs."""
    return Article(Origin("x", url="https://a.example/b"), tuple(Block("paragraph", clean(text)) for text in texts))


def make_note(of: Article, start: int, end: int, note: str = "", **more: object) -> Annotation:
    """An annotation on a span of the canonical text."""
    target = CanonicalText(of.blocks).make_target(start, end)
    return Annotation(f"urn:{start}", WHEN, WHEN, target, note=note, **more)  # type: ignore[arg-type]
