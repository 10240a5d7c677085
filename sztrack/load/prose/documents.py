"""A file that holds a bulletin -> its text, its paragraphs, and its tables.

Plain text, a saved web page, a Word file or a PDF with text. Offsets count the characters of the
text as it is shown, one paragraph a line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from sztrack.core.catalogue import RULES
from sztrack.core.model import Finding, Source, Text
from sztrack.load.encoding import decode, undamaged_lines
from sztrack.load.prose.webpage import read_webpage

WEB = (".html", ".htm", ".xhtml")
WORD = (".docx",)
PDF = (".pdf",)
_UNREADABLE = (b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\xff\xd8\xff", b"\x89PNG", b"GIF8")
"""How files begin that hold no text to be read: .doc and .xls, .rtf, pictures."""
_NARROWEST_PRINT, _WIDEST_PRINT = 20, 60
"""Characters of a printed line; where the longest is longer, lines are whole paragraphs."""
_RAGGED = 4
"""How many characters a full line may be short of the widest."""
_FEWEST_BROKEN = 3
"""So many full lines tell a printed text from one of short paragraphs."""
_ENDS = tuple("。！？；：.!?;:")
_BEGINS = re.compile(
    r"[ \u3000]{2,}|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十0-9]+[)）]|[0-9]+[.、．]"
    r"|[·•●■◆]|表\s*[0-9]"
)
Rows = Sequence[Sequence[str]]


class Paragraph(NamedTuple):
    """A stretch of the document's text that is read as one."""

    start: int
    stop: int
    line: int


class Document(NamedTuple):
    """What a file holds."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Rows, ...]
    title: str
    """What a web page calls itself; empty elsewhere."""


EMPTY = Document(text="", paragraphs=(), tables=(), title="")


def read_document(data: bytes, path: str) -> tuple[Document, list[Finding]]:
    """The text of a file by its suffix, a web page also by its first characters."""
    suffix = path.casefold()
    if suffix.endswith(WORD) or data.startswith(b"PK\x03\x04"):
        return _word(data, path)
    if suffix.endswith(PDF) or data.startswith(b"%PDF-"):
        return _pdf(data, path)
    if data.startswith(_UNREADABLE):
        return EMPTY, [_damaged(path)]
    text, findings = undamaged_lines(decode(data), path)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if suffix.endswith(WEB) or re.match(
        r"\s*<(?:!doctype\s+html|html|\?xml)", text[:400], re.IGNORECASE
    ):
        page = read_webpage(text)
        return _of_blocks(page.blocks, page.tables, page.title), findings
    return Document(text=text, paragraphs=tuple(_paragraphs(text)), tables=(), title=""), findings


def _of_blocks(blocks: Iterable[str], tables: Sequence[Rows], title: str = "") -> Document:
    """A document of whole paragraphs."""
    lines = [block for block in blocks if block.strip()]
    paragraphs, begin = [], 0
    for number, line in enumerate(lines, 1):
        paragraphs.append(Paragraph(begin, begin + len(line), number))
        begin += len(line) + 1
    return Document(
        text="\n".join(lines), paragraphs=tuple(paragraphs), tables=tuple(tables), title=title
    )


def _paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs of plain text. Lines that a printer or a terminal has broken are joined: where
    lines are short, a full one goes on in the next.
    """
    lines = text.split("\n")
    full = _full_width(lines)
    begin, place, first = 0, 0, 1
    for number, line in enumerate(lines, 1):
        end = place + len(line)
        following = lines[number] if number < len(lines) else ""
        if not _goes_on(line, following, full):
            if text[begin:end].strip():
                yield Paragraph(begin, end, first)
            begin, first = end + 1, number + 1
        place = end + 1


def _full_width(lines: Sequence[str]) -> int:
    """From how many characters on a line is full, so that its paragraph may go on in the next;
    no line is where they are not broken at one width.
    """
    widths = [len(line.rstrip()) for line in lines]
    widest = max(widths, default=0)
    full = widest - _RAGGED
    broken = sum(width >= full for width in widths)
    is_printed = _NARROWEST_PRINT <= widest <= _WIDEST_PRINT and broken >= _FEWEST_BROKEN
    return full if is_printed else widest + 1


def _goes_on(line: str, following: str, full: int) -> bool:
    """Whether a paragraph goes on in the next line."""
    plain = line.rstrip()
    if not following.strip() or len(plain) < full or plain.endswith(_ENDS):
        return False
    return not _BEGINS.match(following)


def _word(data: bytes, path: str) -> tuple[Document, list[Finding]]:
    try:
        import docx
    except ModuleNotFoundError:
        return EMPTY, [_needs("python-docx", path)]
    try:
        document = docx.Document(BytesIO(data))
        blocks, tables = [], []
        for item in document.iter_inner_content():
            if hasattr(item, "rows"):
                tables.append([[cell.text.strip() for cell in row.cells] for row in item.rows])
            else:
                blocks += item.text.split("\n")
    except Exception:  # the library raises whatever its parts do
        return EMPTY, [_damaged(path)]
    return _of_blocks(blocks, tables), []


def _pdf(data: bytes, path: str) -> tuple[Document, list[Finding]]:
    try:
        import pypdf
    except ModuleNotFoundError:
        return EMPTY, [_needs("pypdf", path)]
    try:
        pages = [page.extract_text() or "" for page in pypdf.PdfReader(BytesIO(data)).pages]
    except Exception:  # the library raises whatever its parts do
        return EMPTY, [_damaged(path)]
    text = "\n".join(pages)
    if not text.strip():
        scanned = Text("没有文字，可能是扫描件", "it holds no text; it may be a scan")
        return EMPTY, [RULES["SZ240"].at(Source(path, 1), scanned)]
    return Document(text=text, paragraphs=tuple(_paragraphs(text)), tables=(), title=""), []


def _needs(library: str, path: str) -> Finding:
    return RULES["SZ240"].at(
        Source(path, 1),
        Text(
            f"需要组件：pip install {library}",
            f"it needs a library: pip install {library}",
        ),
    )


def _damaged(path: str) -> Finding:
    return RULES["SZ240"].at(
        Source(path, 1),
        Text("文件已损坏，或不是这种文件", "the file is damaged, or of another kind"),
    )
