"""The article as JSON, schema dubao-article-1, which other programs rely on."""

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
    """The article as plain values.

    Args:
        article: In any view.
        view_name: The view its texts are in.
        figures: In that view, each with the index of its block.
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
    """The JSON of plain values, with every control and bidi character of a path or a text escaped.

    A Decimal becomes an exact JSON number without an exponent.

    Raises:
        TypeError: There is a value that JSON cannot have.
    """
    text = json.dumps(value, ensure_ascii=False, indent=1, default=_encode_decimal)
    text = _MARKED_DECIMAL.sub(r"\1", text)
    return UNSAFE_CHARACTER.sub(lambda found: json.dumps(found[0])[1:-1], text)


JSON_SIZE_MAX = 32 << 20
"""Code points of JSON from outside that is parsed."""
JSON_VALUES_MAX = 2_000_000
"""Values in it, all told: an article of a million characters with its figures has a tenth of them."""


class OversizedJSONError(ValueError):
    """JSON is longer or has more values than is parsed: a few bytes of it can become gigabytes of objects."""


def loads_bounded(text: str) -> Any:
    """The plain values of JSON from outside; its size is known before anything is made of it.

    Raises:
        OversizedJSONError: It is longer than JSON_SIZE_MAX, or has more values than JSON_VALUES_MAX.
        ValueError: It is no JSON.
        RecursionError: It is nested too deeply.
    """
    # Every value but the first of its list or object follows a comma; commas in texts make it no smaller.
    if len(text) > JSON_SIZE_MAX or sum(map(text.count, ",[{")) > JSON_VALUES_MAX:
        raise OversizedJSONError("it is larger than an article can be")
    return json.loads(text)


_DECIMAL_MARK = f"\ud800{os.urandom(8).hex()}:"
"""Precedes the digits of a Decimal in a string, until the quotes are removed; random, so that no text has it."""
_MARKED_DECIMAL = re.compile(f'"{_DECIMAL_MARK}([-.0-9]+)"')


def _encode_decimal(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{_DECIMAL_MARK}{value:f}"
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def origin_json(origin: Origin, script: Script) -> dict[str, Any]:
    """The source of an article as plain values.

    Args:
        origin: The source.
        script: The script of the article's body.
    """
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
