"""The article as JSON, schema dubao-article-1: a promise to whoever builds on it."""

from __future__ import annotations

import json
import os
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reader.model.clean import UNSAFE_CHARACTER
from reader.model.figure import figure_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model.article import Article, Block, Origin, Script
    from reader.model.figure import Figure

_LANGUAGES = {"Hans": "zh-Hans", "Hant": "zh-Hant", "Mixed": "zh", "Und": "und"}


def article_json(article: Article, view_name: str, figures: Iterable[tuple[int, Figure]] = ()) -> dict[str, Any]:
    """The article as plain values; `view_name` is the view its texts are in, `figures` have the index of their
    block.
    """
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
        "script": view_name,
        "origin": origin_json(article.origin, article.script),
        "blocks": [_block_json(block) for block in article.blocks],
        "figures": [figure_json(figure, block) for block, figure in figures],
    }


def dumps(value: object) -> str:
    """JSON in which no control or bidi character is left raw, whatever a path or a text holds.

    A Decimal becomes a JSON number without exponent, exact.
    """
    text = json.dumps(value, ensure_ascii=False, indent=1, default=_encode_decimal)
    text = _MARKED_DECIMAL.sub(r"\1", text)
    return UNSAFE_CHARACTER.sub(lambda found: json.dumps(found[0])[1:-1], text)


_DECIMAL_MARK = f"\ud800{os.urandom(8).hex()}:"
"""Before the digits of a Decimal: no text has it, since nobody can know it."""
_MARKED_DECIMAL = re.compile(f'"{_DECIMAL_MARK}([-.0-9]+)"')


def _encode_decimal(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{_DECIMAL_MARK}{value:f}"
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def origin_json(origin: Origin, script: Script) -> dict[str, Any]:
    """Where an article came from, as plain values; `script` is that of its body."""
    address = {"url": origin.url} if origin.url else {"path": origin.path}
    return {**address, "encoding": origin.encoding, "sha256": origin.sha256, "detected": _LANGUAGES[script]}


def _block_json(block: Block) -> dict[str, Any]:
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
