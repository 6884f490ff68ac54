"""Drives a current Firefox, with its protection of files ON, through selenium and geckodriver.

Geckodriver and Firefox's own "recommended" test settings switch that protection off, after which a page may
fetch its neighbours as it never may at a reader's. `firefox_settings` switches it on again; a test proves it.

Seen: console errors, uncaught errors, promise rejections, broken CSP rules and failed fonts through WebDriver
BiDi; every file that is really opened and every network request, in frames and popups too, by an observer
inside Firefox, because BiDi is silent about `file:`. A file counts as failed when it is not on the disk.
Stopped requests (CSP, same-origin rule) are read from Firefox's English messages. Not seen: `preconnect` and
`dns-prefetch`, and a file that was there but could not be decoded.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from selenium.common.exceptions import JavascriptException, NoSuchWindowException
from selenium.webdriver import ActionChains, FirefoxOptions
from selenium.webdriver import Firefox as GeckoFirefox
from selenium.webdriver.common.actions import interaction
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.firefox.service import Service

from tests.equipment.bidi import BidiConnection
from tests.equipment.browser import Browser, ScriptFailed, Viewer
from tests.equipment.firefox_settings import firefox_settings
from tests.equipment.install import Equipment

PAGE_LOAD_SECONDS = 30

OBSERVE_REQUESTS = """
const ofPage = channel => {
  const loading = channel.loadInfo;
  const context = loading && BrowsingContext.get(loading.browsingContextID);
  return context ? context.isContent : loading && !loading.triggeringPrincipal.isSystemPrincipal;
};
window.requestsOfPages = [];
window.requestObserver = {
  observe(subject, topic) {
    const channel = subject.QueryInterface(Ci.nsIChannel);
    if (channel.URI.scheme !== "about" && ofPage(channel)) {
      const lost = topic === "http-on-stop-request" && !Components.isSuccessCode(channel.status)
        && channel.status !== Cr.NS_BINDING_ABORTED;
      window.requestsOfPages.push({url: channel.URI.spec, lost});
    }
  },
};
for (const topic of ["file-channel-opened", "http-on-opening-request", "http-on-stop-request"]) {
  Services.obs.addObserver(window.requestObserver, topic);
}
"""
FORGET_ALL = """
const done = arguments[arguments.length - 1];
Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, {onDataDeleted: () => done()});
"""
STOPPED_URL = re.compile(r"(?:loading of a resource \([\w-]+\) at|remote resource at) (\S+?)\.? (?:because|\(Reason)")


@contextmanager
def open_firefox(equipment: Equipment, viewer: Viewer) -> Iterator["Firefox"]:
    """Start Firefox, hand it over and close it again."""
    options = FirefoxOptions()
    options.binary_location = str(equipment.firefox)
    # The last one opens Firefox's inside to the driver, and nothing to pages.
    for argument in ("-headless", f"--width={viewer.width}", f"--height={viewer.height}", "-remote-allow-system-access"):
        options.add_argument(argument)
    if viewer.profile:
        viewer.profile.mkdir(parents=True, exist_ok=True)
        options.add_argument("-profile")
        options.add_argument(str(viewer.profile))
    for setting, value in firefox_settings(viewer).items():
        options.set_preference(setting, value)
    options.set_capability("webSocketUrl", True)
    driver = GeckoFirefox(options=options, service=Service(str(equipment.geckodriver), log_output=os.devnull))
    try:
        yield Firefox(equipment, viewer, driver)
    finally:
        driver.quit()


class Firefox(Browser):
    """One page in Firefox."""

    def __init__(self, equipment: Equipment, viewer: Viewer, driver: GeckoFirefox) -> None:
        super().__init__("firefox", equipment, viewer)
        self.driver = driver
        self._window = driver.current_window_handle
        driver.set_page_load_timeout(PAGE_LOAD_SECONDS)
        self._bidi = BidiConnection(driver.capabilities["webSocketUrl"])
        self._bidi.send("session.subscribe", events=["log.entryAdded"])
        # Pictures in the memory cache would be shown without a request.
        self._bidi.send("network.setCacheBehavior", cacheBehavior="bypass")
        self._bidi.send(
            "browsingContext.setViewport",
            context=self._window,
            viewport={"width": viewer.width, "height": viewer.height},
        )
        self._inside(OBSERVE_REQUESTS)

    def evaluate(self, expression: str) -> Any:
        try:
            return self.driver.execute_script(f"return (\n{expression}\n)")
        except (JavascriptException, NoSuchWindowException) as error:
            raise ScriptFailed((error.msg or "").splitlines()[0]) from error

    def url(self) -> str:
        return self.driver.current_url

    def screenshot(self, path: Path, *, full_page: bool = False) -> None:
        taken = self.driver.get_full_page_screenshot_as_png() if full_page else self.driver.get_screenshot_as_png()
        path.write_bytes(taken)

    def forget(self) -> None:
        if self.viewer.profile:
            raise ValueError("a browser with a kept profile does not forget; delete the folder instead")
        self._close_popups()
        self._open("about:blank")
        with self.driver.context(GeckoFirefox.CONTEXT_CHROME):
            self.driver.execute_async_script(FORGET_ALL)
        self._start_records()

    def _close_popups(self) -> None:
        """Close what a page has opened: a window that is not in front gets the keys for Tab, but no others."""
        for window in self.driver.window_handles:
            if window != self._window:
                self.driver.switch_to.window(window)
                self.driver.close()
        self.driver.switch_to.window(self._window)
        self._bidi.send("browsingContext.activate", context=self._window)

    def _start_records(self) -> None:
        self._bidi.events.clear()
        self._inside("window.requestsOfPages = [];")

    def _open(self, url: str) -> None:
        self.driver.get(url)

    def _pause(self, seconds: float) -> None:
        time.sleep(seconds)

    def _click(self, css: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, css).click()

    def _tap(self, css: str) -> None:
        finger = PointerInput(interaction.POINTER_TOUCH, "finger")
        actions = ActionBuilder(self.driver, mouse=finger)
        element = self.driver.find_element(By.CSS_SELECTOR, css)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'nearest'})", element)
        actions.pointer_action.move_to(element).pointer_down().pointer_up()
        actions.perform()

    def _type(self, css: str, text: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, css).send_keys(text)

    def _press(self, key: str) -> None:
        *held, last = [_key(name) for name in re.split(r"(?<=.)\+", key)]
        actions = ActionChains(self.driver)
        for modifier in held:
            actions.key_down(modifier)
        actions.key_down(last).key_up(last)
        for modifier in reversed(held):
            actions.key_up(modifier)
        actions.perform()

    def _errors(self) -> list[str]:
        return [_line(entry) for entry in self._logged() if entry["level"] == "error"]

    def _requests(self) -> list[str]:
        opened = [request["url"] for request in self._opened() if not request["lost"]]
        return list(dict.fromkeys(opened + self._stopped()))

    def _failed(self) -> list[str]:
        opened = self._opened()
        lost = [request["url"] for request in opened if request["lost"] or _is_missing_file(request["url"])]
        return list(dict.fromkeys(lost + self._stopped()))

    def _opened(self) -> list[dict[str, Any]]:
        requests: list[dict[str, Any]] = self._inside("return window.requestsOfPages;")
        return requests

    def _stopped(self) -> list[str]:
        found = (STOPPED_URL.search(entry["text"]) for entry in self._logged() if entry["type"] == "javascript")
        return [stopped[1] for stopped in found if stopped]

    def _logged(self) -> list[dict[str, Any]]:
        self._bidi.send("session.status")  # what was logged before its answer has arrived then
        return list(self._bidi.events)

    def _inside(self, script: str) -> Any:
        """Run a script in Firefox itself instead of in the page."""
        with self.driver.context(GeckoFirefox.CONTEXT_CHROME):
            return self.driver.execute_script(script)


def _line(entry: dict[str, Any]) -> str:
    """Return the text of a log entry with the place where it happened, when Firefox knows it."""
    frames = entry.get("stackTrace", {}).get("callFrames")
    return f"{entry['text']} ({frames[0]['url']}:{frames[0]['lineNumber'] + 1})" if frames else entry["text"]


def _key(name: str) -> str:
    """Return selenium's sign for a key that is named as in the web platform, such as `ArrowDown`."""
    return name if len(name) == 1 else getattr(Keys, re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper())


def _is_missing_file(url: str) -> bool:
    return url.startswith("file:") and not Path(url2pathname(urlsplit(url).path)).exists()
