"""One request over the network: the only module that opens a connection.

Only GET, only http and https, in bounded time and size. A redirect is followed only to the same
scheme, host and port, at most three times, since the libraries would take a key along to any
host. Certificates are checked against the trust store of the system, always. The proxies of the
environment are used. Messages never contain an address, which may contain a key.
"""

import ssl
import time
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import truststore
import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NameResolutionError,
    NewConnectionError,
    ProxyError,
    SSLError,
)
from urllib3.exceptions import ReadTimeoutError as PartTimeoutError

from slate.remotes.errors import (
    LONGEST,
    MOST_BYTES,
    BadLengthError,
    CutShortError,
    RedirectError,
    RedirectLoopError,
    RemoteError,
    TooLargeError,
    TooSlowError,
    UnreachableError,
    UntrustedError,
)

CONNECT, READ = 10.0, 20.0  # seconds: for a connection, and for each part of an answer
_HOPS = 3
_CHUNK = 1 << 16  # bytes
_MOST_DIGITS = 100  # of a length; Python converts no number that is much longer
_COMPRESSED = frozenset({"gzip", "x-gzip", "deflate"})
_ANY_HEADER = 47  # window bits of zlib, for both of their formats
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    body: bytes
    retry_after: str | None = None  # how long to wait, as the server wrote it


class Wire:
    """Connections that are kept open between requests; usable from several threads."""

    def __init__(self, version: str, connections: int = 4) -> None:
        """Prepare for requests; nothing is opened yet. `version` is that of slate."""
        self._agent = f"slate/{version}"
        self._connections = connections
        self._proxied: dict[str, urllib3.ProxyManager] = {}

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Return the answer to a request; raise RemoteError if there is none.

        `headers` are sent to the host of the address only.
        """
        until = time.monotonic() + LONGEST
        address, user = _without_user(address)
        own = {"User-Agent": self._agent, "Accept-Encoding": "gzip", **(headers or {})}
        if user is not None:
            own["Authorization"] = _basic(user)
        for _ in range(_HOPS + 1):
            answer, location = self._get(address, own, until)
            if location is None:
                return answer
            address = _redirected(address, location)
        raise RedirectLoopError

    def _get(
        self, address: str, headers: Mapping[str, str], until: float
    ) -> tuple[Answer, str | None]:
        """Return one answer, and where it redirects to, None if it does not."""
        host = urlsplit(address).hostname or ""
        try:
            response = self._manager(address).request(
                "GET",
                address,
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=urllib3.Timeout(connect=CONNECT, read=READ),
            )
        except (HTTPError, ValueError, OSError) as error:
            raise _meant(error, host) from None
        is_whole = False
        try:
            if response.status in _REDIRECTS and (location := response.headers.get("Location")):
                return Answer(response.status, b""), location
            _refuse_length(response.headers)
            body = _body(response, until)
            is_whole = True
        except (HTTPError, OSError, zlib.error) as error:
            raise _broken_off(error) from None
        finally:
            # A connection with the rest of an answer in it would delay the next request.
            if is_whole:
                response.release_conn()
            else:
                response.close()
        return Answer(response.status, body, response.headers.get("Retry-After")), None

    def _manager(self, address: str) -> urllib3.PoolManager:
        """Return what connects to an address: directly, or through the proxy for it."""
        parts = urlsplit(address)
        proxies = getproxies()
        proxy = proxies.get(parts.scheme) or proxies.get("all")
        if not proxy or proxy_bypass(parts.netloc.rpartition("@")[2]):
            return self._direct
        if proxy not in self._proxied:
            self._proxied[proxy] = _proxied(proxy, self._connections, self._context)
        return self._proxied[proxy]

    @cached_property
    def _context(self) -> ssl.SSLContext:
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    @cached_property
    def _direct(self) -> urllib3.PoolManager:
        return urllib3.PoolManager(maxsize=self._connections, ssl_context=self._context)


def origin_of(address: str) -> str:
    """Return scheme, host and port of an address: `http://nas:8989`; without user and path."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "an invalid address"
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in {None, usual} else "")


