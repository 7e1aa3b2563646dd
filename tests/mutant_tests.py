"""The tests that run a line, and runs of them on a changed module, each in a process forked from one that has collected
all tests already.

Which test runs which line is what `python -m tests.line_coverage` has found; the parts that are missing are run first.
A module that was changed since then is tried with all tests of its own test file and of its folder.
"""

from __future__ import annotations

import ast
import contextlib
import gc
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
from inspect import CO_OPTIMIZED
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, NamedTuple

import pytest
from coverage import CoverageData

from tests import line_coverage
from tests.coverage_contexts import decode_node_id, encode_node_id
from tests.line_coverage import hash_file
from tests.test_layout import find_test

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    Patches = list[tuple[FunctionType, CodeType]]
    Functions = dict[tuple[str, int], list[FunctionType]]

ROOT = Path(__file__).parents[1]
PARTS = ("script", "figures", "structure", "typeset", "library", "copies", "tui", "annotations", "services", "cli")
"""Of line_coverage, whose tests are run."""
FOLDER_SECONDS_MAX = 40.0
"""Of all tests of the same folder for one mutant, as measured under coverage; those of the module's own file are run
anyway."""
SECONDS_MAX = 8.0
"""Of all tests of other folders."""
START_SECONDS = 60.0
"""From the fork until the first test."""
TEST_SECONDS = 15.0
"""What every test may take beyond ten times what it took when the lines were found."""
MEMORY_BYTES = 6 << 30
COPY = "copy"
"""The name of the copy of the repository in its folder."""
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
        combined = line_coverage.DATA / ".coverage"
        files = [line_coverage.DATA / part / line_coverage.DURATIONS_FILE for part in PARTS]
        if not combined.exists() or combined.stat().st_mtime < max(file.stat().st_mtime for file in files):
            line_coverage.combine()
        data = CoverageData(str(combined))
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
        within the limits of seconds, and the others of its own file: a result that is cached is used by tests after the
        one that has run its lines.

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
        others: list[str] = []
        rooms = {True: FOLDER_SECONDS_MAX, False: SECONDS_MAX}
        for test in sorted(found.difference(all_own), key=self.seconds.__getitem__):
            is_near = test.startswith(folder)
            rooms[is_near] -= self.seconds[test]
            if rooms[is_near] > 0 and test.partition("::")[0] != own_file:
                others.append(test)
        others.sort(key=lambda test: not test.startswith(folder))
        # which lines the tests of changed files run is not known
        changed = self._test_files - self._unchanged - {own_file}
        others += sorted(file for file in changed if file.rpartition("/")[0] + "/" == folder)
        return [[test for test in all_own if test in found], others, [test for test in all_own if test not in found]]

    def runs_at_import(self, module: Path, lines: Iterable[int]) -> bool:
        """Whether one of some lines of a module runs before any test does; a process that a test starts counts too."""
        contexts = self._contexts.get(module, {})
        return any("" in contexts.get(line, ("",)) for line in lines)

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
    """Runs tests in a copy of the repository, in processes forked from a session of pytest that has collected them.

    A changed function takes the place of the one that is imported. Where that cannot be, or where lines run when a
    module is imported, the tests are collected anew in a process without any module of the repository.
    """

    def __init__(self, index: TestIndex, folder: Path, items: Iterable[pytest.Item], reporter: Reporter) -> None:
        """Make a runner.

        Args:
            index: Of the tests.
            folder: With the copy of the repository.
            items: All tests that have been collected.
            reporter: A plugin of the session.
        """
        self._index = index
        self._folder = folder
        self._root = folder / COPY
        self._items = {item.nodeid: item for item in items}
        self._reporter = reporter
        self._functions = _find_functions(self._root)
        self._proved: dict[str, bool] = {}
        """Whether a test passes on the code as it is."""

    def read(self, module: Path) -> str:
        """The source of a module as it was when the copy was made."""
        return (self._root / module.relative_to(ROOT)).read_text("utf-8")

    def run(self, module: Path, tree: ast.Module, lines: Collection[int]) -> Result:
        """What the tests that run some lines say of a module with another source.

        A test that fails on the code as it is too says nothing.

        Args:
            module: Of this repository.
            tree: Of the changed module.
            lines: Of the module, any of which a test runs.
        """
        groups = self._index.list_tests(module, lines)
        patches = self._find_patches(module, tree)
        result = Result("survived", "")
        for use_patches in (True, False):
            if use_patches and patches is None:
                continue
            if not use_patches and patches is not None and not self._index.runs_at_import(module, lines):
                break
            for tests in groups:
                result = self._run_group(module, tree, tests, patches if use_patches else None)
                if result.outcome != "survived":
                    return result
        return Result("survived", " + ".join(str(len(tests)) for tests in groups) + " tests")

    def _run_group(self, module: Path, tree: ast.Module, tests: list[str], patches: Patches | None) -> Result:
        while tests:
            with self._changed(module, ast.unparse(tree)):
                result = self.run_tests(tests, patches)
            if result.outcome == "survived" or self._passes_unchanged(result.detail):
                return result
        return Result("survived", "")

    def _find_patches(self, module: Path, tree: ast.Module) -> Patches | None:
        """The imported functions whose code is another one in the changed module; None where it is not in a function.

        A module that is not imported yet has none.
        """
        path = str(self._root / module.relative_to(ROOT))
        if path not in self._functions:
            return []
        codes = {_make_key(code): code for code in _iter_functions(compile(tree, path, "exec"))}
        patches = [
            (function, codes[key])
            for key, functions in self._functions[path].items()
            for function in functions
            if key in codes and not _is_same_code(function.__code__, codes[key])
        ]
        is_possible = patches and all(old.__code__.co_freevars == new.co_freevars for old, new in patches)
        return patches if is_possible else None

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
            is_file = "::" not in test
            result = self.run_tests([test], None if is_file else [], only_import=is_file) if test else None
            self._proved[test] = result is None or result.outcome == "survived"
            if not self._proved[test]:
                self._reporter.failing.add(test)
        return self._proved[test]

    def run_tests(self, tests: Sequence[str], patches: Patches | None, *, only_import: bool = False) -> Result:
        """Run tests until one fails, in a process of their own.

        Args:
            tests: Ids of tests, or paths of test files, for all their tests.
            patches: Imported functions, each with the code that takes the place of its own; None for collecting the
                tests anew.
            only_import: Whether tests that are collected anew are not run.
        """
        failing = self._reporter.failing
        tests = [test for test in tests if not failing.intersection((test, test.partition("::")[0]))]
        read, write = os.pipe()
        log = self._folder / "log"
        pid = os.fork()
        if not pid:
            os.close(read)
            self._run_in_child(tests, write, log, patches, only_import=only_import)
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

    def _run_in_child(
        self, tests: Sequence[str], write: int, log: Path, patches: Patches | None, *, only_import: bool
    ) -> None:
        """Become the process that runs tests."""
        code = 3
        try:
            os.setsid()
            with open(log, "wb") as output:
                for descriptor in (1, 2):
                    os.dup2(output.fileno(), descriptor)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
            self._reporter.write = write
            if patches is None:
                code = self._collect_and_run(tests, only_import=only_import)
            else:
                for function, changed in patches:
                    function.__code__ = changed
                code = self._run_items(tests)
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(code)

    def _run_items(self, tests: Sequence[str]) -> int:
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            for name in ("CACHE", "CONFIG", "LIBRARY"):  # where tests that ran before have written something
                os.environ["DUBAO_" + name] = f"{folder}/{name.lower()}"
            files = {test for test in tests if "::" not in test}
            chosen = set(tests)
            items = [item for test, item in self._items.items() if test in chosen or test.partition("::")[0] in files]
            items = [item for item in items if item.nodeid not in self._reporter.failing]
            for item in items[:1]:  # what it prints is for nobody
                item.config.pluginmanager.unregister(name="terminalreporter")
            for item, following in zip_longest(items, items[1:]):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        return 0

    def _collect_and_run(self, tests: Sequence[str], *, only_import: bool) -> int:
        files = ["--collect-only"] * only_import + list(dict.fromkeys(test.partition("::")[0] for test in tests))
        forget_repository()
        self._reporter.tests = frozenset(tests)
        return int(pytest.main(_list_arguments(files, self._folder), [self._reporter])) if tests else 0


