"""The conversion itself. The only module that imports opencc, and only when something is converted."""

from __future__ import annotations

import re
from collections import OrderedDict
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

from reader.errors import ReaderError
from reader.model import CleanText
from reader.script.cuts import parts
from reader.script.detect import script_of
from reader.script.plan import HONG_KONG_VIEWS, press_forms, runs, stages

if TYPE_CHECKING:
    from types import ModuleType
    from typing import Protocol

    from reader.model import Script
    from reader.script.detect import Region
    from reader.script.plan import ViewName

    class Converter(Protocol):
        """An OpenCC object."""

        def convert(self, text: str) -> str:
            """The whole text, converted in one call."""


MOST_AT_ONCE = 4000
"""Code points of one call: it holds the interpreter all the time, at 1 to 2 million a second on unlike text."""

MOST_KEPT = 1_000_000
"""Code points of the views an article keeps: many times an article, and 4 MB."""

_UNSAFE = re.compile("([\0\ud800-\udfff]+)")
"""OpenCC loses what is behind a NUL, without a word, and cannot encode a lone surrogate."""


class Views:
    """The texts of one article in other scripts. Derived, cached, and never written back.

    Args:
        script: Of the article's body.
        region: Whose forms its traditional blocks have.
        hk_forms: Whether the hk view ends in the forms of the press or stays as OpenCC has it.
    """

    def __init__(self, script: Script, region: Region | None, hk_forms: Literal["press", "opencc"] = "press") -> None:
        self.script = script
        self.region = region
        self.hk_forms = hk_forms
        self._kept: OrderedDict[tuple[str, ViewName, Script], CleanText] = OrderedDict()
        self._size = 0
        self._lock = Lock()  # a worker may prepare what the screen is about to ask for

    def text(self, text: CleanText, target: ViewName, script: Script | None = None) -> CleanText:
        """A block's text in a view; as many code points as the source, so offsets need no map.

        A Mixed text is converted stretch by stretch; one that needs no conversion comes back itself. The result depends
        on nothing but the arguments and the article's region.

        Args:
            text: A block, or a part of one.
            target: A view that keeps the length.
            script: Of the text; found out when None.

        Raises:
            ReaderError: OpenCC cannot be used.
            ValueError: There is no plan for this view.
        """
        if target == "source":
            return text
        script = script or script_of(text)
        if script != "Mixed" and not stages(script, self.region, target):
            return text
        key = (text, target, script)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        view = CleanText(self._converted(text, target, script))
        self._keep(key, view)
        return view

    def preload(self, target: ViewName) -> None:
        """Loads what a view of this article needs, in up to 0.2 s: call it from a thread, after the first paint.

        The body's conversion first; then the other script's, for the furniture around it.

        Raises:
            ReaderError: OpenCC cannot be used.
            ValueError: There is no plan for this view.
        """
        scripts: tuple[Script, ...] = ("Hans", "Hant") if self.script == "Hans" else ("Hant", "Hans")
        for script in scripts:
            for config in stages(script, self.region, target):
                _converter(config)

    def _converted(self, text: str, target: ViewName, script: Script) -> str:
        if script == "Mixed":
            return "".join(self._converted(text[start:end], target, part) for start, end, part in runs(text))
        configs = stages(script, self.region, target)
        if not configs:
            return text
        view = text
        for config in configs:
            view = convert(view, config)
        if target in HONG_KONG_VIEWS and self.hk_forms == "press":
            view = view.translate(press_forms())
        # Every dictionary of these views is one to one; should a later version's not be, the source is right, and
        # every offset into it with it.
        return view if len(view) == len(text) else text

    def _keep(self, key: tuple[str, ViewName, Script], view: CleanText) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = view
                self._size += len(view)
            while self._size > MOST_KEPT and len(self._kept) > 1:  # a single huge block is worth keeping too
                self._size -= len(self._kept.popitem(last=False)[1])


def convert(text: str, config: str) -> str:
    """A text through one OpenCC config, exactly as OpenCC does it, but in parts and without loss.

    Parts of MOST_AT_ONCE code points let other threads run in between. NUL and lone surrogates stay where they are.

    Args:
        text: Any string.
        config: The name of a config, without ending.

    Raises:
        ReaderError: OpenCC cannot be used, or does not have this config.
    """
    converter = _converter(config)
    if _UNSAFE.search(text):
        pieces = _UNSAFE.split(text)  # safe and unsafe ones take turns
        return "".join(piece if index % 2 else _in_parts(piece, converter) for index, piece in enumerate(pieces))
    return _in_parts(text, converter)


def _in_parts(text: str, converter: Converter) -> str:
    if len(text) <= MOST_AT_ONCE:
        return converter.convert(text)
    return "".join(map(converter.convert, parts(text, MOST_AT_ONCE)))


@cache
def _converter(config: str) -> Converter:
    """OpenCC's object for a config, loaded once (4 to 160 ms the first time) and kept."""
    opencc = _opencc()
    try:
        # False: no dictionaries whose results most terminals show as boxes. The command line tool has them off too.
        converter: Converter = opencc.OpenCC(config, False)
    except Exception as error:  # the binding raises RuntimeError and others from C++
        raise ReaderError("OpenCC", f"cannot load its config {config} ({error})", _REINSTALL) from error
    return converter


_REINSTALL = "run: pip install --force-reinstall opencc"


@cache
def _opencc() -> ModuleType:
    """The package, if it is the real one.

    Raises:
        ReaderError: It is missing, broken, or another package of the same name has overwritten it.
    """
    try:
        import opencc
    except ImportError as error:
        raise ReaderError("OpenCC", f"cannot be imported ({error})", _REINSTALL) from error
    if not _is_real(opencc):
        raise ReaderError(
            "OpenCC",
            f"the module opencc in {_place(opencc)} is another package's (opencc-py, opencc-python-reimplemented)",
            "run: pip uninstall opencc-py opencc-python-reimplemented, then pip install --force-reinstall opencc",
        )
    return opencc


def _is_real(module: ModuleType) -> bool:
    """Whether a module is the native package: it lists its configs and has its library beside it."""
    return bool(getattr(module, "CONFIGS", None)) and (_place(module) / "clib").is_dir()


def _place(module: ModuleType) -> Path:
    return Path(module.__file__ or "").parent


def facts() -> dict[str, str]:
    """What there is to say about the installed OpenCC, for dubao doctor; never raises."""
    try:
        import opencc
    except ImportError as error:
        return {"package": f"cannot be imported ({error}); {_REINSTALL}"}
    found = {"version": str(getattr(opencc, "__version__", "unknown")), "place": str(_place(opencc))}
    try:
        _opencc()
    except ReaderError as error:
        return {"package": f"{error.why}; {error.hint}", **found}
    configs = sorted(name.removesuffix(".json") for name in opencc.CONFIGS)
    return {"package": "opencc, the native one", **found, "configs": f"{len(configs)}: {' '.join(configs)}"}
