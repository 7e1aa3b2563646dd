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
from reader.structure.html.extract import describe_origin, extract_article, extract_unstructured_text
from reader.structure.html.parse import has_crowded_tag, is_too_large, remove_data_urls
from reader.structure.incremental import CompleteReader, IncrementalReader, read_to_end

IN_PROCESS_SIZE_MAX, IN_PROCESS_TAGS_MAX = 1_000_000, 20_000
"""Code points and tags that a page may have to be read here: three times those of any in the corpus, and read in half
a second whatever they are."""
TIMEOUT_SECONDS = 5
"""That the process may take."""
_MEMORY_MAX = 1 << 30
"""Bytes that it may have."""


def extract_article_bounded(text: str, origin: Origin, *, include_boilerplate: bool = False) -> Article | None:
    """The article of an HTML page; None for a page whose parts cannot be told, or not in time.

    Args:
        text: The page, decoded.
        origin: Where it came from.
        include_boilerplate: With everything that was cut away, as chrome.

    Raises:
        ReaderError: There is no text on the page, or no article.
    """
    return (extract_article if is_safe_in_process(text) else _extract_in_subprocess)(
        text, origin, include_boilerplate=include_boilerplate
    )


def create_html_reader(
    text: str, origin: Origin, *, include_boilerplate: bool = False
) -> IncrementalReader | CompleteReader:
    """The same as a reading; of a page that cannot be taken apart its text without tags.

    Raises:
        ReaderError: As article_apart.
    """
    text = remove_data_urls(text)
    article = extract_article_bounded(text, origin, include_boilerplate=include_boilerplate)
    return CompleteReader(article) if article else create_unstructured_reader(text, origin)


def create_unstructured_reader(text: str, origin: Origin) -> IncrementalReader:
    """The text of a page without its tags, read as plain text.

    Raises:
        ReaderError: There is none.
    """
    return IncrementalReader(extract_unstructured_text(text, origin), origin, is_unstructured=True)


def read_html_article(text: str, origin: Origin, *, include_boilerplate: bool = False) -> Article:
    """The same as a whole.

    Raises:
        ReaderError: As article_apart.
    """
    return read_to_end(create_html_reader(text, origin, include_boilerplate=include_boilerplate))


def is_safe_in_process(text: str) -> bool:
    """Whether a page can be read here; linear, at 2 ms for 1 MB."""
    if len(text) > IN_PROCESS_SIZE_MAX or text.count("<") > IN_PROCESS_TAGS_MAX:
        return False
    return not has_crowded_tag(text)


def _extract_in_subprocess(text: str, origin: Origin, *, include_boilerplate: bool) -> Article | None:
    if is_too_large(text):
        return None
    question = json.dumps({"text": text, "url": origin.url, "whole": include_boilerplate}).encode("ascii")
    command = [sys.executable, "-m", __name__]
    paths = os.pathsep.join(filter(None, sys.path))
    try:
        done = subprocess.run(
            command,
            input=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT_SECONDS,
            check=True,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONSAFEPATH": "1"},
        )
        answer = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    if "error" in answer:
        why, hint, is_empty = answer["error"]
        raise (NoArticleError if is_empty else ReaderError)(describe_origin(origin), why, hint)
    return _article_from_json(answer["article"], origin) if answer["article"] else None


def _article_from_json(values: dict[str, Any], origin: Origin) -> Article:
    """The article that was written as plain values."""
    blocks = tuple(
        Block(**{**block, "spans": tuple(Span(**span) for span in block["spans"])}) for block in values["blocks"]
    )
    lists = {name: tuple(values[name]) for name in ("breadcrumb", "authors", "editors")}
    return Article(**{**values, **lists, "origin": origin, "blocks": blocks})


def _answer_request(request: dict[str, Any]) -> dict[str, Any]:
    """What the process answers."""
    try:
        article = extract_article(request["text"], Origin("", url=request["url"]), include_boilerplate=request["whole"])
    except ReaderError as error:
        return {"error": (error.why, error.hint, isinstance(error, NoArticleError))}
    return {"article": asdict(replace(article, origin=Origin(""))) if article else None}


def _limit_resources() -> None:
    """Let the process have no more than so much memory and time, where the system can see to that."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_MAX, _MEMORY_MAX))
        resource.setrlimit(resource.RLIMIT_CPU, (TIMEOUT_SECONDS, TIMEOUT_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_resources()
    sys.stdout.buffer.write(json.dumps(_answer_request(json.load(sys.stdin.buffer))).encode("ascii"))
