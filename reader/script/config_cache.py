"""Where the configs that we make are kept: OpenCC reads a config only from a file.

A cache folder, one folder in it for each version of OpenCC. A file is trusted when its checksum holds and OpenCC can
read it; else it is made again. Where nothing can be written, a temporary folder serves, and the cache is forgotten.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from reader.atomic_files import write_atomically
from reader.errors import ReaderError
from reader.script.opencc_package import get_data_folder, get_version, load_converter

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.script.opencc_configs import ConfigDict
    from reader.script.opencc_package import Converter

_FORMAT_VERSION = 1
"""Of the configs we make; another number, and old files are not looked at."""


def get_cache_folder() -> Path:
    """The cache folder: DUBAO_CACHE, else the user's; in it one for this version."""
    named = os.environ.get("DUBAO_CACHE")
    if not named:
        import platformdirs

        named = platformdirs.user_cache_dir("dubao", appauthor=False)
    return Path(os.path.expanduser(named), f"opencc-{get_version()}")


def load_cached_converter(name: str, build_config: Callable[[], ConfigDict]) -> Converter:
    """The converter of a config of ours.

    Args:
        name: Of the file.
        build_config: Makes the config; called only when the cache has no sound one.

    Raises:
        ReaderError: OpenCC cannot be used, or there is nowhere to put a file for it.
    """
    place = crc32(
        str(get_data_folder()).encode("utf-8", "surrogatepass")
    )  # another environment has its dictionaries elsewhere
    path = get_cache_folder() / f"{name}-{_FORMAT_VERSION}-{place:08x}.json"
    if _is_intact(path):
        try:
            return load_converter(str(path))
        except ReaderError:
            pass  # it was written by something else; made again below
    text = _serialize(build_config())
    with contextlib.suppress(OSError, ValueError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text.encode("utf-8"))  # at once or not at all: another program may be reading it
        return load_converter(str(path))
    try:
        with tempfile.TemporaryDirectory(prefix="dubao-") as elsewhere:
            path = Path(elsewhere, f"{name}.json")
            path.write_text(text, encoding="utf-8")
            return load_converter(str(path))  # it is read now, not later
    except OSError as error:
        raise ReaderError(str(path), f"cannot be written ({error.strerror})", "set DUBAO_CACHE to a folder") from error


def _serialize(config: ConfigDict) -> str:
    """The config as JSON, with the checksum of all the rest for a name."""
    rest = json.dumps(config, ensure_ascii=False, separators=(",", ":"))[1:]
    return f'{{"name":"{crc32(rest.encode()):08x}",{rest}'


def _is_intact(path: Path) -> bool:
    """Whether a file is as it was written."""
    text = b""
    with contextlib.suppress(OSError, ValueError):  # a name with NUL is a ValueError
        text = path.read_bytes()
    head, comma, rest = text.partition(b",")
    return head + comma == b'{"name":"%08x",' % crc32(rest)
