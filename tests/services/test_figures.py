"""Figures carried into a view lie in the text that is shown, whatever the reader has chosen for the conversion."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reader.cli.main import main
from reader.model import Article, Block, CleanText, Origin
from reader.script.article_conversion import convert_article
from reader.script.options import ConversionOptions
from reader.script.overrides import OverrideFile
from reader.services.figures import find_view_figures

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model import ViewName

TEXT = CleanText("“計劃”用軟體管理，今年投資3億元，增加12%。")


@pytest.fixture
def overrides(tmp_path: Path) -> Path:
    path = tmp_path / "overrides.tsv"
    path.write_text("軟體\t電腦程序們\thans hansp tw hk twp\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("view", ["hans", "tw", "hk", "twp", "hansp", "source"])
def test_offsets_of_figures_are_offsets_in_the_view(view: ViewName, overrides: Path) -> None:
    article = Article(Origin("id"), (Block("paragraph", TEXT, 0, 1, "Hant"),), script="Hant")
    options = ConversionOptions(override_file=OverrideFile(overrides), quotes="corner")
    text = convert_article(article, view, options).blocks[0].text if view != "source" else TEXT
    found = find_view_figures(article, view, options)
    assert len(found) == 2
    for _, figure in found:
        assert text[figure.start : figure.end] == figure.text


def test_the_command_converts_text_and_figures_alike(
    tmp_path: Path, overrides: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "a.txt"
    source.write_text(f"渡口工程動工\n\n{TEXT}\n", encoding="utf-8")
    config = tmp_path / "config.toml"
    config.write_text('quotes = "corner"\n', encoding="utf-8")
    assert main(["show", str(source), "--json", "--script", "hans", "--config-file", str(config)]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert any("電腦程序們" in block["text"] for block in shown["blocks"])
    assert shown["figures"]
    for figure in shown["figures"]:
        assert shown["blocks"][figure["block"]]["text"][figure["start"] : figure["end"]] == figure["text"]
