"""The identity of a run: what must be the same for the same table to come out."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from cdextract import __version__


def identity(patterns: str | None = None) -> dict[str, object]:
    """Version of the program and hashes of the rules, shipped and own. No time, no name of a machine.

    >>> sorted(identity())
    ['patterns', 'program', 'user_patterns', 'version']
    """
    from cdextract.rules.resources import pattern_dir

    return {
        "program": "cdextract",
        "version": __version__,
        "patterns": folder_hash(pattern_dir()),
        "user_patterns": folder_hash(Path(patterns)) if patterns else None,
    }


def folder_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of a folder's files, in sorted order."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()
