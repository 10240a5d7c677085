"""The nouns: what the plan says, what was published, and what the audit finds. Frozen values, no
behaviour beyond looking at themselves.

The wide ones, of which an audit has hundreds, are frozen dataclasses that can only be built by
keyword. What exists in thousands, or has a field or two, is a named tuple: making twenty more
dataclasses would cost a process 10 ms before it has read a line (docs/decisions.md).

`None` is "not known" everywhere; zero is zero. Whatever was read from a file carries the `Source`
it was read from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from sztrack.core.words.english import quoted
from sztrack.core.words.period import Month
from sztrack.core.words.quantity import Quantity, Unit
from sztrack.core.words.years import Years


class Text(NamedTuple):
    """The same words in Chinese and in English."""

    zh: str
    en: str


def amount(value: Decimal, unit: Unit) -> Text:
    """A figure with its unit, as a message quotes it: 18万人, 180,000 people."""
    return Text(f"{value:f}{unit.written}", quoted(value, unit))


class Source(NamedTuple):
    """Where a value was read: a path relative to the workspace, and a line counted from 1."""

    path: str
    line: int
    sheet: str = ""
    """Of a workbook of which several sheets are read."""

    def __str__(self) -> str:
        sheet = f"[{self.sheet}]" if self.sheet else ""
        return f"{self.path}{sheet}:{self.line}"


class FileRead(NamedTuple):
    """How a file of figures was read; texts are empty where it could not be."""

    path: str
    dialect: str
    container: str
    """What parts its cells: CSV, TSV, a workbook's sheets."""
    encoding: str
    rows: int
    observations: int


class Severity(Enum):
    """How much a finding costs: an error lost a value, a warning casts doubt on one, info is worth
    knowing.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(NamedTuple):
    """Something in a file that does not fit, as a value: what was found, what was expected, what to
    do.
    """

    code: str
    severity: Severity
    message: Text
    hint: Text
    source: Source


class Rule(NamedTuple):
    """What a code stands for, said once: `sztrack rule CODE` and docs/checks.md show it, and a
    check takes its findings from it.
    """

    code: str
    severity: Severity
    summary: Text
    why: Text
    remedy: Text

    def at(self, source: Source, message: Text) -> Finding:
        """A finding of this rule, with the remedy as its hint."""
        return Finding(
            code=self.code, severity=self.severity, message=message, hint=self.remedy, source=source
        )


class Kind(Enum):
    """What a month's figure is; each kind has its own arithmetic (`sztrack.core.kinds`)."""

    FLOW = "flow"
    STOCK = "stock"
    GROWTH = "growth"
    RATE = "rate"
    MILESTONE = "milestone"
    NARRATIVE = "narrative"

    __hash__ = object.__hash__  # six members, hashed wherever the traits of a target are asked for


class Op(Enum):
    """How a goal compares: `~` is 左右 (a band), `<~` is 控制在…左右 (a soft ceiling), `>~` is 左右
    of what may well be more (a soft floor), `..` is a range whose ends are good.
    """

    AT_LEAST = ">="
    ABOVE = ">"
    AT_LEAST_ABOUT = ">~"
    AT_MOST = "<="
    BELOW = "<"
    AT_MOST_ABOUT = "<~"
    ABOUT = "~"
    WITHIN = ".."
    EQUAL = "="

    @property
    def is_floor(self) -> bool:
        """Whether more is better."""
        return self in (Op.AT_LEAST, Op.ABOVE, Op.AT_LEAST_ABOUT)

    @property
    def is_ceiling(self) -> bool:
        """Whether less is better."""
        return self in (Op.AT_MOST, Op.BELOW, Op.AT_MOST_ABOUT)

    @property
    def has_room(self) -> bool:
        """Whether the goal is met within a margin of its number."""
        return self in (Op.ABOUT, Op.AT_LEAST_ABOUT, Op.AT_MOST_ABOUT)


