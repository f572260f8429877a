"""The user's own rules of one spaCy pipeline: a folder, or the files that were saved with the pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import srsly

from cdextract.errors import UsageError
from cdextract.rules import resources

Files = tuple[tuple[str, bytes], ...]


@contextmanager
def using_patterns(folder: str | None) -> Iterator[None]:
    """Read with the user's rules in `folder` inside the block; None changes nothing.

    Raises `UsageError` where there is no such folder.
    """
    if folder is None:
        yield
        return
    before = resources.user_pattern_dir()
    resources.use_patterns(folder)
    try:
        yield
    finally:
        resources.use_patterns(before)


class OwnPatterns:
    """The folder that the configuration names; once a saved pipeline is loaded, the files saved with it instead."""

    def __init__(self, folder: str | None) -> None:
        self._folder = folder
        self._saved: Files = ()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Read with these rules inside the block. Raises `UsageError` where the folder is not there."""
        with using_patterns(_unpacked(self._saved).name if self._saved else self._folder):
            yield

    def files(self) -> Files:
        """Name and bytes of every pattern file. Raises `UsageError` where the folder is not there."""
        if self._saved or self._folder is None:
            return self._saved
        with using_patterns(self._folder):
            return _files_of(Path(self._folder))

    def put(self, files: Mapping[str, bytes]) -> None:
        """Use saved files from now on; with none the folder stays. Raises `UsageError` on a name with a path in it."""
        wrong = next((name for name in files if Path(name).name != name), None)
        if wrong is not None:
            raise UsageError(
                "a pattern file saved with the pipeline has a wrong name", given=wrong, do="save the pipeline again"
            )
        self._saved = tuple(sorted(files.items()))


class KeepsPatterns:
    """spaCy's four methods of saving and loading, for a tokenizer or component with rules of the user."""

    patterns: OwnPatterns

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the pattern files into the folder `path`; nothing where there are none."""
        for name, data in self.patterns.files():
            Path(path).mkdir(parents=True, exist_ok=True)
            (Path(path) / name).write_bytes(data)

    def from_disk(self, path: str | Path, **_: Any) -> Self:
        """Take up the pattern files of the folder `path`, if it is there."""
        self.patterns.put(dict(_files_of(Path(path))))
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """The pattern files as bytes; empty where there are none."""
        files = dict(self.patterns.files())
        return bytes(srsly.msgpack_dumps(files)) if files else b""

    def from_bytes(self, data: bytes, **_: Any) -> Self:
        """Take up the pattern files that `to_bytes` gave."""
        self.patterns.put(srsly.msgpack_loads(data) if data else {})
        return self


def _files_of(folder: Path) -> Files:
    return tuple((path.name, path.read_bytes()) for path in sorted(folder.glob("*.yaml")))


@cache
def _unpacked(files: Files) -> TemporaryDirectory[str]:
    """A folder with these files, once for all components that have the same; it goes when the process ends."""
    folder = TemporaryDirectory(prefix="cdextract-")
    for name, data in files:
        (Path(folder.name) / name).write_bytes(data)
    return folder
