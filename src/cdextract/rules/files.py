"""Pattern files as they are written: YAML, each mapping with the line that it begins on, no key twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from cdextract.errors import PatternError
from cdextract.rules.checking import LINE


class _LineLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the first is ten times faster
    """A loader that notes the line of every mapping under the key `LINE`."""


def _mapping_with_line(loader: _LineLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands twice", key_node.start_mark)
        seen.add(key)
    mapping: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    mapping[LINE] = node.start_mark.line + 1
    return mapping


_LineLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_with_line)


def read(path: Path) -> dict[str, Any]:
    """A pattern file as plain data, with the line of every mapping under the key `LINE`.

    Raises `PatternError` with file and line where it cannot be read.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LineLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PatternError(
            f"cannot read the pattern file {path.name}", given=f"{path}: {error}", do="correct the file"
        ) from error
    if not isinstance(data, dict):
        raise PatternError(
            "a pattern file must be a mapping", given=f"{path}", do="begin it with a key such as 'rules:'"
        )
    return data
