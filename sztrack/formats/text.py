"""A check as plain text for a mail: what is news, then one line for the rest. Nothing at all where
nothing is news.
"""

from __future__ import annotations

from collections.abc import Iterator

from sztrack.core.verdict.alerts import Notice
from sztrack.core.words.characters import printable
from sztrack.formats import Format
from sztrack.language import Lang, speaker
from sztrack.language.notices import counts, items
from sztrack.language.numbers import month_text


def render(notice: Notice, lang: Lang, *, brief: bool = False, always: bool = False) -> str:
    """One line for each change and its reason below it; `brief` leaves out the line for the rest,
    `always` says that nothing is news.
    """
    if not notice.news and not always:
        return ""
    return "".join(f"{_safe(line)}\n" for line in _lines(notice, lang, brief))


def _lines(notice: Notice, lang: Lang, brief: bool) -> Iterator[str]:
    t, report = speaker(lang), notice.report
    month = month_text(report.as_of, lang)
    nothing = "" if notice.news else t("，没有变化", ": nothing new")
    yield t(
        f"{report.plan.title.zh}，截至{month}{nothing}",
        f"{report.plan.title.en}, as of {month}{nothing}",
    )
    for item in items(notice, lang):
        yield item.title
        if item.body:
            yield f"    {item.body}"
    if notice.rest and not brief:
        yield t(f"其余未变：{counts(notice.rest, lang)}", f"unchanged: {counts(notice.rest, lang)}")


def _safe(line: str) -> str:
    """Text from files is data: no control characters."""
    return printable(line, " ")


def _mail(notice: Notice, lang: Lang, brief: bool, always: bool) -> str:
    return render(notice, lang, brief=brief, always=always)


FORMAT = Format(mail=_mail)
