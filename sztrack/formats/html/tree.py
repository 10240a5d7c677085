"""Elements of a page. Text becomes text and nothing else: the standard library's tree escapes it,
control characters are taken out here.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

from sztrack.core.words.characters import printable

Node = Element | str


def tag(name: str, /, *children: Node | None, **attributes: object) -> Element:
    """An element. `class_` and `data_label` stand for `class` and `data-label`; an attribute or a
    child that is None is left out.
    """
    element = Element(
        name,
        {
            key.strip("_").replace("_", "-"): plain(str(value))
            for key, value in attributes.items()
            if value is not None
        },
    )
    for child in children:
        if isinstance(child, str):
            _append_text(element, plain(child))
        elif child is not None:
            element.append(child)
    return element


def document(root: Element) -> str:
    """A whole page as text."""
    return f"<!doctype html>\n{tostring(root, encoding='unicode', method='html')}\n"


def plain(text: str) -> str:
    """`text` without control characters and without marks that turn the direction of writing; line
    ends stay.
    """
    return printable(text, keep="\n")


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
