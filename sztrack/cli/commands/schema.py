"""sztrack schema: the JSON Schema of targets.yaml, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from sztrack.cli import options
from sztrack.cli.tongue import pick
from sztrack.language import Lang


@click.command(
    help=pick(
        """
        targets.yaml 的 JSON Schema：编辑器据此补全和检查。

        \b
        sztrack schema                            打印
        sztrack schema -o targets.schema.json     存到计划旁边；targets.yaml 第一行写：
        # yaml-language-server: $schema=targets.schema.json
        """,
        """
        The JSON Schema of targets.yaml, by which editors complete and check.

        \b
        sztrack schema                            print it
        sztrack schema -o targets.schema.json     keep it beside the plan, whose first line says:
        # yaml-language-server: $schema=targets.schema.json
        """,
    )
)
@options.language_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help=pick("存为文件（默认打印）", "the file to write (default: standard output)"),
)
def command(lang: Lang, output: Path | None) -> None:  # noqa: ARG001  # every command has --lang
    """Print or copy."""
    from sztrack.cli.files import save
    from sztrack.cli.terminal import print_document
    from sztrack.load.schema import schema

    if output:
        save(output, schema())
    else:
        print_document(schema())
