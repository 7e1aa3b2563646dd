"""Times the screen in a pseudo terminal against two small Textual apps: python -m tests.bench.screen

Whole processes, run in turn, medians; every figure is a ratio to a yardstick of the same run.
"""

from __future__ import annotations

import argparse
import os
import shlex
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.pty_run import Terminal

HERE = Path(__file__).parent
_SENTENCES = (
    "縣裏沒有先建廠房，而是先把水深不足6米的舊碼頭挖到12米，三年共投資6.02億美元。",
    "新碼頭啟用以後，先後有49家企業在這裏落戶，其中12家的投資超過一億元人民幣。",
    "船到得了，廠自然會來，縣長說這句話的時候正站在剛剛鋪好的濱海路上。",
    "全縣3,200多名漁民當中，約一半已經在園區工作，另有200人正在學習操作運維船。",
)


def article(paragraphs: int) -> str:
    """News-like text of our own; paragraph n begins with 甲00n段, so that a page can be told by it.

    That is no run-in head, or the list beside the page would show it too.
    """
    lines = ["試讀長文", "", "2025-03-18", "来源：試讀日報", ""]
    for number in range(paragraphs):
        if number % 12 == 6:
            lines += [f"　　第{number // 12 + 1}節 先修碼頭", ""]
        lines += [f"　　甲{_code(number)}段記載，" + "".join(_SENTENCES[(number + i) % 4] for i in range(3)), ""]
    return "\n".join(lines)


def marks(step: str, terminal: Terminal) -> str:
    """The last paragraph that is begun on the screen now, plus one: what a page-down must bring."""
    found = [
        bytes(terminal.output[i + 3 : i + 6]).decode()
        for i in range(len(terminal.output))
        if terminal.output[i : i + 3] == "甲".encode()
    ]
    return f"甲{_code(_number(max(found)) + 1)}段" if found else step


def _code(number: int) -> str:
    """A number in three letters: digits would be figures, and drawn in a colour of their own."""
    return "".join(chr(ord("a") + number // 26**place % 26) for place in (2, 1, 0))


def _number(code: str) -> int:
    return sum((ord(letter) - ord("a")) * 26**place for letter, place in zip(code, (2, 1, 0), strict=True))


def round_of(dubao_command: list[str], source: str, samples: dict[str, list[float]]) -> None:
    """One run of each program, in turn."""

    def take(name: str, value: float | None) -> None:
        samples.setdefault(name, []).append(value if value is not None else float("nan"))

    with Terminal([sys.executable, str(HERE / "yardsticks" / "bare.py"), "甲000段"]) as bare:
        take("bare paint", bare.start("甲000段").shown)
    with Terminal([sys.executable, str(HERE / "yardsticks" / "update.py")]) as update:
        update.start("甲000頁039")
        for number in range(1, 8):
            step = update.press(" ", f"甲{number:03}頁030")
            if number > 2:
                take("update stands", step.shown)
                take("update last", step.last)
    with Terminal([*dubao_command, source]) as dubao:
        start = dubao.start("甲aaa段")
        take("page paint", start.shown)
        dubao.idle(1.5)  # the page is drawn first, the app and its list come after it
        take("panel paint", dubao.since_start(" Capt"))
        take("idle bytes", dubao.idle(1.0))
        for number in range(6):
            step = dubao.press(" ", marks("", dubao))
            if number > 0:
                take("page stands", step.shown)
                take("page last", step.last)
                take("page bytes", step.written)
        for number in range(6):
            step = dubao.press("t", "縣裏" if number % 2 else "县里")
            if number > 1:
                take("switch stands", step.shown)
                take("switch last", step.last)
        take("memory", dubao.memory())


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--paragraphs", type=int, default=90)
    parser.add_argument("--command", default=f"{sys.executable} -m reader", help="what to time")
    options = parser.parse_args()
    samples: dict[str, list[float]] = {}
    os.environ["DUBAO_CONFIG"] = "/nonexistent/config.toml"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "article.txt"
        source.write_text(article(options.paragraphs), "utf-8")
        for _ in range(options.rounds):
            round_of(shlex.split(options.command), str(source), samples)
    median = {name: statistics.median(values) for name, values in samples.items()}
    print(
        f"120x40, {options.rounds} rounds in turn, medians of {', '.join(f'{len(v)} {k}' for k, v in samples.items())}"
    )
    for name, ours, yardstick, target in (
        ("page stands / first paint of a bare app", "page paint", "bare paint", 0.6),
        ("panel stands / first paint of a bare app", "panel paint", "bare paint", 1.3),
        ("page-down stands / Static.update stands", "page stands", "update stands", 1.4),
        ("page-down last byte / Static.update last byte", "page last", "update last", 2.2),
        ("script switch / page-down, stands", "switch stands", "page stands", 1.5),
        ("script switch / page-down, last byte", "switch last", "page last", 1.5),
    ):
        ratio = median[ours] / median[yardstick]
        times = f"{median[ours] * 1e3:6.1f} ms / {median[yardstick] * 1e3:6.1f} ms"
        print(f"{name:46} {ratio:5.2f}x  (target {target}x)  {times}")
    print(f"{'bytes in an idle second':46} {median['idle bytes']:5.0f}   (target 0)")
    print(f"{'bytes of a page-down':46} {median['page bytes']:5.0f}")
    print(f"{'resident memory, MiB':46} {median['memory']:5.0f}")


if __name__ == "__main__":
    main()
