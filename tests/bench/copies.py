"""Measures annotated copies: python -m tests.bench.copies

An article of 20,000 characters with 500 marks, through every format: to write, to read, and how large it is; and one of
200,000 characters of whose paragraphs every one was edited. Saving HTML is to take less than 100 ms.
"""

from __future__ import annotations

import random
import time
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from reader.annotations.model import Annotation, CanonicalText
from reader.copies.annotated_view import make_annotated_view
from reader.copies.formats import TEXT_FORMATS
from reader.copies.open import open_copy
from reader.copies.save import render_copy
from reader.model import Article, Block, Origin, clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.copies import CopyFormat
    from reader.model import ViewName

SENTENCES = (
    "縣裏的舊碼頭重新開放以後，漁民們發現水深足夠，大船也能靠岸了。",
    "記者從發佈會上了解到，這項工程總投資約六億元，預計明年動工。",
    "他放下書，看着窗外的雨，心裏想起了小時候的事。",
    "衞生署提醒市民，天氣轉熱，注意飲食衞生，勤洗手。",
)
Made = TypeVar("Made")
WHEN = "2026-01-01T00:00:00.000000Z"
MOST_SECONDS = 0.1


def main() -> int:
    """The exit code: 1 where saving HTML takes too long."""
    article, annotations = marked(100)
    slow = False
    scripts: tuple[ViewName, ...] = ("source", "hansp")
    for script in scripts:
        make_annotated_view(article, annotations, script)  # the dictionaries are loaded once
        for form in TEXT_FORMATS:
            took, text = timed(partial(save, article, annotations, script, form))
            read, _ = timed(partial(open_copy, text, "x"))
            print(f"{script:7} {form:5} write {took:6.3f} s  read {read:6.3f} s  {len(text.encode()) >> 10:5} kB")
            slow |= form == "html" and took > MOST_SECONDS
    text = render_copy(make_annotated_view(*marked(1_000)), "md").replace("，", ",").replace("的", "地")
    took, _ = timed(partial(open_copy, text, "x"))
    print(f"1,000 paragraphs, all edited: {took:.2f} s")
    return int(slow)


def save(article: Article, annotations: list[Annotation], script: ViewName, form: CopyFormat) -> str:
    """A copy."""
    return render_copy(make_annotated_view(article, annotations, script), form)


def marked(paragraphs: int) -> tuple[Article, list[Annotation]]:
    """An article, and 500 marks that overlap in it."""
    chance = random.Random(1)
    texts = ("".join(chance.choices(SENTENCES, k=7)) + str(number) for number in range(paragraphs))
    blocks = tuple(Block("paragraph", clean(text), script="Hant") for text in texts)
    canonical = CanonicalText(blocks)
    annotations = []
    for number in range(500):
        start = chance.randrange(len(canonical.text) - 60)
        target = canonical.make_target(start, start + chance.randint(2, 60))
        annotations.append(Annotation(f"urn:{number}", WHEN, WHEN, target, note="筆記" * chance.randint(0, 20)))
    return Article(Origin("x"), blocks, clean("題"), script="Hant", region="HK"), annotations


def timed(make: Callable[[], Made]) -> tuple[float, Made]:
    """Seconds, the best of three, and what was made."""
    rounds = []
    for _ in range(3):
        start = time.perf_counter()
        made = make()
        rounds.append(time.perf_counter() - start)
    return min(rounds), made


if __name__ == "__main__":
    raise SystemExit(main())
