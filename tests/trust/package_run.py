"""Builds the source distribution and the wheel, installs the wheel in an empty environment and runs the program there.

    python -m tests.trust.package_run

Both are built twice to the same bytes, and the wheel is built from what the source distribution holds. The packages
that dubao requires are installed from where pip is told to look.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMANDS = (
    ["--version"],
    ["show", "{article}", "--plain"],
    ["show", "{article}", "--script", "twp", "--json"],
    ["figures", "{article}", "--format", "json"],
    ["add", "{article}"],
    ["annotate", "{article}", "--quote", "讀報", "--note", "記下"],
    ["list", "--json"],
    ["save", "{article}", "-o", "{folder}/copy.epub"],
    ["doctor", "--json"],
)
ARTICLE = "標題在此：讀報的一天\n\n　　去年發電五十億度，比前年多一成，居民說這是好事。\n"


def build_sdist(root: Path, folder: Path) -> Path:
    """The source distribution, built into a folder.

    Args:
        root: Of the project.
        folder: Where to.
    """
    from hatchling.builders.sdist import SdistBuilder

    return Path(next(iter(SdistBuilder(str(root)).build(directory=str(folder), versions=["standard"]))))


def build_wheel(root: Path, folder: Path) -> Path:
    """The wheel, built into a folder; the same arguments as of `build_sdist`."""
    from hatchling.builders.wheel import WheelBuilder

    return Path(next(iter(WheelBuilder(str(root)).build(directory=str(folder), versions=["standard"]))))


def unpack(sdist: Path, folder: Path) -> Path:
    """The only folder in a source distribution, unpacked into another."""
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (found,) = folder.iterdir()
    return found


def install(wheel: Path, folder: Path) -> Path:
    """Install a wheel and what it requires in a new environment; its folder of programs."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "-q", str(wheel)], check=True)
    return programs


def run_program(programs: Path, home: Path) -> list[str]:
    """Run the installed program outside the project; the commands that failed.

    Args:
        programs: The folder that it is installed in.
        home: An empty folder.
    """
    article = home / "a.txt"
    article.write_text(ARTICLE, "utf-8")
    environment = {"HOME": str(home), "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    failed = []
    for command in COMMANDS:
        arguments = [part.format(article=article, folder=home) for part in command]
        done = subprocess.run(["dubao", *arguments], env=environment, cwd=home, capture_output=True, check=False)
        is_json = "--json" in arguments or "json" in arguments
        try:
            is_good = done.returncode == 0 and (not is_json or json.loads(done.stdout) is not None)
        except ValueError:
            is_good = False
        if not is_good:
            failed.append(f"dubao {' '.join(arguments)}: {done.returncode} {done.stderr.decode('utf-8', 'replace')}")
    return failed


def main() -> int:
    """Build, install and run; 1 where anything failed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sdists = [build_sdist(ROOT, folder / part) for part in ("a", "b")]
        source = unpack(sdists[0], folder / "source")
        wheels = [build_wheel(root, folder / part) for root, part in ((ROOT, "c"), (source, "d"))]
        problems = [
            f"{one.name} is not reproducible"
            for one, other in (sdists, wheels)
            if one.read_bytes() != other.read_bytes()
        ]
        (folder / "home").mkdir()
        problems += run_program(install(wheels[1], folder / "environment"), folder / "home")
        print(f"{sdists[0].name} and {wheels[0].name}: built twice, installed, {len(COMMANDS)} commands run")
    print("\n".join(problems) or "0 problems")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