def _find_functions(root: Path) -> dict[str, Functions]:
    """The functions of imported modules below a folder, by their file, and then by their name and line."""
    found: dict[str, Functions] = defaultdict(lambda: defaultdict(list))
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename.startswith(f"{root}/reader/"):
            found[each.__code__.co_filename][_make_key(each.__code__)].append(each)
    return found


def _make_key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _is_same_code(one: CodeType, other: CodeType) -> bool:
    """Whether two functions do the same; code that has run is not equal to its like."""
    if (one.co_code, one.co_names, len(one.co_consts)) != (other.co_code, other.co_names, len(other.co_consts)):
        return False
    return all(
        _is_same_code(a, b) if isinstance(a, CodeType) and isinstance(b, CodeType) else (type(a), a) == (type(b), b)
        for a, b in zip(one.co_consts, other.co_consts, strict=True)
    )


def _iter_functions(code: CodeType) -> Iterator[CodeType]:
    """The code of the functions of a module and its classes, but not of those in functions."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_flags & CO_OPTIMIZED:
                yield constant
            else:
                yield from _iter_functions(constant)


def forget_repository() -> None:
    """Let the modules of the repository be imported anew."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ("reader", "tests")]:
        del sys.modules[name]


def _list_arguments(tests: Collection[str], folder: Path) -> list[str]:
    return ["-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={folder / 'tests'}",
            "-W", "ignore::pytest.PytestAssertRewriteWarning", *tests]  # fmt: skip


