"""Requests to addresses that people wrote into settings: not into a private network, not after a redirect, not for ever.

A host's addresses are looked up once and checked, and the connection goes to one of those, so that a name cannot change its mind in
between (OWASP, "Server-Side Request Forgery Prevention"). Knows nothing of what is sent.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from willcall.kit.errors import Denied, Unavailable

LONGEST_ANSWER = 4_096


class AddressRefused(Denied):
    """Nothing is sent there; the message says why."""


class NoAnswer(Unavailable):
    """The address does not answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Args:
    status: HTTP.
    headers: By lower-case name.
    body: Its first bytes.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(address: str) -> bool:
    """Whether an address is on the internet, and no way around to a private one."""
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if inner is not None:
        return bool(inner.is_global)
    nat64 = ip.version == 6 and ip in ipaddress.ip_network("64:ff9b::/96")
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not nat64


class Outward:
    """Args:
    private: Hosts that may be in a private network, and may be spoken to without TLS.
    resolve: Gives a host's addresses.
    patience_s: How long one request may take.
    """

    def __init__(
        self,
        private: Collection[str] = (),
        *,
        resolve: Callable[[str, int], Sequence[str]] = look_up,
        patience_s: float = 8.0,
    ) -> None:
        self._private = {host.strip().lower() for host in private if host.strip()}
        self._resolve, self._patience_s = resolve, patience_s

    def check(self, url: str) -> tuple[str, str, int, str]:
        """(scheme, host, port, an address to connect to). Raises: AddressRefused, NoAnswer."""
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").lower(), parts.port
        except ValueError:
            raise AddressRefused("That is no address.") from None
        known = host in self._private
        if parts.scheme not in ({"https", "http"} if known else {"https"}) or not host or parts.username is not None:
            raise AddressRefused(f"{host or 'That'!r} is no plain https address.")
        port = port or (443 if parts.scheme == "https" else 80)
        try:
            addresses = self._resolve(host, port)
        except OSError as error:
            raise NoAnswer(f"{host!r} is not found.") from error
        if not addresses or not (known or all(map(is_public, addresses))):
            raise AddressRefused(
                f"{host!r} leads into a private network; name it among the private hosts if that is meant."
            )
        return parts.scheme, host, port, addresses[0]

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Sends a body; redirects are not followed.

        Raises:
            AddressRefused: If nothing may be sent there.
            NoAnswer: If nothing comes back in time.
        """
        import httpx  # noqa: PLC0415 - 100 ms that only whoever sends pays

        scheme, host, port, address = self.check(url)
        parts = urlsplit(url)
        literal = f"[{address}]" if ":" in address else address
        query = f"?{parts.query}" if parts.query else ""
        named = host if port in {80, 443} else f"{host}:{port}"
        request = httpx.Request(
            "POST",
            httpx.URL(f"{scheme}://{literal}:{port}{parts.path or '/'}{query}"),
            content=body,
            headers={"User-Agent": "willcall", **headers, "Host": named},
            extensions={"sni_hostname": host, "timeout": httpx.Timeout(self._patience_s).as_dict()},
        )
        start = bytearray()
        try:
            with httpx.Client(timeout=self._patience_s, trust_env=False) as client:
                answer = client.send(request, stream=True)
                for part in answer.iter_raw():
                    start += part
                    if len(start) >= LONGEST_ANSWER:
                        break
                answer.close()
        except httpx.HTTPError as error:
            raise NoAnswer(f"{host!r} does not answer: {type(error).__name__}.") from error
        names = {name.lower(): value for name, value in answer.headers.items()}
        return Answer(answer.status_code, names, bytes(start[:LONGEST_ANSWER]))
