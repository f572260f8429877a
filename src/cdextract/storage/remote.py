"""Object stores through fsspec: `s3://bucket/articles/*.parquet`, `gs://…`, … as input and as folder of parts.

fsspec comes with the extra `cluster`; the library of a store (s3fs, gcsfs, adlfs …) is the user's to install.
"""

from __future__ import annotations

import glob
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from cdextract.errors import CdextractError, InputError, OutputError, UsageError

_BUFFER = 1 << 20
_SECRETS = "set what its library looks for (S3: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, on every worker too)"


@dataclass(frozen=True)
class Found:
    """An object: its address, its name below the place that was given, its bytes."""

    address: str
    name: str
    size: int


def find_objects(address: str) -> list[Found]:
    """The objects that an address means: one, all below a folder, or those that a glob matches; sorted by name.

    Raises `InputError` where there are none or the store does not let us in, `UsageError` where it is not known.
    """
    store, path = store_of(address)
    with _told(address, InputError):
        if glob.has_magic(path):
            steps = path.split("/")
            fixed = next(index for index, step in enumerate(steps) if glob.has_magic(step))
            base, found = "/".join(steps[:fixed]), store.glob(path, detail=True)
        elif store.isdir(path):
            base, found = path.rstrip("/"), store.find(path, detail=True)
        else:
            base, found = path.rpartition("/")[0], {path: store.info(path)}
        objects = [
            Found(store.unstrip_protocol(name), name.removeprefix(base).lstrip("/"), about["size"])
            for name, about in found.items()
            if about["type"] == "file"
        ]
    return sorted(objects, key=lambda found: found.name)


def open_object(address: str) -> IO[bytes]:
    """Open an object for reading; seeking reads only what is asked for. Reading raises `InputError`, too."""
    store, path = store_of(address)
    with _told(address, InputError):
        return io.BufferedReader(_Object(address, store.open(path, "rb")), _BUFFER)


class _Object(io.RawIOBase):
    """An object that is read. A store that breaks off ends the run: no error row, as the article may be sound."""

    def __init__(self, address: str, file: Any) -> None:
        self._address = address
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return cast(int, self._file.seek(offset, whence))

    def tell(self) -> int:
        return cast(int, self._file.tell())

    def readinto(self, buffer: Any) -> int:
        with _told(self._address, InputError):
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def store_of(address: str) -> tuple[Any, str]:
    """The file system of an address and the path in it. Raises `UsageError` where its protocol cannot be used."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise UsageError(
            "addresses need an extra package", given=address, do='run: pip install "cdextract[cluster]"'
        ) from error
    protocol = address.split("://")[0]
    try:
        store, path = url_to_fs(address)
    except ImportError as error:
        raise UsageError(
            f"the library for {protocol}:// is not installed",
            given=address,
            do=f"install it here and on every worker: {error}",
        ) from error
    except ValueError as error:
        raise UsageError(
            f"no file system is known as {protocol}://",
            given=address,
            do="give a path, or an address that fsspec knows: s3://, gs://, abfs://, hdfs:// …",
        ) from error
    store.invalidate_cache()  # other machines write there too
    return store, path


@dataclass(frozen=True)
class RemoteFolder:
    """A folder of an object store. Files are made on this machine and sent when whole; an object appears at once."""

    path: str

    def make(self) -> None:
        """See `storage.Folder`: there is nothing to make, but the store has to be reached."""
        self.names()

    def names(self) -> list[str]:
        """See `storage.Folder`."""
        store, path = store_of(self.path)
        with _told(self.path, OutputError):
            try:
                found = store.ls(path, detail=False)
            except FileNotFoundError:
                return []
        return sorted(name.rstrip("/").rpartition("/")[2] for name in found if name.rstrip("/") != path)

    def size(self, name: str) -> int | None:
        """See `storage.Folder`."""
        store, path = store_of(f"{self.path}/{name}")
        with _told(self.path, OutputError):
            try:
                return int(store.info(path)["size"])
            except FileNotFoundError:
                return None

    def open(self, name: str) -> IO[bytes]:
        """See `storage.Folder`."""
        return open_object(f"{self.path}/{name}")

    def remove(self, name: str) -> None:
        """See `storage.Folder`."""
        store, path = store_of(f"{self.path}/{name}")
        with _told(self.path, OutputError), suppress(FileNotFoundError):
            store.rm_file(path)

    @contextmanager
    def writing(self, name: str) -> Iterator[Path]:
        """See `storage.Folder`."""
        store, path = store_of(f"{self.path}/{name}")
        with tempfile.TemporaryDirectory(prefix="cdextract-") as here:
            temporary = Path(here, name)
            yield temporary
            with _told(f"{self.path}/{name}", OutputError):
                store.put_file(str(temporary), path)


@contextmanager
def _told(address: str, kind: type[CdextractError]) -> Iterator[None]:
    """Tell in three parts what a store says; its libraries have error classes of their own."""
    try:
        yield
    except CdextractError:
        raise
    except FileNotFoundError as error:
        raise kind("the address is not there", given=address, do="check bucket and path; quote globs") from error
    except Exception as error:
        reason = f"{address}: {' '.join(str(error).split()) or type(error).__name__}"
        if isinstance(error, PermissionError) or "Credential" in type(error).__name__:
            raise kind("the object store does not let us in", given=reason, do=_SECRETS) from error
        raise kind(
            "the object store does not answer", given=reason, do="check address, network and settings"
        ) from error
