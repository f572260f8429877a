"""Rules, compiled once: what compiling gives is kept from one run to the next, as Python keeps its bytecode.

Compiling all rules takes longer than starting Python and importing the program, and every process needs them; reading
what an earlier one kept takes a hundredth of that. The file lies in the user's folder for caches. Where it cannot be
read or written, rules are compiled as if there were none; it may be deleted at any time.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import regex
from platformdirs import user_cache_path

from cdextract.errors import PatternError
from cdextract.rules.resources import pattern_dir

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

_MOST_KEPT = 1_000  # more than all rules have; the rest are of a user's rules that were changed since
# Modules with functions whose results are kept, and those that they call.
_MAKERS = ("checking", "compiled", "files", "grammar", "item_needs", "loading", "needs", "sieve")
_MOST_FILES = 8  # of one kind: others are of earlier versions


class _Store:
    """Results of functions by name and arguments: those of earlier runs, and new ones."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: dict[Any, Any] = {}
        self._used: dict[Any, Any] = {}
        self._has_new = False
        # Whatever a damaged file does when it is read: rules are compiled then.
        with suppress(Exception), path.open("rb") as file:
            self._kept = dict(pickle.load(file))

    def get(self, key: Any, make: Callable[[], Any]) -> Any:
        """What is kept under a key; made where there is nothing."""
        if key not in self._used:
            if key not in self._kept:
                self._kept[key] = make()
                self._has_new = True
            self._used[key] = self._kept[key]
        return self._used[key]

    def save(self) -> None:
        """Write the file anew where something was added."""
        if not self._has_new or not self._path.is_absolute():  # a user without a home has no folder for caches
            return
        self._has_new = False
        values = self._kept if len(self._kept) <= _MOST_KEPT else self._used
        part = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(pickle.dumps(values))
            part.replace(self._path)
            self._remove_older()

    def _remove_older(self) -> None:
        kind = self._path.name.partition("-")[0]
        files = sorted(self._path.parent.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime_ns)
        for path in files[:-_MOST_FILES]:
            path.unlink()


@cache
def _store() -> _Store:
    """The store of this program: another one for each version of what makes the results, and of the rules."""
    modules = (Path(__file__).with_name(f"{name}.py") for name in _MAKERS)
    return _store_of("rules", *modules, *sorted(pattern_dir().glob("*.yaml")))


def _store_of(kind: str, *sources: Path) -> _Store:
    makers = sha256(f"{sys.version} {regex.__version__}".encode())
    for source in sources:
        makers.update(source.read_bytes())
    return _Store(user_cache_path("cdextract") / f"{kind}-{makers.hexdigest()[:16]}")


def kept(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """A function of strings and numbers whose results are kept; errors are not."""

    @wraps(function)
    def remembered(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        key = (function.__qualname__, args, *sorted(kwargs.items()))
        result: Result = _store().get(key, lambda: function(*args, **kwargs))
        return result

    return remembered


@kept
def compile_rule(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """The pattern of a rule, compiled; `PatternError` where it cannot be.

    >>> compile_rule(r"quý [1-4]").findall("quý 1 và quý 5")
    ['quý 1']
    """
    try:
        return regex.compile(pattern, flags)
    except regex.error as error:
        raise PatternError(
            "an expression of a pattern file cannot be read", given=repr(pattern), do=f"correct it: {error}"
        ) from error


def kept_in_file(kind: str, name: str, make: Callable[[], Result], *, source: Path) -> Result:
    """What `make` gives, kept in a file of its own: for what is large and not needed by every run.

    `name` says what the result is made of, `source` is the module that makes it.
    """
    store = _store_of(kind, source)
    result: Result = store.get(name, make)
    store.save()
    return result


def keep() -> None:
    """Keep what was compiled since the start of this process for the next ones."""
    _store().save()
