"""The inputs a user names → the files to read, in sorted order, each with the name its articles get."""

from __future__ import annotations

import glob
import io
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from cdextract.errors import InputError
from cdextract.storage.files import is_address, open_read

COMPRESSED = (".gz", ".zst")
ENDINGS = (".txt", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".html", ".htm", ".warc")
# What the tool itself writes beside a table.
_OWN = (".errors.jsonl", ".schema.json")


@dataclass
class ReadProgress:
    """How far reading has come, in bytes of the files as stored; `total` is 0 where it is not known."""

    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a file: bytes of JSON Lines, row groups of Parquet; `first` is the number of its first record."""

    start: int
    end: int
    first: int = 1


@dataclass(slots=True)
class Source:
    """One file, or a piece of one.

    `path` is a path or an address, `name` its path relative to the input given, `ending` its format with the
    compression taken off.
    """

    path: str | None
    name: str
    ending: str
    size: int = 0
    changed: int = 0
    span: Span | None = None
    _raw: IO[bytes] | None = field(default=None, repr=False)

    @property
    def position(self) -> int:
        """Bytes of the stored file that have been read so far."""
        if self._raw is None or self._raw.closed or self.path is None:
            return 0
        return self._raw.tell()

    def open(self) -> IO[bytes]:
        """Open for reading bytes, decompressed."""
        if self.path is None:
            return sys.stdin.buffer
        self._raw = open_read(self.path)
        packing = Path(self.path).suffix.lower()
        if packing == ".gz" and self.ending != ".warc":
            import gzip

            return gzip.GzipFile(fileobj=self._raw)  # type: ignore[return-value]
        if packing == ".zst":
            return _open_zstd(self._raw, self.name)
        if self.span and self.ending != ".parquet":
            return io.BufferedReader(_Window(self._raw, self.span.start, self.span.end))
        return self._raw

    def close(self) -> None:
        """Close the stored file."""
        if self._raw is not None:
            self._raw.close()
            self._raw = None


class _Window(io.RawIOBase):
    """Bytes `start` to `end` of a file, as a file of their own."""

    def __init__(self, file: IO[bytes], start: int, end: int) -> None:
        self._file = file
        self._left = end - start
        file.seek(start)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(min(len(buffer), self._left))
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)


def _open_zstd(raw: IO[bytes], name: str) -> IO[bytes]:
    try:
        import zstandard
    except ImportError as error:
        raise InputError(
            "zstd files need an extra package", given=name, do='run: pip install "cdextract[zstd]"'
        ) from error
    import io

    return io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True))


def fingerprint(inputs: Iterable[str | Path], *, leave_out: Collection[str] = ()) -> list[tuple[str, int, int]]:
    """Name, size and time of the last change of every file that the inputs mean."""
    return [(source.name, source.size, source.changed) for source in find_sources(inputs, leave_out=leave_out)]


def ending_of(name: str) -> str:
    """The format's ending of a file name, in lower case, without the compression: 'a.jsonl.gz' → '.jsonl'."""
    path = Path(name.lower())
    if path.suffix in COMPRESSED:
        path = path.with_suffix("")
    return path.suffix


def find_sources(inputs: Iterable[str | Path], *, leave_out: Collection[str] = ()) -> list[Source]:
    """List the files that the inputs mean, without those of folders and globs that `leave_out` names.

    Raises `InputError` where one is missing or of no known format.
    """
    found: list[Source] = []
    left_out = {Path(path).absolute() for path in leave_out}
    for given in inputs:
        found += _sources_of(str(given), left_out)
    if not found:
        raise InputError("no input", given="nothing", do="name files, folders or globs, or give - for standard input")
    return found


def _sources_of(given: str, left_out: set[Path]) -> list[Source]:
    if given == "-":
        return [Source(None, "stdin", ".jsonl")]
    if is_address(given):
        return _remote(given)
    path = Path(given.removeprefix("file://"))
    if path.is_dir():
        inside = [source for source in _walk(path) if Path(source.path or "").absolute() not in left_out]
        if not inside:
            raise InputError(
                "the folder holds no file of a known format", given=given, do="give one with " + ", ".join(ENDINGS)
            )
        return inside
    if path.exists():
        return [_source(path, path.name)]
    if glob.has_magic(given):
        return [source for source in _globbed(given) if Path(source.path or "").absolute() not in left_out]
    raise InputError("the input is not there", given=given, do="check the path; quote globs; give - for standard input")


def _source(path: Path, name: str) -> Source:
    ending = ending_of(path.name)
    if ending not in ENDINGS:
        raise InputError("unknown format of input", given=str(path), do="give files ending in " + ", ".join(ENDINGS))
    about = path.stat()
    return Source(str(path), name, ending, about.st_size, about.st_mtime_ns)


def _remote(address: str) -> list[Source]:
    from cdextract.storage.remote import find_objects

    found = [
        Source(found.address, found.name, ending_of(found.name), found.size)
        for found in find_objects(address)
        if _is_input(found.name)
    ]
    if not found:
        raise InputError("there is no file of a known format", given=address, do="give one with " + ", ".join(ENDINGS))
    return found


def _walk(folder: Path) -> Iterator[Source]:
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    for name in names:
        if _is_input(name):
            yield _source(folder / name, name)


def _is_input(name: str) -> bool:
    """Whether a file of a folder is read: not hidden, of a known format, nothing that lies beside a table."""
    hidden = any(part.startswith(".") for part in name.split("/"))
    return not hidden and ending_of(name) in ENDINGS and not name.endswith(_OWN)


def _globbed(pattern: str) -> list[Source]:
    parts = Path(pattern).parts
    fixed = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    base = Path(*parts[:fixed])
    found: list[Source] = []
    for name in sorted(glob.glob(pattern, recursive=True)):
        path = Path(name)
        if path.is_file() and ending_of(name) in ENDINGS and not name.endswith(_OWN):
            found.append(_source(path, path.relative_to(base).as_posix()))
    if not found:
        raise InputError(
            "no file matches", given=pattern, do="check the pattern; quote it so that the shell leaves it alone"
        )
    return found
