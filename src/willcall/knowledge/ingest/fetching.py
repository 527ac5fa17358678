"""Pages from addresses that the operator allows: no other host, no private network, no endless answer.

A host's addresses are looked up once and checked, and the connection goes to one of those, so that a name cannot change its mind in
between. Every redirect is checked like the first address.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath
from time import monotonic
from urllib.parse import urljoin, urlsplit

from willcall.kit.errors import Denied, Unavailable
from willcall.kit.outward import is_public, look_up
from willcall.knowledge.documents import UnreadableDocument
from willcall.knowledge.ingest.limits import Limits
from willcall.knowledge.ingest.source import Source
from willcall.knowledge.ingest.sources import KINDS, MEDIA

PATIENCE_S = 30.0
REDIRECTS = 3


class AddressNotAllowed(Denied):
    """The operator allows no pages from there, or it is on a private network."""


class PageUnavailable(Unavailable):
    """The address does not answer, or not with a page."""


class Fetcher:
    """Args:
    allowed: Hosts (`help.example.com`), or all of a domain (`*.example.com`).
    limits: How large a page may be.
    resolve: Gives a host's addresses.
    public: Whether an address may be connected to.
    patience_s: How long one page may take, from beginning to end.
    """

    def __init__(
        self,
        allowed: Iterable[str],
        *,
        limits: Limits | None = None,
        resolve: Callable[[str, int], Sequence[str]] = look_up,
        public: Callable[[str], bool] = is_public,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._allowed = tuple(host.strip().lower().rstrip(".") for host in allowed if host.strip())
        self._limits = limits or Limits()
        self._resolve = resolve
        self._public = public
        self._patience_s = patience_s

    def fetch(self, url: str) -> Source:
        """The page at an address.

        Raises:
            AddressNotAllowed: If it, or where it leads, may not be read.
            PageUnavailable: If it does not answer in time with a page of a kind that is read.
        """
        deadline = monotonic() + self._patience_s
        here = url
        for _ in range(REDIRECTS + 1):
            status, headers, body = self._get(here, deadline)
            if status in {301, 302, 303, 307, 308} and headers.get("location"):
                here = urljoin(here, headers["location"])
                continue
            if status != 200:
                raise PageUnavailable(f"{here} answers with status {status}.", field="url")
            return self._source(url, here, headers.get("content-type", ""), body)
        raise PageUnavailable(f"{url} redirects more than {REDIRECTS} times.", field="url")

    def check(self, url: str) -> tuple[str, str, int, str]:
        """(scheme, host, port, an address to connect to) of an address that may be read.

        Raises:
            AddressNotAllowed: If it may not.
        """
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").lower().rstrip("."), parts.port
        except ValueError:
            raise AddressNotAllowed(f"{url[:200]!r} is no address.", field="url") from None
        if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
            raise AddressNotAllowed(f"{url[:200]!r} is no plain http or https address.", field="url")
        if not any(host == each or (each.startswith("*.") and host.endswith(each[1:])) for each in self._allowed):
            raise AddressNotAllowed(
                f"{host!r} is not among the allowed hosts; an operator adds it to KNOWLEDGE__ALLOWED_HOSTS.",
                field="url",
            )
        port = port or (443 if parts.scheme == "https" else 80)
        try:
            addresses = self._resolve(host, port)
        except OSError as error:
            raise PageUnavailable(f"{host!r} is not found: {error}.", field="url") from error
        if not addresses or not all(map(self._public, addresses)):
            raise AddressNotAllowed(f"{host!r} leads into a private network.", field="url")
        return parts.scheme, host, port, addresses[0]

    def _get(self, url: str, deadline: float) -> tuple[int, dict[str, str], bytes]:
        import httpx  # noqa: PLC0415

        scheme, host, port, address = self.check(url)
        parts = urlsplit(url)
        literal = f"[{address}]" if ":" in address else address
        target = httpx.URL(
            f"{scheme}://{literal}:{port}{parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")
        )
        named = host if port in {80, 443} else f"{host}:{port}"
        request = httpx.Request(
            "GET",
            target,
            headers={"Host": named, "User-Agent": "willcall", "Accept-Encoding": "identity"},
            extensions={"sni_hostname": host},
        )
        body = bytearray()
        try:
            with httpx.Client(timeout=max(0.1, deadline - monotonic()), trust_env=False) as client:
                answer = client.send(request, stream=True)
                if answer.headers.get("content-encoding", "identity").lower() != "identity":
                    raise PageUnavailable(f"{url} answers packed although it was asked not to.", field="url")
                for part in answer.iter_raw():
                    body += part
                    if len(body) > self._limits.size:
                        raise UnreadableDocument(f"{url} has more than {self._limits.size:,} bytes.", field="url")
                    if monotonic() > deadline:
                        raise PageUnavailable(f"{url} took longer than {self._patience_s:.0f} s.", field="url")
                answer.close()
        except httpx.HTTPError as error:
            raise PageUnavailable(f"{url} does not answer: {type(error).__name__}.", field="url") from error
        return answer.status_code, {name.lower(): value for name, value in answer.headers.items()}, bytes(body)

    def _source(self, url: str, here: str, media: str, body: bytes) -> Source:
        path = PurePosixPath(urlsplit(here).path)
        kind = MEDIA.get(media.split(";", maxsplit=1)[0].strip().lower()) or (
            None if media else KINDS.get(path.suffix.lower())
        )
        if media.startswith("text/plain"):
            kind = KINDS.get(path.suffix.lower(), "text")
        if kind is None:
            raise UnreadableDocument(
                f"{url} answers with {media.split(';', maxsplit=1)[0] or 'no type'!r}, which is not read.", field="url"
            )
        name = path.stem or urlsplit(url).hostname or "page"
        return Source(url, name, kind, len(body), data=body, uri=url)
