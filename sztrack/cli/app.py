"""The command group. A command is a file in `commands/`; only the one that is asked for is imported."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import click

from sztrack import __version__
from sztrack.cli.tongue import pick

EXITS = pick(
    "退出码：0 没有需要标记的；1 有需要标记的；2 无法开始；3 程序错误；130 被中断。",
    "Exit codes: 0 nothing to flag, 1 something is flagged, 2 could not start, 3 a bug, 130 interrupted.",
)


class Shelf(click.Group):
    """Finds its commands by file name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click hands it over
        """The files on the shelf."""
        from sztrack.cli import commands

        return sorted(module.name for module in iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command called `cmd_name`; None if there is none."""
        if not cmd_name.isidentifier():
            return None
        name = f"sztrack.cli.commands.{cmd_name}"
        try:
            found = import_module(name).command
        except ModuleNotFoundError as error:
            if error.name == name:
                return None
            raise
        assert isinstance(found, click.Command)
        found.epilog = found.epilog or EXITS
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command and its arguments; an unknown one is a usage error that names the nearest."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            from difflib import get_close_matches

            names = self.list_commands(ctx)
            near = " ".join(get_close_matches(args[0], names) or names)
            ctx.fail(pick(f"没有命令“{args[0]}”；可用：{near}", f"there is no command '{args[0]}'; try {near}"))
        return super().resolve_command(ctx, args)


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
