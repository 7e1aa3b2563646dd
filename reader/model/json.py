"""The article as JSON, schema dubao-article-1, which other programs rely on."""

from __future__ import annotations

import json
from decimal import Decimal
from json.encoder import encode_basestring
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
    return UNSAFE_CHARACTER.sub(lambda found: json.dumps(found[0])[1:-1], _format_value(value, "\n"))


def _format_value(value: object, line_start: str) -> str:
    """A value as `json.dumps(value, ensure_ascii=False, indent=1)` writes it, in a fifth of its time.

    Args:
        value: A plain value, or a Decimal.
        line_start: LF, and the indent of the line that it begins in.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict | list | tuple) and value:
        inner = f"{line_start} "
        if not isinstance(value, dict):
            return f"[{inner}{f',{inner}'.join([_format_value(each, inner) for each in value])}{line_start}]"
        pairs = [f"{encode_basestring(key)}: {_format_value(each, inner)}" for key, each in value.items()]
        return f"{{{inner}{f',{inner}'.join(pairs)}{line_start}}}"
    if isinstance(value, int) and not isinstance(value, bool):
        return int.__repr__(value)
    return "null" if value is None else f"{value:f}" if isinstance(value, Decimal) else json.dumps(value)


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
