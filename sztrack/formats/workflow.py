"""A check as annotations of GitHub Actions: `::error file=…,line=…,title=…::…`, one line for each
change.

Format and escapes: docs.github.com, "Workflow commands for GitHub Actions", and `@actions/core`,
command.ts.
"""

from __future__ import annotations

from sztrack.core.model import Source
from sztrack.core.verdict.alerts import Change, Flag, News, Notice
from sztrack.language import Lang
from sztrack.language.notices import body, title

_LEVELS = {
    Flag.LAGGING: "error",
    Flag.AT_RISK: "warning",
    Flag.OVERDUE: "warning",
    Flag.ERRORS: "error",
}


def render(notice: Notice, lang: Lang) -> str:
    """Each change where its figure, its target or its fault stands."""
    return "".join(_line(news, lang) for news in notice.news)


def _line(news: News, lang: Lang) -> str:
    level = "notice" if news.change is Change.RECOVERED else _LEVELS[news.alarm.flag]
    source = _place(news)
    words = title(news, lang)
    place = f"file={_property(source.path)},line={source.line}," if source else ""
    return f"::{level} {place}title={_property(words)}::{_data(body(news, lang) or words)}\n"


def _place(news: News) -> Source | None:
    finding, a = news.alarm.finding, news.alarm.assessment
    if finding:
        return finding.source
    if a is None:
        return None
    return a.actual.sources[0] if a.actual and a.actual.sources else a.target.source


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
