"""Identity at the door: tokens, keys, the page's cookie, other sites, and how often."""

import jwt
import pytest

COOKIE = "willcall_session"


def test_a_sandbox_token_signs_a_fan_in_and_makes_a_cookie(served):
    answer = served.client.post("/auth/sandbox-token", json={"customer_id": "cus_ada"})
    assert answer.json()["token_type"] == "bearer"
    assert answer.json()["expires_in"] > 0
    token = answer.json()["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert served.client.get("/auth/me", headers=bearer).json()["customer_id"] == "cus_ada"
    made = served.client.post("/auth/session", headers=bearer)
    cookie = made.headers["Set-Cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert token not in made.headers["Set-Cookie"]
    assert served.client.get("/auth/session").json()["customer_id"] == "cus_ada"
    served.client.delete("/auth/session")
    assert served.client.get("/auth/me").json()["customer_id"] is None


def test_outside_the_sandbox_the_token_path_does_not_exist(serve):
    served = serve(sandbox=False)
    assert served.client.post("/auth/sandbox-token", json={"customer_id": "cus_ada"}).status_code == 404
    assert "/auth/sandbox-token" not in served.client.get("/openapi.json").json()["paths"]
    assert served.client.get("/sandbox/payments/pay_1").status_code == 404


@pytest.mark.parametrize("customer_id", ["", "x" * 65, "a b", "<b>", "a\nb", "../x"])
def test_an_odd_customer_id_is_refused(served, customer_id):
    answer = served.client.post("/auth/sandbox-token", json={"customer_id": customer_id})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "customer_id"


def forged():
    claims = {"sub": "cus_1", "exp": 99999999999}
    yield jwt.encode(claims, "another secret that is long enough!!", algorithm="HS256")
    yield jwt.encode(claims, None, algorithm="none")
    yield "nonsense"
    yield "a.b.c"
    yield "é" * 10
    yield jwt.encode(claims, "another secret that is long enough!!", algorithm="HS256") + "x" * 8000


@pytest.mark.parametrize("token", list(forged()))
def test_a_forged_token_is_401_wherever_it_is_shown(served, token):
    headers = {"Authorization": f"Bearer {token}".encode()}
    for call in (("POST", "/chat"), ("GET", "/auth/me"), ("GET", "/boxoffice/v1/customers/cus_1/orders")):
        answer = served.client.request(*call, headers=headers, json={"message": "x"} if call[0] == "POST" else None)
        assert answer.status_code in {400, 401}, call
        assert token[:20] not in answer.text


def test_a_wrong_key_is_401_even_where_none_is_needed(serve):
    served = serve(access__api_key="the-right-key")
    assert served.client.post("/chat", json={"message": "x"}, headers={"X-API-Key": "wrong"}).status_code == 401


def test_with_a_key_set_the_chat_needs_key_token_cookie_or_widget(serve):
    served = serve(access__api_key="the-right-key", access__widget_origins=["https://shop.example"])
    said = {"message": "x"}

    def status(headers):
        return served.client.post("/chat", json=said, headers=headers).status_code

    assert status({}) == 401
    assert status({"X-API-Key": "the-right-key"}) == 200
    assert status(served.sign_in("cus_1")) == 200
    assert status({"Origin": "https://shop.example"}) == 200
    assert status({"Origin": "https://evil.example"}) == 401
    served.client.get("/")
    assert status({}) == 200
    assert served.client.get("/health").status_code == 200


def test_another_site_cannot_act_with_the_cookie(served):
    made = served.client.post("/auth/session", headers=served.sign_in("cus_1"))
    assert made.status_code == 200
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert served.client.post("/chat", json={"message": "x"}, headers=headers).status_code == 403
    own = {"Origin": served.url, "Sec-Fetch-Site": "same-origin"}
    assert served.client.post("/chat", json={"message": "x"}, headers=own).status_code == 200


def test_only_allowed_origins_may_read_answers_from_a_browser(serve):
    served = serve(access__widget_origins=["https://shop.example"])
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    allowed = served.client.options("/chat", headers={**asked, "Origin": "https://shop.example"})
    assert allowed.status_code == 204
    assert allowed.headers["Access-Control-Allow-Origin"] == "https://shop.example"
    assert "Access-Control-Allow-Credentials" not in allowed.headers
    refused = served.client.options("/chat", headers={**asked, "Origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in refused.headers
    framed = served.client.get("/").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://shop.example" in framed


def test_too_often_is_429_with_the_seconds_to_wait_and_counts_each_caller_apart(serve):
    served = serve(access__rate_limit_per_minute=3)
    answers = [served.client.post("/chat", json={"message": "x"}) for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert [a.headers["RateLimit-Remaining"] for a in answers] == ["2", "1", "0", "0"]
    assert answers[0].headers["RateLimit-Limit"] == "3"
    assert 0 < int(answers[3].headers["Retry-After"]) <= 60
    fan = served.sign_in("cus_1")
    assert served.client.post("/chat", json={"message": "x"}, headers=fan).status_code == 200
    assert served.client.get("/v1/models").status_code == 429
    assert served.client.get("/health").status_code == 200


def test_zero_means_no_limit(serve):
    served = serve(access__rate_limit_per_minute=0)
    answers = [served.client.post("/chat", json={"message": "x"}) for _ in range(70)]
    assert {a.status_code for a in answers} == {200}
    assert "RateLimit-Limit" not in answers[0].headers
