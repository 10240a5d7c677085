"""The page in a real browser: no error, no request refused, nothing wider than the window; tables
sort and filter. Skipped where there is no Chromium.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sztrack.core.fleet.members import member
from sztrack.core.fleet.rollup import rolled_up
from sztrack.core.model import Text
from sztrack.core.verdict.course import course
from sztrack.formats import html
from sztrack.language import Lang
from sztrack.views.brief import brief
from sztrack.views.fleet import overview
from tests.formats.test_laws import TODAY, headline, report
from tests.plans import plan

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")

PLAN = plan(
    *(
        f"kind: flow\ngoal: '>= {n}0亿元'\nid: g{n}\nname: {{zh: 指标{n:02}, en: Goal"
        f" {n:02}}}\nindicator: 指标{n}"
        for n in range(1, 15)
    )
)
DATA = "指标,时期,累计,单位\n" + "\n".join(
    f"指标{n},2024-09,{(n * 5) % 14}.5,亿元" for n in range(1, 12)
)

PROBE = """
const table = document.querySelector("table.tools"), rows = () => [...table.tBodies[0].rows].filter((row) => !row.hidden);
const names = () => rows().map((row) => row.querySelector("th").textContent);
const seen = { wide: document.documentElement.scrollWidth > innerWidth, before: names() };
const button = table.tHead.rows[0].cells[2].querySelector("button");
button.click(); button.click();
seen.sorted = [button.closest("th").getAttribute("aria-sort"), names()[0]];
button.click();
seen.restored = names().join() === seen.before.join();
const search = document.querySelector(".controls input");
search.value = "02"; search.dispatchEvent(new Event("input", { bubbles: true }));
seen.found = names();
document.title = JSON.stringify(seen);
"""  # noqa: E501


def drawn(lang: Lang) -> str:
    one = report(PLAN, DATA)
    return html.render(brief(one, course(one, TODAY), lang), one, lang)


def browse(tmp_path: Path, page: str, *arguments: str) -> tuple[str, str]:
    """The page's own tree after its script, and what the browser complained about."""
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    command = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--enable-logging=stderr",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    done = subprocess.run(
        [*command, *arguments, "--dump-dom", file.as_uri()],
        capture_output=True,
        timeout=120,
        check=True,
    )
    complaints = [
        line for line in done.stderr.decode(errors="replace").splitlines() if "CONSOLE" in line
    ]
    return done.stdout.decode(), "\n".join(complaints)


@pytest.mark.parametrize("width", [1280, 500])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_reader_can_sort_and_filter(tmp_path: Path, lang: Lang, width: int) -> None:
    page = drawn(lang)
    probed = re.sub(r"<meta http-equiv[^>]*>", "", page).replace(
        "</body>", f"<script>{PROBE}</script></body>"
    )

    tree, complaints = browse(tmp_path, probed, f"--window-size={width},900")

    word = "指标" if lang == "zh" else "Goal "
    title = re.search(r"<title>(.*?)</title>", tree)
    assert complaints == ""
    assert title is not None
    assert json.loads(title[1]) == {
        "wide": False,
        "before": [f"{word}{n:02}" for n in range(1, 15)],
        "sorted": ["descending", f"{word}14"],
        "restored": True,
        "found": [f"{word}02"],
    }


def test_the_page_as_it_is_raises_no_complaint(tmp_path: Path) -> None:
    page = drawn("zh")
    tree, complaints = browse(tmp_path, page)
    assert complaints == ""
    assert '<div class="controls">' in tree


@pytest.mark.parametrize("width", [1280, 500])
def test_the_page_of_a_fleet_fits_the_window(tmp_path: Path, width: int) -> None:
    names = ("甲市", "county-" * 12)
    members = [member(name, Text(name, name), headline(report(PLAN, DATA))) for name in names]
    fleet = rolled_up(members)
    page = html.render_fleet(overview(fleet, "zh", 20), fleet, "zh")
    probe = "document.title = document.documentElement.scrollWidth > innerWidth;"
    probed = re.sub(r"<meta http-equiv[^>]*>", "", page).replace(
        "</body>", f"<script>{probe}</script></body>"
    )

    tree, complaints = browse(tmp_path, probed, f"--window-size={width},900")

    assert complaints == browse(tmp_path, page)[1] == ""
    assert "<title>false</title>" in tree
    assert page.count('role="img"') == 11


def test_the_policy_refuses_what_is_not_the_page_s_own(tmp_path: Path) -> None:
    page = drawn("zh").replace("</body>", "<script>document.title = 'taken'</script></body>")
    tree, complaints = browse(tmp_path, page)
    assert "<title>taken" not in tree
    assert "Content Security Policy" in complaints
