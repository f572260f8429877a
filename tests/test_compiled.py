"""Compiled rules kept between runs: read back as they were, made anew where they cannot be read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import regex

from cdextract.errors import PatternError
from cdextract.rules import compiled
from cdextract.rules.compiled import _Store, compile_rule, kept_in_file
from cli_helpers import run

TEXT = "Năm 2024, LĐLĐ huyện Phú Xuyên thành lập 10/8 CĐCS (đạt 125%), kết nạp 802/1.000 đoàn viên (đạt 81,2%)."


def made(value: object) -> object:
    return lambda: value


def refused() -> object:
    raise AssertionError("made although it was kept")


def test_what_was_saved_is_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "rules"
    pattern = regex.compile(r"(?P<n>\d+) (?:CĐCS|đoàn viên)", regex.IGNORECASE)
    store = _Store(path)
    assert store.get("a", made(pattern)) is pattern
    store.save()
    found = _Store(path).get("a", refused)
    assert (found.pattern, found.flags) == (pattern.pattern, pattern.flags)
    assert found.fullmatch("10 cđcs")["n"] == "10"
    assert os.listdir(path.parent) == ["rules"]


def test_a_file_is_written_only_where_there_is_something_new(tmp_path: Path) -> None:
    path = tmp_path / "rules"
    store = _Store(path)
    store.save()
    assert not path.exists()
    store.get("a", made(1))
    store.save()
    path.unlink()
    store.get("a", refused)
    store.save()
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"garbage", b"\x80\x04N.", b"cos\n_exit_\n."], ids=["empty", "garbage", "no mapping", "no such name"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rules"
    path.write_bytes(content)
    store = _Store(path)
    assert store.get("a", made(1)) == 1
    store.save()
    assert _Store(path).get("a", refused) == 1


def test_rules_that_nobody_uses_any_more_are_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_MOST_KEPT", 2)
    path = tmp_path / "rules"
    old = _Store(path)
    old.get("a", made(1))
    old.get("b", made(2))
    old.save()
    new = _Store(path)
    new.get("b", refused)
    new.get("c", made(3))
    new.save()
    assert _Store(path).get("c", refused) == 3
    assert _Store(path).get("a", made("again")) == "again"


def test_without_a_home_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = _Store(Path("~/.cache/rules"))
    store.get("a", made(1))
    store.save()
    assert os.listdir() == []


def test_an_error_is_not_kept() -> None:
    for _ in range(2):
        with pytest.raises(PatternError):
            compile_rule("(")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT}, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_second_run_compiles_nothing_whatever_its_hash_seed(article: Path, tmp_path: Path) -> None:
    tables = []
    for seed in ("1", "2", "3"):
        done = run("extract", article, "-o", "-", fake=False, XDG_CACHE_HOME=str(tmp_path), PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        tables.append(done.stdout)
        (kept,) = (tmp_path / "cdextract").iterdir()
        if seed == "1":
            first = kept.stat().st_mtime_ns
        assert kept.stat().st_mtime_ns == first
    assert tables == [tables[0]] * 3
    assert tables[0].count("\n") == 2


def test_without_a_folder_for_caches_the_table_is_the_same(article: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    done = [run("extract", article, "-o", "-", fake=False, XDG_CACHE_HOME=str(home)) for home in (blocked, tmp_path / "home")]
    assert [one.returncode for one in done] == [0, 0]
    assert done[0].stdout == done[1].stdout != ""


def test_what_is_large_has_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "user_cache_path", lambda name: tmp_path)
    source = Path(compiled.__file__)
    assert kept_in_file("words", "model", made(1), source=source) == 1
    assert kept_in_file("words", "model", refused, source=source) == 1
    assert kept_in_file("words", "other model", made(2), source=source) == 2
    assert kept_in_file("words", "model", made(3), source=Path(__file__)) == 3
    assert len(list(tmp_path.iterdir())) == 2


def test_files_of_earlier_versions_are_removed_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_MOST_FILES", 2)
    (tmp_path / "words-0").touch()
    for number in range(4):
        path = tmp_path / f"rules-{number}"
        store = _Store(path)
        store.get("a", made(number))
        store.save()
        os.utime(path, ns=(number, number))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rules-2", "rules-3", "words-0"]


def test_every_module_that_keeps_results_names_the_file() -> None:
    """A change of the code that makes a result must not find the result of the code before."""
    modules = Path(compiled.__file__).parent.glob("*.py")
    keeping = {path.stem for path in modules if regex.search(r"^@kept$", path.read_text(encoding="utf-8"), regex.MULTILINE)}
    assert {"sieve", "grammar", "needs", "loading"} <= keeping
    assert keeping <= set(compiled._MAKERS)
