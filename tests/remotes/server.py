"""A server on this machine that answers as the remotes do, and as they should not."""

import json
import select
import socket
import ssl
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any, NamedTuple
from urllib.parse import unquote
from zlib import compressobj

GZIP = 31  # window bits of zlib
FOLDER = Path(__file__).parent


class Reply(NamedTuple):
    """What the server answers; `play` writes the body itself."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    play: Callable[["Handler"], None] | None = None


class Request(NamedTuple):
    """What the server was asked."""

    path: str
    headers: Mapping[str, str]


Route = Any  # what is sent as JSON, bytes, a Reply, or a function that returns one of these


class Server:
    """What a server answers, by path with query, and what it was asked.

    `routes` may be changed at any time. With a `limit` of (requests, seconds), further requests are
    answered with 429.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.routes: dict[str, Route] = {}
        self.asked: list[Request] = []
        self.limit: tuple[int, float] | None = None
        self.refused = 0
        self.connections = 0
        self.tunnel: int | None = None  # the port of this machine to which CONNECT leads
        self._times: deque[float] = deque()
        self._lock = Lock()

    @property
    def paths(self) -> list[str]:
        """The paths that were requested, in their order."""
        return [request.path for request in self.asked]

    def reply(self, path: str, headers: Mapping[str, str]) -> Reply:
        """Return the answer to a request, which is recorded."""
        with self._lock:
            self.asked.append(Request(path, headers))
            if self._is_over_limit():
                self.refused += 1
                return Reply(b"slow down", 429)
            route = self.routes.get(path, Reply(b'{"status":404}', 404))
        found = route() if callable(route) else route
        if isinstance(found, Reply):
            return found
        body = found if isinstance(found, bytes) else json.dumps(found).encode()
        return Reply(body, headers={"Content-Type": "application/json"})

    def _is_over_limit(self) -> bool:
        if self.limit is None:
            return False
        most, seconds = self.limit
        now = time.monotonic()
        while self._times and self._times[0] <= now - seconds:
            self._times.popleft()
        if len(self._times) >= most:
            return True
        self._times.append(now)
        return False


class Handler(BaseHTTPRequestHandler):
    """Answers requests as a `Server` says."""

    protocol_version = "HTTP/1.1"
    server: "_Http"

    def do_GET(self) -> None:
        reply = self.server.fake.reply(unquote(self.path), dict(self.headers))
        try:
            if reply.play is not None:
                reply.play(self)
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)
        except OSError:
            self.close_connection = True  # the client has left

    def do_CONNECT(self) -> None:
        """Record the request, and refuse it unless there is a tunnel."""
        self.server.fake.reply(f"CONNECT {self.path}", dict(self.headers))
        if self.server.fake.tunnel is None:
            self.send_error(502)
            return
        self.close_connection = True
        with socket.create_connection(("127.0.0.1", self.server.fake.tunnel)) as there:
            self.send_response(200)
            self.end_headers()
            ends = {self.connection: there, there: self.connection}
            while True:
                for end in select.select(list(ends), [], [])[0]:
                    data = end.recv(65_536)
                    if not data:
                        return
                    ends[end].sendall(data)

    def begin(self, **headers: str) -> None:
        """Send the first lines of an answer."""
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Print nothing."""


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    fake: Server

    def get_request(self) -> tuple[socket.socket, Any]:
        """Count a connection, and accept it."""
        self.fake.connections += 1
        return super().get_request()

    def handle_error(self, request: object, client_address: object) -> None:
        """Print nothing: clients leave when they have seen enough."""


@contextmanager
def serving(certificate: Path | None = None) -> Iterator[Server]:
    """Run a server until the end of the block; with a certificate, it speaks TLS."""
    http = _Http(("127.0.0.1", 0), Handler)
    scheme = "http"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        http.socket = context.wrap_socket(http.socket, server_side=True)
        scheme = "https"
    http.fake = Server(f"{scheme}://127.0.0.1:{http.server_address[1]}")
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield http.fake
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def cut_short(handler: Handler) -> None:
    """Send half of what was announced."""
    handler.begin(Content_Length="100")
    handler.wfile.write(b'{"id": 1,')


def trickle(handler: Handler) -> None:
    """Send a byte now and then, without an end."""
    handler.begin(Content_Length="1000000")
    while True:
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.02)


def endless(handler: Handler) -> None:
    """Send as much as is read."""
    handler.begin(Content_Length=str(1 << 40))
    while True:
        handler.wfile.write(b" " * (1 << 20))


def bomb(handler: Handler) -> None:
    """Send 256 MiB of blanks, compressed to some 260 kB."""
    packed = compressobj(9, wbits=GZIP)
    blanks = b" " * (1 << 20)
    body = b"".join(packed.compress(blanks) for _ in range(256)) + packed.flush()
    handler.begin(Content_Encoding="gzip", Content_Length=str(len(body)))
    handler.wfile.write(body)


def silent(handler: Handler) -> None:
    """Send nothing, and hang up."""
    handler.close_connection = True


def mute(handler: Handler) -> None:
    """Send nothing, and wait until the client has left."""
    handler.rfile.read(1)


def stalled(handler: Handler) -> None:
    """Send the beginning of an answer, and wait until the client has left."""
    handler.begin(Content_Length="100")
    handler.wfile.write(b'{"id": 1,')
    handler.rfile.read(1)


def redirect(target: str, status: int = 302) -> Reply:
    """Return a redirect to an address."""
    return Reply(status=status, headers={"Location": target})


def gzipped(body: bytes) -> Reply:
    """Return a compressed answer."""
    packed = compressobj(wbits=GZIP)
    return Reply(packed.compress(body) + packed.flush(), headers={"Content-Encoding": "gzip"})
