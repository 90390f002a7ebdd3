from __future__ import annotations

import subprocess
import sys

import onrecord


def test_the_public_names_are_these_and_no_more():
    names = ["OnRecordError", "PageError", "Record", "Span", "__version__", "create_store", "open_store", "read"]
    assert onrecord.__all__ == names
    public = {n for n in vars(onrecord) if not n.startswith("_")}
    modules = {n for n in public if type(vars(onrecord)[n]).__name__ == "module"}
    assert public - modules - {"annotations", "TYPE_CHECKING", "register_notebook_view"} == {
        "ExtraError", "OnRecordError", "PageError", "Record", "Span", "create_store", "open_store", "read",
    }  # fmt: skip


def test_importing_onrecord_loads_no_models_and_no_screens():
    heavy = ("spacy", "numpy", "typer", "rich", "jinja2", "sqlalchemy")
    code = f"import sys, onrecord; print([m for m in {heavy} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
