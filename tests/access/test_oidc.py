"""Single sign-on against a provider that really listens: what it signs, and what others may try, are checked to the letter."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from tests.access.provider import CLIENT, NOW, SECRET, Double

from willcall.access.operators.oidc import BadProvider, Provider, ProviderAway, SignInRefused

pytestmark = pytest.mark.enable_socket
BACK = "https://house.example/api/session/oidc/back"


@pytest.fixture
def double() -> Iterator[Double]:
    made = Double()
    yield made
    made.server.shutdown()
    made.server.server_close()


def provider(double: Double, **more: Any) -> Provider:
    return Provider(
        **({"issuer": double.issuer, "client_id": CLIENT, "client_secret": SECRET, "secret": b"s" * 32} | more)
    )


def sign_in(double: Double, ours: Provider, *, now: datetime = NOW) -> str:
    begun = ours.begin(back=BACK, now=now)
    code, state = double.agree(begun.address)
    return ours.finish(code=code, state=state, cookie=begun.cookie, now=now)


def test_whoever_the_provider_vouches_for_is_named_by_their_address(double: Double) -> None:
    ours = provider(double)
    assert sign_in(double, ours) == "kim@house.example"
    assert sign_in(double, ours) == "kim@house.example"
    assert double.calls.count("/keys") == 1  # what does not change is asked for once


def test_a_new_key_is_learned_when_it_first_signs(double: Double) -> None:
    ours = provider(double)
    sign_in(double, ours)
    double.keys = {"two": ec.generate_private_key(ec.SECP256R1())}
    double.signing = "two"
    assert sign_in(double, ours) == "kim@house.example"


@pytest.mark.parametrize(
    "bent",
    [
        {"nonce": "another"}, {"nonce": None}, {"aud": "somebody-else"}, {"aud": [CLIENT, "other"]}, {"azp": "other"}, {"iss": "https://elsewhere.example"},
        {"exp": int((NOW - timedelta(hours=1)).timestamp())}, {"iat": int((NOW + timedelta(hours=1)).timestamp())}, {"exp": "soon"}, {"exp": None},
        {"email_verified": False}, {"email_verified": None}, {"email_verified": "true"}, {"email": None}, {"sub": None},
    ],
    ids=lambda bent: next(f"{k}={v}" for k, v in bent.items()),
)  # fmt: skip
def test_a_token_that_says_anything_else_is_refused(double: Double, bent: dict[str, Any]) -> None:
    double.claims = bent
    with pytest.raises(SignInRefused):
        sign_in(double, provider(double))


def forged_with_the_public_key(double: Double, claims: dict[str, Any]) -> str:
    head, body = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"alg": "HS256", "kid": "one"}, claims)
    )
    tag = hmac.new(json.dumps(double.public("one")).encode(), f"{head}.{body}".encode(), hashlib.sha256).digest()
    return f"{head}.{body}.{base64.urlsafe_b64encode(tag).rstrip(b'=').decode()}"


@pytest.mark.parametrize(
    "signed",
    [
        lambda _, claims: jwt.encode(claims, None, "none", headers={"kid": "one"}),
        forged_with_the_public_key,
        lambda _, claims: jwt.encode(claims, rsa.generate_private_key(public_exponent=65537, key_size=2048), "RS256", headers={"kid": "one"}),
        lambda double, claims: jwt.encode(claims, double.keys["one"], "RS256", headers={"kid": "unheard"}),
        lambda *_: "rubbish",
        lambda *_: "",
    ],
    ids=["none", "hs256", "stranger", "kid", "rubbish", "empty"],
)  # fmt: skip
def test_a_signature_that_is_not_the_providers_is_refused(double: Double, signed: Any) -> None:
    double.signed = lambda claims: signed(double, claims)
    with pytest.raises(SignInRefused):
        sign_in(double, provider(double))


def test_only_the_browser_that_left_may_come_back_once_and_soon(double: Double) -> None:
    ours = provider(double)
    mine, theirs = ours.begin(back=BACK, now=NOW), ours.begin(back=BACK, now=NOW)
    code, state = double.agree(theirs.address)
    for cookie in (mine.cookie, "", "x.y.z", jwt.encode({"state": state}, b"k" * 32)):
        with pytest.raises(SignInRefused):
            ours.finish(code=code, state=state, cookie=cookie, now=NOW)
    with pytest.raises(SignInRefused, match="10 minutes"):
        ours.finish(code=code, state=state, cookie=theirs.cookie, now=NOW + timedelta(minutes=11))
    other_house = provider(double, secret=b"o" * 32)
    with pytest.raises(SignInRefused):
        other_house.finish(code=code, state=state, cookie=theirs.cookie, now=NOW)
    assert ours.finish(code=code, state=state, cookie=theirs.cookie, now=NOW) == "kim@house.example"
    with pytest.raises(SignInRefused, match="does not take the code"):
        ours.finish(code=code, state=state, cookie=theirs.cookie, now=NOW)


def test_a_stolen_code_is_worth_nothing_without_the_verifier(double: Double) -> None:
    ours = provider(double)
    theirs, mine = ours.begin(back=BACK, now=NOW), ours.begin(back=BACK, now=NOW)
    stolen, _ = double.agree(theirs.address)
    _, state = double.agree(mine.address)
    with pytest.raises(SignInRefused):
        ours.finish(code=stolen, state=state, cookie=mine.cookie, now=NOW)


def test_a_provider_that_is_another_or_away_is_named(double: Double) -> None:
    with pytest.raises(ProviderAway, match="calls itself"):
        provider(double, issuer=double.issuer.replace("127.0.0.1", "localhost")).begin(back=BACK, now=NOW)
    with pytest.raises(ProviderAway, match="does not answer"):
        provider(double, issuer="http://127.0.0.1:9").begin(back=BACK, now=NOW)
    with pytest.raises(BadProvider, match="https"):
        provider(double, issuer="http://provider.example")