class Strength(Enum):
    """How firmly the plan commits: stated, pushed for (推动、加快), or striven for (力争、争取、争
    创).
    """

    FIRM = "firm"
    PUSH = "push"
    STRIVE = "strive"


class Nature(Enum):
    """Headline goals are expected (预期性) or binding (约束性); the rest belong to tasks."""

    BINDING = "binding"
    EXPECTED = "expected"
    TASK = "task"


class Frequency(Enum):
    """How often figures are published."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"
    EVENT = "event"


class Event(Enum):
    """What must have happened for a milestone to be reached."""

    ISSUE = "issue"
    PUBLISH = "publish"
    START = "start"
    COMPLETE = "complete"
    OPERATE = "operate"
    HOLD = "hold"
    ESTABLISH = "establish"
    APPROVE = "approve"
    OTHER = "other"


class Basis(Enum):
    """Which months a published figure covers, counted back from its last month."""

    YTD = "ytd"
    MONTH = "month"
    QUARTER = "quarter"
    POINT = "point"

    __hash__ = object.__hash__  # four members, hashed for every row


class Bound(Enum):
    """How exactly a figure is said: 超, 突破, 逾 are at least; 近, 约, 左右 are about."""

    EXACT = ""
    AT_LEAST = ">"
    AT_MOST = "<"
    ABOUT = "~"


BOUND_WORDS = {
    Bound.EXACT: Text("", ""),
    Bound.AT_LEAST: Text("超", "over "),
    Bound.AT_MOST: Text("不足", "under "),
    Bound.ABOUT: Text("约", "about "),
}


def bounded(bound: Bound, figure: Text) -> Text:
    """A figure as exactly as it was said: 超900亿元, over 90bn yuan."""
    word = BOUND_WORDS[bound]
    return Text(f"{word.zh}{figure.zh}", f"{word.en}{figure.en}")


class Stage(Enum):
    """How far a milestone has come. The responsible unit reports; only a verified one counts as
    done.
    """

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    AT_RISK = "at_risk"
    REPORTED_DONE = "reported_done"
    VERIFIED_DONE = "verified_done"


DONE = (Stage.REPORTED_DONE, Stage.VERIFIED_DONE)
"""The responsible unit has nothing more to report; only a verified one counts as done."""
STAGE_WORDS = {
    Stage.NOT_STARTED: Text("未启动", "not started"),
    Stage.IN_PROGRESS: Text("进行中", "in progress"),
    Stage.AT_RISK: Text("有风险", "at risk"),
    Stage.REPORTED_DONE: Text("自报完成", "reported done"),
    Stage.VERIFIED_DONE: Text("核实完成", "verified done"),
}


class Status(Enum):
    """The closed set of verdict words, worst first."""

    MISSED = "missed"
    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    OVERDUE = "overdue"
    INSUFFICIENT = "insufficient"
    NO_DATA = "no_data"
    PENDING = "pending"
    TRACKED = "tracked"
    ON_TRACK = "on_track"
    MET = "met"


class Reason(Enum):
    """Why a row has its status: which of its verdicts decided, or what was lacking."""

    REACHED = "reached"
    FINAL = "final"
    EXCEEDED = "exceeded"
    OUTLOOK = "outlook"
    PACE = "pace"
    NO_LEVEL = "no_level"
    NO_PROJECTION = "no_projection"
    STALE = "stale"
    INEXACT = "inexact"
    NO_FIGURE = "no_figure"
    NO_FIGURE_THIS_YEAR = "no_figure_this_year"
    NO_GOAL = "no_goal"
    NOT_ASSIGNED = "not_assigned"
    STAGE = "stage"
    NO_REPORT = "no_report"


class Goal(NamedTuple):
    """What the plan promises, in its own unit: `> 2.6万人`."""

    op: Op
    quantity: Quantity
    source: Source
    upper: Quantity | None = None
    """The upper end of a range, in the unit of `quantity`, which is the lower one."""

    def __str__(self) -> str:
        if self.upper is not None:
            return f"{self.quantity}{self.op.value}{self.upper}"
        return f"{self.op.value} {self.quantity}"

    @property
    def text(self) -> Text:
        """The goal as a message quotes it: `>= 18万人`, `>= 180,000 people`."""
        figure = amount(self.value, self.unit)
        if self.upper is not None:
            to = amount(*self.upper)
            return Text(f"{figure.zh}..{to.zh}", f"{figure.en} to {to.en}")
        return Text(f"{self.op.value} {figure.zh}", f"{self.op.value} {figure.en}")

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The lower and the upper end in the goal's unit, one and the same but of a range."""
        return self.value, self.value if self.upper is None else self.upper.to(self.unit)

    def beyond(self, value: Decimal) -> Decimal:
        """How far `value` lies above the goal, or above its range; negative below, zero inside."""
        low, high = self.ends
        return max(value - high, Decimal(0)) + min(value - low, Decimal(0))

    @property
    def value(self) -> Decimal:
        """The number, in the goal's unit."""
        return self.quantity.value

    @property
    def unit(self) -> Unit:
        """The unit as the plan writes it."""
        return self.quantity.unit


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """The comparable figure of an earlier year, as the plan itself states it."""

    quantity: Quantity
    year: int
    wording: str
    note: Text | None
    source: Source


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """A decision that changed a goal in the course of the year."""

    goal: Goal
    """The goal from then on, in the unit of the first one."""
    before: Goal
    """The goal that it replaced."""
    by: Month
    on: date
    wording: str
    cited: str
    """Title and date of the document that decided it."""
    source: Source


