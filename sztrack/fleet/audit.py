"""The audit of one workspace among many: whatever is wrong with it costs itself alone."""

from __future__ import annotations

from sztrack.core.fleet.members import Audited, Unread, member
from sztrack.core.model import Text
from sztrack.core.verdict.report import Depth, Question, answer, outside_the_year
from sztrack.fleet.fetched import fetched, name_of
from sztrack.load.workspace import CannotStart, load_workspace


def audit(where: str, question: Question) -> Audited:
    """What the question finds in a workspace, or why it could not be asked."""
    try:
        return _audit(where, question)
    except CannotStart as stopped:
        return Unread(where, _reason(stopped))
    except Exception as error:
        # A bug that one workspace lays bare must not cost the others; by itself it has a traceback.
        name = type(error).__name__
        return Unread(
            where,
            Text(
                f"程序错误（{name}），用 sztrack status -C 单独运行可得到日志",
                f"a bug ({name}); sztrack status -C by itself writes a log",
            ),
        )


def _audit(where: str, question: Question) -> Audited:
    with fetched(where) as folder:
        workspace = load_workspace(folder)
    if question.as_of and (words := outside_the_year(workspace.plan, question.as_of)):
        return Unread(where, words)
    report = answer(
        question,
        workspace.plan,
        workspace.observations,
        workspace.findings,
        depth=Depth.VERDICTS,
    )
    name = name_of(where)
    return member(where, Text(name, name), report, question.pace)


def _reason(stopped: CannotStart) -> Text:
    """What stopped it, with the first place in its file."""
    if not stopped.findings:
        return stopped.message
    found = stopped.findings[0]
    return Text(
        f"{stopped.message.zh}（{found.source}：{found.message.zh}）",
        f"{stopped.message.en} ({found.source}: {found.message.en})",
    )
