"""Explains why a page could not be fetched, in the sentences of web_errors.tsv, which quote nothing of the server."""

from __future__ import annotations

import errno
import socket
import ssl
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_OFFLINE_ERRNOS = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL})
_LOST_ERRNOS = frozenset({errno.ECONNRESET, errno.EPIPE})
_CERTIFICATE_FAULTS = {
    9: "is not valid yet",
    10: "has expired",
    18: "is signed by itself alone",
    19: "is signed by nobody known",
    20: "is signed by nobody known",
    62: "is for another name",
    64: "is for another address",
}
"""Of certificates, by OpenSSL's numbers (X509_V_ERR_ of x509_vfy.h)."""


class FetchError(Exception):
    """A page cannot be fetched; the client converts it to a WebError.

    Args:
        reason: The key of a row of web_errors.tsv, without the status.
        http_status: The server's status; None where it did not answer.
        retry_after: Seconds after which the server wants to be asked again; None where it names none.
        **values: The values for the placeholders of the row.
    """

    def __init__(
        self, reason: str, http_status: int | None = None, retry_after: float | None = None, **values: str
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.http_status = http_status
        self.retry_after = retry_after
        self.values = values


class WebError(ReaderError):
    """A page could not be fetched.

    Attributes:
        reason: wire_too_large, decoded_too_large, coding, truncated, timeout, redirects, scheme, address, protocol,
            status, not_text, url, downgrade, name, offline, connect, lost, certificate, tls or proxy.
        http_status: The server's status; None where it did not answer.
        retry_after: Seconds after which the server wants to be asked again; None where it names none.
    """

    def __init__(self, what: str, error: FetchError) -> None:
        row = _find_sentence(error)
        values = {"status": str(error.http_status), "wait": format_duration(error.retry_after or 0), **error.values}
        super().__init__(what, row.why.format_map(values), row.hint.format_map(values))
        self.reason = error.reason
        self.http_status = error.http_status
        self.retry_after = error.retry_after


class _Sentence(NamedTuple):
    why: str
    hint: str


def format_duration(seconds: float) -> str:
    """Return a time to wait in words, in seconds, minutes or hours."""
    for size, unit in ((3600, "hour"), (60, "minute")):
        if seconds > size:
            number = round(seconds / size)
            return f"{number} {unit}{'s' if number > 1 else ''}"
    return f"{round(seconds)} seconds"


def classify_connection_error(error: BaseException, host: str) -> FetchError:
    """Return the error for a connection that could not be made, or ended: name, network or certificate.

    Args:
        error: Any exception; among its causes that of the operating system or OpenSSL is searched.
        host: The host, safe to show.
    """
    causes = list(_iter_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchError(
                "certificate", host=host, fault=_CERTIFICATE_FAULTS.get(cause.verify_code, "is not valid")
            )
        if isinstance(cause, ssl.SSLError):
            return FetchError("tls", host=host)
        if isinstance(cause, socket.gaierror):
            return FetchError("offline" if cause.errno == socket.EAI_AGAIN else "name", host=host)
    numbers = {cause.errno for cause in causes if isinstance(cause, OSError)}
    if numbers & _OFFLINE_ERRNOS:
        return FetchError("offline")
    return FetchError("lost" if numbers & _LOST_ERRNOS else "connect", host=host)


def _iter_causes(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and its causes."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _find_sentence(error: FetchError) -> _Sentence:
    """The row for an error: that of its status, else that of its class of status (4xx), else that of its reason."""
    table = _load_sentences()
    status = str(error.http_status)
    names = (f"status {status}", f"status {status[0]}xx") if error.reason == "status" else ()
    return next((table[name] for name in names if name in table), table[error.reason])


@cache
def _load_sentences() -> dict[str, _Sentence]:
    return {reason: _Sentence(why, hint) for reason, why, hint in read_rows(__file__, "web_errors")}
