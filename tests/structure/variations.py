"""Articles in other dress: plain texts with other spacing and furniture, and pages of different outlets' making."""

from __future__ import annotations

import html
import random
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXTS = {path.stem: path for folder in ("tests/structure/data", "articles") for path in (ROOT / folder).glob("*.txt")}
FURNITURE = (
    "首页 > 新闻 > 社会", "字号：大 中 小", "責任編輯：林小雨", "（記者王大明攝）", "相关新闻", "更多精彩内容请下载客户端", "分享到：微信 微博",
    "2024-05-06 07:08", "来源：江岸日报", "【本報訊】", "點擊看更多", "版权所有 未经授权不得转载", "評論 (12)", "圖：渡口的鐘。資料圖片", "——", "***",
    "記者 林小雨／台北報導", "延伸閱讀", "• 渡口的钟又响了", "1. 渡口的鐘又響了", "（完）", "上一篇：桥断了", "下一篇：路通了", "免责声明：本文仅供参考。",
    "<b>粗體</b>", "# 标题", "> 引文一句。", "| 甲 | 乙 |", "導讀：這是一段提要。", "據本報了解，此事仍在調查。",
)  # fmt: skip
INLINE = ("b", "em", "strong", "span", "a")
BOXES = ("div", "section", "article", "td", "main")
NAMES = ("content", "article-body", "main", "story", "text", "detail", "box", "side related", "comment", "")


def vary_text(text: str, seed: int) -> str:
    """A text with lines of furniture put in, and with other blanks and line ends.

    Args:
        text: Of an article.
        seed: Where the randomness is from.
    """
    chance = random.Random(seed)
    lines = text.splitlines()
    for _ in range(chance.randrange(5)):
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(FURNITURE))
    if chance.random() < 0.3:
        at = chance.randrange(len(lines))
        del lines[at : at + chance.randrange(3)]
    dress = chance.randrange(6)
    if dress == 0:
        lines = [line for line in lines if line.strip()]
    elif dress == 1:
        lines = [other for line in lines for other in (line.strip(), "")]
    elif dress == 2:
        lines = ["　　" + line.strip() if len(line) > 30 else line.strip() for line in lines]
    elif dress == 3:
        width = chance.choice((24, 36, 40))
        lines = [line[at : at + width] for line in lines for at in range(0, max(1, len(line)), width)]
    elif dress == 4:
        lines = [line.strip() + ("  " if chance.random() < 0.3 else "") for line in lines]
    return chance.choice(("\n", "\n", "\r\n")).join(lines)


def make_page(text: str, seed: int) -> str:
    """An HTML page with an article in it: its story in one of several forms, with menus, related links and comments.

    Args:
        text: Of the article; its first line is the title.
        seed: Where the randomness is from.
    """
    chance = random.Random(seed)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    title, *body = [html.escape(line) for line in lines]
    parts = list(map(partial(_dress_line, chance), body))
    for _ in range(chance.randrange(6)):
        parts.insert(chance.randrange(len(parts) + 1), f"<p>{html.escape(chance.choice(FURNITURE))}</p>")
    menu = "".join(
        f"<li><a href='/{n}'>{name}</a></li>" for n, name in enumerate(("首页", "时政", "财经", "體育", "副刊"))
    )
    related = "".join(f"<li><a href='/r{n}.html'>{html.escape(line[:24])}</a></li>" for n, line in enumerate(body[:6]))
    comment = "".join(f"<p>网友{n}：{html.escape(line[:40])}</p>" for n, line in enumerate(body[-3:]))
    box, name = chance.choice(BOXES), chance.choice(NAMES)
    story = f"<{box} class='{name}'>{''.join(parts)}</{box}>"
    headline = chance.choice((f"<h1>{title}</h1>", f"<h2 class=title>{title}</h2>", f"<div><b>{title}</b></div>", ""))
    head = [f"<title>{title}{chance.choice(('', ' - 江岸日报', '_新闻频道_江岸网', ' | 漁港時報'))}</title>"]
    if chance.random() < 0.5:
        head.append(f"<meta property='og:title' content='{title}'><meta name=author content='林小雨'>")
    if chance.random() < 0.4:
        head.append("<meta property='article:published_time' content='2024-05-06T07:08:09+08:00'>")
    before, behind = f"<ul class=nav>{menu}</ul>", f"<div class=related><h3>相关新闻</h3><ul>{related}</ul></div>"
    extra = chance.choice(
        ("", f"<div class=comments>{comment}</div>", f"<footer>{html.escape(FURNITURE[11])}</footer>")
    )
    rows = [before, headline + story, behind + extra]
    if box == "td":
        rows = [before, f"<table><tr><td>{menu}</td>{headline}{story}</tr></table>", behind]
    if chance.random() < 0.2:
        rows[1] = headline + "<div>" + "<br>".join(lines[1:]) + "</div>"
    return f"<!doctype html><html><head>{''.join(head)}</head><body>{''.join(rows)}</body></html>"


def _dress_line(chance: random.Random, line: str) -> str:
    form = chance.random()
    if len(line) > 20 and form < 0.15:
        tag = chance.choice(INLINE)
        at = chance.randrange(len(line) - 8)
        line = f"{line[:at]}<{tag} href='/l'>{line[at : at + 6]}</{tag}>{line[at + 6 :]}" if "&" not in line else line
    if form > 0.97:
        return (
            f"<figure><img src=a.jpg alt='图'><figcaption>{line[:30]}（林小雨 摄）</figcaption></figure><p>{line}</p>"
        )
    if form > 0.93:
        return f"<ul><li>{line}</li></ul>"
    if form > 0.9:
        return f"<blockquote>{line}</blockquote>"
    if len(line) < 16:
        return chance.choice((f"<h3>{line}</h3>", f"<p><strong>{line}</strong></p>", f"<p>{line}</p>"))
    return chance.choice((f"<p>{line}</p>", f"<p>{line}</p>", f"<div>{line}</div>", f"<p>　　{line}</p>"))
