"""A proxy before a PostgreSQL server, which delays, counts, cuts off, falls silent or refuses."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread

_LENGTH = 4  # bytes, of the length of a message, which counts itself
_FIRST = 8  # bytes of the first message: its length, and what it is
_FOR_ENCRYPTION = {80877103, 80877104}  # TLS, GSSAPI: the server answers with a letter
_YES = (b"S", b"G")
_MOST = 1 << 20  # bytes at once


class Proxy:
    """A proxy for any number of connections, each of which goes on until something ends it.

    What is counted and cut are the messages of PostgreSQL's protocol, until one is encrypted.
    """

    def __init__(self, port: int, held: float = 0) -> None:
        """Listen on a free port; everything is held for some seconds on its way."""
        self.queries = 0
        self.connections = 0
        self.held = held
        self.seen: list[str] = []  # the messages of the last connection: `>Q` to the server, `<Z`
        self.cut_after: int | None = None  # messages of a connection, both ways, that are passed
        self.waits = True  # a cut waits for the message that is not passed
        self.silent_after: int | None = None  # the same, but nobody hangs up
        self.is_once = True  # only the next connection is cut or silent
        self.spares = 0  # connections that go on before that
        self.refuses_then = False  # once one was cut, there is no server any more
        self._target = port
        self._passing: list[_Passing] = []
        self._lock = Lock()  # of what listens
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def refuse(self) -> None:
        """Refuse connections from now on, and cut those that are open."""
        with self._lock:
            with suppress(OSError):
                self._listening.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
            self._listening.close()
            self.cut()

    def accept(self) -> None:
        """Accept connections again, at the same port, if they are refused."""
        with self._lock:
            if self._listening.fileno() >= 0:
                return
            self._listening = socket.create_server(("127.0.0.1", self.port))
        Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def cut(self) -> None:
        """Cut all connections that are open."""
        for passing in self._passing:
            passing.cut()
        self._passing = []

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                time.sleep(2 * self.held)  # of the handshake
                self.connections += 1
                server = socket.create_connection(("127.0.0.1", self._target))
                self.seen = []
                self._passing.append(_Passing(self, client, server, *self._fault()))

    def _fault(self) -> tuple[int | None, int | None]:
        """Return after how many messages the next connection is cut, or silent."""
        if self.spares:
            self.spares -= 1
            return None, None
        found = self.cut_after, self.silent_after
        if self.is_once:
            self.cut_after = self.silent_after = None
        return found


class _Passing:
    """One connection, and the two threads that pass its messages."""

    def __init__(
        self,
        proxy: Proxy,
        client: socket.socket,
        server: socket.socket,
        cut_after: int | None,
        silent_after: int | None,
    ) -> None:
        self._proxy = proxy
        self._seen = proxy.seen
        self._client, self._server = client, server
        self._cut_after, self._silent_after = cut_after, silent_after
        self._lock = Lock()
        self._has_begun = False  # the first message, which has no letter, was passed
        self._asks = False  # whether the server encrypts
        self._is_encrypted = False
        for is_sent in (True, False):
            Thread(target=self._pass, args=(is_sent,), daemon=True).start()

    def cut(self) -> None:
        """Hang up on both."""
        for end in (self._client, self._server):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _end(self) -> None:
        if self._proxy.refuses_then:
            self._proxy.refuse()
        self.cut()

    def _pass(self, is_sent: bool) -> None:  # noqa: FBT001 -- an argument of a thread
        one, other = self._client, self._server
        if not is_sent:
            one, other = other, one
        waiting = bytearray()
        with suppress(OSError):
            while data := one.recv(_MOST):
                waiting += data
                with self._lock:
                    passed, goes_on = self._counted(waiting, is_sent=is_sent)
                if passed:
                    time.sleep(self._proxy.held)
                    other.sendall(passed)
                if not goes_on or (not self._proxy.waits and len(self._seen) == self._cut_after):
                    if self._silent_after is None:
                        self._end()
                        return
                    waiting.clear()
        if self._silent_after is None:
            with suppress(OSError):
                other.shutdown(socket.SHUT_WR)

    def _counted(self, waiting: bytearray, *, is_sent: bool) -> tuple[bytes, bool]:
        """Remove what may be passed, count it, and return it, and whether more may follow."""
        passed = bytearray()
        while length := self._length(waiting, is_sent=is_sent):
            if len(self._seen) in {self._cut_after, self._silent_after}:
                return bytes(passed), False
            message = bytes(waiting[:length])
            del waiting[:length]
            passed += message
            if not self._is_encrypted:
                self._note(message, is_sent=is_sent)
        return bytes(passed), True

    def _length(self, waiting: bytearray, *, is_sent: bool) -> int:
        """Return the length of the first message, 0 as long as it is not whole."""
        if self._is_encrypted:
            return len(waiting)
        if not is_sent and self._asks:
            return min(len(waiting), 1)
        letter = 0 if is_sent and not self._has_begun else 1
        if len(waiting) < letter + _LENGTH:
            return 0
        length = letter + int.from_bytes(waiting[letter : letter + _LENGTH])
        return length if len(waiting) >= length else 0

    def _note(self, message: bytes, *, is_sent: bool) -> None:
        if not is_sent:
            self._is_encrypted = self._asks and message in _YES
            self._asks = False
            self._seen.append(f"<{chr(message[0])}")
        elif self._has_begun:
            self._proxy.queries += message[:1] == b"Q"
            self._seen.append(f">{chr(message[0])}")
        else:
            self._asks = int.from_bytes(message[_LENGTH:_FIRST]) in _FOR_ENCRYPTION
            self._has_begun = not self._asks
            self._seen.append(">encrypt?" if self._asks else ">begin")


@contextmanager
def proxied(port: int, held: float = 0) -> Iterator[Proxy]:
    """Run a proxy before a port of this machine until the end of the block."""
    proxy = Proxy(port, held)
    try:
        yield proxy
    finally:
        proxy.refuse()
