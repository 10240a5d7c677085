"""The findings of one file, in the order of reading, and the rows that they cost."""

from sztrack.core.catalogue import RULES
from sztrack.core.model import Finding, Severity, Source, Text


class Faults:
    """Where all readers of one file, or of one sheet of a workbook, leave their findings."""

    def __init__(self, path: str, sheet: str = "") -> None:
        self.path, self.sheet = path, sheet
        self.findings: list[Finding] = []
        self.lost: set[int] = set()
        """Lines that an error stands at: what cannot be read costs its row."""

    def file(self, code: str, line: int, message: Text) -> None:
        """File a finding; an error costs the row on its line."""
        if self.tell(code, line, message).severity is Severity.ERROR:
            self.lost.add(line)

    def tell(self, code: str, line: int, message: Text) -> Finding:
        """File a finding that costs no more than the cell it is about."""
        finding = RULES[code].at(self.at(line), message)
        self.findings.append(finding)
        return finding

    def at(self, line: int) -> Source:
        """Where a line stands."""
        return Source(self.path, line, self.sheet)

    def lose(self, line: int) -> None:
        """Leave a row out whose finding is told elsewhere, once for several rows."""
        self.lost.add(line)

    def ends_with(self, code: str, line: int) -> bool:
        """Whether the newest finding is of this code and line."""
        if not self.findings:
            return False
        newest = self.findings[-1]
        return newest.code == code and newest.source.line == line
