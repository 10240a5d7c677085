"""Why the system refused to read or write something, in words: what it says itself is English, and
on Windows in the system's language.
"""

from __future__ import annotations

import errno

from sztrack.core.model import Text

_DISCONNECTED = Text("网络盘或设备已断开", "the network drive or device is disconnected")
_IN_USE = Text("被另一程序占用", "in use by another program")
_FORBIDDEN = Text("没有权限", "permission denied")
_WORDS = {
    "ENOSPC": Text("磁盘已满", "no space left on the disk"),
    "EDQUOT": Text("磁盘配额已用完", "the disk quota is used up"),
    "EFBIG": Text("超过允许的文件大小", "larger than a file may be here"),
    "EROFS": Text("磁盘是只读的", "the disk is read-only"),
    "EACCES": _FORBIDDEN,
    "EPERM": _FORBIDDEN,
    "ENOENT": Text("没有这个文件或文件夹", "no such file or folder"),
    "ENOTDIR": Text("路径中有一段不是文件夹", "a part of the path is not a folder"),
    "EISDIR": Text("是文件夹", "is a folder"),
    "ENAMETOOLONG": Text("名称过长", "the name is too long"),
    "ELOOP": Text("链接互相指向", "the links lead round in a circle"),
    "EIO": Text("磁盘或网络读写出错", "an error of the disk or the network"),
    "EBADF": Text("已经关闭", "it is closed"),
    "EBUSY": _IN_USE,
    "ETXTBSY": _IN_USE,
    "EMFILE": Text("打开的文件过多", "too many open files"),
    "ENFILE": Text("打开的文件过多", "too many open files"),
    "ESTALE": _DISCONNECTED,
    "ENODEV": _DISCONNECTED,
    "ENXIO": _DISCONNECTED,
    "ENOTCONN": _DISCONNECTED,
    "ECONNRESET": _DISCONNECTED,
    "ENETDOWN": _DISCONNECTED,
    "ENETUNREACH": _DISCONNECTED,
    "EHOSTDOWN": _DISCONNECTED,
    "EHOSTUNREACH": _DISCONNECTED,
    "ETIMEDOUT": _DISCONNECTED,
    "ESHUTDOWN": _DISCONNECTED,
}
"""By the name of the error, since no system knows them all."""
_DISCONNECTED_ON_WINDOWS = (53, 55, 59, 64, 67, 121, 1231)
"""Bad network path, device gone, unexpected network error, name deleted, bad network name, timeout,
unreachable: learn.microsoft.com, "System Error Codes". Python makes plain ENOENT and EINVAL of
some.
"""


def why(error: OSError) -> Text:
    """Why it was refused; as the system says it where no words are known."""
    if getattr(error, "winerror", None) in _DISCONNECTED_ON_WINDOWS:
        return _DISCONNECTED
    known = _WORDS.get(errno.errorcode.get(error.errno or 0, ""))
    said = error.strerror or str(error) or type(error).__name__
    return known or Text(said, said)
