"""What click says of a wrong command line, in this process's language, with the way to the help."""

from __future__ import annotations

import click

from sztrack.cli.tongue import LANG, pick


def usage_words(error: click.ClickException) -> str:
    """One line on what is wrong, one on where to read more."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    more = f"{context.command_path} --help" if context else "sztrack --help"
    return f"{_problem(error)}\n  {pick(f'用法见 {more}', f'see {more}')}"


def _problem(error: click.ClickException) -> str:
    if LANG == "en":
        return error.format_message()
    match error:
        case click.NoSuchOption():
            near = f"，是否为 {'、'.join(error.possibilities)}" if error.possibilities else ""
            return f"没有选项 {error.option_name}{near}"
        case click.MissingParameter():
            return f"缺少 {_name(error)}"
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices))):
            return f"{_name(error)}：可选 {'、'.join(map(str, choices))}"
        case click.BadParameter(param=click.Parameter(type=click.Path())):
            return f"{_name(error)}：没有这个文件或文件夹，或不可读取"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的用法不对：缺少值，或不该有值"
        case click.BadParameter():
            return f"{_name(error)}：{error.message}"
        case _:
            return error.format_message()


def _name(error: click.BadParameter) -> str:
    """The option or argument that the error is about."""
    if error.param is not None and error.ctx is not None:
        return error.param.get_error_hint(error.ctx).strip("'[]")
    hint = error.param_hint
    return hint if isinstance(hint, str) else " ".join(hint or ())
