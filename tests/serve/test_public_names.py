from __future__ import annotations

import subprocess
import sys

import onrecord


def test_the_public_names_are_these_and_no_more():
    assert onrecord.__all__ == ["OnRecordError", "PageError", "Record", "Span", "__version__", "read"]
    public = {n for n in vars(onrecord) if not n.startswith("_")}
    modules = {n for n in public if type(vars(onrecord)[n]).__name__ == "module"}
    assert public - modules - {"annotations", "TYPE_CHECKING", "register_notebook_view"} == {
        "OnRecordError", "PageError", "Record", "Span", "read",
    }  # fmt: skip


def test_importing_onrecord_loads_no_models_and_no_screens():
    code = "import sys, onrecord; print([m for m in ('spacy', 'numpy', 'typer', 'rich', 'jinja2') if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