def _without_user(address: str) -> tuple[str, str | None]:
    """Split the user part off an address: `user:password`, None if there is none.

    Raises UnreachableError for an address that is not valid, or not of http or https.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"}:  # a proxy may fetch from others
        raise UnreachableError("the address is not valid")
    if parts.username is None:
        return address, None
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return bare, f"{unquote(parts.username)}:{unquote(parts.password or '')}"


def _basic(user: str) -> str:
    """Return the value of a header for a user and a password, of any letters."""
    return f"Basic {b64encode(user.encode(errors='replace')).decode()}"


def _redirected(address: str, location: str) -> str:
    r"""Return where a redirect from an address leads; raise RedirectError for another origin.

    Only the path and query are taken from it, since libraries disagree about where the host is in
    `http://one\@other/`.
    """
    here = urlsplit(address)
    try:
        target = urljoin(address, location)
    except ValueError:
        raise RedirectError("an invalid address") from None
    if (there := origin_of(target)) != origin_of(address):
        raise RedirectError(there)
    return urlsplit(target)._replace(scheme=here.scheme, netloc=here.netloc).geturl()


def _proxied(proxy: str, connections: int, context: ssl.SSLContext) -> urllib3.ProxyManager:
    try:
        bare, user = _without_user(proxy if "://" in proxy else f"http://{proxy}")
        return urllib3.ProxyManager(
            bare,
            proxy_headers={"Proxy-Authorization": _basic(user)} if user else None,
            maxsize=connections,
            ssl_context=context,
        )
    except (HTTPError, ValueError, UnreachableError):
        raise UnreachableError("the proxy that the environment names is not valid") from None


def _refuse_length(headers: Mapping[str, str]) -> None:
    """Raise TooLargeError or BadLengthError for a length for which nothing has to be awaited."""
    if "Transfer-Encoding" in headers:  # which counts instead
        return
    for length in headers.get("Content-Length", "0").split(","):  # it may be repeated
        digits = length.strip()
        if not (digits.isascii() and digits.isdecimal()):
            raise BadLengthError
        if len(digits) > _MOST_DIGITS or int(digits) > MOST_BYTES:
            raise TooLargeError


def _body(response: urllib3.BaseHTTPResponse, until: float) -> bytes:
    """Return the body of an answer, decompressed; raise TooLargeError, TooSlowError, CutShortError.

    It is read as it arrives: a server that sends a byte now and then does not get more time.
    """
    parts = _parts(response)
    if response.headers.get("Content-Encoding", "").strip().lower() in _COMPRESSED:
        parts = _decompressed(parts)
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > MOST_BYTES:
            raise TooLargeError
        if time.monotonic() > until:
            raise TooSlowError
    return bytes(body)


def _parts(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    while part := response.read1(_CHUNK, decode_content=False):
        yield part


def _decompressed(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the content of compressed parts, also if it is empty.

    Raises CutShortError at an early end, which urllib3 does not notice.
    """
    unpacking = None
    for part in parts:
        rest = part
        while rest:
            if unpacking is None or unpacking.eof:
                unpacking = zlib.decompressobj(_ANY_HEADER)
            yield unpacking.decompress(rest, _CHUNK)
            rest = unpacking.unconsumed_tail or unpacking.unused_data
    if unpacking is not None and not unpacking.eof:
        raise CutShortError


def _meant(error: Exception, host: str) -> RemoteError:  # noqa: PLR0911 -- one per cause
    """Return the error for a request that was not answered; the address is not in it."""
    cause: BaseException | None = error
    if isinstance(error, ProxyError):
        return UnreachableError(f"the proxy does not connect to it ({_reason(error)})")
    if isinstance(error, SSLError):
        while cause is not None and not isinstance(cause, ssl.SSLError):
            cause = cause.args[0] if cause.args and isinstance(cause.args[0], Exception) else None
        if isinstance(cause, ssl.SSLCertVerificationError):
            return UntrustedError(host, str(cause.verify_message).rstrip("."))
        return UnreachableError("it does not speak TLS as it should")
    if isinstance(error, NameResolutionError):
        return UnreachableError(f"there is no host {host}, or the network is down")
    if isinstance(error, ConnectTimeoutError) and not isinstance(error, NewConnectionError):
        return UnreachableError(f"no connection within {CONNECT:.0f} s")
    if isinstance(error, NewConnectionError):
        return UnreachableError(_reason(error))
    if isinstance(error, LocationParseError | ValueError):
        return UnreachableError("the address is not valid")
    return _broken_off(error)


def _broken_off(error: Exception) -> RemoteError:
    """Return the error for an answer that began and was not completed."""
    return TooSlowError(READ) if isinstance(error, PartTimeoutError) else CutShortError()


def _reason(error: Exception) -> str:
    """Return what the system says about a failed connection: `Connection refused`."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror[0].lower() + cause.strerror[1:]
        cause = cause.__cause__ or cause.__context__
    return "there is no connection"
