import random
import socket
import sys
import time
import traceback
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import NoReturn
from zlib import Z_FULL_FLUSH, compressobj

import pytest

from slate.remotes import wire as wire_module
from slate.remotes.errors import (
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
from slate.remotes.wire import Answer, Wire, origin_of
from tests.remotes.server import (
    GZIP,
    Handler,
    Reply,
    Server,
    cut_short,
    endless,
    gzipped,
    mute,
    redirect,
    serving,
    silent,
    stalled,
    trickle,
)

pytestmark = pytest.mark.slow  # together they take seconds

KEY = "hunter2"
PATH = f"/data?apikey={KEY}"
HEADERS = {"X-Api-Key": KEY}
Play = Callable[[Handler], None]
CERTIFICATES = Path(__file__).parent / "certificates"
PROXY_INVALID = (
    UnreachableError,
    "cannot be reached: the proxy that the environment names is not valid.",
)
ADDRESS_INVALID = (UnreachableError, "cannot be reached: the address is not valid.")
CUT_SHORT = (CutShortError, "sent an answer that is incomplete.")
BAD_LENGTH = (BadLengthError, "sent an answer whose length (Content-Length) is not a number.")
TOO_LARGE = (TooLargeError, "sent more than 32 MiB. Nothing of it was used.")
LOOP = (RedirectLoopError, "redirects again and again.")
# macOS decides about certificates itself, in its own words, and does not read SSL_CERT_FILE.
by_openssl = pytest.mark.skipif(sys.platform == "darwin", reason="macOS checks certificates")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


@pytest.fixture
def wire() -> Wire:
    return Wire("1.2")


def failure(wire: Wire, address: str) -> tuple[type[RemoteError], str]:
    """Return the error of a request; neither it nor its traceback shows a key or an address."""
    with pytest.raises(RemoteError) as caught:
        wire.get(address, HEADERS)
    shown = "".join(traceback.format_exception(caught.value))
    assert KEY not in shown
    assert "apikey" not in shown
    assert "/data" not in shown
    return type(caught.value), str(caught.value)


def untrusted(host: str, why: str) -> str:
    return f"cannot be trusted: the certificate of {host} is not valid ({why})."


def test_answer_has_status_body_and_the_time_to_wait(server: Server, wire: Wire) -> None:
    server.routes = {
        "/a": b"abc",
        "/busy": Reply(b"later", 429, {"Retry-After": "7"}),
        "/empty": b"",
    }
    assert wire.get(f"{server.address}/a") == Answer(200, b"abc", None)
    assert wire.get(f"{server.address}/busy") == Answer(429, b"later", "7")
    assert wire.get(f"{server.address}/empty") == Answer(200, b"", None)
    assert wire.get(f"{server.address}/none") == Answer(404, b'{"status":404}', None)


def test_request_names_slate_and_accepts_gzip_only(server: Server, wire: Wire) -> None:
    wire.get(f"{server.address}{PATH}", HEADERS)
    (asked,) = server.asked
    assert asked.path == PATH
    assert asked.headers == {
        "Host": server.address.removeprefix("http://"),
        "User-Agent": "slate/1.2",
        "Accept-Encoding": "gzip",
        "X-Api-Key": KEY,
    }


def test_connection_is_used_again(server: Server, wire: Wire) -> None:
    server.routes = {"/a": b"abc"}
    for _ in range(3):
        wire.get(f"{server.address}/a")
    assert server.connections == 1


def test_compressed_answer_is_unpacked(server: Server, wire: Wire) -> None:
    server.routes = {"/a": gzipped(b"abc" * 100_000)}
    assert wire.get(f"{server.address}/a").body == b"abc" * 100_000


@pytest.mark.parametrize("encoding", ["gzip", "X-GZIP", " gzip "])
def test_compressed_answer_may_have_several_members(
    server: Server, wire: Wire, encoding: str
) -> None:
    parts = gzipped(b"abc").body, gzipped(b"").body, gzipped(b" " * 200_000).body
    server.routes = {"/a": Reply(b"".join(parts), headers={"Content-Encoding": encoding})}
    assert wire.get(f"{server.address}/a").body == b"abc" + b" " * 200_000


@pytest.mark.parametrize("size", [0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 3 << 16])
def test_compressed_answer_of_any_size_is_whole(server: Server, wire: Wire, size: int) -> None:
    server.routes = {
        "/blanks": gzipped(b" " * size),
        "/random": gzipped(random.Random(size).randbytes(size)),  # noqa: S311 -- a fixed text
        "/deflate": Reply(zlib.compress(b" " * size), headers={"Content-Encoding": "deflate"}),
    }
    assert wire.get(f"{server.address}/blanks").body == b" " * size
    assert wire.get(f"{server.address}/random").body == random.Random(size).randbytes(size)  # noqa: S311 -- as above
    assert wire.get(f"{server.address}/deflate").body == b" " * size


def test_answer_without_a_body_is_not_decompressed(server: Server, wire: Wire) -> None:
    server.routes = {"/a": Reply(b"", 404, {"Content-Encoding": "gzip"})}
    assert wire.get(f"{server.address}/a") == Answer(404, b"")


@pytest.mark.parametrize("encoding", ["identity", "utf-8", ""])
def test_answer_that_is_not_compressed_is_returned_as_it_is(
    server: Server, wire: Wire, encoding: str
) -> None:
    server.routes = {"/a": Reply(b"abc", headers={"Content-Encoding": encoding})}
    assert wire.get(f"{server.address}/a") == Answer(200, b"abc")


def test_compressed_answer_that_ends_early_is_refused(server: Server, wire: Wire) -> None:
    body = gzipped(b"a,b,c\n" * 1_000).body
    for length in (1, 9, 10, 11, len(body) // 2, len(body) - 8, len(body) - 1):
        server.routes = {PATH: Reply(body[:length], headers={"Content-Encoding": "gzip"})}
        assert failure(wire, f"{server.address}{PATH}") == CUT_SHORT


@pytest.mark.slow
def test_answer_of_32_mib_is_read(server: Server, wire: Wire) -> None:
    server.routes = {"/a": b" " * (32 << 20)}
    assert len(wire.get(f"{server.address}/a").body) == 32 << 20


def full_of_blanks(handler: Handler) -> None:
    """Send 256 MiB of blanks, compressed: the same block again and again."""
    packed = compressobj(9, wbits=GZIP)
    head = packed.compress(b"") + packed.flush(Z_FULL_FLUSH)
    block = packed.compress(b" " * (1 << 20)) + packed.flush(Z_FULL_FLUSH)
    body = head + block * 256
    handler.begin(Content_Encoding="gzip", Content_Length=str(len(body)))
    handler.wfile.write(body)


@pytest.mark.parametrize("play", [endless, full_of_blanks])
def test_answer_that_is_too_large_is_refused_before_it_fills_the_memory(
    server: Server, wire: Wire, play: Play
) -> None:
    server.routes = {PATH: Reply(play=play)}
    tracemalloc.start()
    try:
        found = failure(wire, f"{server.address}{PATH}")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found == (TooLargeError, "sent more than 32 MiB. Nothing of it was used.")
    assert peak < 64 << 20


def trickle_of_nothing(handler: Handler) -> None:
    """Send compressed blocks without any content, without an end."""
    packed = compressobj(wbits=GZIP)
    handler.begin(Content_Encoding="gzip", Content_Length="1000000")
    while True:
        handler.wfile.write(packed.compress(b"") + packed.flush(Z_FULL_FLUSH))
        handler.wfile.flush()
        time.sleep(0.02)


@pytest.mark.parametrize("play", [trickle, trickle_of_nothing])
def test_answer_that_trickles_is_given_up_without_a_delay_for_the_next_one(
    server: Server, wire: Wire, monkeypatch: pytest.MonkeyPatch, play: Play
) -> None:
    server.routes = {PATH: Reply(play=play), "/a": b"abc"}
    with monkeypatch.context() as patch:
        patch.setattr(wire_module, "LONGEST", 0.1)
        found = failure(wire, f"{server.address}{PATH}")
    assert found == (TooSlowError, "took more than 60 s to answer.")
    assert wire.get(f"{server.address}/a").body == b"abc"
    assert server.connections == 2  # the rest of the first answer delays nothing


def test_redirects_count_for_the_time_of_an_answer(
    server: Server, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes = {PATH: redirect("/a"), "/a": b"abc"}
    monkeypatch.setattr(wire_module, "LONGEST", -1.0)
    assert failure(wire, f"{server.address}{PATH}")[0] is TooSlowError
    assert server.paths == [PATH, "/a"]


@pytest.mark.parametrize("play", [mute, stalled])
def test_server_that_stops_sending_is_given_up(
    server: Server, wire: Wire, monkeypatch: pytest.MonkeyPatch, play: Play
) -> None:
    asked = Event()

    def playing(handler: Handler) -> None:
        asked.set()
        play(handler)

    server.routes = {PATH: Reply(play=playing), "/a": b"abc"}
    with monkeypatch.context() as patch:
        patch.setattr(wire_module, "READ", 0.05)
        found = failure(wire, f"{server.address}{PATH}")
    assert found == (TooSlowError, "took more than 0 s to answer.")
    # On a busy machine, the server may read the request only after it was given up.
    assert asked.wait(30)
    assert server.paths == [PATH]
    assert wire.get(f"{server.address}/a").body == b"abc"


@pytest.mark.parametrize(
    ("length", "wanted"),
    [
        ("abc", BAD_LENGTH),
        ("-5", BAD_LENGTH),
        ("", BAD_LENGTH),
        ("3, x", BAD_LENGTH),
        ("\xb2", BAD_LENGTH),
        (str(MOST_BYTES + 1), TOO_LARGE),
        ("1" + "0" * 30, TOO_LARGE),
        ("9" * 5_000, TOO_LARGE),
    ],
)
def test_length_that_cannot_be_right_is_refused_at_once(
    server: Server, wire: Wire, length: str, wanted: tuple[type[RemoteError], str]
) -> None:
    """Nothing is awaited: the server sends nothing more, and hangs up only after slate."""

    def play(handler: Handler) -> None:
        handler.begin(Content_Length=length)
        handler.rfile.read(1)

    server.routes = {PATH: Reply(play=play), "/a": b"abc"}
    assert failure(wire, f"{server.address}{PATH}") == wanted
    assert wire.get(f"{server.address}/a").body == b"abc"


def test_length_that_is_repeated_is_read(server: Server, wire: Wire) -> None:
    def play(handler: Handler) -> None:
        handler.begin(Content_Length="3, 3")
        handler.wfile.write(b"abc")

    server.routes = {PATH: Reply(play=play)}
    assert wire.get(f"{server.address}{PATH}").body == b"abc"


def test_length_does_not_count_beside_chunks(server: Server, wire: Wire) -> None:
    def play(handler: Handler) -> None:
        handler.begin(Content_Length="abc", Transfer_Encoding="chunked")
        handler.wfile.write(b"3\r\nabc\r\n0\r\n\r\n")

    server.routes = {PATH: Reply(play=play)}
    assert wire.get(f"{server.address}{PATH}").body == b"abc"


def nonsense(handler: Handler) -> None:
    handler.wfile.write(b"what?\r\n\r\n")


def half_a_chunk(handler: Handler) -> None:
    handler.begin(Transfer_Encoding="chunked")
    handler.wfile.write(b"ff\r\nabc")


def bad_chunk(handler: Handler) -> None:
    handler.begin(Transfer_Encoding="chunked")
    handler.wfile.write(b"many\r\nabc")


def cut_off(handler: Handler) -> None:
    """Send half of a compressed answer, without its length, and hang up."""
    handler.begin(Content_Encoding="gzip", Connection="close")
    handler.wfile.write(gzipped(b"abc" * 1_000).body[:20])


@pytest.mark.parametrize(
    "reply",
    [
        Reply(play=cut_short),
        Reply(play=silent),
        Reply(play=nonsense),
        Reply(play=half_a_chunk),
        Reply(play=bad_chunk),
        Reply(play=cut_off),
        Reply(b"not compressed", headers={"Content-Encoding": "gzip"}),
        Reply(gzipped(b"abc").body + b"not compressed", headers={"Content-Encoding": "gzip"}),
    ],
)
def test_incomplete_answer_is_refused(server: Server, wire: Wire, reply: Reply) -> None:
    server.routes = {PATH: reply, "/a": b"abc"}
    assert failure(wire, f"{server.address}{PATH}") == CUT_SHORT
    assert server.paths == [PATH]
    assert wire.get(f"{server.address}/a").body == b"abc"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_to_the_same_server_is_followed(server: Server, wire: Wire, status: int) -> None:
    server.routes = {
        "/1": redirect("/deep/2?a=b", status),
        "/deep/2?a=b": redirect("3", status),
        "/deep/3": redirect(f"{server.address.replace('http', 'HTTP')}/4#part", status),
        "/4": b"abc",
    }
    assert wire.get(f"{server.address}/1", HEADERS) == Answer(200, b"abc")
    assert server.paths == ["/1", "/deep/2?a=b", "/deep/3", "/4"]
    assert {asked.headers["X-Api-Key"] for asked in server.asked} == {KEY}


def test_redirect_is_followed_three_times_at_most(server: Server, wire: Wire) -> None:
    server.routes = {f"/data/{n}": redirect(f"/data/{n + 1}") for n in range(4)}
    server.routes |= {"/data/4": b"abc", PATH: redirect(PATH)}
    assert wire.get(f"{server.address}/data/1").body == b"abc"
    server.asked.clear()
    assert failure(wire, f"{server.address}/data/0") == LOOP
    assert server.paths == ["/data/0", "/data/1", "/data/2", "/data/3"]
    server.asked.clear()
    assert failure(wire, f"{server.address}{PATH}") == LOOP
    assert server.paths == [PATH] * 4


def test_redirect_without_a_target_is_an_answer(server: Server, wire: Wire) -> None:
    server.routes = {"/a": Reply(b"abc", 302), "/b": Reply(b"", 304, {"Location": "/a"})}
    assert wire.get(f"{server.address}/a") == Answer(302, b"abc")
    assert wire.get(f"{server.address}/b") == Answer(304, b"")


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("http://169.254.169.254/latest?apikey=hunter2", "http://169.254.169.254"),
        ("//evil.example/a", "http://evil.example"),
        ("http://ann:hunter2@evil.example:8080/a", "http://evil.example:8080"),
        ("https://127.0.0.1/a", "https://127.0.0.1"),
        ("file:///etc/passwd", "file://"),
        ("ftp://127.0.0.1/a", "ftp://127.0.0.1"),
        ("http://[::1]:80/a", "http://[::1]"),
        ("http://[", "an invalid address"),
        ("http://127.0.0.1:99999/a", "an invalid address"),
        ("javascript:alert(1)", "javascript://"),
    ],
)
def test_redirect_to_another_place_is_refused(
    server: Server, wire: Wire, target: str, shown: str
) -> None:
    server.routes = {PATH: redirect(target)}
    found = failure(wire, f"{server.address}{PATH}")
    assert found == (RedirectError, f"redirects to {shown}, which slate does not follow.")
    assert server.paths == [PATH]


def test_redirect_to_another_port_or_name_never_reaches_it(server: Server, wire: Wire) -> None:
    with serving() as other:
        for there in (other.address, other.address.replace("127.0.0.1", "localhost")):
            server.routes = {PATH: redirect(f"{there}/a")}
            assert failure(wire, f"{server.address}{PATH}") == (
                RedirectError,
                f"redirects to {there}, which slate does not follow.",
            )
        assert (other.connections, other.asked) == (0, [])


def test_redirect_with_two_hosts_leads_to_the_same_server(server: Server, wire: Wire) -> None:
    # urllib.parse and urllib3 find different hosts in such an address.
    here = server.address.removeprefix("http://")
    with serving() as other:
        server.routes = {"/1": redirect(f"{other.address}\\@{here}/2"), "/2": b"abc"}
        assert wire.get(f"{server.address}/1", HEADERS) == Answer(200, b"abc")
        assert (other.connections, other.asked) == (0, [])
    assert server.paths == ["/1", "/2"]


def test_redirect_with_a_user_does_not_change_who_asks(server: Server, wire: Wire) -> None:
    here = server.address.removeprefix("http://")
    server.routes = {"/1": redirect(f"http://eve:other@{here}/2"), "/2": b"abc"}
    assert wire.get(f"http://ann:{KEY}@{here}/1").body == b"abc"
    assert [asked.headers["Authorization"] for asked in server.asked] == [
        "Basic YW5uOmh1bnRlcjI="
    ] * 2


@pytest.mark.parametrize(
    ("user", "sent"),
    [
        ("ann:hunter2", "Basic YW5uOmh1bnRlcjI="),
        ("ann", "Basic YW5uOg=="),
        ("ann:", "Basic YW5uOg=="),
        ("a%40b:p%3Aw@x", "Basic YUBiOnA6d0B4"),
        ("ann:%D0%BF", "Basic YW5uOtC/"),
        ("ann:п", "Basic YW5uOtC/"),
    ],
)
def test_user_and_password_of_an_address_are_sent_as_a_header(
    server: Server, wire: Wire, user: str, sent: str
) -> None:
    server.routes = {"/a": b"abc"}
    wire.get(server.address.replace("://", f"://{user}@") + "/a")
    (asked,) = server.asked
    assert (asked.path, asked.headers["Authorization"]) == ("/a", sent)
    assert asked.headers["Host"] == server.address.removeprefix("http://")


def test_password_of_an_address_is_in_no_message(wire: Wire) -> None:
    with serving() as stopped:
        pass
    address = stopped.address.replace("://", f"://ann:{KEY}@") + PATH
    assert failure(wire, address) == (
        UnreachableError,
        "cannot be reached: connection refused.",
    )


def test_unknown_host_is_named(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> NoReturn:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert failure(wire, f"http://ann:{KEY}@nas.example:8989{PATH}") == (
        UnreachableError,
        "cannot be reached: there is no host nas.example, or the network is down.",
    )


def test_connection_that_takes_too_long_is_given_up(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> NoReturn:
        raise TimeoutError

    monkeypatch.setattr(socket.socket, "connect", slow)
    assert failure(wire, f"http://127.0.0.1:9{PATH}") == (
        UnreachableError,
        "cannot be reached: no connection within 10 s.",
    )


def test_failure_without_a_reason_of_the_system_has_a_message(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> NoReturn:
        raise OSError

    monkeypatch.setattr(socket.socket, "connect", failing)
    assert failure(wire, f"http://127.0.0.1:9{PATH}") == (
        UnreachableError,
        "cannot be reached: there is no connection.",
    )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nas:8989/data",
        "//127.0.0.1/data",
        "http://",
        "http:///data",
        "http://nas:99999/data",
        "http://ann:hunter2/x@nas/data",
        "http://[nas/data",
        "http://a..b/data",
        f"http://{'a' * 300}/data",
        "ftp://nas/data",
        "file:///etc/passwd",
    ],
)
def test_invalid_address_is_refused(wire: Wire, address: str) -> None:
    assert failure(wire, address) == ADDRESS_INVALID


@pytest.mark.parametrize("address", ["ftp://nas/data", "file:///etc/passwd", "nas:8989/data"])
def test_proxy_is_not_asked_for_other_schemes(
    server: Server, wire: Wire, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", server.address)
    assert failure(wire, address) == ADDRESS_INVALID
    assert server.asked == []


@pytest.mark.parametrize("value", ["a\nb", "ä—"])
def test_header_that_cannot_be_sent_is_in_no_message(
    server: Server, wire: Wire, value: str
) -> None:
    with pytest.raises(UnreachableError) as caught:
        wire.get(server.address, {"X-Api-Key": value})
    assert value not in "".join(traceback.format_exception(caught.value))
    assert server.asked == []


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("http://nas:8989/feed?apikey=hunter2", "http://nas:8989"),
        ("http://ann:hunter2@nas/feed", "http://nas"),
        ("HTTPS://API.TVmaze.com:443/shows", "https://api.tvmaze.com"),
        ("http://nas:80", "http://nas"),
        ("https://nas:80", "https://nas:80"),
        ("http://nas:443", "http://nas:443"),
        ("http://[2001:DB8::1]/a", "http://[2001:db8::1]"),
        ("http://ann@[::1]:8989/a", "http://[::1]:8989"),
        ("file:///etc/passwd", "file://"),
        ("http://nas:port/", "an invalid address"),
        ("http://nas:99999/", "an invalid address"),
        ("http://[::1", "an invalid address"),
    ],
)
def test_origin_is_scheme_host_and_port(address: str, origin: str) -> None:
    assert origin_of(address) == origin


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_proxy_of_the_environment_is_used(
    server: Server, wire: Wire, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, server.address)
    server.routes = {f"http://upstream.example{PATH}": b"abc"}
    for _ in range(2):
        assert wire.get(f"http://upstream.example{PATH}", HEADERS) == Answer(200, b"abc")
    assert server.paths == [f"http://upstream.example{PATH}"] * 2
    assert server.connections == 1
    assert server.asked[0].headers["Host"] == "upstream.example"
    assert "Proxy-Authorization" not in server.asked[0].headers


def test_proxy_without_a_scheme_is_one_of_http(
    server: Server, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.address.removeprefix("http://"))
    server.routes = {"http://upstream.example/a": b"abc"}
    assert wire.get("http://upstream.example/a").body == b"abc"


@pytest.mark.parametrize("excluded", ["127.0.0.1", "*", "example.com, 127.0.0.1"])
def test_proxy_is_not_used_for_excluded_hosts(
    server: Server, wire: Wire, monkeypatch: pytest.MonkeyPatch, excluded: str
) -> None:
    server.routes = {"/a": b"abc"}
    with serving() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        monkeypatch.setenv("NO_PROXY", excluded)
        for user in ("", "ann:pw@"):
            address = server.address.replace("://", f"://{user}")
            assert wire.get(f"{address}/a").body == b"abc"
        assert (proxy.connections, proxy.asked) == (0, [])


def test_password_of_a_proxy_is_sent_to_it_and_is_in_no_message(
    server: Server, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.address.replace("://", f"://ann:{KEY}@"))
    address = f"http://upstream.example{PATH}"
    server.routes = {address: Reply(play=cut_short)}
    assert failure(wire, address) == CUT_SHORT
    (asked,) = server.asked
    assert asked.headers["Proxy-Authorization"] == "Basic YW5uOmh1bnRlcjI="
    assert "Authorization" not in asked.headers


def test_proxy_that_refuses_a_tunnel_is_named_as_the_cause(
    server: Server, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", server.address.replace("://", f"://ann:{KEY}@"))
    assert failure(wire, f"https://upstream.example{PATH}") == (
        UnreachableError,
        "cannot be reached: the proxy does not connect to it (there is no connection).",
    )
    (asked,) = server.asked
    assert asked.path == "CONNECT upstream.example:443"
    assert asked.headers["Proxy-Authorization"] == "Basic YW5uOmh1bnRlcjI="
    assert "X-Api-Key" not in asked.headers


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_proxy_that_cannot_be_reached_is_named_as_the_cause(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    with serving() as stopped:
        pass
    proxy = stopped.address.replace("://", f"://ann:{KEY}@")
    monkeypatch.setenv(f"{scheme.upper()}_PROXY", proxy)
    assert failure(wire, f"{scheme}://upstream.example{PATH}") == (
        UnreachableError,
        "cannot be reached: the proxy does not connect to it (connection refused).",
    )


@pytest.mark.parametrize(
    "proxy",
    ["http://[nas", "http://nas:99999", "socks5://ann:hunter2@nas:1080", "://hunter2", "a b"],
)
def test_invalid_proxy_is_refused(wire: Wire, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy)
    assert failure(wire, f"http://upstream.example{PATH}") == PROXY_INVALID


@by_openssl
def test_server_with_a_trusted_certificate_is_queried(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "ca.pem"))
    with serving(CERTIFICATES / "trusted.pem") as server, serving() as plain:
        server.routes = {"/a": b"abc", PATH: redirect(f"{plain.address}/a")}
        for host in ("127.0.0.1", "localhost"):
            address = server.address.replace("127.0.0.1", host)
            assert wire.get(f"{address}/a") == Answer(200, b"abc")
        assert failure(wire, f"{server.address}{PATH}") == (
            RedirectError,
            f"redirects to {plain.address}, which slate does not follow.",
        )
        assert plain.connections == 0


@by_openssl
def test_tunnel_through_a_proxy_hides_the_request_from_it(
    server: Server, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "ca.pem"))
    monkeypatch.setenv("HTTPS_PROXY", server.address)
    with serving(CERTIFICATES / "trusted.pem") as upstream:
        upstream.routes = {PATH: b"abc"}
        port = int(upstream.address.rpartition(":")[2])
        server.tunnel = port
        assert wire.get(f"https://localhost:{port}{PATH}", HEADERS) == Answer(200, b"abc")
        assert upstream.paths == [PATH]
        assert server.paths == [f"CONNECT localhost:{port}"]
        assert KEY not in str(server.asked)
        found = failure(wire, f"https://nas.example:{port}{PATH}")
        assert found == (
            UntrustedError,
            untrusted(
                "nas.example", "Hostname mismatch, certificate is not valid for 'nas.example'"
            ),
        )
        assert upstream.paths == [PATH]


@by_openssl
@pytest.mark.parametrize(
    ("certificate", "why"),
    [
        ("self_signed", "self-signed certificate"),
        ("expired", "certificate has expired"),
        ("other_host", "IP address mismatch, certificate is not valid for '127.0.0.1'"),
    ],
)
def test_certificate_that_is_not_valid_is_refused_at_the_first_attempt(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, certificate: str, why: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "ca.pem"))
    with serving(CERTIFICATES / f"{certificate}.pem") as server:
        assert failure(wire, f"{server.address}{PATH}") == (
            UntrustedError,
            untrusted("127.0.0.1", why),
        )
        assert (server.connections, server.asked) == (1, [])


@by_openssl
def test_certificate_of_an_unknown_authority_is_refused(wire: Wire) -> None:
    with serving(CERTIFICATES / "trusted.pem") as server:
        assert failure(wire, f"{server.address}{PATH}") == (
            UntrustedError,
            untrusted("127.0.0.1", "unable to get local issuer certificate"),
        )
        assert (server.connections, server.asked) == (1, [])


def test_server_that_does_not_speak_tls_is_refused(server: Server, wire: Wire) -> None:
    assert failure(wire, f"{server.address.replace('http', 'https')}{PATH}") == (
        UnreachableError,
        "cannot be reached: it does not speak TLS as it should.",
    )
    assert server.paths == []
