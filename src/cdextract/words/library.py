"""Single files of underthesea by themselves: importing the package loads all of its tools and takes half a second."""

from __future__ import annotations

import ast
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any


@cache
def folder() -> Path:
    """Where the library is installed."""
    spec = find_spec("underthesea")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("underthesea is not installed")
    return Path(next(iter(spec.submodule_search_locations)))


def names_of(file: str) -> dict[str, Any]:
    """What a file of the library defines when it is run without its imports from the library.

    Raises `OSError` where there is no such file; what a function of it needs of the imports is missing.

    >>> names_of("pipeline/sent_tokenize/__init__.py")["sent_tokenize"]("Xin chào. Tôi là Lan.")
    ['Xin chào.', 'Tôi là Lan.']
    """
    path = folder() / file
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    tree.body = [node for node in tree.body if not (isinstance(node, ast.ImportFrom) and _is_own(node))]
    names: dict[str, Any] = {"__file__": str(path), "__name__": path.stem}
    exec(compile(tree, str(path), "exec"), names)
    return names


def _is_own(node: ast.ImportFrom) -> bool:
    return bool(node.level) or (node.module or "").startswith("underthesea")
