"""The article as JSON, schema dubao-article-1: a promise to whoever builds on it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.model.article import Article, Block, Origin

_LANGUAGES = {"Hans": "zh-Hans", "Hant": "zh-Hant", "Mixed": "zh", "Und": "und"}
_RAW = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def article_json(article: Article, script: str) -> dict[str, Any]:
    """The article as plain values; `script` is the view its texts are in."""
    return {
        "schema": "dubao-article-1",
        "id": article.origin.id,
        "title": article.title,
        "deck": article.deck,
        "breadcrumb": list(article.breadcrumb),
        "date": article.date,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "editors": list(article.editors),
        "script": script,
        "origin": _origin(article.origin, _LANGUAGES[article.script]),
        "blocks": [_block(block) for block in article.blocks],
        "figures": [],
    }


def dumps(value: object) -> str:
    """JSON in which no control or bidi character is left raw, whatever a path or a text holds."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return _RAW.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _origin(origin: Origin, detected: str) -> dict[str, Any]:
    address = {"url": origin.url} if origin.url else {"path": origin.path}
    return {**address, "encoding": origin.encoding, "sha256": origin.sha256, "detected": detected}


def _block(block: Block) -> dict[str, Any]:
    spans = [
        {"kind": span.kind, "start": span.start, "end": span.end} | ({"href": span.href} if span.href else {})
        for span in block.spans
    ]
    return {
        "kind": block.kind,
        "text": block.text,
        "line": block.line,
        "line_end": block.line_end,
        "script": block.script,
        "credit": block.credit,
        "spans": spans,
        "image": block.image,
    }
