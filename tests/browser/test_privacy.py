"""What a customer writes is in no file, log or address of the server, and on nobody else's page."""

from __future__ import annotations

import base64
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote_plus

import pytest
from playwright.sync_api import Page, WebSocket, expect

from facts.question_bank import by_id, questions
from knowledge.words import word
from tests.browser.draft_of import draft_of
from tests.browser.driver import (
    LOCALES,
    NewContext,
    answer_the_three,
    popover,
    settle,
    sidebar,
    tab,
    unfold,
    upload,
    widget,
)
from tests.browser.watched_server import FAILING, WatchedServer, watched_server

pytestmark = pytest.mark.browser

BAD_FILE = """\
schema: 1
project: {mark}project
{mark}key: {mark}value
sites: [{{name: {mark}site, host_release: {mark}release, host_count: {mark}count}}]
"""


class Customer:
    """Somebody at work in a browser of his own, whose words are unmistakable."""

    def __init__(self, mark: str, page: Page) -> None:
        self.mark, self.page = mark, page
        self.addresses: list[str] = []
        self.received: list[bytes] = []
        page.context.on("request", lambda request: self.addresses.append(request.url))
        page.on("framenavigated", lambda frame: self.addresses.append(frame.url))
        page.on("websocket", self._listen)

    def _listen(self, websocket: WebSocket) -> None:
        self.addresses.append(websocket.url)
        websocket.on("framereceived", lambda data: self.received.append(_bytes(data)))

    def saw(self, mark: str) -> bool:
        """Whether anything of somebody else has come to this browser."""
        return mark in self.page.content() or any(mark.encode() in one for one in self.received)


