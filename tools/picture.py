"""Draw docs/status-*.svg: what `sztrack status` really prints on the shipped data, in both
languages, light and dark.

python tools/picture.py
"""

from __future__ import annotations

import re
from html import unescape
from io import StringIO
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, MONOKAI, TerminalTheme

from sztrack.core.verdict.report import build_report
from sztrack.core.words.period import Month
from sztrack.formats.table.screen import pieces_of
from sztrack.language import Lang
from sztrack.load.workspace import load_workspace
from sztrack.views.status import overview

ROOT = Path(__file__).resolve().parent.parent
AS_OF, TODAY, WIDTH = Month(2024, 9), Month(2024, 11), 120
THEMES: dict[str, TerminalTheme] = {"light": DEFAULT_TERMINAL_THEME, "dark": MONOKAI}
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "Sarasa Mono SC", "Noto Sans Mono CJK SC", "Microsoft YaHei", monospace;
  font-size: {char_height}px; line-height: {line_height}px; white-space: pre; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""  # noqa: E501
"""Rich's own frame without the web font: the picture asks the network for nothing."""


def main() -> None:
    """Write the four pictures."""
    workspace = load_workspace(ROOT)
    report = build_report(
        workspace.plan, workspace.observations, as_of=AS_OF, today=TODAY, found=workspace.findings
    )
    for lang in LANGUAGES:
        for name, theme in THEMES.items():
            console = Console(
                file=StringIO(),
                width=WIDTH,
                record=True,
                force_terminal=True,
                color_system="standard",
                legacy_windows=False,
            )
            segments = [
                Segment(piece.text, Style.parse(piece.style))
                for piece in pieces_of(overview(report, lang), width=WIDTH)
            ]
            console.print(Segments(segments), end="", soft_wrap=True)
            title = f"sztrack status --as-of {AS_OF}"
            svg = _wide(
                console.export_svg(
                    title=title, theme=theme, code_format=FRAME, unique_id=f"status-{lang}"
                )
            )
            (ROOT / "docs" / f"status-{lang}-{name}.svg").write_text(
                svg, encoding="utf-8", newline="\n"
            )


def _wide(svg: str) -> str:
    """Give each run of text the room of its cells: rich counts a hanzi as one, a terminal as
    two.
    """
    return re.sub(r'textLength="([0-9.]+)"([^>]*)>([^<]*)<', _with_its_cells, svg)


def _with_its_cells(run: re.Match[str]) -> str:
    length, more, text = float(run[1]), run[2], unescape(run[3])
    return (
        f'textLength="{length / len(text) * cell_len(text):.1f}"{more}>{run[3]}<'
        if text
        else run[0]
    )


if __name__ == "__main__":
    main()
