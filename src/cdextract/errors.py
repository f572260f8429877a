"""Errors in three parts (what is wrong, what was given, what to do), and the rows of the error table."""

from __future__ import annotations

from dataclasses import asdict, dataclass


class CdextractError(Exception):
    """Base of everything this package raises on purpose.

    >>> str(CdextractError("cannot write the table", given="figures.doc", do="end the name in .csv"))
    'cannot write the table\\n  given: figures.doc\\n  do: end the name in .csv'
    """

    def __init__(self, what: str, *, given: str, do: str) -> None:
        super().__init__(what, given, do)
        self.what = what
        self.given = given
        self.do = do

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions cross process borders by pickling; keyword-only arguments need this help.
        return _rebuild, (type(self), self.what, self.given, self.do)

    def __str__(self) -> str:
        return f"{self.what}\n  given: {self.given}\n  do: {self.do}"


class UsageError(CdextractError):
    """A wrong argument, option or column: nothing was started."""


class InputError(CdextractError):
    """An input that is not there or cannot be read as a whole."""


class PatternError(CdextractError):
    """A pattern file that cannot be read, or a rule in it that is not well-formed."""


class OutputError(CdextractError):
    """An output that cannot be written."""


def _rebuild(kind: type[CdextractError], what: str, given: str, do: str) -> CdextractError:
    return kind(what, given=given, do=do)


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One row of `TABLE.errors.jsonl`: an article or a record that gave no figures, and why.

    `stage` is `read` or `extract`; `error` is a short code (`empty_file`, `binary_file`, `broken_json` …), `message`
    a sentence.
    """

    document: str
    stage: str
    error: str
    message: str

    def as_dict(self) -> dict[str, str]:
        """The row as a dictionary, keys in the order of the columns.

        >>> ErrorRow("a.txt", "read", "empty_file", "The file holds no text.").as_dict()["error"]
        'empty_file'
        """
        return asdict(self)
