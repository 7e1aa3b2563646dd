"""Feeds for the tests, made of few parts."""

from __future__ import annotations

PROLOG = '<?xml version="1.0" encoding="{}"?>\n'
STORY = (
    "<p>停擺了二十年的渡口大鐘昨天重新敲響，修鐘的師傅守了三個月。</p><p>街坊說聲音同從前一樣，孩子們跑到碼頭去看。</p>"
)


def rss_item(number: int = 1, **changes: str) -> str:
    """An item of RSS 2.0; an empty change leaves the element out."""
    parts = {
        "title": f"渡口的鐘又響了（{number}）",
        "link": f"https://paper.example/a/{number}",
        "guid": f"https://paper.example/a/{number}",
        "pubDate": "Fri, 21 Dec 2018 08:01:00 +0800",
        "description": f"<![CDATA[{STORY}]]>",
    } | changes
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value) + "</item>"


def rss(*items: str, head: str = "", language: str = "zh-hk", encoding: str = "utf-8") -> bytes:
    """A feed of RSS 2.0."""
    text = (
        PROLOG.format(encoding)
        + '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        + ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>海角日報</title>'
        + f"<link>https://paper.example/</link><language>{language}</language>{head}{''.join(items)}</channel></rss>"
    )
    return text.encode({"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(encoding, encoding))
