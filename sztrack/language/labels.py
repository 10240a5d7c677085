"""A word in both languages for every member of every closed set."""

from __future__ import annotations

from sztrack.core.kinds import traits
from sztrack.core.model import (
    STAGE_WORDS,
    Basis,
    Event,
    Frequency,
    Kind,
    Nature,
    Severity,
    Status,
    Strength,
    Text,
)
from sztrack.core.record.coverage import Cover

STATUS = {
    Status.MET: Text("已完成", "met"),
    Status.ON_TRACK: Text("正常", "on track"),
    Status.AT_RISK: Text("预警", "at risk"),
    Status.OFF_TRACK: Text("滞后", "off track"),
    Status.MISSED: Text("未完成", "missed"),
    Status.INSUFFICIENT: Text("数据不足", "insufficient"),
    Status.NO_DATA: Text("无数据", "no data"),
    Status.OVERDUE: Text("逾期未报", "overdue data"),
    Status.PENDING: Text("待下达", "pending"),
    Status.TRACKED: Text("跟踪", "tracked"),
}
COUNTED = STATUS | {
    Status.INSUFFICIENT: Text("数据不足", "with too few figures"),
    Status.NO_DATA: Text("无数据", "without figures"),
    Status.OVERDUE: Text("逾期未报", "with figures overdue"),
    Status.PENDING: Text("待下达", "still to be assigned"),
    Status.TRACKED: Text("跟踪", "followed without a number"),
}
"""The same behind a number of rows: `268 without figures`."""
OUTLOOK = {
    Status.MET: STATUS[Status.MET],
    Status.ON_TRACK: Text("预计可完成", "expected to be met"),
    Status.AT_RISK: Text("经努力可完成", "within reach"),
    Status.OFF_TRACK: Text("难以完成", "unlikely to be met"),
    Status.MISSED: STATUS[Status.MISSED],
}
"""What the projected end says of the goal, in the words in which officials sort their goals."""
NO_GROUP = Text("无法判断", "cannot be judged yet")
"""Of goals that no group holds."""
LAMPS = {
    Status.MET: "●",
    Status.ON_TRACK: "●",
    Status.AT_RISK: "▲",
    Status.OFF_TRACK: "■",
    Status.MISSED: "■",
}
"""A shape for every group, so that colour is never alone."""
NO_LAMP = "○"
NATURE = {
    Nature.BINDING: Text("约束性", "binding"),
    Nature.EXPECTED: Text("预期性", "expected"),
    Nature.TASK: Text("任务", "task"),
}
STRENGTH = {
    Strength.FIRM: Text("确定", "firm"),
    Strength.PUSH: Text("推动", "push"),
    Strength.STRIVE: Text("力争", "strive"),
}
KIND = {kind: traits(kind).label for kind in Kind}
EVENT = {
    Event.ISSUE: Text("出台", "issue"),
    Event.PUBLISH: Text("发布", "publish"),
    Event.START: Text("开工", "start"),
    Event.COMPLETE: Text("建成", "complete"),
    Event.OPERATE: Text("投用", "operate"),
    Event.HOLD: Text("举办", "hold"),
    Event.ESTABLISH: Text("设立", "establish"),
    Event.APPROVE: Text("获批", "approve"),
    Event.OTHER: Text("其他", "other"),
}
STAGE = STAGE_WORDS
BASIS = {
    Basis.YTD: Text("累计", "year to date"),
    Basis.MONTH: Text("当月", "month"),
    Basis.QUARTER: Text("当季", "quarter"),
    Basis.POINT: Text("期末", "end of period"),
}
FREQUENCY = {
    Frequency.MONTHLY: Text("按月", "monthly"),
    Frequency.QUARTERLY: Text("按季", "quarterly"),
    Frequency.ANNUAL: Text("按年", "annual"),
    Frequency.EVENT: Text("按事项", "by event"),
}
SEVERITY = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.INFO: Text("提示", "info"),
}
NO_OWNER = Text("未明确责任单位", "no owner named")
"""In the place of a responsible unit where the plan names none."""

COVER = {
    Cover.REPORTED: Text("已报", "reported"),
    Cover.REVISED: Text("修订", "revised"),
    Cover.SECOND_HAND: Text("二手", "second-hand"),
    Cover.SKIPPED: Text("漏报", "skipped"),
    Cover.NOT_DUE: Text("未到期", "not due"),
    Cover.DUE: Text("本月应报", "due"),
    Cover.OVERDUE: Text("逾期", "overdue"),
}
