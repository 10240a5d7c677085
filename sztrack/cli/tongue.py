"""Which language this process speaks: `--lang`, else SZTRACK_LANG, else the locale. Known before
any command is built, for its help.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Literal

Lang = Literal["zh", "en"]


def chosen(
    arguments: Sequence[str], environment: Mapping[str, str], platform: str = sys.platform
) -> Lang:
    """The language that the arguments, the environment or the locale ask for; English if none of
    them does.
    """
    word = _asked(arguments)
    if word is not None:
        return "zh" if word == "zh" else "en"
    if asked := environment.get("SZTRACK_LANG"):
        return "zh" if asked == "zh" else "en"
    return "zh" if _locale(environment, platform).startswith(("zh", "chinese")) else "en"


def _asked(arguments: Sequence[str]) -> str | None:
    """The word behind --lang, which click will check; None where there is no --lang."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang":
            return "".join(arguments[place + 1 : place + 2])
    return None


def _locale(environment: Mapping[str, str], platform: str) -> str:
    """The locale's name in small letters; on Windows that of the system, where none is set."""
    named = [environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    locale = next(filter(None, named), "")
    if not locale and platform == "win32":
        from locale import getlocale

        locale = getlocale()[0] or ""
    return locale.lower()


LANG: Lang = chosen(sys.argv[1:], os.environ)


def pick(zh: str, en: str) -> str:
    """The words in this process's language."""
    return zh if LANG == "zh" else en
