"""A page that looks as if it could keep its parser busy is read in a process of its own, which is ended in time.

C code holds the interpreter, so that a thread would not help. Starting a process takes 0.1 s: pages as newspapers have
them, which a look at their length and their tags tells, are read here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, replace
from typing import Any

from reader.errors import NoArticleError, ReaderError
from reader.model import Article, Block, Origin, Span
from reader.structure.html.extract import PageReading, named, page_article, plain_text
from reader.structure.html.parse import is_crowded, is_too_large
from reader.structure.incremental import Reading, read_through

HARMLESS_SIZE, HARMLESS_TAGS = 1_000_000, 20_000
"""Code points and tags that a page may have to be read here: three times those of any in the corpus, and read in half
a second whatever they are."""
SECONDS = 5
"""That the process may take."""
_MEMORY = 1 << 30
"""Bytes that it may have."""


def article_apart(text: str, origin: Origin, *, whole: bool = False) -> Article | None:
    """The article of an HTML page; None for a page whose parts cannot be told, or not in time.

    Args:
        text: The page, decoded.
        origin: Where it came from.
        whole: With everything that was cut away, as chrome.

    Raises:
        ReaderError: There is no text on the page, or no article.
    """
    return (page_article if is_harmless(text) else _in_process)(text, origin, whole=whole)


def page_reading(text: str, origin: Origin, *, whole: bool = False) -> Reading | PageReading:
    """The same as a reading; of a page that cannot be taken apart its text without tags.

    Raises:
        ReaderError: As article_apart.
    """
    article = article_apart(text, origin, whole=whole)
    return PageReading(article) if article else stripped_reading(text, origin)


def stripped_reading(text: str, origin: Origin) -> Reading:
    """The text of a page without its tags, read as plain text.

    Raises:
        ReaderError: There is none.
    """
    return Reading(plain_text(text, origin), origin, stripped=True)


def read_page(text: str, origin: Origin, *, whole: bool = False) -> Article:
    """The same as a whole.

    Raises:
        ReaderError: As article_apart.
    """
    return read_through(page_reading(text, origin, whole=whole))


def is_harmless(text: str) -> bool:
    """Whether a page can be read here; linear, at 2 ms for 1 MB."""
    if len(text) > HARMLESS_SIZE or text.count("<") > HARMLESS_TAGS:
        return False
    return not is_crowded(text)


def _in_process(text: str, origin: Origin, *, whole: bool) -> Article | None:
    if is_too_large(text):
        return None
    question = json.dumps({"text": text, "url": origin.url, "whole": whole}).encode("ascii")
    command = [sys.executable, "-m", __name__]
    paths = os.pathsep.join(filter(None, sys.path))
    try:
        done = subprocess.run(
            command,
            input=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONSAFEPATH": "1"},
        )
        answer = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    if "error" in answer:
        why, hint, is_empty = answer["error"]
        raise (NoArticleError if is_empty else ReaderError)(named(origin), why, hint)
    return _article(answer["article"], origin) if answer["article"] else None


def _article(shape: dict[str, Any], origin: Origin) -> Article:
    """The article that was written as plain values."""
    blocks = tuple(
        Block(**{**block, "spans": tuple(Span(**span) for span in block["spans"])}) for block in shape["blocks"]
    )
    lists = {name: tuple(shape[name]) for name in ("breadcrumb", "authors", "editors")}
    return Article(**{**shape, **lists, "origin": origin, "blocks": blocks})


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    """What the process answers."""
    try:
        article = page_article(question["text"], Origin("", url=question["url"]), whole=question["whole"])
    except ReaderError as error:
        return {"error": (error.why, error.hint, isinstance(error, NoArticleError))}
    return {"article": asdict(replace(article, origin=Origin(""))) if article else None}


def _limit() -> None:
    """Let the process have no more than so much memory and time, where the system can see to that."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit()
    sys.stdout.buffer.write(json.dumps(_answer(json.load(sys.stdin.buffer))).encode("ascii"))
