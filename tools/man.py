"""The manual pages, made from the commands themselves.

    python tools/man.py          writes docs/man/sztrack.1 and docs/man/zh_CN/sztrack.1
    python -m tools.man --print  prints the page in this process's language (SZTRACK_LANG)

A process speaks one language, so each page is made by a process of its own.
"""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from sztrack import __version__
from sztrack.cli.app import cli
from sztrack.cli.tongue import pick

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "en": ROOT / "docs" / "man" / "sztrack.1",
    "zh": ROOT / "docs" / "man" / "zh_CN" / "sztrack.1",
}


def page(lang: str) -> str:
    """The page in a language."""
    environment = os.environ | {"SZTRACK_LANG": lang, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "tools.man", "--print"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def lines() -> Iterator[str]:
    """The page of the whole program, line by line."""
    context = click.Context(cli, info_name="sztrack")
    yield f'.TH SZTRACK 1 "" "sztrack {__version__}" "{pick("用户命令", "User Commands")}"'
    yield f".SH {pick('名称', 'NAME')}"
    yield f"sztrack \\- {_escaped(_paragraphs(cli)[0])}"
    yield f".SH {pick('用法', 'SYNOPSIS')}"
    yield f".B sztrack\n{_escaped(pick('命令 [选项]', 'COMMAND [OPTIONS]'))}"
    yield f".SH {pick('示例', 'EXAMPLES')}"
    yield from _examples(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is not None:
            yield from _command(command, click.Context(command, info_name=name, parent=context))
    yield f".SH {pick('环境变量', 'ENVIRONMENT')}"
    for variable, words in sorted(_variables(context).items()):
        yield f".TP\n.B {variable}\n{_escaped(words)}"
    yield f".SH {pick('退出码', 'EXIT STATUS')}"
    yield _escaped(cli.epilog or "")


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield f".SH SZTRACK {str(context.info_name).upper()}"
    yield f".B {_escaped(context.command_path)}\n{_escaped(usage)}"
    for paragraph in _paragraphs(command):
        yield f".PP\n{_escaped(paragraph)}"
    yield from _examples(command)
    for param in command.params:
        if isinstance(param, click.Option) and param.help:
            names = ", ".join([*param.opts, *param.secondary_opts])
            metavar = "" if param.is_flag else f" {_metavar(param)}"
            yield f".TP\n.B {_escaped(names + metavar)}\n{_escaped(param.help)}"
    if command.epilog and command.epilog != cli.epilog:
        yield ".PP\n.nf"
        yield from (
            _escaped(line)
            for line in inspect.cleandoc(command.epilog).splitlines()
            if line.strip("\b")
        )
        yield ".fi"


def _metavar(param: click.Option) -> str:
    if isinstance(param.type, click.Choice):
        return f"[{'|'.join(map(str, param.type.choices))}]"
    return param.metavar or (
        param.type.name if param.type.name.startswith("YYYY") else param.type.name.upper()
    )


def _blocks(command: click.Command) -> list[str]:
    return inspect.cleandoc(command.help or "").split("\n\n")


def _paragraphs(command: click.Command) -> list[str]:
    return [" ".join(block.split()) for block in _blocks(command) if "\b" not in block]


def _examples(command: click.Command) -> Iterator[str]:
    for block in _blocks(command):
        if "\b" in block:
            yield ".PP\n.nf"
            yield from (_escaped(line) for line in block.splitlines() if line.strip("\b"))
            yield ".fi"


def _variables(context: click.Context) -> dict[str, str]:
    """Every SZTRACK_ variable and what the option behind it does."""
    found = {}
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        for param in command.params if command else ():
            if isinstance(param, click.Option) and isinstance(param.envvar, str):
                found[param.envvar] = f"{param.opts[-1]}: {param.help or ''}"
    return found


def _escaped(text: str) -> str:
    """Text as roff sees it: no backslash, hyphen or leading dot of its own."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


def main() -> None:
    """Write the pages, or print one."""
    if "--print" in sys.argv:
        print("\n".join(lines()))
        return
    for lang, path in PAGES.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(lang), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
