"""The clipboard takes whatever stands on the screen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from reader.tui.terminal.clipboard import copy_text

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

Open = Any
STORY = "新聞標題\n\n　　今天的新聞說了三件事，第一件是天氣轉涼。\n"


async def test_file_names_that_are_no_text_can_be_copied(
    open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "none")  # so that the clipboard of this machine is left alone
    path = tmp_path / os.fsdecode(b"bad\xff\x1b[31m.txt")
    path.write_text(STORY, "utf-8")
    async with open_reader(str(path), "02-feature", size=(120, 24), in_list=True) as reader:
        await reader.press("y")
        assert reader.app.clipboard == f"新聞標題\n{tmp_path}/bad?\x1b[31m.txt"
        copy_text("讀報\ud800", reader.app)
        assert reader.app.clipboard == "讀報?"
