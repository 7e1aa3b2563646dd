"""The stretches of an article that name persons, and what may be loaded to find them."""

from __future__ import annotations

import subprocess
import sys

from reader.model import Article, Block, Origin, Span, clean
from reader.script.named_spans import find_name_spans, find_people


def block(kind: str, text: str, *spans: Span, credit: str | None = None) -> Block:
    return Block(kind, clean(text), spans=spans, credit=clean(credit) if credit else None)  # type: ignore[arg-type]


def test_a_whole_byline_source_or_editor_block_is_one_name_span() -> None:
    for kind in ("byline", "source", "editor"):
        assert find_name_spans(block(kind, "記者 范軟件")) == ((0, 6),)


def test_of_other_blocks_only_credits_are_name_spans() -> None:
    caption = block("caption", "碼頭。范軟件 攝", Span("run_in", 0, 3), Span("credit", 3, 8))
    assert find_name_spans(caption) == ((3, 8),)
    assert find_name_spans(block("paragraph", "范軟件說，他會來。")) == ()


def test_authors_editors_and_photographers_are_people_and_desks_are_not() -> None:
    article = Article(
        Origin("x"),
        (block("caption", "碼頭", credit="鍾楚天/張軟件"), block("paragraph", "余松里說")),
        authors=(clean("范軟件、李四"),),
        editors=(clean("本報國際新聞編輯室"), clean("A. Smith")),
    )
    assert find_people(article) == {"范軟件", "李四", "鍾楚天", "張軟件"}


def test_finding_names_loads_no_converter() -> None:
    code = "import sys, reader.script.named_spans; print(*sorted(n for n in sys.modules if n.startswith('reader')))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["reader", "reader.script", "reader.script.named_spans"]
