"""Tokens: what counts, what does not, and that the two ways of signing never mix."""

import base64
import hmac
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st
from jwt.algorithms import RSAAlgorithm

from willcall.access.tokens import BadToken, IssuerKeys, Tokens
from willcall.kit.errors import Unavailable

NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
SECRET = b"s" * 32
LATER = int((NOW + timedelta(hours=1)).timestamp())


def test_what_is_issued_is_verified_until_it_expires():
    tokens = Tokens(secret=SECRET, seconds=600)
    token = tokens.issue("cus_1", now=NOW)
    assert tokens.verify(token, now=NOW + timedelta(seconds=599)).customer_id == "cus_1"
    with pytest.raises(BadToken, match="expired"):
        tokens.verify(token, now=NOW + timedelta(seconds=700))


@given(st.text(max_size=200))
def test_no_text_is_a_token_and_none_makes_it_fall_over(text):
    with pytest.raises(BadToken):
        Tokens(secret=SECRET).verify(text, now=NOW)


json_values = (
    st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers()) | st.floats(allow_nan=False)
)


@given(st.dictionaries(st.sampled_from(["sub", "exp", "nbf", "iat", "roles", "iss", "aud"]), json_values))
def test_whatever_a_signed_token_claims_it_is_a_customer_or_a_bad_token(claims):
    try:
        token = jwt.encode(claims, SECRET, algorithm="HS256")
    except TypeError:
        return  # not encodable, so nobody can send it
    try:
        found = Tokens(secret=SECRET).verify(token, now=NOW)
    except BadToken:
        return
    assert found.customer_id == claims["sub"]
    assert found.expires_at.timestamp() >= NOW.timestamp() - 60


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"exp": LATER}, "not valid"),
        ({"sub": "cus_1"}, "not valid"),
        ({"sub": "", "exp": LATER}, "customer"),
        ({"sub": "a\nb", "exp": LATER}, "customer"),
        ({"sub": "cus_1", "exp": 10**15}, "expiry"),
        ({"sub": "cus_1", "exp": LATER, "nbf": LATER}, "yet"),
    ],
)
def test_a_signed_token_that_lacks_something_does_not_count(claims, why):
    with pytest.raises(BadToken, match=why):
        Tokens(secret=SECRET).verify(jwt.encode(claims, SECRET, algorithm="HS256"), now=NOW)


def test_issuer_and_audience_must_be_the_wished_ones():
    tokens = Tokens(secret=SECRET, issuer="https://id.example", audience="willcall")
    assert tokens.verify(tokens.issue("cus_1", now=NOW), now=NOW).customer_id == "cus_1"
    with pytest.raises(BadToken, match="someone else"):
        tokens.verify(Tokens(secret=SECRET, issuer="x", audience="willcall").issue("c", now=NOW), now=NOW)
    with pytest.raises(BadToken, match="another service"):
        tokens.verify(Tokens(secret=SECRET, issuer="https://id.example", audience="x").issue("c", now=NOW), now=NOW)


class TwinIssuer:
    """Publishes keys, and counts how often it is asked."""

    def __init__(self):
        self.private = {}
        self.asked = 0
        self.down = False
        self.now = 0.0

    def new_key(self, name):
        self.private[name] = rsa.generate_private_key(65537, 2048)

    def __call__(self):
        self.asked += 1
        if self.down:
            raise OSError("down")
        keys = []
        for name, key in self.private.items():
            keys.append({**RSAAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": name, "alg": "RS256"})
        return {"keys": keys}

    def sign(self, name, subject="cus_1"):
        claims = {"sub": subject, "exp": LATER}
        return jwt.encode(claims, self.private[name], algorithm="RS256", headers={"kid": name})


@pytest.fixture
def issuer():
    twin = TwinIssuer()
    twin.new_key("one")
    return twin


def _b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def by_keys(issuer):
    return Tokens(keys=IssuerKeys(issuer, monotonic=lambda: issuer.now))


def test_published_keys_verify_and_are_asked_for_once(issuer):
    tokens = by_keys(issuer)
    for _ in range(5):
        assert tokens.verify(issuer.sign("one"), now=NOW).customer_id == "cus_1"
    assert issuer.asked == 1


def test_a_new_key_is_found_and_unknown_keys_do_not_make_us_ask_without_end(issuer):
    tokens = by_keys(issuer)
    tokens.verify(issuer.sign("one"), now=NOW)
    issuer.new_key("two")
    issuer.now += 60
    assert tokens.verify(issuer.sign("two"), now=NOW).customer_id == "cus_1"
    asked = issuer.asked
    stranger = TwinIssuer()
    stranger.new_key("three")
    for _ in range(10):
        with pytest.raises(BadToken):
            tokens.verify(stranger.sign("three"), now=NOW)
    assert issuer.asked <= asked + 1


def test_an_issuer_that_is_down_does_not_sign_anyone_out(issuer):
    tokens = by_keys(issuer)
    tokens.verify(issuer.sign("one"), now=NOW)
    issuer.down = True
    issuer.now += 10_000
    assert tokens.verify(issuer.sign("one"), now=NOW).customer_id == "cus_1"
    with pytest.raises(Unavailable):
        by_keys(issuer).verify(issuer.sign("one"), now=NOW)


def test_a_shared_secret_made_of_a_published_key_does_not_count(issuer):
    public = RSAAlgorithm.to_jwk(issuer.private["one"].public_key()).encode()
    head = _b64(b'{"alg":"HS256","kid":"one","typ":"JWT"}') + b"." + _b64(b'{"sub":"cus_1","exp":%d}' % LATER)
    forged = (head + b"." + _b64(hmac.new(public, head, "sha256").digest())).decode()
    with pytest.raises(BadToken):
        by_keys(issuer).verify(forged, now=NOW)


def test_with_neither_secret_nor_keys_no_token_counts():
    with pytest.raises(BadToken, match="accepts no tokens"):
        Tokens().verify(Tokens(secret=SECRET).issue("cus_1", now=NOW), now=NOW)
