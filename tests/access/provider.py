"""A double of an OpenID Connect provider that really listens, for whatever signs in by one."""

import base64
import hashlib
import json
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
CLIENT, SECRET = "willcall", "provider's secret of ours"


class Double:
    """An OpenID Connect provider as the specification has it: authorization codes that count once, PKCE, signed ID tokens.

    `claims` and `signed` are what a test may bend.
    """

    def __init__(self) -> None:
        self.keys: dict[str, Any] = {"one": rsa.generate_private_key(public_exponent=65537, key_size=2048)}
        self.signing = "one"
        self.codes: dict[str, dict[str, str]] = {}
        self.claims: dict[str, Any] = {}
        self.signed: Any = None
        self.calls: list[str] = []
        double = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None:
                pass

            def _json(self, status: int, body: Any) -> None:
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def do_GET(self) -> None:
                double.calls.append(self.path)
                if self.path == "/.well-known/openid-configuration":
                    self._json(200, double.configuration())
                elif self.path == "/keys":
                    self._json(200, {"keys": [double.public(name) for name in double.keys]})
                else:
                    self._json(404, {})

            def do_POST(self) -> None:
                form = {
                    k: v[0] for k, v in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()
                }
                self._json(*double.token(form, self.headers.get("Authorization", "")))

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def configuration(self) -> dict[str, str]:
        here = self.issuer
        return {
            "issuer": here,
            "authorization_endpoint": here + "/authorize",
            "token_endpoint": here + "/token",
            "jwks_uri": here + "/keys",
        }

    def public(self, name: str) -> dict[str, Any]:
        key = self.keys[name].public_key()
        made = RSAAlgorithm.to_jwk(key) if isinstance(key, rsa.RSAPublicKey) else ECAlgorithm.to_jwk(key)
        return {**json.loads(made), "kid": name, "use": "sig"}

    def agree(self, address: str) -> tuple[str, str]:
        """Somebody signs in at the provider and agrees; the code and state that go back."""
        asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        assert "openid" in asked["scope"]
        code = f"code{len(self.codes)}"
        self.codes[code] = asked
        return code, asked["state"]

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, Any]:
        asked = self.codes.pop(form.get("code", ""), None)
        basic = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked is None or authorization != basic or form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        challenge = (
            base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        )
        if challenge != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": "248289", "nonce": asked["nonce"], "email": "Kim@House.example", "email_verified": True,
            "iat": int(NOW.timestamp()), "exp": int((NOW + timedelta(minutes=5)).timestamp()),
        } | self.claims  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.signed is not None:
            return 200, {"id_token": self.signed(claims), "token_type": "Bearer", "access_token": "x"}
        key = self.keys[self.signing]
        algorithm = "RS256" if isinstance(key, rsa.RSAPrivateKey) else "ES256"
        return 200, {
            "id_token": jwt.encode(claims, key, algorithm, headers={"kid": self.signing}),
            "token_type": "Bearer",
            "access_token": "x",
        }
