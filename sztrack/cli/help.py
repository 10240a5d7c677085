"""Help in this process's language, where click has words of its own."""

from __future__ import annotations

from collections.abc import Iterable

import click

_WORDS = {
    "Options": "选项",
    "Commands": "命令",
    "Arguments": "参数",
    "Show the version and exit.": "显示版本后退出",
    "Show this message and exit.": "显示本说明后退出",
}


class ChineseHelp(click.HelpFormatter):
    """Headings and standing options in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """用法：and what the command takes."""
        super().write_usage(
            prog,
            args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 [参数]..."),
            prefix or "用法：",
        )

    def write_heading(self, heading: str) -> None:
        """A heading with a full-width colon."""
        self.write(f"{'':>{self.current_indent}}{_WORDS.get(heading, heading)}：\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Options and commands, each with its words."""
        super().write_dl(
            [(term, _WORDS.get(words, words)) for term, words in rows], col_max, col_spacing
        )
