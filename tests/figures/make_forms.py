"""Writes reader/figures/forms.tsv: every printed form of a sign that the tables and rules of the room use.

Run: python tests/figures/make_forms.py (OpenCC must be installed).
"""

from __future__ import annotations

from pathlib import Path

import opencc

ROOM = Path(__file__).parents[2] / "reader" / "figures"
CONFIGS = ("t2s", "tw2s", "hk2s")
OWN = {
    "參": "参",
    "叄": "参",
    "叅": "参",
    "◯": "〇",
    "餘": "余",
    "裏": "里",
    "裡": "里",
    "嵗": "岁",
    "両": "两",
    "⁄": "/",
    "∕": "/",
    "−": "-",
    "–": "-",
    "‐": "-",
    "‑": "-",
    "﹣": "-",
    "∶": ":",
    "︰": ":",
    "〜": "~",
    "∼": "~",
    "﹪": "%",
    "﹕": ":",
    "占": "占",
    "佔": "占",
    "畆": "亩",
    "圎": "圆",
    "嚿": "块",
    "弍": "贰",
    "弎": "叁",
    "卄": "廿",
    "○": "〇",
    "堦": "阶",
}
"""Forms that no conversion knows, and signs."""
ROW_LENGTH = 40
"""Characters in a row of the file; the n-th printed one is folded to the n-th folded one."""
KEPT = frozenset("参叁")
"""Signs of the tables that no rule may fold."""


def signs() -> set[str]:
    """The Han signs of the tables and the rules."""
    files = [*ROOM.glob("*.tsv"), *ROOM.glob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in files if path.name != "forms.tsv")
    return {sign for sign in text if ord(sign) > 0x2E00}


def forms() -> dict[str, str]:
    """Printed form to the form of the tables."""
    used = signs()
    converters = [opencc.OpenCC(config) for config in CONFIGS]
    found: dict[str, str] = {}
    for code in (*range(0x3400, 0xA000), *range(0xF900, 0xFB00)):
        printed = chr(code)
        for converter in converters:
            folded = converter.convert(printed)
            if folded != printed and len(folded) == 1 and folded in used and printed not in KEPT:
                found[printed] = folded
                break
    found |= {printed: folded for printed, folded in OWN.items() if printed != folded}
    return found


def lines() -> str:
    """The file."""
    pairs = sorted(forms().items())
    rows = (pairs[first : first + ROW_LENGTH] for first in range(0, len(pairs), ROW_LENGTH))
    return "printed\tfolded\n" + "".join("\t".join(map("".join, zip(*row, strict=True))) + "\n" for row in rows)


if __name__ == "__main__":
    (ROOM / "forms.tsv").write_text(lines(), encoding="utf-8")
