"""The closed sets of words that cells may hold, in either language."""

import unicodedata
from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar

from sztrack.core.model import Basis, Stage, Text
from sztrack.load.faults import Faults

T = TypeVar("T")
_BASES = {
    "ytd": Basis.YTD, "累计": Basis.YTD, "month": Basis.MONTH, "当月": Basis.MONTH,
    "本月": Basis.MONTH,
    "quarter": Basis.QUARTER, "当季": Basis.QUARTER, "本季": Basis.QUARTER, "point": Basis.POINT,
    "期末": Basis.POINT, "时点": Basis.POINT,
}  # fmt: skip
STAGES = {
    "未启动": Stage.NOT_STARTED, "not started": Stage.NOT_STARTED, "进行中": Stage.IN_PROGRESS,
    "in progress": Stage.IN_PROGRESS,
    "有风险": Stage.AT_RISK, "at risk": Stage.AT_RISK, "自报完成": Stage.REPORTED_DONE,
    "reported done": Stage.REPORTED_DONE,
    "核实完成": Stage.VERIFIED_DONE, "verified done": Stage.VERIFIED_DONE,
}  # fmt: skip
_STATES = {
    "first": "first",
    "初值": "first",
    "revised": "revised",
    "修订": "revised",
    "second-hand": "second-hand",
    "二手": "second-hand",
    "at-least": "at-least",
    "下限": "at-least",
    "at-most": "at-most",
    "上限": "at-most",
    "about": "about",
    "约数": "about",
}


class Vocabulary(NamedTuple, Generic[T]):
    """A closed set of words and their meanings."""

    meanings: Mapping[str, T]
    code: str
    """Of the finding for a word that is not among them."""
    subject: Text
    """What the words tell of a row."""

    def meaning(self, cell: str, line: int, faults: Faults) -> T | None:
        """What a cell says; None for an empty one, and for one with another word, which is
        reported.
        """
        word = cell.strip()
        if not word or word in self.meanings:
            return self.meanings.get(word)
        plain = unicodedata.normalize("NFKC", word).casefold().replace("_", " ")
        for spelled in (plain, plain.replace(" ", "-")):
            if spelled in self.meanings:
                return self.meanings[spelled]
        faults.file(
            self.code,
            line,
            Text(
                f"{self.subject.zh}“{word}”不在可选范围内",
                f"{self.subject.en} '{word}' is not one of the choices",
            ),
        )
        return None


BASIS_WORDS = Vocabulary(_BASES, "SZ211", Text("口径", "basis"))
STAGE_WORDS = Vocabulary(STAGES, "SZ209", Text("进度", "stage"))
STATE_WORDS = Vocabulary(_STATES, "SZ210", Text("数据状态", "status"))
