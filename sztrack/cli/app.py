"""The command group. A command is a file in `commands/`."""

from __future__ import annotations

import click

from sztrack import __version__
from sztrack.cli.shelf import EXITS, Shelf
from sztrack.cli.tongue import LANG, pick

if LANG == "zh":
    from sztrack.cli.help import ChineseHelp

    click.Context.formatter_class = ChineseHelp


@click.group(
    cls=Shelf,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXITS,
    help=pick(
        """
        审计城市年度计划：是否跟上进度，年底能到哪里。

        \b
        sztrack status                 各项目标现在如何
        sztrack show gdp-growth        一个目标，数字出自何处
        sztrack status --as-of 2024-06 回放任一月份
        """,
        """
        Audit a city's annual plan: are we on track, and where shall we end the year?

        \b
        sztrack status                  where every goal stands
        sztrack show gdp-growth         one goal, and where its numbers come from
        sztrack status --as-of 2024-06  replay any month
        """,
    ),
)
@click.version_option(__version__, prog_name="sztrack")
def cli() -> None:
    """The group itself does nothing."""
