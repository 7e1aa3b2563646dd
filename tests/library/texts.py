"""Articles for the tests of the library, and random edits of texts."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.model import Annotation, CanonicalText, make_annotation_id
from reader.annotations.w3c import make_timestamp
from reader.model import Block, clean
from reader.sources import list_samples, read_file
from reader.sources.files import create_document
from reader.structure import read_article

if TYPE_CHECKING:
    from random import Random

    from reader.model import Article, CleanText

STORY = """風電小鎮的三年四十億元
2025-03-01　來源：海角日報

　　首批葉片下月運抵，學校和工廠都在等，海邊的路也修好了。鎮上的人說，從前只有一條街。
　　三年前，第一台風機立在堤外，漁民上岸做了運維工，孩子們放學就去看船。
　　今年一月，第二座塔筒廠開工，訂單排到後年，招工啟事貼滿了碼頭。
"""


class Opened(NamedTuple):
    """An article, and the text of its document."""

    article: Article
    source: CleanText

    @property
    def id(self) -> str:
        return self.article.origin.id

    @property
    def canonical(self) -> CanonicalText:
        return CanonicalText(self.article.blocks)

    def note(self, quote: str, note: str = "") -> Annotation:
        """An annotation on the first place of a quote."""
        start = self.canonical.text.index(quote)
        return new(self.canonical, start, start + len(quote), note)


def opened(text: str = STORY, path: str = "/news/1.txt") -> Opened:
    """An article of a file that need not be there."""
    read = create_document(text.encode(), path, f"path:{path}", path)
    return Opened(read_article(read.text, read.origin), read.text)


def new(canonical: CanonicalText, start: int, end: int, note: str = "") -> Annotation:
    now = make_timestamp()
    return Annotation(make_annotation_id(), now, now, canonical.make_target(start, end), note=note)


def canonical(text: str) -> CanonicalText:
    """A canonical text, a paragraph a line."""
    return CanonicalText([Block("paragraph", clean(line)) for line in text.split("\n")])


@cache
def bundled() -> str:
    """The canonical texts of the bundled articles, one behind the other."""
    documents = [read_file(path) for path in list_samples()]
    return "\n".join(CanonicalText(read_article(each.text, each.origin).blocks).text for each in documents)


def edited(text: str, share: float, chance: Random) -> tuple[str, list[int]]:
    """A text with a share of its characters replaced, taken out or with another one before them.

    Returns:
        The new text, and where every character of the old one, and the end, is in it.
    """
    written: list[str] = []
    where: list[int] = []
    letters = text.replace("\n", "，")
    for character in text:
        kind = chance.choice("rti") if character != "\n" and chance.random() < share else ""
        if kind == "i":
            written.append(chance.choice(letters))
        where.append(len(written))
        if kind == "r":
            written.append(chance.choice(letters))
        elif kind != "t":
            written.append(character)
    return "".join(written), [*where, len(written)]


def make_random_story(chance: Random) -> str:
    """A text of few different words, so that searches for them find some articles and not others."""
    words = "風電 小鎮 葉片 漁港 碼頭 學校 工廠 船隊 颱風 AI 5G 2025年 12,000".split()  # noqa: SIM905
    day = date(2020, 1, 1) + timedelta(chance.randrange(2000))
    lines = ["".join(chance.choices(words, k=chance.randint(3, 30))) + "。" for _ in range(3)]
    return "\n\n".join(["".join(chance.choices(words, k=4)), f"{day}", *lines])
