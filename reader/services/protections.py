"""What dubao protects its user from, and whether each protection is active on this machine, for `dubao doctor`."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def list_protections(library_path_option: str | None = None) -> Iterator[tuple[str, str]]:
    """The name of each protection, and its limits or why it is not active.

    Args:
        library_path_option: The library named on the command line.
    """
    from reader.library.paths import library_path
    from reader.model.json import JSON_SIZE_MAX, JSON_VALUES_MAX
    from reader.structure.incremental import LINES_MAX

    yield "control characters", "replaced where a text comes in, and once more before it is printed or drawn"
    yield "answers of the terminal", "left out of the input, so that none of them presses keys"
    yield "ids", "of one form; others are replaced where they come in"
    yield "web", _describe_web()
    yield "certificates", _describe_certificates()
    yield "large pages and copies", _describe_worker()
    yield "copies", f"at most {JSON_SIZE_MAX >> 20} MiB and {JSON_VALUES_MAX:,} values, counted before they are parsed"
    yield "texts", f"at most {LINES_MAX:,} lines"
    yield "permissions", _describe_permissions(library_path(library_path_option))


def _describe_web() -> str:
    from reader.sources.web import DEADLINE_SECONDS, REDIRECTS_MAX
    from reader.sources.web_response import BODY_SIZE_MAX, TRANSFER_SIZE_MAX

    return (
        f"public machines alone; {DEADLINE_SECONDS:g} s, {REDIRECTS_MAX} redirects, {TRANSFER_SIZE_MAX >> 20} MiB sent,"
        f" {BODY_SIZE_MAX >> 20} MiB unpacked; no cookies, no logins"
    )


def _describe_certificates() -> str:
    import ssl

    from reader.sources.web_transport import create_ssl_context

    context = create_ssl_context()
    is_checked = context.verify_mode == ssl.CERT_REQUIRED and context.check_hostname
    return f"{'checked' if is_checked else 'NOT CHECKED'}, {ssl.OPENSSL_VERSION}"


def _describe_worker() -> str:
    from reader.bounded_process import TIMEOUT_SECONDS, can_limit_resources

    where = f"in a process of their own, for {TIMEOUT_SECONDS} s"
    return where if can_limit_resources() else f"{where}; this system cannot limit its memory"


def _describe_permissions(path: Path) -> str:
    """Whether the library and its folder are their owner's alone."""
    try:
        modes = [stat.S_IMODE(os.stat(each).st_mode) for each in (path.parent, path)]
    except OSError:
        return "a library is made for its owner alone"
    if modes[1] & 0o077:
        return f"OTHERS MAY READ the library: chmod 600 {path}"
    return "the library is its owner's alone"
