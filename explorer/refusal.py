"""Why a request cannot be met, in one line that can be told in the reader's language."""

from __future__ import annotations

import errno
from typing import Any, Self

from explorer.text import Text


class Refusal(ValueError):  # noqa: N818
    """A line of English source text and what stands in its blanks, other refusals included.

    `str` is the English line, for logs and the command line; `told` the reader's.
    """

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text.format(**values))
        self.text = text
        self.values = values

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes whole: an exception's own way knows one argument only."""
        return _again, (type(self), self.text, self.values)

    def told(self, t: Text) -> str:
        """Return the line in the language of `t`."""
        return t(self.text).format(**{name: _told(v, t) for name, v in self.values.items()})

    def at(self, place: str) -> Self:
        """Return the same refusal with the place in front, such as a file's name."""
        return type(self)("{place}: {fault}", place=place, fault=self)


def told(error: Exception, t: Text) -> str:
    """Return any refusal, or a file that cannot be read or written, as one line for the reader."""
    if isinstance(error, Refusal):
        return error.told(t)
    if isinstance(error, OSError) and error.errno is not None:
        reason = {
            errno.ENOENT: t("there is no such file or folder"),
            errno.EACCES: t("access is not permitted"),
            errno.EPERM: t("access is not permitted"),
            errno.EROFS: t("access is not permitted"),
            errno.EISDIR: t("it is a folder"),
            errno.ENOTDIR: t("there is no such file or folder"),
            errno.ENOSPC: t("the disk is full"),
        }.get(error.errno, error.strerror or "")
        return t("{place}: {fault}").format(place=error.filename or "", fault=reason)
    return str(error)


def refusal(error: ValueError) -> Refusal:
    """Return `error` as a refusal; a text that is none stands as it is."""
    if isinstance(error, Refusal):
        return error
    return Refusal(str(error).replace("{", "{{").replace("}", "}}"))


def _told(value: object, t: Text) -> object:
    if isinstance(value, Refusal):
        return value.told(t)
    return t(", ").join(str(_told(v, t)) for v in value) if isinstance(value, list) else value


def _again(kind: type[Refusal], text: str, values: dict[str, object]) -> Refusal:
    return kind(text, **values)
