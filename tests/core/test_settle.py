"""Which of several rows about the same figure counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sztrack.core.model import Figure, Finding, Goal, Op, Replaced, Severity, Source, Stage, Text
from sztrack.core.record.settle import Growths, Levels, settle, settle_stage
from sztrack.core.words.quantity import Quantity, parse_quantity
from tests.plans import rows

ON_28 = Replaced(D(90), date(2024, 10, 28))
HEAD = "指标,时期,累计,同比,单位,发布日期,数据状态\n"


def quantity(text: str) -> Quantity:
    found = parse_quantity(text)
    assert found is not None
    return found


def goal(text: str) -> Goal:
    op, number = text.split()
    return Goal(op=Op(op), quantity=quantity(number), source=Source("targets.yaml", 1))


def level(*lines: str, held_against: str = ">= 100亿元") -> tuple[Figure | None, list[Finding]]:
    """The figure that rows such as `95亿元,2024-10-28,修订` stand for; the first is on line 2."""
    text = HEAD + "".join(
        "产值,1-9月,{},,,{},{}\n".format(*f"{line},,".split(",")) for line in lines
    )
    wanted, findings = goal(held_against), list[Finding]()
    return settle(rows(text), Levels(wanted.unit, wanted), findings), findings


def growth(*cells: str, held_against: str | None = ">= 5%") -> tuple[Figure | None, list[Finding]]:
    """The figure that rows of official growth stand for."""
    findings: list[Finding] = []
    observations = rows(HEAD + "".join(f"产值,1-9月,,{cell},,,\n" for cell in cells))
    return (
        settle(observations, Growths(goal(held_against) if held_against else None), findings),
        findings,
    )


def at(*lines: int) -> tuple[Source, ...]:
    return tuple(Source("actuals/2024.csv", line) for line in lines)


@pytest.mark.parametrize(
    ("lines", "figure"),
    [
        (["95亿元"], Figure(D(95), at(2))),
        (["0.95百亿元"], Figure(D(95), at(2))),
        (["90亿元,2024-10-18", "95亿元,2024-10-28"], Figure(D(95), at(3, 2), replaced=ON_28)),
        (["95亿元,2024-10-28", "90亿元,2024-10-18"], Figure(D(95), at(2, 3), replaced=ON_28)),
        (["90亿元", "95亿元,2024-10-28"], Figure(D(95), at(3, 2))),
        (
            ["90亿元,,初值", "95亿元,,修订"],
            Figure(D(95), at(3, 2), revised=True, replaced=Replaced(D(90), None)),
        ),
        (
            ["90亿元,2024-10-18,初值", "95亿元,,修订"],
            Figure(D(95), at(3, 2), revised=True, replaced=Replaced(D(90), None)),
        ),
        (["90亿元,2024-10-18,修订", "95亿元,,修订"], Figure(D(90), at(2, 3), revised=True)),
        (
            ["90亿元,2024-10-18,修订", "95亿元,2024-10-28,初值"],
            Figure(D(95), at(3, 2), replaced=ON_28),
        ),
        (["90亿元,,二手", "95亿元"], Figure(D(95), at(3, 2))),
        (
            ["90亿元", "95亿元,,修订、二手"],
            Figure(D(95), at(3, 2), second_hand=True, revised=True, replaced=Replaced(D(90), None)),
        ),
        (
            ["90亿元,2024-10-18", "95亿元,2024-10-28,二手"],
            Figure(D(95), at(3, 2), second_hand=True, replaced=ON_28),
        ),
        (["90亿元,,二手", "91亿元,,二手", "95亿元"], Figure(D(95), at(4, 2, 3))),
        (["95亿元", "95亿元"], Figure(D(95), at(2, 3))),
        (["95亿元", "4万人"], Figure(D(95), at(2))),
        (["4万人"], None),
    ],
)
def test_later_then_revised_then_own(lines: list[str], figure: Figure | None) -> None:
    assert level(*lines) == (figure, [])


def test_a_row_without_the_figure_does_not_stand_for_it() -> None:
    observations = rows(HEAD + "产值,1-9月,95,,亿元,2024-10-18,\n产值,1-9月,,5.4,,2024-10-28,\n")
    findings: list[Finding] = []

    assert settle(observations, Levels(goal("> 1亿元").unit, None), findings) == Figure(
        D(95), at(2)
    )
    assert settle(observations, Growths(None), findings) == Figure(D("5.4"), at(3))
    assert settle(observations[:1], Growths(None), findings) is None
    assert settle([], Growths(None), findings) is None
    assert not findings


@pytest.mark.parametrize(
    ("lines", "value", "lead"),
    [
        (["1.50万亿元", "15012.3亿元"], "15012.3", 3),
        (["15012.3亿元", "1.50万亿元"], "15012.3", 2),
        (["1.5万亿元", "15500亿元"], "15500", 3),
        (["1.5万亿元", "14500亿元"], "14500", 3),
        (["2万亿元", "1.5万亿元", "15012.3亿元"], "15012.3", 4),
        (["95亿元", "95.4亿元"], "95.4", 3),
        (["95.40亿元", "95.4亿元"], "95.40", 2),
        (["95亿元", "950000万元"], "95", 3),
    ],
)
def test_rows_that_agree_within_their_printed_digits_are_the_most_exact_of_them(
    lines: list[str], value: str, lead: int
) -> None:
    figure, findings = level(*lines)

    assert figure is not None
    assert (figure.value, figure.sources[0], len(figure.sources), figure.disputed) == (
        D(value),
        *at(lead),
        len(lines),
        False,
    )
    assert not findings


@pytest.mark.parametrize(
    "lines",
    [
        ["1.5万亿元", "15501亿元"],
        ["1.5万亿元", "14499亿元"],
        ["95亿元", "96亿元"],
        ["95.4亿元", "95.5亿元"],
        ["95亿元", "95.6亿元"],
        ["95亿元", "96亿元", "95.0亿元"],
    ],
)
def test_rows_further_apart_than_their_printed_digits_are_disputed(lines: list[str]) -> None:
    figure, findings = level(*lines)

    assert figure is not None
    assert figure.disputed
    assert [finding.code for finding in findings] == ["SZ301"]


@pytest.mark.parametrize(
    ("held_against", "value", "lead"),
    [
        (">= 100亿元", 90, 3),
        ("> 100亿元", 90, 3),
        (">= 80亿元", 90, 3),
        ("<= 100亿元", 96, 4),
        ("< 80亿元", 96, 4),
        ("<~ 100亿元", 96, 4),
        ("~ 100亿元", 90, 3),
        ("~ 92亿元", 96, 4),
        ("= 95亿元", 90, 3),
        ("= 91亿元", 96, 4),
    ],
)
def test_of_levels_that_disagree_the_one_further_from_the_goal_counts(
    held_against: str, value: int, lead: int
) -> None:
    figure, findings = level("95亿元", "90亿元", "96亿元", held_against=held_against)

    others = [line for line in (2, 3, 4) if line != lead]
    assert figure == Figure(D(value), at(lead, *others), disputed=True)
    assert [(finding.code, finding.source) for finding in findings] == [("SZ301", *at(lead))]


def test_levels_that_disagree_are_compared_in_the_unit_of_the_goal() -> None:
    figure, findings = level("1.01百亿元", "99亿元")

    assert figure == Figure(D(99), at(3, 2), disputed=True)
    assert len(findings) == 1


@pytest.mark.parametrize(
    ("held_against", "value"),
    [
        (">= 5%", "4.8"),
        (">= -5%", "4.8"),
        ("<= 3%", "5.9"),
        ("<= -3%", "5.9"),
        ("<~ 3%", "5.9"),
        ("~ 5.5%", "4.8"),
        ("~ 5%", "5.9"),
        (None, "4.8"),
    ],
)
def test_of_growths_that_disagree_the_one_further_from_the_goal_counts(
    held_against: str | None, value: str
) -> None:
    figure, findings = growth("5.4", "4.8", "5.9", held_against=held_against)

    assert figure is not None
    assert (figure.value, figure.disputed, [finding.code for finding in findings]) == (
        D(value),
        True,
        ["SZ301"],
    )


@pytest.mark.parametrize(
    ("cells", "value", "disputed"),
    [
        (["5", "5.4"], "5.4", False),
        (["5.4", "5.40"], "5.4", False),
        (["5.36", "5.4%"], "5.36", False),
        (["5.4", "5.5"], "5.4", True),
        (["5", "5.6"], "5", True),
    ],
)
def test_growths_agree_within_their_printed_digits(
    cells: list[str], value: str, disputed: bool
) -> None:
    figure, findings = growth(*cells)

    assert figure is not None
    assert (figure.value, figure.disputed, len(findings)) == (D(value), disputed, int(disputed))


def test_the_finding_names_every_row_that_stands_equal() -> None:
    _, findings = level(
        "99亿元,2024-10-18",
        "95亿元,2024-10-28",
        "0.90百亿元,2024-10-28",
        "9800000万元,2024-10-28,二手",
    )

    assert findings == [
        Finding(
            code="SZ301",
            severity=Severity.WARNING,
            message=Text(
                "“产值”2024-09 的数据互相矛盾：95亿元 (actuals/2024.csv:3) / 0.90百亿元"
                " (actuals/2024.csv:4)；按离目标较远的计",
                "'产值' 2024-09 has figures that disagree: 9.5bn yuan (actuals/2024.csv:3) / 9bn"
                " yuan (actuals/2024.csv:4); the one further from the goal counts",
            ),
            hint=Text(
                "核对口径，在准确的一行填写较晚的发布日期，或把另一行标为“二手”",
                "check the definitions; give the right row a later `released` date, or mark the"
                " other one `second-hand`",
            ),
            source=at(4)[0],
        )
    ]


@pytest.mark.parametrize(
    ("held_against", "way"),
    [
        (">= 5%", Text("按离目标较远的计", "the one further from the goal counts")),
        (None, Text("按较小的计", "the lower one counts")),
    ],
)
def test_the_finding_says_which_of_two_growths_counts(held_against: str | None, way: Text) -> None:
    _, findings = growth("5.4", "4.8", held_against=held_against)

    assert [finding.message for finding in findings] == [
        Text(
            "“产值”2024-09 的数据互相矛盾：5.4% (actuals/2024.csv:2) / 4.8% (actuals/2024.csv:3)；"
            + way.zh,
            "'产值' 2024-09 has figures that disagree: 5.4% (actuals/2024.csv:2) / 4.8%"
            " (actuals/2024.csv:3); " + way.en,
        )
    ]


def test_the_finding_on_two_stages_says_that_the_one_further_from_the_goal_counts() -> None:
    findings: list[Finding] = []
    settle_stage(rows("指标,时期,进度\n地铁,9月,核实完成\n地铁,9月,进行中\n"), findings)

    assert [(finding.message, finding.source) for finding in findings] == [
        (
            Text(
                "“地铁”2024-09 的数据互相矛盾：核实完成 (actuals/2024.csv:2)"
                " / 进行中 (actuals/2024.csv:3)；按离目标较远的计",
                "'地铁' 2024-09 has figures that disagree: verified done (actuals/2024.csv:2)"
                " / in progress (actuals/2024.csv:3); the one further from the goal counts",
            ),
            at(3)[0],
        )
    ]


@pytest.mark.parametrize(
    ("lines", "replaced"),
    [
        # Of several rows that stood before, the most exact one is what stood.
        (["90亿元,2024-10-18", "90.4亿元,2024-10-18", "95亿元,2024-10-28"], "90.4"),
        (["90.4亿元,2024-10-18", "90亿元,2024-10-18", "95亿元,2024-10-28"], "90.4"),
        # The newest of the earlier ones, not the first that was ever said.
        (["88亿元,2024-10-08", "90亿元,2024-10-18", "95亿元,2024-10-28"], "90"),
        (["88亿元,2024-10-08", "90亿元,2024-10-18", "95亿元,2024-10-28,修订"], "90"),
        # The same figure with fewer digits is no other figure.
        (["95.4亿元,2024-10-18", "95亿元,2024-10-28"], None),
        (["95亿元,2024-10-18", "95.4亿元,2024-10-28"], None),
        (["94.4亿元,2024-10-18", "95亿元,2024-10-28"], "94.4"),
    ],
)
def test_what_stood_before_a_later_release(lines: list[str], replaced: str | None) -> None:
    figure, findings = level(*lines)

    assert figure is not None
    assert figure.replaced == (Replaced(D(replaced), date(2024, 10, 28)) if replaced else None)
    assert not findings


@pytest.mark.parametrize(
    ("lines", "replaced"),
    [
        # What was only said again keeps the day on which it was first said.
        (
            ["90亿元,2024-10-08", "95亿元,2024-10-18", "95亿元,2024-10-28"],
            Replaced(D(90), date(2024, 10, 18)),
        ),
        (
            ["80亿元,2024-09-28", "90亿元,2024-10-08", "95.2亿元,2024-10-18", "95亿元,2024-10-28"],
            Replaced(D(90), date(2024, 10, 18)),
        ),
        (
            ["90亿元,2024-10-01", "95亿元,2024-10-08", "95亿元,2024-10-18", "95亿元,2024-10-28"],
            Replaced(D(90), date(2024, 10, 8)),
        ),
        (["95亿元,2024-10-08", "95亿元,2024-10-18", "95亿元,2024-10-28"], None),
    ],
)
def test_what_stood_before_a_figure_that_was_only_said_again(
    lines: list[str], replaced: Replaced | None
) -> None:
    figure, findings = level(*lines)

    assert figure is not None
    assert (figure.replaced, findings) == (replaced, [])


def test_nobody_asks_for_what_stood_before_without_revisions() -> None:
    lines = (
        ["90亿元,2024-10-18", "95亿元,2024-10-28"],
        ["90亿元,2024-10-18,", "95亿元,,修订"],
    )
    for first, second in lines:
        text = HEAD + "".join(
            "产值,1-9月,{},,,{},{}\n".format(*f"{line},,".split(",")) for line in (first, second)
        )
        measure = Levels(goal("> 1亿元").unit, None)
        figure = settle(rows(text), measure, [], revisions=False)
        assert figure is not None
        assert (figure.value, figure.replaced) == (D(95), None)


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        # A revision without a day is as late as the latest first figure, not as a revision of
        # later on.
        (["88亿元,2024-10-18,", "90亿元,2024-11-18,修订", "95亿元,,修订"], "90"),
        (["88亿元,2024-10-18,", "95亿元,,修订"], "95"),
        (["88亿元,2024-11-28,", "90亿元,2024-11-18,修订", "95亿元,,修订"], "95"),
    ],
)
def test_a_revision_without_a_day_stands_as_late_as_the_latest_first_figure(
    lines: list[str], value: str
) -> None:
    figure, _ = level(*lines)

    assert figure is not None
    assert figure.value == D(value)


LINES = st.lists(
    st.builds(
        "{}{},{},{}".format,
        st.sampled_from(["88", "90.0", "90", "91", "92.4"]),
        st.sampled_from(["亿元", "百亿元", "万人"]),
        st.sampled_from(["", "2024-10-18", "2024-10-28"]),
        st.sampled_from(["", "修订", "二手", "修订、二手"]),
    ),
    min_size=1,
    max_size=6,
)
GOALS = st.sampled_from([">= 100亿元", "> 80亿元", "<= 89.5亿元", "< 80亿元", "<~ 91亿元"])


@given(LINES, GOALS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    lines: list[str], held_against: str, chance: Random
) -> None:
    shuffled = chance.sample(lines, len(lines))

    (a, of_a), (b, of_b) = (
        level(*lines, held_against=held_against),
        level(*shuffled, held_against=held_against),
    )

    assert (a and a._replace(sources=())) == (b and b._replace(sources=()))
    assert [finding.code for finding in of_a] == [finding.code for finding in of_b]


@given(LINES, st.sampled_from([">=", "<=", "~"]), st.integers(80, 100))
def test_a_dispute_never_takes_a_row_nearer_to_the_goal(
    lines: list[str], op: str, number: int
) -> None:
    lines = [line for line in lines if line.split(",")[1:] == lines[0].split(",")[1:]]

    figure, findings = level(*lines, held_against=f"{op} {number}亿元")

    values = [
        one.to(quantity("1亿元").unit)
        for one in (quantity(line.split(",")[0]) for line in lines)
        if one.unit.base == "元"
    ]
    assert (figure is None) == (not values)
    assert bool(findings) == (figure is not None and figure.disputed)
    if figure and figure.disputed:
        furthest = {
            ">=": [min(values)],
            "<=": [max(values)],
            "~": [
                value
                for value in values
                if abs(value - number) == max(abs(v - number) for v in values)
            ],
        }
        assert figure.value in furthest[op]


@pytest.mark.parametrize(
    ("lines", "stage", "disputed"),
    [
        (["进行中,,"], Stage.IN_PROGRESS, False),
        (["自报完成,,", "核实完成,,"], Stage.VERIFIED_DONE, False),
        (["进行中,,", "核实完成,,"], Stage.IN_PROGRESS, True),
        (["进行中,,", "有风险,,"], Stage.AT_RISK, True),
        (["进行中,2024-09-05,", "核实完成,2024-09-20,"], Stage.VERIFIED_DONE, False),
        (["核实完成,,二手", "进行中,,"], Stage.IN_PROGRESS, False),
    ],
)
def test_two_reports_of_a_stage_in_one_month(
    lines: list[str], stage: Stage, disputed: bool
) -> None:
    findings: list[Finding] = []
    observations = rows(
        "指标,时期,进度,发布日期,数据状态\n" + "".join(f"地铁,9月,{line}\n" for line in lines)
    )

    assert settle_stage(observations, findings).stage is stage
    assert [finding.code for finding in findings] == ["SZ301"] * disputed
