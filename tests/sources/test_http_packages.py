"""httpx and httpcore are imported without what they do not need."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys, time
from reader.sources import http_packages
assert http_packages.httpx.URL("https://paper.example/").host == "paper.example"
assert "httpx._main" not in sys.modules and "rich" not in sys.modules
assert sys.modules.get("click", 0) is not None
assert "sniffio" in sys.modules
import click
"""


def test_httpx_is_imported_without_its_command_line() -> None:
    subprocess.run([sys.executable, "-c", CODE], check=True)
