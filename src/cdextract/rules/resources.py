"""Where the shipped rules lie."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cdextract.errors import UsageError

_user_dir: Path | None = None


@cache
def pattern_dir() -> Path:
    """The folder of shipped patterns: inside the installed package, else `patterns/` of the source tree.

    Raises `FileNotFoundError` when neither exists (a broken installation).

    >>> (pattern_dir() / "gazetteer" / "provinces.csv").is_file()
    True
    """
    package = Path(__file__).resolve().parents[1]
    candidates = (package / "data" / "patterns", package.parents[1] / "patterns")
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise FileNotFoundError(
        "the rules that belong to cdextract are missing; looked in "
        + " and ".join(str(folder) for folder in candidates)
        + "; install the package again"
    )


def use_patterns(folder: str | Path | None) -> None:
    """Read the user's own pattern files beside the shipped ones from now on; None takes them away again.

    Raises `UsageError` when the folder does not exist.
    """
    global _user_dir
    if folder is not None and not Path(folder).is_dir():
        raise UsageError("there is no such folder of patterns", given=str(folder), do="name a folder of pattern files")
    _user_dir = None if folder is None else Path(folder)


def user_pattern_dir() -> Path | None:
    """The folder of the user's own patterns, if one is in use. Compiled rules are cached by it."""
    return _user_dir
