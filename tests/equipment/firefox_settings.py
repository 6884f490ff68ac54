"""How Firefox is set up for the tests: as a reader's, but silent about itself."""

from tests.equipment.browser import Viewer

Settings = dict[str, bool | int | str]

PROTECTION: Settings = {"security.fileuri.strict_origin_policy": True, "remote.prefs.recommended": False}
# A reader's Firefox stops popups that no click asked for; geckodriver lets them through.
LIKE_A_READERS: Settings = {"dom.disable_open_during_load": True}
QUIET: Settings = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.aboutwelcome.enabled": False,
    "browser.newtab.preload": False,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage": "about:blank",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "intl.accept_languages": "en-US",
    "intl.locale.requested": "en-US",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    # A proxy that is not there: offline, as in the classroom, wherever the tests run (but 127.0.0.1 is reached).
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.type": 1,
}


def firefox_settings(viewer: Viewer) -> Settings:
    """Return the values of `about:config` for one viewer."""
    return {
        **PROTECTION,
        **LIKE_A_READERS,
        **QUIET,
        "javascript.enabled": viewer.scripts,
        "ui.prefersReducedMotion": int(viewer.reduced_motion),
        "layout.css.prefers-color-scheme.content-override": 0 if viewer.dark else 1,
    }
