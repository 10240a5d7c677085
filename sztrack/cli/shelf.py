"""A command group whose commands are the files of a package; only the one that is asked for is
imported.
"""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

import click

from sztrack.cli.tongue import pick

EXITS = pick(
    "退出码：0 没有需要标记的；1 有需要标记的；2 无法开始或无法写入；3 程序错误；130 被中断。",
    "Exit codes: 0 nothing to flag, 1 something is flagged, 2 could not start or write, 3 a bug,"
    " 130 interrupted.",
)


_OF_EVERY_COMMAND = r"(?:-C|--directory(?==|$)|--lang(?==|$))(?P<value>.*)"
"""Options that belong to the commands and are often written before them, with or without a value
in the same word.
"""


class Shelf(click.Group):
    """Finds its commands by file name."""

    package = "sztrack.cli.commands"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The command line, where -C and --lang may also stand before the command."""
        return super().parse_args(ctx, _behind_the_command(args))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click hands it over
        """The files on the shelf."""
        return sorted(module.name for module in iter_modules(import_module(self.package).__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command called `cmd_name`; None if there is none."""
        if not cmd_name.isidentifier():
            return None
        name = f"{self.package}.{cmd_name}"
        try:
            found = import_module(name).command
        except ModuleNotFoundError as error:
            if error.name == name:
                return None
            raise
        assert isinstance(found, click.Command)
        found.epilog = found.epilog or EXITS
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every command with its whole first sentence."""
        commands = [
            (name, command)
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name))
        ]
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, command.get_short_help_str(limit=200)) for name, command in commands]
            )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command and its arguments; an unknown one is a usage error that names the nearest."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            from difflib import get_close_matches

            names = self.list_commands(ctx)
            near = " ".join(get_close_matches(args[0], names) or names)
            ctx.fail(
                pick(
                    f"没有命令“{args[0]}”；可用：{near}",
                    f"there is no command '{args[0]}'; try {near}",
                )
            )
        return super().resolve_command(ctx, args)


def _behind_the_command(args: list[str]) -> list[str]:
    """Arguments with the options of every command put behind its name: `-C DIR status` is
    `status -C DIR`.
    """
    first = 0
    while first < len(args) and (option := re.fullmatch(_OF_EVERY_COMMAND, args[first])):
        first += 1 if option["value"] else 2
    before, rest = args[:first], args[first:]
    return [*rest[:1], *before, *rest[1:]] if rest else []