def _bytes(data: bytes | str) -> bytes:
    return data if isinstance(data, bytes) else data.encode("utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WatchedServer]:
    with watched_server(tmp_path_factory.mktemp("watched")) as found:
        yield found


def customer(server: WatchedServer, contexts: NewContext, mark: str) -> Customer:
    found = Customer(mark, contexts(LOCALES["en"]).new_page())
    found.page.goto(server.address)
    settle(found.page)
    return found


def answer_in_words(of: Customer) -> None:
    """Fill every field that takes words, the refused ones among them."""
    page = of.page
    answer_the_three(page, "en")
    unfold(page, "design\ntitle-block")
    fields = sidebar(page).get_by_test_id("stTextInput")
    kinds = [one.kind for one in questions("design") if one.kind in ("text", "date")]
    assert fields.count() == 2 + len(kinds), "the names of site and workload, and the title block"
    for number in range(fields.count()):
        field = fields.nth(number).locator("input")
        field.fill(f"{of.mark}{number}")
        field.press("Enter")
        settle(page)
    outage = by_id("workload")["tolerated.outage"].title["en"]
    unfold(page, f"workload\n{of.mark}1\nmore")
    box = (
        sidebar(page).get_by_test_id("stSelectbox").filter(has_text=outage).get_by_role("combobox")
    )
    box.fill(f"{of.mark}duration")
    box.press("Enter")
    settle(page)


def paste(of: Customer) -> None:
    """Put rows of a spreadsheet into the field for them, without taking them."""
    tab(of.page, "workloads", "en")
    part = unfold(of.page, "workload-paste")
    area = part.locator("textarea")
    area.fill(f"{of.mark}pasted\t{of.mark}cell\n{of.mark}row\t{of.mark}2")
    area.press("Control+Enter")
    settle(of.page)


def fetch_every_file(of: Customer) -> int:
    """Go through the screens and take every file that they hand over; how many there were."""
    page, taken = of.page, 0
    for name in ("advice", "notes", "workloads", "drawings", "hand-over"):
        tab(page, name, "en")
        for button in page.get_by_test_id("stMain").get_by_test_id("stDownloadButton").all():
            with page.expect_download() as waiting:
                button.get_by_role("button").click()
            assert waiting.value.path().stat().st_size > 0
            taken += 1
    return taken


def test_nothing_of_a_customer_stays_at_the_server(
    server: WatchedServer, contexts: NewContext, tmp_path: Path
) -> None:
    one = customer(server, contexts, "Zzyzx7One")
    page = one.page
    answer_in_words(one)
    assert one.mark in str(draft_of(page))
    paste(one)
    assert fetch_every_file(one) >= 4
    file = tmp_path / f"{one.mark}file.yaml"
    file.write_text(BAD_FILE.format(mark=one.mark), encoding="utf-8", newline="\n")
    upload(page, file)
    assert one.mark in page.get_by_test_id("stAlert").first.inner_text()
    page.reload()
    settle(page)
    project = widget(page, "design\nproject\nen").locator("input")
    if not project.is_visible():
        unfold(page, "design\ntitle-block")
    project.fill(f"{FAILING} {one.mark}")
    project.press("Enter")
    settle(page)
    expect(page.get_by_test_id("stMain")).to_contain_text("The advisor itself has failed here.")
    assert "ValueError" in server.log(), "the error is told"
    assert server.files_with([one.mark]) == []
    marks = (one.mark, quote(one.mark), base64.b64encode(one.mark.encode()).decode().rstrip("="))
    told = [url for url in one.addresses if any(mark in unquote_plus(url) for mark in marks)]
    assert told == []
    assert one.mark not in page.title()


def test_the_search_finds_what_it_is_to_find(server: WatchedServer) -> None:
    for encoding in ("utf-8", "utf-16-le"):
        planted = server.folder / "tmp" / "planted"
        planted.write_bytes(b"\0" + "a Zzyzx7Planted word".encode(encoding))
        assert server.files_with(["Zzyzx7Planted"]) == [
            (str(Path("tmp", "planted")), "Zzyzx7Planted")
        ]
        planted.unlink()


def test_two_customers_never_see_each_other(server: WatchedServer, contexts: NewContext) -> None:
    one = customer(server, contexts, "Zzyzx7Left")
    other = customer(server, contexts, "Zzyzx7Right")
    for each in (one, other):
        answer_the_three(each.page, "en")
    for place in ("site", "workload"):
        for each in (one, other):  # in turn, so that each runs between two runs of the other
            field = sidebar(each.page).get_by_label(word(f"screens.name-of.{place}", "en"))
            field.fill(f"{each.mark}{place}")
            field.press("Enter")
    for each in (one, other):
        settle(each.page)
    for name in ("notes", "workloads", "drawings", "hand-over"):
        for each in (one, other):
            tab(each.page, name, "en")
    for each in (one, other):
        popover(each.page, "open", "en")
    assert one.saw(one.mark)
    assert other.saw(other.mark)
    assert not one.saw(other.mark)
    assert not other.saw(one.mark)
    assert one.mark not in json.dumps(str(draft_of(other.page)))


# --- a page of somebody else whose name was pointed at this machine


HERE = "127.0.0.1"
SOCKET_HEADERS = (
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)


def status(server: WatchedServer, path: str, host: str, origin: str = "", more: str = "") -> int:
    """The status of the answer to a request as written here; 0 where the connection is closed."""
    named = host if host != HERE else f"{HERE}:{server.port}"
    headers = f"Host: {named}\r\n" + (f"Origin: {origin}\r\n" if origin else "") + more
    with socket.create_connection((HERE, server.port), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\n{headers}\r\n".encode("ascii"))
        answer = connection.recv(4096)
    return int(answer.split(b" ", 2)[1]) if answer else 0


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/host-config", "/media/x.yaml"])
def test_a_request_under_another_name_is_refused(server: WatchedServer, path: str) -> None:
    assert status(server, path, HERE) in (200, 404)
    assert status(server, path, "evil.example") in (0, 400, 403)
    assert status(server, path, f"evil.example:{server.port}") in (0, 400, 403)


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("evil.example", "http://evil.example"),
        ("evil.example", "http://127.0.0.1"),
        ("evil.example", ""),
        (HERE, "http://evil.example"),
    ],
)
def test_a_connection_for_another_site_is_refused(
    server: WatchedServer, host: str, origin: str
) -> None:
    path = "/_stcore/stream"
    ours = f"http://{HERE}:{server.port}"
    assert status(server, path, HERE, ours, SOCKET_HEADERS) == 101
    assert status(server, path, host, origin, SOCKET_HEADERS) in (0, 400, 403)
