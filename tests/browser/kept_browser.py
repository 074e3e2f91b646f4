"""A Chromium with a profile on disk that can be killed and started again, and such a server."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import (
    BrowserContext,
    BrowserType,
    Error,
    Locator,
    Page,
    ViewportSize,
    expect,
)

from tests.browser.driver import LISTENING, LOCALES, ROOT, free_port, sidebar, wait_for

SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
PATIENCE_MS = 15_000


class KeptBrowser:
    """A browser whose profile outlives it."""

    def __init__(self, chromium: BrowserType, profile: Path) -> None:
        self.chromium, self.profile = chromium, profile
        self.context: BrowserContext | None = None

    def start(self) -> BrowserContext:
        found = shutil.which("chromium")
        assert found, "the package chromium is not installed"
        self.context = self.chromium.launch_persistent_context(
            self.profile,
            executable_path=found,
            args=SWITCHES,
            locale=LOCALES["en"],
            viewport=ViewportSize(width=1366, height=768),
        )
        self.context.add_init_script(LISTENING)
        return self.context

    def open(self, address: str) -> Page:
        """Start, and open the advisor in the one tab there is."""
        context = self.start()
        page = context.pages[0] if context.pages else context.new_page()
        page.goto(address)
        return page

    def kill(self) -> None:
        """End every process of this browser without warning, as a power cut would."""
        groups = {os.getpgid(process) for process in self._processes()}
        assert groups, "no browser to kill"
        assert os.getpgid(0) not in groups, "the browser has no process group of its own"
        for group in groups:
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        end = time.monotonic() + 10
        while self._processes():
            assert time.monotonic() < end, "the browser outlives SIGKILL"
            time.sleep(0.01)
        self.close()

    def close(self) -> None:
        if self.context is not None:
            with suppress(Error):
                self.context.close()
        self.context = None

    def _processes(self) -> list[int]:
        wanted = f"--user-data-dir={self.profile}".encode()
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                with suppress(OSError):
                    if wanted in (folder / "cmdline").read_bytes().split(b"\0"):
                        found.append(int(folder.name))
        return found


class KilledServer:
    """An advisor at a port of its own that can be killed and started again there."""

    def __init__(self, root: Path = ROOT) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}/"
        self.root = root
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, root: Path | None = None) -> None:
        self.root = root or self.root
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
        self.process = subprocess.Popen(
            [*command, "--server.port", str(self.port)],
            cwd=self.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(f"{self.address}_stcore/health")

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()


@contextmanager
def killed_server(root: Path = ROOT) -> Iterator[KilledServer]:
    server = KilledServer(root)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def takes_clicks(page: Page) -> None:
    """Wait until the page takes clicks, as it does not while it finds the server again."""
    page.locator("[data-testid=stApp]:not([inert])").wait_for()


def answer_quickly(page: Page, title: str, label: str) -> None:
    """Choose from the list that a title names, and wait for nothing that follows from it."""
    takes_clicks(page)
    field = field_of(page, title)
    field.fill(label)
    page.get_by_role("option", name=label, exact=True).wait_for()
    field.press("Enter")


def shows(page: Page, title: str, label: str) -> bool:
    """Whether the list that a title names shows an answer, sooner or later."""
    try:
        expect(field_of(page, title)).to_have_value(label, timeout=PATIENCE_MS)
    except AssertionError:
        return False
    return True


def field_of(page: Page, title: str) -> Locator:
    """The field of the list that a title names."""
    box = sidebar(page).get_by_test_id("stSelectbox").filter(has_text=title)
    return box.get_by_role("combobox")
