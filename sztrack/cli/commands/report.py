"""sztrack report: the monthly brief."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sztrack.cli import options
from sztrack.cli.completion import complete_chapter, complete_owner
from sztrack.cli.filters import Filter
from sztrack.cli.streams import put_document
from sztrack.cli.tongue import pick
from sztrack.core.words.period import Month
from sztrack.language import Lang, speaker

if TYPE_CHECKING:
    from sztrack.core.verdict.report import Report
    from sztrack.page import Page


@click.command(
    help=pick(
        """
        月度简报：Markdown、带图表的网页或 Word 文件，每一句注明文件和行。

        各节：总体情况、主要指标、滞后和预警、已完成、重点任务、事项、数据质量、目标合理性、较上月变化、附表。

        \b
        sztrack report --as-of 2024-09 -o 简报.md
        sztrack report --owner 交通运输局 --section lagging,quality
        sztrack report --html -o 简报.html
        sztrack report --annual -o 全年.md
        """,
        """
        The monthly brief: Markdown, a page with charts or a Word file, every sentence with its file
        and line.

        Sections: overview, headline goals, lagging goals, goals at risk, goals met, tasks,
        deliverables, data quality, soundness of the goals, changes, annex.

        \b
        sztrack report --as-of 2024-09 -o brief.md
        sztrack report --owner Transport --section lagging,quality
        sztrack report --html -o brief.html
        sztrack report --annual -o year.md
        """,
    )
)
@options.workspace_options
@options.audit_options
@options.vintage_option
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="NAME",
    help=pick(
        "只写这些节，逗号分隔或多次使用", "only these sections, separated by commas or repeated"
    ),
)
@click.option(
    "--chapter",
    "chapters",
    multiple=True,
    shell_complete=complete_chapter,
    help=pick("只写这一章，可多次使用", "only this chapter; may be repeated"),
)
@click.option(
    "--owner",
    shell_complete=complete_owner,
    help=pick("只写这一责任单位（名称的一部分）", "only this responsible unit (part of its name)"),
)
@click.option(
    "--top",
    type=click.IntRange(1),
    help=pick("每节最多列出几项", "the most rows named in a section"),
)
@click.option(
    "--annual",
    is_flag=True,
    help=pick(
        "年度收官账：最终结果、逐月预测与结果、从未报送的目标",
        "the closing account of the year instead of a month's brief",
    ),
)
@click.option(
    "--one-page",
    "one_page",
    is_flag=True,
    help=pick(
        "一页纸：一句话判断、主要指标表、三张走势图、完成目标所需、须催报",
        "one A4: a sentence of judgement, the headline goals, three charts, what the goals take,"
        " who owes figures",
    ),
)
@click.option(
    "--md",
    "form",
    flag_value="md",
    default="md",
    help=pick("Markdown（默认）", "Markdown (the default)"),
)
@click.option(
    "--html",
    "form",
    flag_value="html",
    help=pick("带图表的网页，一个文件", "a page with charts, in one file"),
)
@click.option(
    "--docx",
    "form",
    flag_value="docx",
    help=pick(
        "Word 文件，公文版式（需 -o）", "a Word file, laid out as an official document (needs -o)"
    ),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help=pick(
        "写入文件，而不是屏幕（- 为标准输出）",
        "write to a file instead of the screen (-: standard output)",
    ),
)
def command(
    directory: Path | None, lang: Lang, output: Path | None, form: str, **asked: Any
) -> int:
    """Load, audit, write."""
    if form == "docx" and output is None:
        raise click.UsageError(pick("--docx 需要 -o 文件.docx", "--docx needs -o FILE.docx"))
    page, report = _page(directory, lang, **asked)
    content = _drawn(form, "one_page" if asked["one_page"] else "brief", page, report, lang)
    if output is None:
        put_document(content)
        return 0
    from sztrack.cli.files import save

    save(output, content)
    return 0


def _page(
    directory: Path | None,
    lang: Lang,
    *,
    as_of: Month | None,
    today: date | None,
    pace: str | None,
    vintage: date | None,
    sections: tuple[str, ...],
    chapters: tuple[str, ...],
    owner: str | None,
    top: int | None,
    annual: bool,
    one_page: bool,
) -> tuple[Page, Report]:
    """The page asked for, and the audit it is about."""
    from sztrack.core.verdict.course import course

    wanted = _known(sections)
    _refuse_together(wanted, top, annual=annual, one_page=one_page)
    workspace, now = options.workspace_at(directory), options.month_of(today, vintage)
    if annual and as_of is None:
        as_of = max(Month(workspace.plan.year, 1), min(Month(workspace.plan.year, 12), now))
    audited = options.report_on(workspace, as_of, today, pace, vintage)
    scope = _scope(chapters, owner, lang)
    chosen = Filter(chapters=chapters, owner=owner)
    report = audited.only(lambda a: chosen.keeps(a.target)) if scope else audited
    year = course(report, now, pace)
    if annual:
        from sztrack.views.account import account

        return account(report, year, lang, top=top, scope=scope), report
    if one_page:
        from sztrack.views.one_page import one_page as sheet

        return sheet(report, year, lang, scope=scope), report
    from sztrack.views.brief import brief

    return brief(report, year, lang, sections=wanted, top=top, scope=scope), report


def _refuse_together(sections: list[str], top: int | None, *, annual: bool, one_page: bool) -> None:
    """A usage error for options that contradict one another."""
    if annual and sections:
        raise click.UsageError(
            pick(
                "--annual 没有可选的节，不与 --section 同用",
                "--annual has no sections to choose from; leave out --section",
            )
        )
    if one_page and (annual or sections or top):
        raise click.UsageError(
            pick(
                "--one-page 的内容是固定的，不与 --annual、--section、--top 同用",
                "--one-page holds what it holds; leave out --annual, --section and --top",
            )
        )


def _scope(chapters: tuple[str, ...], owner: str | None, lang: Lang) -> str:
    """What the brief is narrowed to, in words; empty for the whole plan."""
    t = speaker(lang)
    return t("；", "; ").join(
        [
            *(t(f"第{one}章", f"chapter {one}") for one in chapters),
            *([t(f"责任单位：{owner}", f"unit: {owner}")] if owner else []),
        ]
    )


def _known(sections: tuple[str, ...]) -> list[str]:
    """The sections asked for, parted by commas or given one by one; a usage error for a name that
    is none.
    """
    from sztrack.views.brief import names

    wanted = [name.strip() for names in sections for name in names.split(",") if name.strip()]
    for name in wanted:
        if name not in names():
            raise click.BadParameter(
                pick(
                    f"没有“{name}”这一节，可选：{' '.join(names())}",
                    f"there is no section '{name}'; choose from {' '.join(names())}",
                ),
                param_hint="--section",
            )
    return list(dict.fromkeys(wanted))


def _drawn(form: str, document: str, page: Page, report: Report, lang: Lang) -> str | bytes:
    """The document, `brief` or `one_page`, in the form asked for."""
    from sztrack.formats import format_of

    found = format_of(form)
    draw = found.one_page if document == "one_page" else found.brief
    assert draw is not None, f"{form} draws no {document}"
    try:
        return draw(page, report, lang)
    except ModuleNotFoundError:
        raise click.UsageError(
            pick(
                "--docx 需要组件：pip install python-docx",
                "--docx needs a library: pip install python-docx",
            )
        ) from None
