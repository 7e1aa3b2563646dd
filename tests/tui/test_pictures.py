"""A few named pictures of the screen, as text: its rows, then what of them is bold, dim or reverse.

`UPDATE_PICTURES=1 pytest tests/tui/test_pictures.py` draws them anew; look at the difference before you keep it.
What to look for: nothing cut in the middle of a word of ours, one attribute with one meaning, text on even columns.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

SNAPSHOTS = Path(__file__).parent / "snapshots"
PICTURES: dict[str, tuple[str, tuple[int, int], tuple[str, ...], dict[str, Any]]] = {
    "page-80x24": ("02-feature", (80, 24), (), {"language": "hk"}),
    "page-120x40": ("02-feature", (120, 40), ("n", "n"), {"language": "hk"}),
    "page-200x50": ("02-feature", (200, 50), (), {"language": "tw"}),
    "page-40x20": ("05-hongkong", (40, 20), ("space",), {"language": "hk"}),
    "drawer-80x24": ("02-feature", (80, 24), ("2", "j"), {"language": "en"}),
    "simplified-120x40": ("02-feature", (120, 40), ("t",), {"language": "hk"}),
    "help-80x24": ("02-feature", (80, 24), ("question_mark",), {"language": "hans"}),
    "too-small": ("02-feature", (18, 4), (), {"language": "hans"}),
}


def picture(reader: Any) -> str:
    """The rows, and below them every stretch with an attribute."""
    rows, looks = [], []
    for number, strip in enumerate(reader.app.screen._compositor.render_strips()):
        rows.append(strip.text.rstrip())
        for text, style, _ in strip:
            names = [name for name in ("bold", "dim", "reverse") if style and getattr(style, name)]
            if names and text.strip():
                looks.append(f"{number:>3} {'+'.join(names)}: {text.strip()}")
    return "\n".join([*rows, "=" * 40, *looks]) + "\n"


@pytest.mark.parametrize("name", PICTURES)
async def test_screen_equals_its_stored_picture(open_reader: Any, name: str) -> None:
    article, size, keys, settings = PICTURES[name]
    async with open_reader(article, size=size, **settings) as reader:
        figures = reader.screen.open_article.figure_index
        await reader.wait_until(lambda: figures.is_ready)  # a thread imports what finds them
        await reader.press(*keys)
        await reader.settle()
        drawn = picture(reader)
        if os.environ.get("UPDATE_PICTURES"):
            (SNAPSHOTS / f"{name}.txt").write_text(drawn, "utf-8")
            if name == "page-120x40":
                (SNAPSHOTS / "page.svg").write_text(reader.app.export_screenshot(title="dubao 讀報"), "utf-8")
    assert drawn == (SNAPSHOTS / f"{name}.txt").read_text("utf-8")
