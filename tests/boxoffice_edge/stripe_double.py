"""A double of Stripe's HTTP API that knows payment intents and refunds, and refuses every parameter that Stripe does not publish.

What may be sent is read from the typed parameters in Stripe's own client library: unknown and missing keys, wrong types and
wrong literals are 400, and are also kept in `complaints`, so that a test fails even if the adapter swallows the answer.
"""

import json
import threading
import typing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import stripe.params as published
import typing_extensions
from stripe._request_options import RequestOptions

OPTIONS = set(RequestOptions.__annotations__)


def nested(pairs):
    """`a[b][c]=1` as nested dictionaries."""
    result = {}
    for key, value in pairs:
        first, *rest = key.replace("]", "").split("[")
        place = result
        path = [first, *rest]
        for part in path[:-1]:
            place = place.setdefault(part, {})
        place[path[-1]] = value
    return result


def check(shape, value, where=""):
    """What is wrong with a form-encoded value, by a published type."""
    if typing_extensions.is_typeddict(shape):
        if not isinstance(value, dict):
            return [f"{where} should be an object"]
        hints = typing_extensions.get_type_hints(shape, localns={**vars(typing), "StripeContext": str})
        wrong = [f"{where}.{key} is unknown" for key in value if key not in hints or (key in OPTIONS and not where)]
        wrong += [f"{where}.{key} is missing" for key in shape.__required_keys__ - OPTIONS if key not in value]
        for key in value:
            if key in hints:
                wrong += check(hints[key], value[key], f"{where}.{key}")
        return wrong
    origin, arguments = typing.get_origin(shape), typing.get_args(shape)
    if origin is typing.Literal:
        return (
            []
            if value in [str(each).lower() if isinstance(each, bool) else each for each in arguments]
            else [f"{where}: {value!r} is none of {arguments}"]
        )
    if origin is typing.Union or (arguments and not isinstance(origin, type)) or "UnionType" in type(shape).__name__:
        literals = [each for each in arguments if typing.get_origin(each) is typing.Literal]
        if (
            literals and str in arguments
        ):  # "Literal[…] | str" leaves room for the future; today's values are the literals
            return check(literals[0], value, where)
        arguments = [each for each in arguments if "UntypedStripeObject" not in str(each)]
        tried = [check(each, value, where) for each in arguments]
        return [] if any(not wrong for wrong in tried) else min(tried, key=len)
    if origin in {dict, typing.Dict}:  # noqa: UP006
        if not isinstance(value, dict):
            return [f"{where} should be a dictionary"]
        return [f"{where}.{k}: too long" for k, v in value.items() if len(k) > 40 or len(v) > 500]
    if shape is int:
        return [] if isinstance(value, str) and value.lstrip("-").isdigit() else [f"{where}: {value!r} is no integer"]
    if shape is bool:
        return [] if value in {"true", "false"} else [f"{where}: {value!r} is no boolean"]
    if shape is str:
        return [] if isinstance(value, str) else [f"{where} should be a string"]
    return []


