"""Every reason why a page is not to be had is a sentence of ours, with what to do."""

from __future__ import annotations

import ast
import errno
import re
import socket
import ssl
from pathlib import Path

import pytest

import reader.sources
from reader.errors import ReaderError
from reader.sources import web_response, web_transport
from reader.sources.web_errors import FetchError, WebError, _load_sentences, classify_connection_error, format_duration

PACKAGE = Path(reader.sources.__file__).parent
VALUES = {"host": "news.example", "seconds": "20", "wire": "5", "decoded": "10", "kind": "a film", "url": "http://x/",
        "fault": "has expired"}  # fmt: skip


def reasons() -> set[str]:
    """The reasons that the code gives to FetchError."""
    found = set()
    for path in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "FetchError":
                found |= {part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)}
    found |= set(web_response._DECOMPRESSION_REASONS.values())
    found |= {reason for _, reason in web_transport._ERROR_REASONS}
    return {reason for reason in found if isinstance(reason, str)} - {""}


def test_the_table_has_the_reasons_of_the_code_and_no_others() -> None:
    rows = {name for name in _load_sentences() if not name.startswith("status ")}
    assert rows - reasons() <= {"url", "proxy", "protocol"}  # arguments of _parse_url
    assert reasons() <= rows


@pytest.mark.parametrize("name", list(_load_sentences()))
def test_every_row_makes_a_whole_sentence_with_a_hint(name: str) -> None:
    reason, _, status = name.partition(" ")
    number = int(status.replace("xx", "02") or 418) if reason == "status" else None
    error = WebError("http://x/", FetchError(reason, number, 90, **VALUES))
    assert error.why
    assert error.hint
    assert not re.search(r"[{}]|None", str(error))


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 seconds"), (59, "59 seconds"), (90, "2 minutes"), (3700, "1 hour"), (86_400, "24 hours"), (61, "1 minute")],
)
def test_format_duration_rounds_to_the_largest_unit(seconds: float, text: str) -> None:
    assert format_duration(seconds) == text


def wrapped(error: Exception) -> Exception:
    """The error as the cause of another one, as libraries raise it."""
    try:
        try:
            raise error
        except Exception as cause:
            raise RuntimeError("any library") from cause
    except RuntimeError as outer:
        return outer


def expired() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "x")
    error.verify_code = 10
    return error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (socket.gaierror(socket.EAI_NONAME, "x"), "name"),
        (socket.gaierror(socket.EAI_AGAIN, "x"), "offline"),
        (OSError(errno.ENETUNREACH, "x"), "offline"),
        (OSError(errno.ECONNREFUSED, "x"), "connect"),
        (ConnectionResetError(errno.ECONNRESET, "x"), "lost"),
        (ssl.SSLError(1, "x"), "tls"),
        (expired(), "certificate"),
        (ValueError(), "connect"),
    ],
)
def test_a_connection_error_is_classified_by_its_cause(error: Exception, reason: str) -> None:
    for each in (error, wrapped(error)):
        refusal = classify_connection_error(each, "news.example")
        assert refusal.reason == reason
        assert isinstance(WebError("x", refusal), ReaderError)
