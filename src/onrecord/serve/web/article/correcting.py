"""How a reader corrects what was read: the form beside each item, marking it wrong, and taking a correction back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated
from zipfile import ZIP_DEFLATED, ZipFile

from fastapi import APIRouter, Depends, Query, Request
from starlette.datastructures import UploadFile
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from onrecord.errors import NoSuchError, UsageError
from onrecord.export.corrected_gold import write_gold
from onrecord.serve.web import addresses
from onrecord.serve.web.article.forms import changed, form_of, refilled, text
from onrecord.serve.web.article.items import Found, find, item_shown
from onrecord.serve.web.article.pages import Number, head_only
from onrecord.serve.web.pages import page
from onrecord.serve.web.policy import SIGN_IN, may_write
from onrecord.store.store import Store
from onrecord.story import correcting, mending
from onrecord.story.article import ArticleRead, article_read
from onrecord.story.corrected import listed

router = APIRouter()
SEE_OTHER, _BAD = 303, 400
_LISTED = 50
Given = dict[str, list[str]]


async def _posted(request: Request) -> Given:
    # Fields are as many as the item has, and which they are its kind tells; files are none of them.
    found: Given = {}
    for name, value in (await request.form(max_files=1, max_fields=100)).multi_items():
        if not isinstance(value, UploadFile):
            found.setdefault(name, []).append(value)
    return found


Posted = Annotated[Given, Depends(_posted)]


@router.get("/articles/{number}/items/{key}/correct")
def ask(request: Request, number: Number, key: str) -> Response:
    """Show the form in which a reader says what is so of an item; where writing takes a token, ask for that first."""
    if not may_write(request):
        return RedirectResponse(addresses.of(SIGN_IN, back=addresses.correct(number, key)), SEE_OTHER)
    read, found = found_item(request, number, key)
    return _form(request, read, found)


@router.post("/articles/{number}/items/{key}/correct")
def correct(request: Request, number: Number, key: str, given: Posted) -> Response:
    """Mark an item wrong, or mend it, and go back to the article."""
    read, found = found_item(request, number, key)
    try:
        made = _say(request.app.state.store, read, found, given)
    except UsageError as error:
        return _form(request, read, found, given, str(error))
    wrong = text(given, "do") == "wrong"
    back = addresses.article(
        number, f"correction-{made}" if wrong else key, notice="wrong" if wrong else "mended", correction=made, at=key
    )
    return RedirectResponse(back, SEE_OTHER)


@router.get("/corrections")
def corrections(
    request: Request, before: Annotated[int | None, Query(ge=1, le=2**62)] = None, notice: str | None = None
) -> Response:
    """List what readers corrected, the latest first."""
    found = listed(request.app.state.store, before, _LISTED)
    return page(request, "corrections", found=found, notice=notice)


@router.get("/corrections.jsonl")
def exported(request: Request) -> Response:
    """Return the log of corrections, as ``onrecord corrections --import`` takes it."""
    lines = "".join(line + "\n" for line in correcting.exported(request.app.state.store))
    saved = {"Content-Disposition": 'attachment; filename="corrections.jsonl"'}
    return PlainTextResponse(lines, headers=saved, media_type="application/jsonl")


@router.get("/corrections/gold.zip")
def gold(request: Request) -> Response:
    """Return the corrected articles as gold, to train and measure readers on."""
    with TemporaryDirectory(prefix="onrecord-") as folder:
        write_gold(mending.mended_records(request.app.state.store), Path(folder))
        packed = BytesIO()
        with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
            for path in sorted(Path(folder).rglob("*")):
                archive.write(path, path.relative_to(folder))
    saved = {"Content-Disposition": 'attachment; filename="gold.zip"'}
    return Response(packed.getvalue(), media_type="application/zip", headers=saved)


@router.post("/corrections/{correction}/undo")
def undo(request: Request, correction: Number, given: Posted) -> Response:
    """Take a correction back, and go back to where the reader was."""
    correcting.undo(request.app.state.store, correction, text(given, "by") or None)
    return RedirectResponse(_local(text(given, "back")), SEE_OTHER)


def found_item(request: Request, number: int, key: str) -> tuple[ArticleRead, Found]:
    """Return an item that can be corrected, with its article.

    Raises:
        NoSuchError: the article has none of that key, or it stands in an older text alone.
    """
    store: Store = request.app.state.store
    with store.reading() as connection:
        read = article_read(connection, number)
    found = find(read, key)
    if found.number is None:
        raise NoSuchError(f"{found.name.lower()} {key} stands in an older text alone: there is nothing to correct")
    return read, found


def _say(store: Store, read: ArticleRead, found: Found, given: Given) -> int:
    why, by = text(given, "why") or None, text(given, "by") or None
    number = found.number or 0
    if text(given, "do") == "wrong":
        return mending.mark_wrong(store, found.kind, number, why=why, by=by)
    said = changed(form_of(found.item, read.record), given)
    new: str | None = text(given, "new") or None
    return mending.mend(store, found.kind, number, said, why=why, by=by, new=new)  # type: ignore[arg-type] # mend checks it


def _form(request: Request, read: ArticleRead, found: Found, given: Given | None = None, fault: str = "") -> Response:
    form = form_of(found.item, read.record)
    form = form if given is None else refilled(form, given, fault)
    return page(
        request, "correct", _BAD if fault else 200, read=read, seen=item_shown(read, found), head=head_only(read),
        form=form,
    )  # fmt: skip


def _local(path: str) -> str:
    # An address of this server alone: a scheme, a host or a backslash would lead elsewhere.
    is_ours = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if is_ours else "/corrections?notice=undone"
