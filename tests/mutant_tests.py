"""The tests that run a line, and runs of them on a changed module, each in a process forked from one that has all
libraries imported already.

Which test runs which line is what `python -m tests.line_coverage` has found; the parts that are missing are run first.
A module that was changed since then is tried with all tests of its own test file and of its folder.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from coverage import CoverageData

from tests import line_coverage
from tests.coverage_contexts import decode_node_id, encode_node_id
from tests.line_coverage import hash_file
from tests.test_layout import find_test

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from types import TracebackType

ROOT = Path(__file__).parents[1]
PARTS = ("script", "figures", "structure", "typeset", "library", "copies", "tui", "annotations", "services", "cli")
"""Of line_coverage, whose tests are run."""
SECONDS_MAX = 15.0
"""Of all tests of other files for one mutant, as measured when the lines were found."""
START_SECONDS = 60.0
"""From the fork until the first test."""
TEST_SECONDS = 15.0
"""What every test may take beyond ten times what it took when the lines were found."""
MEMORY_BYTES = 6 << 30
IGNORED = shutil.ignore_patterns(".git", ".venv", "build", "dist", "__pycache__", ".hypothesis", ".mypy_cache")


class Result(NamedTuple):
    """What the tests say of a mutant."""

    outcome: str
    """`killed`, `timeout` or `survived`."""
    detail: str
    """The test that failed or did not end, or how many there were."""


class TestIndex:
    """Which tests run a line of a module, and how long they take."""

    __test__ = False

    def __init__(self, root: Path, data: CoverageData, seconds: dict[str, float], hashes: dict[str, str]) -> None:
        """Make an index.

        Args:
            root: Of the repository.
            data: Of coverage.py, with the ids of tests as contexts.
            seconds: How long each test takes that passes, by its id.
            hashes: Of the modules as they were, by their paths below the root.
        """
        self._root = root
        self._data = data
        self.seconds = seconds
        # what is changed from now on is not in the copy that the tests are run in
        self._unchanged = {path for path, digest in hashes.items() if hash_file(root / path) == digest}
        self._test_files = {path.relative_to(root).as_posix() for path in (root / "tests").rglob("test_*.py")}
        self._by_file: dict[str, list[str]] = defaultdict(list)
        for test in seconds:
            self._by_file[test.partition("::")[0]].append(test)
        self._contexts: dict[Path, dict[int, list[str]]] = {}

    @classmethod
    def collect(cls) -> TestIndex:
        """The index of this repository; runs the tests of which nothing is known yet."""
        for part in PARTS:
            if not (line_coverage.DATA / part / line_coverage.DURATIONS_FILE).exists():
                print(f"{part}: {line_coverage.run_part(part, workers=1)}", flush=True)
        line_coverage.combine()
        data = CoverageData(str(line_coverage.DATA / ".coverage"))
        data.read()
        seconds: dict[str, float] = {}
        for part in PARTS:
            for line in (line_coverage.DATA / part / line_coverage.DURATIONS_FILE).read_text("utf-8").splitlines():
                outcome, duration, test = line.split("\t")
                if outcome == "passed":
                    seconds[decode_node_id(test)] = float(duration)
        return cls(ROOT, data, seconds, line_coverage.read_hashes(PARTS))

    def list_tests(self, module: Path, lines: Iterable[int]) -> list[list[str]]:
        """The tests that may notice a change of some lines, in the order in which they are tried.

        They are those of the module's own test file that run the lines, those of other files, the nearest and fastest,
        of SECONDS_MAX together, and the others of its own file: a result that is cached is used by tests after the one
        that has run its lines.

        Args:
            module: Of the repository.
            lines: Any of which a test runs.
        """
        own_file = find_test(module).relative_to(ROOT).as_posix()
        all_own = self._by_file[own_file]
        if own_file in self._test_files - self._unchanged:  # a test of it is new, or another one
            all_own = [own_file]
        folder = own_file.rpartition("/")[0] + "/"
        found = self._find_by_lines(module, lines)
        if not found:
            found = {test for test in self.seconds if test.startswith(folder)}
        others, budget = [], SECONDS_MAX
        for test in sorted(
            found.difference(all_own), key=lambda test: (not test.startswith(folder), self.seconds[test])
        ):
            budget -= self.seconds[test]
            if budget > 0 and test.partition("::")[0] != own_file:
                others.append(test)
        return [[test for test in all_own if test in found], others, [test for test in all_own if test not in found]]

    def _find_by_lines(self, module: Path, lines: Iterable[int]) -> set[str]:
        """The tests that run one of some lines of a module; none where the module has been changed since."""
        if module.relative_to(self._root).as_posix() not in self._unchanged:
            return set()
        if module not in self._contexts:
            self._contexts[module] = self._data.contexts_by_lineno(str(module))
        contexts = self._contexts[module]
        found = {decode_node_id(test) for line in lines for test in contexts.get(line, ()) if test}
        return {test for test in found if test in self.seconds}


class MutantRunner:
    """Runs tests in a copy of the repository, in processes forked from this one."""

    def __init__(self, index: TestIndex) -> None:
        self._index = index
        self._folder = Path(tempfile.mkdtemp(prefix="mutants-"))
        self._root = self._folder / "copy"
        self._proved: dict[str, bool] = {}
        """Whether a test passes on the code as it is."""
        self._failing: set[str] = set()

    def __enter__(self) -> MutantRunner:
        shutil.copytree(ROOT, self._root, ignore=IGNORED)
        self._import_libraries()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def read(self, module: Path) -> str:
        """The source of a module as it was when the copy was made."""
        return (self._root / module.relative_to(ROOT)).read_text("utf-8")

    def run(self, module: Path, source: str, lines: Iterable[int]) -> Result:
        """What the tests that run some lines say of a module with another source.

        A test that fails on the code as it is too says nothing.

        Args:
            module: Of this repository.
            source: In place of that of the module.
            lines: Of the module, any of which a test runs.
        """
        groups = self._index.list_tests(module, lines)
        for tests in groups:
            while tests:
                with self._changed(module, source):
                    result = self.run_tests(tests)
                if result.outcome == "survived":
                    break
                if self._passes_unchanged(result.detail):
                    return result
        return Result("survived", " + ".join(str(len(tests)) for tests in groups) + " tests")

    @contextlib.contextmanager
    def _changed(self, module: Path, source: str) -> Iterator[None]:
        path = self._root / module.relative_to(ROOT)
        before, stat = path.read_bytes(), path.stat()
        path.write_text(source, "utf-8")
        os.utime(path, (stat.st_atime, stat.st_mtime + 60))  # so that no compiled module is taken for it
        try:
            yield
        finally:
            path.write_bytes(before)
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    def _passes_unchanged(self, test: str) -> bool:
        """Whether a test, or the import of a test file, succeeds without any change; one that fails is never run again.

        Args:
            test: Its id, or the path of the test file, or "" where the fault showed outside of all tests.
        """
        if test not in self._proved:
            only_import = "::" not in test
            self._proved[test] = not test or self.run_tests([test], only_import=only_import).outcome == "survived"
            if not self._proved[test]:
                self._failing.add(test)
        return self._proved[test]

    def run_tests(self, tests: Sequence[str], *, only_import: bool = False) -> Result:
        """Run tests until one fails, in a process of their own.

        Args:
            tests: Ids of tests, or paths of test files, for all their tests; the files are run in this order.
            only_import: Whether the test files are only imported.
        """
        tests = [test for test in tests if not self._failing.intersection((test, test.partition("::")[0]))]
        read, write = os.pipe()
        log = self._folder / "log"
        pid = os.fork()
        if not pid:
            os.close(read)
            self._run_in_child(tests, write, log, only_import=only_import)
        os.close(write)
        try:
            name, code = self._watch(pid, read)
        finally:
            os.close(read)
            kill_group(pid)
        if code is None:
            return Result("timeout", name)
        if code in (0, 5):
            return Result("survived", "")
        if code > 2:
            raise RuntimeError(log.read_text("utf-8", "replace")[-3000:])
        return Result("killed", name)

    def _watch(self, pid: int, read: int) -> tuple[str, int | None]:
        """The last test that began, or the place that failed, and the exit code; None for one that did not end."""
        process = os.pidfd_open(pid)
        try:
            name, failed, rest, until = "", "", b"", time.monotonic() + START_SECONDS
            while True:
                ready, _, _ = select.select([read, process], [], [], max(0, until - time.monotonic()))
                if not ready:
                    return failed or name, None
                if read in ready and (data := os.read(read, 1 << 16)):
                    *full, rest = (rest + data).split(b"\n")
                    for kind, _, value in (line.decode().partition(" ") for line in full):
                        name = decode_node_id(value)
                        failed = failed or (name if kind == "failed" else "")
                        until = time.monotonic() + TEST_SECONDS + 10 * self._index.seconds.get(name, 1.0)
                elif process in ready:
                    _, status = os.waitpid(pid, 0)
                    # a signal has ended it, such as that of too little memory
                    return failed or name, 1 if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)
        finally:
            os.close(process)

    def _run_in_child(self, tests: Sequence[str], write: int, log: Path, *, only_import: bool) -> None:
        """Become the process that runs tests."""
        code = 3
        try:
            os.setsid()
            with open(log, "wb") as output:
                for descriptor in (1, 2):
                    os.dup2(output.fileno(), descriptor)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
            self._enter_copy()
            arguments = _list_arguments(tests, self._folder / "tests")
            arguments += ["--collect-only"] * only_import
            code = int(pytest.main(arguments, [_Reporter(tests, self._failing, write)])) if tests else 0
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(code)

    def _enter_copy(self) -> None:
        for name in [name for name in sys.modules if name.partition(".")[0] in ("reader", "tests")]:
            del sys.modules[name]
        os.chdir(self._root)
        sys.path[:] = [str(self._root), *(path for path in sys.path if path not in ("", str(ROOT)))]
        sys.dont_write_bytecode = True
        os.environ |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(self._root), "TMPDIR": str(self._folder)}

    def _import_libraries(self) -> None:
        """Import what the tests import, but nothing of this repository, and compile the repository."""
        names = self._folder / "names"
        pid = os.fork()
        if not pid:
            self._enter_copy()
            sys.dont_write_bytecode = False
            with open(os.devnull, "wb") as output:
                os.dup2(output.fileno(), 1)
            folders = [f"tests/{part}" for part in PARTS]
            pytest.main([*_list_arguments([], self._folder / "tests"), "--collect-only", *folders])
            names.write_text("\n".join(sys.modules), "utf-8")
            os._exit(0)
        os.waitpid(pid, 0)
        for name in names.read_text("utf-8").splitlines():
            if name.partition(".")[0] not in ("reader", "tests", "conftest", "__main__", "__mp_main__"):
                with contextlib.suppress(ImportError):  # of what was made while the program ran
                    importlib.import_module(name)
        gc.collect()
        gc.freeze()


def _list_arguments(tests: Collection[str], folder: Path) -> list[str]:
    files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
    return ["-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={folder}",
            "-W", "ignore::pytest.PytestAssertRewriteWarning", *files]  # fmt: skip


class _Reporter:
    """A plugin of pytest that runs the chosen tests and says which one runs, and which one fails."""

    def __init__(self, tests: Sequence[str], failing: Collection[str], write: int) -> None:
        self._failing = failing
        self._tests = frozenset(tests)
        self._write = write

    def pytest_sessionstart(self) -> None:
        """Look for an example that fails, not for the smallest one."""
        from hypothesis import Phase, settings

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", deadline=None, max_examples=30, database=None, phases=phases)
        settings.load_profile("mutants")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        # those of a file in the order of pytest, which makes fixtures of a wide scope as rarely as possible
        chosen = self._tests
        items[:] = [
            item
            for item in items
            if item.nodeid not in self._failing and (item.nodeid in chosen or item.nodeid.partition("::")[0] in chosen)
        ]

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._send("starts", nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._send("failed", report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._send("failed", report.nodeid)

    def _send(self, kind: str, name: str) -> None:
        os.write(self._write, f"{kind} {encode_node_id(name)}\n".encode())


def kill_group(pid: int) -> None:
    """End a process that leads a group, and what it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)
