"""Looks the packages that dubao requires up in the database of known faults, by pip-audit: python -m tests.trust.audit

The exit code is 1 where a fault is known, or a package could not be looked up. Without pip-audit nothing is done.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.trust.licences import list_packages


def list_requirements() -> list[str]:
    """What dubao requires at run time, and what that requires, each with its installed version."""
    return [f"{name}=={version(name)}" for name in list_packages()]


def read_report(report: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The known faults in a report of pip-audit, and the packages that could not be looked up.

    Args:
        report: Parsed from JSON.
    """
    faults, skipped = [], []
    for each in report["dependencies"]:
        if "skip_reason" in each:
            skipped.append(each["name"])
        for fault in each.get("vulns", []):
            mended = ", ".join(fault.get("fix_versions", [])) or "no version"
            faults.append(f"{each['name']} {each['version']}: {fault['id']}, mended in {mended}")
    return faults, skipped


def main() -> int:
    """Look the packages up, and print what is known; 1 where that is not nothing."""
    if find_spec("pip_audit") is None:
        print("skipped: pip-audit is not installed (make audit installs it)")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        requirements.write_text("\n".join(list_requirements()) + "\n")
        command = [
            sys.executable,
            "-m",
            "pip_audit",
            "--disable-pip",
            "--no-deps",
            "-f",
            "json",
            "-r",
            str(requirements),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        print(done.stderr.strip()[-500:] or "pip-audit printed nothing")
        return 1
    faults, skipped = read_report(report)
    print("\n".join(faults) or "no fault is known")
    print(f"{len(report['dependencies']) - len(skipped)} packages were looked up")
    if skipped:
        print(f"could not be looked up: {', '.join(skipped)}")
    return int(bool(faults or skipped))


if __name__ == "__main__":
    sys.exit(main())