@dataclass(frozen=True, kw_only=True)
class Target:
    """One commitment of the plan: one number, one deliverable, or one sentence that can only be
    followed in words.
    """

    id: str
    name: Text
    indicator: str
    """The name that figures are published under."""
    kind: Kind
    nature: Nature
    chapter: str
    task: int | None
    owner: str | None
    goal: Goal | None
    """None for milestones, narratives and what is still to be assigned."""
    pending: bool
    """The goal is to be set by a higher level of government."""
    wording: str
    """The shortest verbatim fragment of the plan that holds the goal."""
    baseline: Baseline | None
    strength: Strength
    by: Month
    frequency: Frequency
    lag: int
    """Months from a period's end to its publication."""
    pace: str
    """The name of a pace model."""
    event: Event | None
    note: Text | None
    source: Source
    supporting: tuple[str, ...] = ()
    """The units that help the owner: `with` in targets.yaml."""
    may_fall: bool | None = None
    """Whether an amount or a level can shrink; None where the plan does not say."""
    amended: tuple[Amendment, ...] = ()
    """What changed the goal, the earliest first."""
    decided: Amendment | None = None
    """The amendment that `goal` and `by` are of; None where it is the plan's own goal."""

    def in_force(self, day: date) -> "Target":
        """The target with the goal that is in force on a day."""
        past = [one for one in self.amended if one.on <= day]
        if not past:
            return self
        return replace(self, goal=past[-1].goal, by=past[-1].by, decided=past[-1])


@dataclass(frozen=True, kw_only=True)
class Task:
    """A numbered task of the plan."""

    number: int
    title: Text
    owner: str | None
    chapter: str
    source: Source
    supporting: tuple[str, ...] = ()


