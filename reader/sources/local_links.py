"""Links between files: where a relative link of a page on the disk leads."""

from __future__ import annotations

import os
import re
from urllib.parse import unquote

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def resolve_local_link(href: str, path: str | None) -> str | None:
    """The path that a relative link leads to; None where it leads out of the folder of its page.

    Whether there is a file is not looked at.

    Args:
        href: The link as written.
        path: The path of the page; None where it is no file.
    """
    target = unquote(href.strip().partition("#")[0].partition("?")[0], errors="surrogateescape")
    if path is None or path == "-" or not target or "\0" in target or _SCHEME.match(target) or target[0] in "/\\":
        return None
    folder = os.path.dirname(os.path.abspath(path))
    found = os.path.normpath(os.path.join(folder, target))
    return found if found.startswith(os.path.join(folder, "")) else None


def find_linked_file(href: str, path: str | None) -> str | None:
    """The file that a relative link leads to; None where there is none in the folder of its page or below.

    A page may come from anywhere, so that a link out of its folder, also by a symbolic link, is not followed.

    Args:
        href: The link as written.
        path: The path of the page; None where it is no file.
    """
    found = resolve_local_link(href, path)
    if found is None or path is None or not os.path.isfile(found):
        return None
    return found if _is_really_beside(found, path) else None


def find_missing_file(href: str, path: str | None) -> str | None:
    """The path that a relative link leads to, if nothing is there; None for a link that is not followed.

    Args:
        href: The link as written.
        path: The path of the page; None where it is no file.
    """
    found = resolve_local_link(href, path)
    if found is None or path is None or not _is_really_beside(found, path):
        return None
    return None if os.path.lexists(found) else found


def _is_really_beside(found: str, path: str) -> bool:
    """Whether a path is in the folder of a page or below when all symbolic links are followed."""
    folder = os.path.realpath(os.path.dirname(os.path.abspath(path)))
    return os.path.realpath(found).startswith(os.path.join(folder, ""))
