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
    for place, argument in enumerate(arguments):
        word = (
            argument.removeprefix("--lang=")
            if argument.startswith("--lang=")
            else arguments[place + 1 : place + 2]
        )
        if argument == "--lang" or argument.startswith("--lang="):
            return "zh" if "zh" in word else "en"
    if asked := environment.get("SZTRACK_LANG"):
        return "zh" if asked == "zh" else "en"
    locale = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)),
        "",
    )
    if not locale and platform == "win32":
        from locale import getlocale

        locale = getlocale()[0] or ""
    return "zh" if locale.lower().startswith(("zh", "chinese")) else "en"


LANG: Lang = chosen(sys.argv[1:], os.environ)


def pick(zh: str, en: str) -> str:
    """The words in this process's language."""
    return zh if LANG == "zh" else en
