"""A tiny attribution model, trained from end to end: records in, ONNX out, statements read."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs PyTorch: make training")

REPOSITORY = Path(__file__).resolve().parents[2]
TEXT = "Bridge closes\n\nThe bridge will close in May, mayor Odo Pell said.\n\nHe denied that money was lacking.\n"


def statement(source, cue, content, **more):
    plain = {"kind": "indirect", "speaker": "Odo Pell", "grade": "named", "relayed_by": [], "addressee": []}
    plain |= {"mode": "affirm", "reiterates": False, "said_on": None}
    return {"source": {"q": source}, "cue": {"q": cue}, "content": [{"q": content}]} | plain | more


@pytest.fixture
def corpus(tmp_path):
    record = {
        "published": "2031-04-02",
        "actors": [{"name": "Odo Pell", "type": "person", "mentions": ["Odo Pell", "mayor"]}],
        "statements": [
            statement("mayor Odo Pell", "said", "The bridge will close in May"),
            statement("He", "denied", "money was lacking", mode="deny"),
        ],
    }
    silver = tmp_path / "shared" / "silver"
    for folder in ("records", "texts"):
        (silver / folder).mkdir(parents=True)
    for name in ("one", "two", "three"):
        (silver / "records" / f"{name}.json").write_text(json.dumps(record))
        (silver / "texts" / f"{name}.txt").write_text(TEXT)
    polnear = tmp_path / "shared" / "corpora" / "polnear"
    polnear.mkdir(parents=True)
    line = TEXT.replace("\n\n", "\n")
    begin = line.index("said")
    marked = f"T1\tCue {begin} {begin + 4}\tsaid\nT2\tContent 14 42\tx\nE1\tCue:T1 Content:T2\n"
    with tarfile.open(polnear / "train.tar.xz", "w:xz") as archive:
        for path, content in (("train/text/a.txt", line), ("train/attributions/a_x.ann", marked)):
            raw = content.encode()
            member = tarfile.TarInfo(path)
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    return tmp_path / "shared"


def run(module, *arguments):
    command = [sys.executable, "-m", f"training.attribution.{module}", *map(str, arguments)]
    return subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout


def arguments(corpus, out, steps):
    given = {"shared": corpus, "out": out, "steps": steps, "layers": 1, "threads": 1, "polnear-share": 1}
    return ["--scratch", "--save-every", "1", *(str(x) for key, value in given.items() for x in (f"--{key}", value))]


def train(corpus, out, steps):
    return run("train", *arguments(corpus, out, steps))


def test_a_tiny_model_is_trained_exported_and_read(corpus, tmp_path):
    assert "trained:" in train(corpus, tmp_path / "run", 3)
    vocabulary = REPOSITORY / "src" / "onrecord" / "model" / "attribution-vocabulary.txt"
    run("export", tmp_path / "run" / "weights.pt", "--vocabulary", vocabulary, "--out", tmp_path / "model")
    for corpus_name in ("silver", "polnear"):
        run(
            "records", tmp_path / "model", corpus / "silver" / "texts", "--out", tmp_path / corpus_name,
            "--least", 0, "--corpus", corpus_name,
        )  # fmt: skip
        record = json.loads((tmp_path / corpus_name / "one.json").read_text())
        assert record["article"]["text"] == TEXT
        spans = [s["cue"] for s in record["statements"]]
        assert all(0 <= s["start"] < s["end"] <= len(TEXT) for s in spans)


class StoppedError(Exception):
    """Stands for whatever ends a training."""


def test_a_stopped_training_goes_on_and_ends_as_if_it_had_not_stopped(corpus, tmp_path, monkeypatch):
    from training.attribution.train import Training, main  # noqa: PLC0415 - needs torch, which may be absent

    train(corpus, tmp_path / "whole", 4)
    learn, steps = Training._learn, []

    def learn_two(self, batch):
        if len(steps) == 2:
            raise StoppedError
        steps.append(batch)
        learn(self, batch)

    monkeypatch.setattr(Training, "_learn", learn_two)
    monkeypatch.setattr(sys, "argv", ["train", *arguments(corpus, tmp_path / "stopped", 4)])
    with pytest.raises(StoppedError):
        main()
    assert not (tmp_path / "stopped" / "weights.pt").exists()
    monkeypatch.setattr(Training, "_learn", learn)
    main()
    whole, again = (torch.load(tmp_path / name / "weights.pt") for name in ("whole", "stopped"))
    assert all(torch.equal(whole[key], again[key]) for key in whole)


def test_a_network_learns_what_another_says_of_texts_with_and_without_marks(corpus, tmp_path):
    from training.attribution.answers import load  # noqa: PLC0415 - needs torch, which may be absent

    train(corpus, tmp_path / "teacher", 2)
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "known.txt").write_text(TEXT)
    (texts / "new.txt").write_text(TEXT.replace("May", "June"))
    marked = tmp_path / "taught.pickle"
    given = tmp_path / "teacher" / "weights.pt", "--shared", corpus, "--texts", texts, "--out", marked
    run("taught", *given)
    windows = list(load(marked))
    assert len(windows) == 2 + 1 + 1  # silver but for the one held back, PolNeAR, and the text that neither has
    for one in windows:
        assert one.cues.reshape(-1, 2, 3).sum(2) == pytest.approx(1, abs=0.01)
        assert one.roles.sum(2) == pytest.approx(1, abs=0.01)
        assert len(one.marks) == len(one.corpus) == len(one.roles) == len(one.actors) == len(one.traits)
    run("taught", *given)
    assert len(list(load(marked))) == len(windows)  # what is done is not done again
    out = run("train", *arguments(corpus, tmp_path / "student", 2), "--taught", marked)
    assert f"{len(windows)} taught" in out
    assert (tmp_path / "student" / "weights.pt").exists()


def test_distances_are_counted_as_mpnet_counts_them():
    from training.attribution.mpnet import buckets  # noqa: PLC0415 - needs torch, which may be absent

    near, far = buckets(300)[0].tolist(), buckets(300)[:, 0].tolist()
    assert (near[:4], near[8], near[-1]) == ([0, 17, 18, 19], 24, 31)
    assert (far[:4], far[8], far[-1]) == ([0, 1, 2, 3], 8, 15)
