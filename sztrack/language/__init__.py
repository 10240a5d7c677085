"""Chinese and English for what the core says with enums and decimals: labels, numbers, sentences.
Rounding happens here and nowhere before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from sztrack.core.model import Text

Lang = Literal["zh", "en"]


def say(text: Text, lang: Lang) -> str:
    """The words in one language."""
    return text.zh if lang == "zh" else text.en


def speaker(lang: Lang) -> Callable[[str, str], str]:
    """A function that picks the words of `lang` from (Chinese, English)."""
    return _first if lang == "zh" else _second


def _first(zh: str, en: str) -> str:  # noqa: ARG001  # the other half of the pair
    return zh


def _second(zh: str, en: str) -> str:  # noqa: ARG001
    return en
