"""The formats of a check, read by what will read them: the plug-in guidelines' grammar,
OpenMetrics, promtool, workflow commands.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace

import pytest

from sztrack.core.verdict.alerts import Change, Flag, News, Notice, standing
from sztrack.core.verdict.report import build_report
from sztrack.core.words.period import Month
from sztrack.formats import github, nagios, openmetrics, text
from sztrack.formats.json import render_notice
from sztrack.language import Lang
from tests.formats.test_laws import REPORTS
from tests.plans import plan, rows

GOALS = (
    'kind: growth\ngoal: ">= 5.5%"\nid: gdp\nindicator: 生产总值',
    'kind: flow\ngoal: ">= 18万人"\nid: jobs\nindicator: 就业',
    'kind: rate\ngoal: "~ 3%"\nid: prices\nindicator: 物价',
    'kind: rate\ngoal: "<= 15微克/立方米"\nid: air\nindicator: 浓度',
    'kind: growth\ngoal: "<= -3%"\nid: water\nindicator: 用水',
    'kind: stock\ngoal: ">= 5‰"\nid: promille\nindicator: 千分',
)
DATA = """
指标,时期,口径,累计,同比,单位
生产总值,2024-05,累计,,4.4,
生产总值,2024-06,累计,,4.1,
就业,2024-06,累计,9.2,,万人
物价,2024-06,累计,2.4,,%
浓度,2024-06,累计,14.5,,微克/立方米
"""


def looked(*months: int) -> Notice:
    one = plan(*GOALS)
    one = replace(
        one,
        targets=tuple(
            replace(target, nature=type(target.nature)("expected")) for target in one.targets
        ),
    )
    reports = [
        build_report(one, rows(DATA), as_of=Month(2024, month), today=Month(2024, 9))
        for month in months
    ]
    alarms = standing(reports, at_risk=True)
    return Notice(reports[-1], tuple(News(Change.NEW, alarm) for alarm in alarms), alarms)


def hostile() -> Notice:
    report = REPORTS["hostile"]()
    from sztrack.core.verdict.alerts import Alarm, Group, Mark

    alarm = Alarm(
        group=Group.TARGETS,
        key=report.assessments[0].target.id,
        since=Month(2024, 6),
        mark=Mark.OFF_TRACK,
        assessment=report.assessments[0],
    )
    return Notice(report, (News(Change.NEW, alarm),), (alarm,))


NOTICES: dict[str, Callable[[], Notice]] = {
    "usual": lambda: looked(5, 6),
    "hostile": hostile,
    "empty": lambda: Notice(REPORTS["empty"](), (), ()),
}
EVERY = frozenset(Flag)

NUMBER = r"-?\d+(?:\.\d+)?"
RANGE = rf"(?:@?(?:(?:~|{NUMBER}):)?(?:{NUMBER})?|)"
DATUM = re.compile(
    rf"'(?P<label>[^'=]+)'=(?P<value>{NUMBER}|U)(?P<unit>s|us|ms|%|B|KB|MB|TB|c|)(?:;(?P<warn>{RANGE}))?(?:;(?P<crit>{RANGE}))?(?:;(?:{NUMBER})?)?(?:;(?:{NUMBER})?)?"
)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", NOTICES)
def test_nagios_keeps_the_guidelines_grammar(kind: str, lang: Lang) -> None:
    line = nagios.render(NOTICES[kind](), lang, EVERY)
    assert line.count("\n") == 1
    assert line.endswith("\n")
    text, bar, data = line.rstrip("\n").partition(" | ")
    assert bar
    assert re.fullmatch(r"SZTRACK (OK|WARNING|CRITICAL|UNKNOWN) - [^|]+", text)
    assert len(text) <= 80
    for word in data.split(" "):
        assert DATUM.fullmatch(word), word


def test_nagios() -> None:
    notice = looked(5, 6)
    assert (
        nagios.render(notice, "en", EVERY)
        == "SZTRACK CRITICAL - as of Jun 2024: 1 lagging, 2 overdue data |"
        " 'lagging'=1;;0;0; 'at-risk'=0;0;;0; 'strive'=0;0;;0; 'overdue'=2;0;;0; 'errors'=0;0;;0;"
        " 'plan'=0;0;;0;"
        " 'gdp'=4.1%;5.5:;5.0:;; 'jobs'=9.2;;;; 'prices'=2.4%;2.5:3.5;2.0:4.0;; 'air'=14.5;;;;"
        " 'water'=U;~:-3;~:-2.5;; 'promille'=U;;;;\n"
    )
    assert [nagios.code(notice, flags) for flags in (EVERY, {Flag.ERRORS}, set[Flag]())] == [
        2,
        0,
        0,
    ]


SAMPLE = re.compile(
    r'(?P<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?P<labels>[a-z_]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z_]+="(?:[^"\\\n]|\\["\\n])*")*)\})?'
    r" (?P<value>-?[0-9.e+-]+)"
)


def parsed(text: str) -> dict[str, dict[str, float]]:
    """An OpenMetrics exposition of gauges, strictly: each family's comments first, then its
    samples, each once; EOF last; no timestamps.
    """
    assert text.endswith("\n# EOF\n")
    families: dict[str, dict[str, float]] = {}
    name, expected = "", ["HELP", "TYPE"]
    for line in text.removesuffix("# EOF\n").splitlines():
        if line.startswith("# "):
            keyword, family, rest = line[2:].split(" ", 2)
            if keyword == "HELP":
                assert family not in families
                name, families[family], seen = family, {}, []
            assert family == name
            seen.append(keyword)
            assert seen == ["HELP", "TYPE", "UNIT"][: len(seen)]
            assert keyword != "TYPE" or rest == "gauge"
            assert keyword != "UNIT" or family.endswith(f"_{rest}")
        else:
            sample = SAMPLE.fullmatch(line)
            assert sample, line
            assert sample["name"] == name
            assert seen[:2] == expected
            assert (sample["labels"] or "") not in families[name]
            families[name][sample["labels"] or ""] = float(sample["value"])
    return families


@pytest.mark.parametrize("kind", NOTICES)
def test_openmetrics_reads_back(kind: str) -> None:
    families = parsed(openmetrics.render(NOTICES[kind]()))
    for name in families:
        assert name.endswith(
            (
                "_ratio",
                "_timestamp_seconds",
                "_info",
                "_targets",
                "_alarms",
                "_findings",
                "_lagging",
                "_overdue",
                "_due",
                "_known",
            )
        )


def test_openmetrics_is_in_base_units() -> None:
    families = parsed(openmetrics.render(looked(5, 6)))
    labels = 'id="{}",chapter="1",nature="expected"'
    assert families["sztrack_target_figure_ratio"] == {
        labels.format("gdp"): 0.041,
        labels.format("prices"): 0.024,
    }
    assert families["sztrack_target_goal_ratio"] == {
        labels.format("gdp"): 0.055,
        labels.format("prices"): 0.03,
    }
    assert families["sztrack_target_completion_ratio"] == {labels.format("jobs"): 0.511111111111}
    assert families["sztrack_target_planned_completion_ratio"] == {labels.format("jobs"): 0.5}
    assert families["sztrack_target_lagging"][labels.format("gdp")] == 1
    assert families["sztrack_alarms"] == {
        'class="lagging"': 1,
        'class="at-risk"': 0,
        'class="strive"': 0,
        'class="overdue"': 2,
        'class="errors"': 0,
        'class="plan"': 0,
    }
    assert families["sztrack_as_of_timestamp_seconds"] == {"": 1719792000}  # 2024-07-01T00:00:00Z
    assert sum(families["sztrack_targets"].values()) == 6
    assert (families["sztrack_figures_due"], families["sztrack_figures_known"]) == (
        {"": 1},
        {"": 1},
    )
    known = families["sztrack_target_figures_known"]
    assert [known[labels.format(one)] for one in ("gdp", "water")] == [1, 0]
    overdue = families["sztrack_target_overdue"]
    assert [overdue[labels.format(one)] for one in ("gdp", "water")] == [0, 1]


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")
@pytest.mark.parametrize("kind", NOTICES)
def test_promtool_accepts_the_metrics(kind: str) -> None:
    done = subprocess.run(
        ["promtool", "check", "metrics"],
        input=openmetrics.render(NOTICES[kind]()).encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize("kind", NOTICES)
def test_an_annotation_is_one_line_whose_fields_hold_no_separator(kind: str) -> None:
    notice = NOTICES[kind]()
    lines = github.render_notice(notice, "zh").splitlines()
    assert len(lines) == len(notice.news)
    for line in lines:
        assert re.fullmatch(
            r"::(error|warning|notice) (file=[^,:]+,line=\d+,)?title=[^,:]+::.+", line
        ), line


def test_annotations() -> None:
    assert (
        github.render_notice(looked(5, 6), "en")
        == "::error file=actuals/2024.csv,line=3,title=Indicator (gdp)%3A newly off track::Jan-Jun"
        " up 4.1%25; projected 4.1%25, 1.4 pp below the goal; July to December must be up"
        " 6.9%25 on last year to reach the goal; since May 2024\n"
        "::warning file=targets.yaml,line=30,title=Indicator (water)%3A data newly overdue::no"
        " figure of the year has come; those from Feb 2024 on are due, 6 months late\n"
        "::warning file=targets.yaml,line=36,title=Indicator (promille)%3A data newly overdue::no"
        " figure of the year has come; those from Feb 2024 on are due, 6 months late\n"
    )


@pytest.mark.parametrize("kind", NOTICES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_control_character_gets_into_a_mail(kind: str, lang: Lang) -> None:
    notice = NOTICES[kind]()
    written = text.render(notice, lang)
    assert all(char.isprintable() or char in "\n\u3000" for char in written)
    assert bool(written) is bool(notice.news)
    assert written.encode("gbk" if lang == "zh" else "utf-8") is not None
    assert render_notice(notice, lang).endswith("}\n")
