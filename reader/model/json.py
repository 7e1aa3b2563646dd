"""The article as JSON, schema dubao-article-1: a promise to whoever builds on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.model.clean import WILD

if TYPE_CHECKING:
    from reader.model.article import Article, Block, Origin

_LANGUAGES = {"Hans": "zh-Hans", "Hant": "zh-Hant", "Mixed": "zh", "Und": "und"}


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
    return WILD.sub(lambda found: json.dumps(found[0])[1:-1], text)


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
