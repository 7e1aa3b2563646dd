"""Why a page of the web could not be had, in sentences; refusals.tsv holds them. Nothing a server said is in them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reader.errors import ReaderError
from reader.text.tsv import read_rows


class FetchError(Exception):
    """A page is not to be had, said where it is found out.

    Attributes:
        reason: A row of refusals.tsv.
        http_status: The server's status, where it answered.
        retry_after: Seconds after which the server wants to be asked again.
        values: Values for the sentence.
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
    """A page could not be had.

    Attributes:
        reason: wire_too_large, decoded_too_large, coding, truncated, timeout, redirects, scheme, address, protocol,
            status, not_text, url, downgrade, name, offline, connect, lost, certificate, tls or proxy.
        status: The server's status, where it answered.
        wait: Seconds after which the server wants to be asked again.
    """

    def __init__(self, what: str, error: FetchError) -> None:
        row = _find_sentence(error)
        said = {"status": str(error.http_status), "wait": format_duration(error.retry_after or 0), **error.values}
        super().__init__(what, row.why.format_map(said), row.hint.format_map(said))
        self.reason = error.reason
        self.http_status = error.http_status
        self.retry_after = error.retry_after

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled as the sentence it is."""
        return ReaderError, (self.what, self.why, self.hint)


class _Sentence(NamedTuple):
    why: str
    hint: str


def format_duration(seconds: float) -> str:
    """A time to wait, in the unit that suits it."""
    for size, unit in ((3600, "hour"), (60, "minute")):
        if seconds > size:
            number = round(seconds / size)
            return f"{number} {unit}{'s' if number > 1 else ''}"
    return f"{round(seconds)} seconds"


def _find_sentence(error: FetchError) -> _Sentence:
    """The sentence; of a status its own, else that of its hundred, else the reason's."""
    table = _load_sentences()
    status = str(error.http_status)
    names = (f"status {status}", f"status {status[0]}xx") if error.reason == "status" else ()
    return next((table[name] for name in names if name in table), table[error.reason])


@cache
def _load_sentences() -> dict[str, _Sentence]:
    return {reason: _Sentence(why, hint) for reason, why, hint in read_rows(__file__, "web_errors")}
