"""The installed OpenCC: whether it is the real one, its dictionaries, its converters. Imported late, and here only."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from types import ModuleType
    from typing import Protocol

    Dictionary = dict[str, list[str]]

    class Converter(Protocol):
        """An OpenCC object."""

        def convert(self, text: str) -> str:
            """The whole text, converted in one call, which holds the interpreter."""


REINSTALL_HINT = "run: pip install --force-reinstall opencc"


@cache
def import_opencc() -> ModuleType:
    """The package, if it is the real one.

    Raises:
        ReaderError: It is missing, broken, or another package of the same name has overwritten it.
    """
    try:
        import opencc
    except ImportError as error:
        raise ReaderError("OpenCC", f"cannot be imported ({error})", REINSTALL_HINT) from error
    if not _is_native_package(opencc):
        raise ReaderError(
            "OpenCC",
            f"the module opencc in {_get_package_folder(opencc)} is another package's"
            " (opencc-py, opencc-python-reimplemented)",
            "run: pip uninstall opencc-py opencc-python-reimplemented, then pip install --force-reinstall opencc",
        )
    return opencc


def _is_native_package(module: ModuleType) -> bool:
    """Whether a module is the native package: it lists its configs and has its library beside it."""
    return bool(getattr(module, "CONFIGS", None)) and (_get_package_folder(module) / "clib").is_dir()


def _get_package_folder(module: ModuleType) -> Path:
    return Path(module.__file__ or "").parent


def get_version() -> str:
    """Of the package."""
    return str(getattr(import_opencc(), "__version__", "unknown"))


def get_data_folder() -> Path:
    """The folder of its configs and dictionaries."""
    return _get_package_folder(import_opencc()) / "clib" / "share" / "opencc"


def list_shipped_configs() -> frozenset[str]:
    """The names of the configs it ships."""
    return frozenset(name.removesuffix(".json") for name in import_opencc().CONFIGS)


def load_converter(config: str) -> Converter:
    """A new converter.

    Args:
        config: The name of a shipped config, or the path of any.

    Raises:
        ReaderError: OpenCC cannot be used, or cannot read this config.
    """
    module = import_opencc()
    try:
        # False: no dictionaries whose results most terminals show as boxes. The command line tool has them off too.
        converter: Converter = module.OpenCC(config, False)
    except Exception as error:  # the binding raises RuntimeError and others from C++
        raise ReaderError("OpenCC", f"cannot load its config {config} ({error})", REINSTALL_HINT) from error
    return converter


def read_dictionary(name: str) -> Dictionary:
    """A dictionary of the installed OpenCC: each key with its values, the preferred one first.

    Args:
        name: Of its file, with or without the ending ocd2.

    Raises:
        ReaderError: OpenCC cannot be used, or the tool that reads its binary dictionaries does not run.
    """
    import subprocess
    import tempfile

    source = get_data_folder() / f"{name.removesuffix('.ocd2')}.ocd2"
    tool = _get_package_folder(import_opencc()) / "clib" / "bin" / "opencc_dict"
    try:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder, "dictionary.txt")
            command = [str(tool), "-i", str(source), "-o", str(target), "-f", "ocd2", "-t", "text"]
            subprocess.run(command, check=True, capture_output=True)
            lines = target.read_text(encoding="utf-8").split("\n")
    except (OSError, subprocess.CalledProcessError) as error:
        raise ReaderError("OpenCC", f"cannot read its dictionary {source.name} ({error})", REINSTALL_HINT) from error
    pairs = (line.split("\t") for line in lines if line)
    return {key: values.split(" ") for key, values in pairs}


def collect_diagnostics() -> dict[str, str]:
    """What there is to say about the installed OpenCC, for dubao doctor; never raises."""
    try:
        import opencc as module
    except ImportError as error:
        return {"package": f"cannot be imported ({error}); {REINSTALL_HINT}"}
    found = {"version": str(getattr(module, "__version__", "unknown")), "place": str(_get_package_folder(module))}
    try:
        import_opencc()
    except ReaderError as error:
        return {"package": f"{error.why}; {error.hint}", **found}
    names = sorted(list_shipped_configs())
    return {"package": "opencc, the native one", **found, "configs": f"{len(names)}: {' '.join(names)}"}