class StripeDouble:
    """Start it, point the client at `url`, look at `intents`."""

    def __init__(self, now):
        self.now = now
        self.intents, self.refunds, self.seen = {}, {}, {}
        self.complaints, self.requests = [], []
        self.fail_next = []
        self.hang = threading.Event()
        self.lock = threading.Lock()
        double = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                parts = urlsplit(self.path)
                self.answer("GET", parts.path, nested(parse_qsl(parts.query)))

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                self.answer("POST", self.path, nested(parse_qsl(body, keep_blank_values=True)))

            def answer(self, method, path, params):
                if not self.headers.get("Authorization", "").startswith("Bearer sk_test_"):
                    return self.send(401, {"error": {"type": "invalid_request_error", "message": "Invalid API Key"}})
                key = self.headers.get("Idempotency-Key")
                double.requests.append((method, path, params, key))
                if double.fail_next:
                    failure = double.fail_next.pop(0)
                    if failure == "lost":  # it happens, and the answer never arrives
                        double.once(method, path, params, key)
                        double.hang.wait(30)
                        return None
                    if failure == "silent":
                        double.hang.wait(30)
                        return None
                    return self.send(failure, {"error": {"type": "api_error", "message": "Sorry."}})
                return self.send(*double.once(method, path, params, key))

            def send(self, status, body):
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.send_header("Stripe-Should-Retry", "true" if status >= 500 else "false")
                self.end_headers()
                self.wfile.write(data)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self.hang.set()
        self._server.shutdown()
        self._server.server_close()

    def once(self, method, path, params, key):
        """Stripe replays the first answer to a key, and refuses the key with other parameters."""
        with self.lock:
            if method == "POST" and key is not None and key in self.seen:
                before, answer = self.seen[key]
                if before != (path, params):
                    return 400, {
                        "error": {
                            "type": "idempotency_error",
                            "message": "Keys for idempotent requests can only be used with the same parameters.",
                        }
                    }
                return answer
            answer = self.route(method, path, params)
            if method == "POST" and key is not None:
                self.seen[key] = ((path, params), answer)
            return answer

    def route(self, method, path, params):
        _, version, noun, *rest = path.split("/")
        assert version == "v1"
        shapes = {
            ("POST", "payment_intents", 0): published.PaymentIntentCreateParams,
            ("GET", "payment_intents", 0): published.PaymentIntentListParams,
            ("POST", "refunds", 0): published.RefundCreateParams,
        }
        shape = shapes.get((method, noun, len(rest)))
        if rest == ["search"]:
            shape = published.PaymentIntentSearchParams
        elif rest and rest[-1] == "cancel":
            shape = published.PaymentIntentCancelParams
        elif len(rest) == 1:
            shape = published.PaymentIntentUpdateParams if method == "POST" else published.PaymentIntentRetrieveParams
        wrong = ["no such path: " + path] if shape is None else check(shape, params)
        if wrong:
            self.complaints += wrong
            return invalid("; ".join(wrong), code="parameter_unknown")
        if noun == "refunds":
            return self.refund(params)
        if method == "POST" and not rest:
            return self.create(params)
        if rest == ["search"]:
            value = params["query"].partition(":")[2].strip('"')
            found = [i for i in self.intents.values() if i["metadata"].get("willcall_key") == value]
            return 200, {"object": "search_result", "data": found, "has_more": False, "url": path}
        if not rest:
            since = int(params.get("created", {}).get("gte", 0))
            found = sorted(
                (i for i in self.intents.values() if i["created"] >= since), key=lambda i: i["id"], reverse=True
            )
            if "starting_after" in params:
                found = [i for i in found if i["id"] < params["starting_after"]]
            limit = int(params.get("limit", 10))
            return 200, {"object": "list", "data": found[:limit], "has_more": len(found) > limit, "url": path}
        intent = self.intents.get(rest[0])
        if intent is None:
            return invalid(f"No such payment_intent: '{rest[0]}'", code="resource_missing", status=404)
        if rest[-1] == "cancel":
            if intent["status"] in {"succeeded", "canceled"}:
                return invalid(
                    f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}.",
                    code="payment_intent_unexpected_state",
                )
            intent["status"] = "canceled"
        elif method == "POST":
            intent["metadata"].update(params.get("metadata", {}))
        return 200, intent

    def create(self, params):
        token = params.get("payment_method")
        outcomes = {
            "pm_card_visa": "succeeded",
            "pm_card_authenticationRequired": "requires_action",
            "pm_slow_bank": "processing",
        }
        if token not in {*outcomes, "pm_card_chargeDeclined"}:
            return invalid(f"No such PaymentMethod: '{token}'", code="resource_missing", param="payment_method")
        intent = {
            "id": f"pi_{len(self.intents):05}",
            "object": "payment_intent",
            "amount": int(params["amount"]),
            "currency": params["currency"],
            "created": int(self.now().timestamp()),
            "metadata": params.get("metadata", {}),
            "status": outcomes.get(token, "requires_payment_method"),
            "next_action": None,
            "refunded": 0,
        }
        self.intents[intent["id"]] = intent
        if intent["status"] == "requires_action":
            assert params["return_url"]
            intent["next_action"] = {
                "type": "redirect_to_url",
                "redirect_to_url": {
                    "url": f"https://hooks.stripe.example/{intent['id']}",
                    "return_url": params["return_url"],
                },
            }
        if token == "pm_card_chargeDeclined":
            return 402, {
                "error": {
                    "type": "card_error",
                    "code": "card_declined",
                    "decline_code": "insufficient_funds",
                    "message": "Your card has insufficient funds.",
                    "payment_intent": intent,
                }
            }
        return 200, intent

    def refund(self, params):
        intent = self.intents.get(params.get("payment_intent"))
        if intent is None:
            return invalid("No such payment_intent", code="resource_missing", status=404)
        left = intent["amount"] - intent["refunded"]
        amount = int(params.get("amount", left))
        if intent["status"] != "succeeded":
            return invalid(
                "This PaymentIntent does not have a successful charge to refund.",
                code="payment_intent_unexpected_state",
            )
        if left == 0:
            return invalid("Charge has already been refunded.", code="charge_already_refunded")
        if amount > left:
            return invalid("Refund amount is greater than unrefunded amount on charge.", code="amount_too_large")
        intent["refunded"] += amount
        made = {
            "id": f"re_{len(self.refunds)}",
            "object": "refund",
            "amount": amount,
            "currency": intent["currency"],
            "payment_intent": intent["id"],
            "status": "succeeded",
        }
        self.refunds[made["id"]] = made
        return 200, made

    def taken(self):
        return sum(i["amount"] - i["refunded"] for i in self.intents.values() if i["status"] == "succeeded")


def invalid(message, *, code, status=400, **more):
    return status, {"error": {"type": "invalid_request_error", "code": code, "message": message, **more}}
