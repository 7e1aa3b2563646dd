"""Why a page of the web could not be had, in sentences; refusals.tsv holds them. Nothing a server said is in them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reader.errors import ReaderError
from reader.text.tsv import read_rows


class RefusalError(Exception):
    """A page is not to be had, said where it is found out.

    Attributes:
        reason: A row of refusals.tsv.
        status: The server's status, where it answered.
        wait: Seconds after which the server wants to be asked again.
        said: Values for the sentence.
    """

    def __init__(self, reason: str, status: int | None = None, wait: float | None = None, **said: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.wait = wait
        self.said = said


class WebError(ReaderError):
    """A page could not be had.

    Attributes:
        reason: wire_too_large, decoded_too_large, coding, truncated, timeout, redirects, scheme, address, protocol,
            status, not_text, url, downgrade, name, offline, connect, lost, certificate, tls or proxy.
        status: The server's status, where it answered.
        wait: Seconds after which the server wants to be asked again.
    """

    def __init__(self, what: str, refusal: RefusalError) -> None:
        row = _row(refusal)
        said = {"status": str(refusal.status), "wait": duration(refusal.wait or 0), **refusal.said}
        super().__init__(what, row.why.format_map(said), row.hint.format_map(said))
        self.reason = refusal.reason
        self.status = refusal.status
        self.wait = refusal.wait

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled as the sentence it is."""
        return ReaderError, (self.what, self.why, self.hint)


class _Row(NamedTuple):
    why: str
    hint: str


def duration(seconds: float) -> str:
    """A time to wait, in the unit that suits it."""
    for size, unit in ((3600, "hour"), (60, "minute")):
        if seconds > size:
            number = round(seconds / size)
            return f"{number} {unit}{'s' if number > 1 else ''}"
    return f"{round(seconds)} seconds"


def _row(refusal: RefusalError) -> _Row:
    """The sentence; of a status its own, else that of its hundred, else the reason's."""
    table = _table()
    status = str(refusal.status)
    names = (f"status {status}", f"status {status[0]}xx") if refusal.reason == "status" else ()
    return next((table[name] for name in names if name in table), table[refusal.reason])


@cache
def _table() -> dict[str, _Row]:
    return {reason: _Row(why, hint) for reason, why, hint in read_rows(__file__, "web_errors")}
