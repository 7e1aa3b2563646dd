"""A list of feeds that tests read and change."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """# 我的報紙
[[feed]]
url = "https://paper.example/rss"   # 早上看
title = "海角日報"
folder = "香港/時事"
script = "hk"
full_text = "always"
keep_days = 30

[[feed.rule]]
action = "mute"
words = ["星座", "運程"]

# 鄰居
[[feed]]
url = "http://127.0.0.1:1200/x"
private_host = true

[[rule]]
action = "tag"
authors = ["王小明"]
tag = "小明"
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
