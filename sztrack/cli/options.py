"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from sztrack.cli.completion import complete_month, complete_pace
from sztrack.cli.tongue import LANG, pick
from sztrack.core.words.period import Month, parse_day, parse_month
from sztrack.formats import can_draw, drawing, names

if TYPE_CHECKING:
    from sztrack.core.verdict.report import Report
    from sztrack.load.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])


class MonthType(click.ParamType):  # type: ignore[type-arg]  # generic only from click 8.4 on
    """A month, `2024-09`."""

    name = "YYYY-MM"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Month:
        """The month, or a usage error that says how to write one."""
        month = value if isinstance(value, Month) else parse_month(str(value))
        if month is None:
            self.fail(
                pick(
                    f"“{value}”不是年月，写成 2024-09",
                    f"'{value}' is not a month; write it as 2024-09",
                ),
                param,
                ctx,
            )
        return month


# A day whose month is a name. Without this the parser would take "Oct" or "10 am" for a day.
_NAMED_MONTH = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?[ -][A-Za-z]{3,9}\.?|[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?)"
    r",?[ -](?:19|20|21)\d{2}"
)


def typed_day(text: str) -> date | None:
    """The day that somebody typed: in digits with the year first, in Chinese, or in English with
    the month's name (`28 Oct 2024`, `October 28, 2024`); None for everything else.
    """
    if not re.fullmatch(_NAMED_MONTH, text.strip(), re.ASCII):
        return parse_day(text)
    from dateutil.parser import ParserError, parse

    # The parser fills in what it does not find. Two defaults that differ in month and day show it:
    # in "28 Sat 2024" it finds a weekday and no month.
    try:
        first, second = (parse(text, default=datetime(2000, n, n)) for n in (1, 2))  # noqa: DTZ001
    except (ParserError, OverflowError):
        return None
    return first.date() if first == second else None


class DayType(click.ParamType):  # type: ignore[type-arg]
    """A day: `2024-10-28`, `2024年10月28日`, `28 Oct 2024`."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that says how to write one."""
        day = value if isinstance(value, date) else typed_day(str(value))
        if day is None:
            self.fail(
                pick(
                    f"“{value}”不是日期，写成 2024-10-28",
                    f"'{value}' is not a date; write it as 2024-10-28",
                ),
                param,
                ctx,
            )
        return day


_FILE_NAME = r".*[/\\].*|.*\.[A-Za-z]\w{1,4}"
"""What looks like a file and not like a target, whether it exists or not."""


class FileOrIdType(click.Path):
    """A file that exists, or else what may be a target's id or name."""

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """A path, or the text as it stands."""
        if Path(value).is_file() or re.fullmatch(_FILE_NAME, str(value)):
            return super().convert(value, param, ctx)
        return str(value)


class LevelType(click.ParamType):  # type: ignore[type-arg]  # generic only from click 8.4 on
    """A level of confidence in percent."""

    name = "PERCENT"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        """50 to 99, or a usage error."""
        try:
            level = Decimal(str(value).removesuffix("%"))
            is_level = 50 <= level <= 99
        except InvalidOperation:
            is_level = False
        if not is_level:
            self.fail(
                pick(f"“{value}”不是 50 至 99 的数", f"'{value}' is not a number from 50 to 99"),
                param,
                ctx,
            )
        return level


class FormatType(click.Choice):  # type: ignore[type-arg]  # generic only from click 8.4 on
    """A format from the shelf that draws one of the `documents`, or the command's `first`."""

    def __init__(self, first: str, documents: tuple[str, ...]) -> None:
        self.first, self.documents = first, documents
        self.case_sensitive = True

    @cached_property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override]  # click fills it at once
        """Every format to choose from. It imports the whole shelf: only help, completion and a
        wrong name ask for it.
        """
        return tuple(dict.fromkeys((self.first, *drawing(*self.documents))))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The format's name; of the shelf only that format is imported."""
        if value == self.first or self._draws(str(value)):
            return str(value)
        return str(super().convert(value, param, ctx))

    def _draws(self, name: str) -> bool:
        return name in names() and any(can_draw(name, document) for document in self.documents)


def language_option(command: F) -> F:
    """--lang."""
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default=LANG,
        envvar="SZTRACK_LANG",
        help=pick("语言（默认随系统）", "language (default: the locale's)"),
    )(command)


def workspace_options(command: F) -> F:
    """-C and --lang: where the workspace is, and in which language to speak of it."""
    command = language_option(command)
    return click.option(
        "-C",
        "--directory",
        type=click.Path(path_type=Path),
        envvar="SZTRACK_HOME",
        help=pick(
            "工作区文件夹（默认为当前文件夹或其上级）",
            "the workspace (default: this folder or one above it)",
        ),
    )(command)


