"""What is behind a connection that failed: a name, the network, a certificate; whatever a library puts around it."""

from __future__ import annotations

import errno
import socket
import ssl
from typing import TYPE_CHECKING

from reader.sources.web_errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

_OFFLINE_ERRNOS = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL})
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


def classify_connection_error(error: BaseException, host: str) -> FetchError:
    """Why no connection could be made, or why it ended."""
    found = list(_iter_causes(error))
    for each in found:
        if isinstance(each, ssl.SSLCertVerificationError):
            return FetchError("certificate", host=host, fault=_CERTIFICATE_FAULTS.get(each.verify_code, "is not valid"))
        if isinstance(each, ssl.SSLError):
            return FetchError("tls", host=host)
        if isinstance(each, socket.gaierror):
            return FetchError("offline" if each.errno == socket.EAI_AGAIN else "name", host=host)
    numbers = {each.errno for each in found if isinstance(each, OSError)}
    if numbers & _OFFLINE_ERRNOS:
        return FetchError("offline")
    return FetchError("lost" if numbers & {errno.ECONNRESET, errno.EPIPE} else "connect", host=host)


def _iter_causes(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and those that it came of."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