def run_session(index: TestIndex, use: Callable[[MutantRunner], None]) -> None:
    """Collect all tests in a copy of the repository, and call a function that runs some of them again and again.

    Args:
        index: Of the tests.
        use: Given what runs them.
    """
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folder = Path(name)
        root = folder / COPY
        shutil.copytree(ROOT, root, ignore=IGNORED)
        forget_repository()
        os.chdir(root)
        sys.path[:] = [str(root), *(path for path in sys.path if path not in ("", str(ROOT)))]
        os.environ |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(root), "TMPDIR": name}
        reporter = Reporter(lambda items: use(MutantRunner(index, folder, items, reporter)))
        pytest.main(_list_arguments([f"tests/{part}" for part in PARTS], folder), [reporter])


class Reporter:
    """A plugin of pytest that gives the collected tests to a function, and says which one runs and which one fails."""

    def __init__(self, use: Callable[[list[pytest.Item]], None]) -> None:
        self._use = use
        self.write: int | None = None
        """The pipe of a process that runs tests."""
        self.tests: frozenset[str] = frozenset()
        """Those that are run in a process that has collected them anew."""
        self.failing: set[str] = set()
        """Tests that fail without any change."""

    def pytest_sessionstart(self) -> None:
        """Look for an example that fails, not for the smallest one."""
        from hypothesis import Phase, settings

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", deadline=None, max_examples=30, database=None, phases=phases)
        settings.load_profile("mutants")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.write is None:
            return
        # those of a file in the order of pytest, which makes fixtures of a wide scope as rarely as possible
        chosen = self.tests
        items[:] = [
            item
            for item in items
            if item.nodeid not in self.failing and (item.nodeid in chosen or item.nodeid.partition("::")[0] in chosen)
        ]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        if self.write is not None:
            return None
        sys.dont_write_bytecode = True
        gc.collect()
        self._use(session.items)
        return True

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._send("starts", nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._send("failed", report.nodeid)
            os._exit(1)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and self.write is not None:
            self._send("failed", report.nodeid)

    def _send(self, kind: str, name: str) -> None:
        assert self.write is not None
        os.write(self.write, f"{kind} {encode_node_id(name)}\n".encode())


def kill_group(pid: int) -> None:
    """End a process that leads a group, and what it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)