def audit_options(command: F) -> F:
    """--as-of, --today and --pace: which month is audited, and how."""
    command = click.option(
        "--pace",
        metavar="NAME",
        shell_complete=complete_pace,
        help=pick("对所有目标使用这一进度模型", "use this pace model for every target"),
    )(command)
    return month_option(day_option(command))


def day_option(command: F) -> F:
    """--today: the day that lateness is judged by."""
    return click.option(
        "--today",
        type=DayType(),
        help=pick(
            "判断数据是否逾期所用的日期（默认今天）",
            "the day on which lateness is judged (default: today)",
        ),
    )(command)


def month_option(command: F) -> F:
    """--as-of: which month is audited."""
    return click.option(
        "--as-of",
        type=MonthType(),
        shell_complete=complete_month,
        envvar="SZTRACK_AS_OF",
        help=pick(
            "审计到哪个月（默认最新有数据的月份）",
            "the month to audit (default: the newest with data)",
        ),
    )(command)


def vintage_option(command: F) -> F:
    """--vintage: only what was known on a day."""
    return click.option(
        "--vintage",
        type=DayType(),
        help=pick(
            "只用这一天已经发布的数据（默认全部）",
            "only figures that were known on this day (default: all)",
        ),
    )(command)


def colour_option(command: F) -> F:
    """--color."""
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        envvar="SZTRACK_COLOR",
        help=pick("颜色", "colour"),
    )(command)


def format_option(*documents: str, first: str = "table") -> Callable[[F], F]:
    """--format: what the shelf holds to draw one of the `documents`, fields of `Format`; `first`
    by default.
    """
    return click.option(
        "--format",
        "form",
        type=FormatType(first, documents),
        default=first,
        envvar="SZTRACK_FORMAT",
        help=pick("输出格式", "output format"),
    )


def known_codes(text: str, known: Iterable[str], option: str) -> tuple[str, ...]:
    """Codes and beginnings of codes, parted by commas; one that no known code begins with is a
    usage error.
    """
    wanted = tuple(filter(None, text.replace(" ", "").upper().split(",")))
    for code in wanted:
        if not any(one.startswith(code) for one in known):
            raise click.BadParameter(
                pick(
                    f"没有代码“{code}”，全部代码见 sztrack rule",
                    f"there is no code '{code}'; sztrack rule lists them",
                ),
                param_hint=option,
            )
    return wanted


def root_of(directory: Path | None) -> Path:
    """`directory`, or the workspace around the current folder."""
    from sztrack.load.workspace import find_root

    return directory or find_root(Path.cwd())


def workspace_at(directory: Path | None) -> Workspace:
    """The workspace at `directory`, or the one around the current folder."""
    from sztrack.load.workspace import load_workspace

    return load_workspace(root_of(directory))


def known_pace(name: str) -> str:
    """`name` if there is such a pace model; else a usage error that lists them."""
    from sztrack.core.outlook.pace import names

    if name not in names():
        raise click.BadParameter(
            pick(
                f"没有“{name}”，可选：{' '.join(names())}",
                f"there is no '{name}'; choose from {' '.join(names())}",
            ),
            param_hint="--pace",
        )
    return name


def report_on(
    workspace: Workspace,
    as_of: Month | None,
    today: date | None,
    pace: str | None,
    vintage: date | None = None,
    level: Decimal | None = None,
    *,
    suggest: bool = False,
    depth: Literal["verdicts", "faults", "whole"] = "whole",
) -> Report:
    """The audit of a workspace; a month outside the plan's year and an unknown pace model are usage
    errors.

    With a `vintage`, only what was known on that day counts, and lateness is judged by it unless
    `today` says otherwise. `level` is that of the intervals, in percent; `suggest` is for commands
    that show what a name was meant to be; `depth` is the value of a `Depth`, less than whole for
    commands that show no findings, or only count errors and warnings.
    """
    from sztrack.core.verdict.report import Depth, Question, answer, outside_the_year

    plan = workspace.plan
    if as_of and (words := outside_the_year(plan, as_of)):
        raise click.BadParameter(pick(*words), param_hint="--as-of")
    pace = known_pace(pace) if pace else None
    plan = replace(plan, rules=replace(plan.rules, level=level)) if level else plan
    question = Question(now=month_of(today, vintage), as_of=as_of, vintage=vintage, pace=pace)
    return answer(
        question, plan, workspace.observations, workspace.findings,
        suggest=suggest, depth=Depth(depth),
    )  # fmt: skip


def month_of(today: date | None, vintage: date | None = None) -> Month:
    """The month that lateness is judged by: that of the day said, else the clock's."""
    day = today or vintage or clock_day()
    return Month(day.year, day.month)


def clock_day() -> date:
    """Today by the clock."""
    return datetime.now().astimezone().date()