class Chapter(NamedTuple):
    """A chapter of the plan: `2.1` and `2.2` are headline goals, `3.1.1` and so on hold tasks."""

    id: str
    title: Text
    source: Source


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Thresholds of the verdicts. Defaults and their sources: docs/rules.md."""

    outlook_share: Decimal = Decimal(5)
    """Flow and stock: a projected end that misses by up to this many percent of the goal is at
    risk, beyond it off track.
    """
    outlook_points: Decimal = Decimal("0.5")
    """Growth and rate: the same in percentage points; also the width of "about"."""
    likely: Decimal = Decimal(70)
    """On track from this chance of meeting the goal, in percent, where the chance is known."""
    unlikely: Decimal = Decimal(20)
    """Off track below this chance; at risk between the two."""
    pace_at_risk: Decimal = Decimal(10)
    """Flow and stock: at risk from this many points behind the expected share of the goal
    (Yinchuan).
    """
    pace_off_track: Decimal = Decimal(30)
    """Flow and stock: off track from this many points behind."""
    level: Decimal = Decimal(80)
    """Percent of the results that a projection's interval is to hold."""
    pace: str = "auto"
    """The pace model of targets that name none."""
    stale_after: int = 3
    """A verdict whose data are late by more than this many months no longer counts: the row is
    overdue.
    """
    alert_after: int = 2
    """An alarm starts after this many months of data in a row."""
    binding_alert_after: int = 1
    """The same for binding goals."""
    clear_share: Decimal = Decimal(1)
    """Flow and stock: an alarm ends when the threshold is passed by this many percent of the
    goal.
    """
    clear_points: Decimal = Decimal("0.1")
    """Growth and rate: the same in percentage points."""
    clear_chance: Decimal = Decimal(5)
    """Where the chance is known: the same in points of it."""


class Document(NamedTuple):
    """A published document that something is taken from."""

    title: Text
    publisher: Text | None = None
    date: str = ""
    """As the file writes it."""
    url: str = ""


class Issue(NamedTuple):
    """The number and the day of one month's brief; None where the plan does not say."""

    number: int | None = None
    day: date | None = None


class Letterhead(NamedTuple):
    """Who issues the briefs, to whom they go, and who answers questions about them."""

    unit: Text | None
    issues: Mapping[Month, Issue]
    to: tuple[Text, ...]
    """报送."""
    copies: tuple[Text, ...]
    """抄送."""
    contact: Text | None

    def issue(self, month: Month) -> Issue:
        """Number and day of the brief of a month."""
        return self.issues.get(month, Issue())


class Role(Enum):
    """What the figures of a place that the plan names are to the whole."""

    COMPARE = "compare"
    """They stand beside the whole's: 全国."""
    PART = "part"
    """They are a part of the whole's: 天河区."""


