"""What is behind a connection that failed: a name, the network, a certificate; whatever a library puts around it."""

from __future__ import annotations

import errno
import socket
import ssl
from typing import TYPE_CHECKING

from reader.sources.web_errors import RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL})
_FAULTS = {
    9: "is not valid yet",
    10: "has expired",
    18: "is signed by itself alone",
    19: "is signed by nobody known",
    20: "is signed by nobody known",
    62: "is for another name",
    64: "is for another address",
}
"""Of certificates, by OpenSSL's numbers (X509_V_ERR_ of x509_vfy.h)."""


def connection_fault(error: BaseException, host: str) -> RefusalError:
    """Why no connection could be made, or why it ended."""
    found = list(_chain(error))
    for each in found:
        if isinstance(each, ssl.SSLCertVerificationError):
            return RefusalError("certificate", host=host, fault=_FAULTS.get(each.verify_code, "is not valid"))
        if isinstance(each, ssl.SSLError):
            return RefusalError("tls", host=host)
        if isinstance(each, socket.gaierror):
            return RefusalError("offline" if each.errno == socket.EAI_AGAIN else "name", host=host)
    numbers = {each.errno for each in found if isinstance(each, OSError)}
    if numbers & _NO_NETWORK:
        return RefusalError("offline")
    return RefusalError("lost" if numbers & {errno.ECONNRESET, errno.EPIPE} else "connect", host=host)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and those that it came of."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
