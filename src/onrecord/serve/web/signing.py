"""Signing in, for browsers of other machines: the token once, then a cookie that no script can read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from onrecord.serve.web.pages import page
from onrecord.serve.web.policy import SIGN_IN, Policy, may_write
from onrecord.serve.web.tokens import COOKIE, LASTS, same, signed

router = APIRouter()
_AFTER = 303  # the browser asks for the next page by GET


@router.get(SIGN_IN)
def sign_in(request: Request, back: str = "/") -> Response:
    """Ask for the token."""
    if may_write(request):
        return RedirectResponse(_own(back), _AFTER)
    return page(request, "sign-in", back=_own(back), wrong=False)


@router.post(SIGN_IN)
def signed_in(request: Request, token: Annotated[str, Form()] = "", back: Annotated[str, Form()] = "/") -> Response:
    """Let a browser that has the token write."""
    policy: Policy = request.app.state.policy
    if policy.token is None:
        return RedirectResponse(_own(back), _AFTER)
    if not same(token.strip(), policy.token):
        return page(request, "sign-in", 403, back=_own(back), wrong=True)
    answer = RedirectResponse(_own(back), _AFTER)
    secure = request.url.scheme == "https"
    answer.set_cookie(
        COOKIE, signed(policy.token), max_age=LASTS, path="/", secure=secure, httponly=True, samesite="strict"
    )
    return answer


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """Take the cookie back."""
    del request
    answer = RedirectResponse("/", _AFTER)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return answer


def _own(back: str) -> str:
    """Return where to go on, on this server and nowhere else."""
    is_own = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if is_own else "/"