class Place(NamedTuple):
    """A place that figures are about."""

    id: str
    """Empty for the plan's own place."""
    name: Text
    role: Role | None
    """None for the plan's own place."""
    aliases: tuple[str, ...]
    source: Source

    @property
    def spellings(self) -> tuple[str, ...]:
        """What tables may call it."""
        return (*filter(None, (self.id,)), *self.name, *self.aliases)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A year's plan."""

    id: str
    year: int
    title: Text
    document: Document | None
    """What the plan is taken from."""
    rules: Rules
    chapters: tuple[Chapter, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    source: Source
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Names that figures are published under, and the indicator, name or id in the plan that each
    stands for.
    """
    letterhead: Letterhead | None = None
    place: Place | None = None
    """The place that the plan is for, where the plan says it."""
    places: tuple[Place, ...] = ()
    """Whose figures stand beside those of the whole, and of whom the whole is made."""


class Observation(NamedTuple):
    """One row of `actuals/`: what was published about one indicator for the period that ends with
    `month`.
    """

    indicator: str
    month: Month
    basis: Basis
    value: Quantity | None
    """The level, count, rate or index."""
    growth: Decimal | None
    """The official year-on-year change, in percent."""
    released: date | None
    revised: bool
    """Quoted in a later publication, not the first one."""
    second_hand: bool
    """Read in one secondary copy, not in the publication itself."""
    stage: Stage | None
    evidence: str
    cited: str
    """The publication the figure was read in."""
    source: Source
    note: str = ""
    """What the row says beside its figures."""
    place: str = ""
    """Whose figure it is, as printed; empty for the whole."""
    bound: Bound = Bound.EXACT
    """How exactly the level is said; where the row has none, the growth."""

    @property
    def growth_bound(self) -> Bound:
        """How exactly the growth is said."""
        return self.bound if self.value is None else Bound.EXACT


REMARK = "填报备注"
"""In actuals/collected.csv, what stands before the sender's own remark, behind the note of where a
row came from.
"""


class LeftBlank(NamedTuple):
    """A row that names an indicator and a period and says nothing about them."""

    line: int
    indicator: str
    note: str


class Replaced(NamedTuple):
    """What a revised figure was before."""

    value: Decimal
    released: date | None
    """The day it was replaced; None where the revision is not dated."""


class Figure(NamedTuple):
    """One number of a series, with all that is needed to walk it back to the files."""

    value: Decimal
    sources: tuple[Source, ...]
    """The rows it was read or worked out from, the deciding one first."""
    second_hand: bool = False
    revised: bool = False
    disputed: bool = False
    """Rows of equal standing disagree; the one further from the goal counts."""
    derivation: Text | None = None
    """How it was worked out, where it was not published as such."""
    replaced: Replaced | None = None
    """The figure before, where this one is a revision that changed it."""
    bound: Bound = Bound.EXACT
    """How exactly it is said."""


def worked_out(
    value: Decimal, one: Figure, other: Figure, derivation: Text, *, sources: tuple[Source, ...]
) -> Figure:
    """A figure that follows from two others, as doubtful as either of them."""
    return Figure(
        value=value,
        sources=sources,
        second_hand=one.second_hand or other.second_hand,
        revised=one.revised or other.revised,
        disputed=one.disputed or other.disputed,
        derivation=derivation,
    )


@dataclass(frozen=True, kw_only=True)
class Series:
    """All that was published about one target's indicator, in the order of time, up to the month of
    the audit.

    `actuals` is what the goal is measured by: year-to-date amounts (flow), levels at the period's
    end (stock), official year-to-date growth in percent (growth), the rate itself (rate); in the
    goal's unit. `levels` and `growths` are the published year-to-date or period-end levels, in
    `level_unit`, and the official growth in percent, whatever the kind: what a reader wants to see
    beside it.
    """

    target: Target
    actuals: Mapping[Month, Figure]
    levels: Mapping[Month, Figure]
    level_unit: Unit | None
    growths: Mapping[Month, Figure]
    stages: Mapping[Month, Observation]
    rows: tuple[Observation, ...]
    """Every row that speaks of the indicator, in the order of time."""
    inexact: Mapping[Month, Figure] = field(default_factory=dict)
    """What the goal is measured by, of months of which only a bound or a round number was said.
    They are in none of the others: nothing is worked out from them.
    """

    @property
    def reported(self) -> Mapping[Month, Figure]:
        """What the goal is measured by, however exactly it was said."""
        return {**self.inexact, **self.actuals}


@dataclass(frozen=True, kw_only=True)
class History:
    """What a pace model may know: figures up to the data's month and earlier years, never the
    goal.
    """

    kind: Kind
    through: Month
    """The month of the newest figure."""
    end: Month
    """The month the goal is set for; the window runs from January of its year."""
    actuals: Mapping[Month, Decimal]
    """As in `Series`."""
    start: Decimal | None
    """Stock: the level at the end of the year before."""
    years: Years
    """The amounts behind the figures, year by year; they may reach beyond `through`, where no model
    looks.
    """
    is_works: bool = False
    """Counted in works, of which most are delivered at the end of a year."""
    may_fall: bool = False
    """Whether what is there already can shrink again."""


class Miss(NamedTuple):
    """One earlier year: what a model would have projected at the same month with what was known
    then, and what came.
    """

    year: int
    projected: Decimal
    actual: Decimal


@dataclass(frozen=True, kw_only=True)
class Projection:
    """Where the year ends if things go on as the model says."""

    model: str
    value: Decimal
    base_years: tuple[int, ...]
    formula: Text
    low: Decimal | None = None
    """Bounds of the interval that holds the result with probability `level` percent; None where
    nothing speaks of the model's errors.
    """
    high: Decimal | None = None
    level: Decimal | None = None
    probability: Decimal | None = None
    """Of meeting the goal, in percent."""
    misses: tuple[Miss, ...] = ()
    """The model's own past errors at the same month, the newest first."""

    @property
    def is_close(self) -> bool:
        """Too close to call: neither meeting the goal nor missing it lies outside the interval."""
        if self.probability is None or self.level is None:
            return False
        return abs(self.probability - 50) < self.level / 2


class Share(NamedTuple):
    """The part of the window expected to be done by the data's month."""

    model: str
    value: Decimal
    """0 to 1."""
    base_years: tuple[int, ...]
    """The years it was learnt from."""


class Abstention(NamedTuple):
    """No projection, and what it would have needed."""

    model: str
    reason: Text


class Span(NamedTuple):
    """What the same months of an earlier year brought: a growth, or an amount per month."""

    year: int
    figure: Figure


NEVER = 3
"""Comparable spans from which on what none of them brought was never reached: one observation is no
record.
"""


@dataclass(frozen=True, kw_only=True)
class Required:
    """What the rest of the year must bring for the goal to be met."""

    value: Decimal
    """In the goal's unit; for growth in percent against the same months of the year before."""
    per_month: bool
    """An amount per remaining month, or one number for the rest of the year."""
    first: Month
    """The first of the months that remain after the data."""
    last: Month
    weight: Decimal | None
    """Growth: the share of the year that the known months made up in the year before."""
    weight_from: tuple[Source, ...]
    """Growth: the levels behind `weight`; empty if months were taken as equal."""
    spans: tuple[Span, ...]
    """The same months of earlier years, to hold it against; the newest first."""

    @property
    def months(self) -> int:
        """How many months remain."""
        return self.first.until(self.last) + 1

    @property
    def best(self) -> Span | None:
        """The span that brought most."""
        return max(self.spans, key=lambda span: span.figure.value, default=None)

    @property
    def out_of_reach(self) -> bool:
        """Whether it exceeds everything that at least three comparable spans brought."""
        if self.best is None or len(self.spans) < NEVER:
            return False
        return self.value > self.best.figure.value


class Implied(NamedTuple):
    """What the newest months alone must have grown by, from two official year-to-date figures."""

    value: Decimal
    """In percent."""
    after: Month
    """The month of the figure before; the months after it are meant."""
    sources: tuple[Source, ...]
    weight_from: tuple[Source, ...]
    """Last year's levels behind the weights of the two; empty if months were taken as equal."""


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """One row of the audit."""

    target: Target
    series: Series
    through: Month | None
    """The month of the newest figure that the goal is measured by."""
    actual: Figure | None
    history: History | None
    """What the pace model knew; None where nothing was measured."""
    share: Share | None
    """The part of the window expected to be done by `through`."""
    planned: Decimal | None
    """Where the figure should be by `through`, in the goal's unit."""
    behind: Decimal | None
    """How far behind that, in points: of the goal (flow, stock) or of the figure itself (growth,
    rate); negative is ahead.
    """
    pace: Status | None
    projection: Projection | Abstention | None
    outlook: Status | None
    required: Required | None
    implied: Implied | None
    """Growth alone."""
    due: Month | None
    """The newest period whose figures should be out by now; None if nothing is due."""
    late: int
    """How many months the figures are behind `due`."""
    status: Status
    reason: Reason

    @property
    def exact(self) -> Figure | None:
        """The newest figure, where it is neither a bound nor a round number."""
        is_exact = self.actual is not None and self.actual.bound is Bound.EXACT
        return self.actual if is_exact else None

    @property
    def stage(self) -> Observation | None:
        """The newest report of a deliverable's stage; None for whatever has figures, and where
        nothing was reported.
        """
        return self.series.stages.get(self.through) if self.through else None
