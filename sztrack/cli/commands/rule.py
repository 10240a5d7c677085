"""sztrack rule: what a code stands for."""

from __future__ import annotations

import click

from sztrack.cli import options
from sztrack.cli.tongue import pick
from sztrack.language import Lang


@click.command(
    help=pick(
        """
        说明一个代码：含义、为何要紧、怎样处理、示例；不写代码则列出全部。

        \b
        sztrack rule SZ402
        sztrack rule SZ4     列出以 SZ4 开头的
        """,
        """
        What a code stands for: its meaning, why it matters, what to do, an example. Without a code,
        all of them.

        \b
        sztrack rule SZ402
        sztrack rule SZ4     those that begin with SZ4
        """,
    )
)
@click.argument("code", default="")
@options.language_option
@options.format_option("page")
@options.colour_option
def command(code: str, lang: Lang, form: str, color: str) -> None:
    """Look it up, print."""
    from sztrack.cli.terminal import print_page
    from sztrack.core.catalogue import catalogue
    from sztrack.views.rules import detail, listing

    rules = catalogue()
    wanted = options.known_codes(code, rules, "CODE")
    if rule := rules.get("".join(wanted)):
        from sztrack.load.examples import examples

        print_page(detail(rule, examples().get(rule.code), lang), form, color)
    else:
        print_page(
            listing(
                [rule for rule in rules.values() if rule.code.startswith(wanted or "SZ")], lang
            ),
            form,
            color,
        )
