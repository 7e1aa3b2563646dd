from __future__ import annotations

import subprocess
import sys

from reader.model import Article, Block, CleanText, Origin
from reader.script.explain import Step, explain

BLOCKS = (
    Block("breadcrumb", CleanText("网站首页"), script="Hans"),
    Block("paragraph", CleanText("看著窗外，心裡高興"), script="Hant"),
    Block("source", CleanText("来源:香港商報網訊"), script="Mixed"),
    Block("date", CleanText("2018-12-21"), script="Und"),
)
ARTICLE = Article(Origin("id"), BLOCKS, script="Hant", region="TW")


def test_the_plan_in_data() -> None:
    found = explain(ARTICLE, "hans")
    assert (found.script, found.region) == ("Hant", "TW")
    assert found.steps == (
        Step("Hant", 15, "tw2s", "converted"),
        Step("Und", 10, "", "undecided"),
        Step("Hans", 7, "", "same_script"),
    )


def test_why_nothing_is_done() -> None:
    assert {step.reason for step in explain(ARTICLE, "source").steps} == {"as_written"}
    assert [(step.config, step.reason) for step in explain(ARTICLE, "twp").steps] == [
        ("", "same_forms"),
        ("", "undecided"),
        ("s2twp", "converted"),
    ]
    nowhere = Article(Origin("id"), BLOCKS, script="Hant")
    assert explain(nowhere, "hant").steps[0] == Step("Hant", 15, "", "same_script")


def test_an_empty_article_has_no_steps() -> None:
    assert explain(Article(Origin("id"), ()), "hans").steps == ()


def test_no_opencc_is_needed() -> None:
    code = "import sys, reader.script.explain; sys.exit('opencc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
