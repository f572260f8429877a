"""Where files lie: in a file system that machines share, or in an object store named by an address (`s3://…`)."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Protocol

import regex

from cdextract.errors import OutputError
from cdextract.rules.compiled import compile_rule

_ADDRESS = compile_rule(r"[a-z][a-z0-9+.-]+://.+", regex.IGNORECASE)
_BLOCK = 1 << 20


def is_address(path: str | Path) -> bool:
    """Say whether this names a place in an object store.

    >>> is_address("s3://bucket/articles/"), is_address("C://articles"), is_address("file:///articles")
    (True, False, False)
    """
    return bool(_ADDRESS.fullmatch(str(path))) and not str(path).startswith("file://")


def absolute(path: str) -> str:
    """The same place wherever a process works: an address as it is, a path from the root."""
    return path if is_address(path) else str(Path(path).absolute())


def open_read(path: str) -> IO[bytes]:
    """Open a file or an object for reading. Raises `OSError`, for an address also `InputError`."""
    if is_address(path):
        from cdextract.storage.remote import open_object

        return open_object(path)
    return open(path, "rb")


def hash_of(file: IO[bytes], count: int | None = None) -> str:
    """SHA-256 of what follows in a file, or of its next `count` bytes."""
    digest = sha256()
    left = count
    while left is None or left > 0:
        block = file.read(_BLOCK if left is None else min(left, _BLOCK))
        if not block:
            break
        digest.update(block)
        left = None if left is None else left - len(block)
    return digest.hexdigest()


class Folder(Protocol):
    """A folder that several machines write to; a file in it is whole or not there."""

    @property
    def path(self) -> str:
        """Its path or address."""

    def make(self) -> None:
        """Make it where it is not there. Raises `OutputError`."""

    def names(self) -> list[str]:
        """The names of its files, sorted; none where it is not there."""

    def size(self, name: str) -> int | None:
        """Bytes of a file, None where it is not there."""

    def open(self, name: str) -> IO[bytes]:
        """Open a file for reading."""

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""

    def writing(self, name: str) -> AbstractContextManager[Path]:
        """Give a path to write to; what is there when the block ends well becomes the file. Raises `OutputError`."""


def folder_at(path: str | Path) -> Folder:
    """The folder at a path or an address."""
    if is_address(path):
        from cdextract.storage.remote import RemoteFolder

        return RemoteFolder(str(path).rstrip("/"))
    return LocalFolder(str(path).removeprefix("file://"))


@dataclass(frozen=True)
class LocalFolder:
    """A folder of a file system: files are written under a name of their own and renamed."""

    path: str

    def make(self) -> None:
        """See `Folder`."""
        folder = Path(self.path)
        if folder.exists() and not folder.is_dir():
            raise OutputError("the output of this engine is a folder", given=self.path, do="give another name")
        try:
            folder.mkdir(exist_ok=True)
            os.listdir(folder)
        except OSError as error:
            raise OutputError(
                "the folder of the output cannot be used",
                given=f"{self.path}: {error.strerror or error}",
                do="create the folder above it, check rights and space, or give another path",
            ) from error

    def names(self) -> list[str]:
        """See `Folder`."""
        return sorted(os.listdir(self.path)) if Path(self.path).is_dir() else []

    def size(self, name: str) -> int | None:
        """See `Folder`."""
        path = Path(self.path, name)
        return path.stat().st_size if path.is_file() else None

    def open(self, name: str) -> IO[bytes]:
        """See `Folder`."""
        return Path(self.path, name).open("rb")

    def remove(self, name: str) -> None:
        """See `Folder`."""
        Path(self.path, name).unlink(missing_ok=True)

    @contextmanager
    def writing(self, name: str) -> Iterator[Path]:
        """See `Folder`; no other writer of the same file has this path."""
        target = Path(self.path, name)
        writer = f"{socket.gethostname()}-{os.getpid()}-{threading.get_ident()}"
        temporary = target.with_name(f".{name}.{writer}.part")
        try:
            yield temporary
            os.replace(temporary, target)
        except OSError as error:
            raise OutputError(
                "a part cannot be written",
                given=f"{target}: {error.strerror or error}",
                do="free some space; every worker needs the right to write there",
            ) from error
        finally:
            with suppress(OSError):
                temporary.unlink()
