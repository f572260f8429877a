"""Object stores: addresses as input and output; what a store refuses is told in three parts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cdextract import read_table
from cdextract.cluster import parts
from cdextract.errors import CdextractError, InputError, OutputError, UsageError
from cdextract.readers import read_articles
from cdextract.readers.sources import find_sources
from cdextract.storage.files import folder_at
from cli_helpers import environment, run

fsspec = pytest.importorskip("fsspec")

CORPUS = Path(__file__).parents[1] / "corpus" / "articles" / "dev.jsonl"


@pytest.fixture
def memory():
    """An empty store in the memory of this process."""
    store = fsspec.filesystem("memory")
    store.store.clear()
    yield store
    store.store.clear()


def names(*inputs):
    return [(source.name, source.ending) for source in find_sources(inputs)]


# --- input -------------------------------------------------------------------------------------------------------------


def test_addresses_of_files_folders_and_globs(memory):
    for name in ("in/b.jsonl", "in/a/1.txt", "in/a/2.json.gz", "in/.hidden.txt", "in/a.doc"):
        memory.pipe(f"/{name}", b'{"text": "x"}')
    assert names("memory://in") == [("a/1.txt", ".txt"), ("a/2.json.gz", ".json"), ("b.jsonl", ".jsonl")]
    assert names("memory://in/") == names("memory://in")
    assert names("memory://in/b.jsonl") == [("b.jsonl", ".jsonl")]
    assert names("memory://in/*.jsonl", "memory://in/**/*.txt") == [("b.jsonl", ".jsonl"), ("a/1.txt", ".txt")]


def test_articles_are_those_of_files(memory, tmp_path):
    (tmp_path / "a.jsonl").write_bytes(CORPUS.read_bytes())
    memory.pipe("/in/a.jsonl", CORPUS.read_bytes())
    assert list(read_articles(["memory://in"])) == list(read_articles([tmp_path]))
    assert names(f"file://{tmp_path}/a.jsonl") == [("a.jsonl", ".jsonl")]


@pytest.mark.parametrize(
    ("address", "error", "what"),
    [
        ("memory://none/a.jsonl", InputError, "not there"),
        ("memory://in/*.txt", InputError, "no file of a known format"),
        ("nonsense://in/a.jsonl", UsageError, "no file system is known as nonsense://"),
    ],
)
def test_what_cannot_be_read(memory, address, error, what):
    memory.pipe("/in/a.jsonl", b"{}")
    with pytest.raises(error, match=what):
        find_sources([address])


def test_a_library_that_is_not_installed(monkeypatch):
    from fsspec.registry import _registry

    monkeypatch.setitem(sys.modules, "s3fs", None)
    monkeypatch.delitem(_registry, "s3", raising=False)
    with pytest.raises(UsageError, match="s3:// is not installed"):
        find_sources(["s3://bucket/a.jsonl"])


class Refusing:
    """A file of a store that cannot be read on."""

    def __init__(self, error):
        self.error = error

    def read(self, count):
        raise self.error

    def close(self):
        pass


@pytest.mark.parametrize(
    ("error", "what"),
    [(PermissionError("Forbidden"), "does not let us in"), (OSError("reset"), "does not answer"), (RuntimeError(), "does not answer")],
)
def test_a_store_that_breaks_off_ends_the_run(memory, monkeypatch, error, what):
    memory.pipe("/in/a.jsonl", b'{"text": "x"}\n')
    monkeypatch.setattr(type(memory), "open", lambda *_, **__: Refusing(error))
    with pytest.raises(InputError, match=what):
        list(read_articles(["memory://in"]))


# --- folder of parts ---------------------------------------------------------------------------------------------------


def test_a_file_appears_when_it_is_whole(memory):
    folder = folder_at("memory://out/")

    def half():
        with folder.writing("a") as path:
            path.write_bytes(b"half")
            assert folder.names() == []
            raise KeyError

    with pytest.raises(KeyError):
        half()
    assert folder.names() == []
    with folder.writing("a") as path:
        path.write_bytes(b"whole")
    assert (folder.names(), folder.size("a"), folder.size("b")) == (["a"], 5, None)
    with folder.open("a") as file:
        assert file.read() == b"whole"
    folder.remove("a")
    folder.remove("a")
    assert folder.names() == []


def test_other_files_are_left_alone(memory):
    memory.pipe("/out/other", b"x")
    with pytest.raises(OutputError, match="holds other files"):
        parts.prepare("memory://out")
    assert not parts.is_folder("memory://out")
    with pytest.raises(CdextractError, match="has not ended"):
        parts.read("memory://out")


@pytest.mark.slow
def test_a_run_from_a_store_into_a_store(memory, tmp_path):
    distributed = pytest.importorskip("distributed")
    from cdextract.cluster import engine

    lines = CORPUS.read_bytes().splitlines(keepends=True)[:10]
    (tmp_path / "a.jsonl").write_bytes(b"".join(lines))
    memory.pipe("/in/a.jsonl", b"".join(lines))
    with distributed.LocalCluster(processes=False, n_workers=1, threads_per_worker=2, dashboard_address=None) as started:
        summary = engine.run(["memory://in"], "memory://out", scheduler=started.scheduler_address, piece_bytes=4_000)
    assert run("extract", "a.jsonl", "-o", "t.parquet", fake=False, cwd=tmp_path).returncode == 0
    assert summary.articles == 10
    assert len([name for name in folder_at("memory://out").names() if name.startswith("part-")]) > 1
    assert read_table("memory://out").equals(read_table(tmp_path / "t.parquet"))


# --- a real server -----------------------------------------------------------------------------------------------------


@pytest.fixture
def s3(monkeypatch):
    """A server on this machine that speaks S3, with an empty bucket; skipped where it is not installed."""
    pytest.importorskip("s3fs", reason="s3fs is not installed: pip install s3fs")
    server = pytest.importorskip("moto.server", reason="moto is not installed: pip install 'moto[server]'")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    store = fsspec.filesystem("s3")
    store.mkdir("bucket")
    yield store
    store.rm("bucket", recursive=True)
    store.clear_instance_cache()
    running.stop()


def contents(store, folder):
    store.invalidate_cache()
    return {about["name"]: about["ETag"] for about in store.ls(folder, detail=True)}


@pytest.mark.slow
def test_a_run_from_s3_into_s3(s3, tmp_path):
    lines = [json.dumps({"id": f"{n % 40}", "text": f"FIGURE {n + 1}/7 22 {'x' * 30_000}"}) for n in range(50)]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    s3.put(str(tmp_path / "in" / "a.jsonl"), "bucket/in/a.jsonl")
    command = ("extract", "s3://bucket/in/*.jsonl", "-o", "s3://bucket/out", "--engine", "dask", "--jobs", 2, "--part-size", 1)
    done = run(*command, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert run("extract", "in", "-o", "t.parquet", cwd=tmp_path).returncode == 0
    assert read_table("s3://bucket/out").equals(read_table(tmp_path / "t.parquet"))
    before = contents(s3, "bucket/out")
    assert len(before) == 2 * 4 + 1

    s3.rm_file("bucket/out/_manifest.json")
    assert "no manifest" in run("check", "s3://bucket/out", cwd=tmp_path).stderr
    s3.pipe("bucket/out/part-00001.parquet", b"cut off")
    assert run(*command, cwd=tmp_path).stdout == done.stdout
    assert contents(s3, "bucket/out") == before
    checked = run("check", "s3://bucket/out", cwd=tmp_path)
    assert "50 figures" in checked.stdout, checked.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "output", "what"),
    [
        ("s3://none/in/*.jsonl", "s3://bucket/out", "no file of a known format"),
        ("s3://bucket/none.jsonl", "s3://bucket/out", "the address is not there"),
        ("s3://bucket/in/a.jsonl", "s3://none/out", "the address is not there"),
    ],
)
def test_what_s3_does_not_have(s3, given, output, what):
    s3.pipe("bucket/in/a.jsonl", b'{"text": "x"}\n')
    told(run("extract", given, "-o", output, "--engine", "dask", "--jobs", 1), what)


@pytest.mark.slow
@pytest.mark.parametrize(("keys", "what"), [(False, "does not let us in"), (True, "does not answer")])
def test_s3_without_credentials_or_without_server(tmp_path, keys, what):
    pytest.importorskip("s3fs", reason="s3fs is not installed: pip install s3fs")
    bare = {name: value for name, value in environment().items() if not name.startswith("AWS_")}
    bare |= {"HOME": str(tmp_path), "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_EC2_METADATA_DISABLED": "true"}
    if keys:
        bare |= {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    command = [sys.executable, "-m", "cdextract", "extract", "s3://bucket/in/a.jsonl", "-o", "s3://bucket/out", "--engine", "dask"]
    told(subprocess.run(command, env=bare, capture_output=True, text=True, timeout=120), what)


def told(done, what):
    assert done.returncode == 2
    lines = done.stderr.strip().splitlines()[-3:]
    assert [line.split(":")[0].strip() for line in lines] == ["error", "given", "do"], done.stderr
    assert what in lines[0]
    assert "Traceback" not in done.stderr
