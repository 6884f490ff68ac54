"""The class network: what is handed out and how, what nobody can reach, and that a slow or rude phone harms no other."""

import asyncio
import gzip
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest

from lessonkit.carrying import hotspot, network, shelf, talks
from lessonkit.carrying.hotspot import stock_shelf
from lessonkit.carrying.network import list_addresses, open_door
from lessonkit.carrying.shelf import ANY_TYPE, TYPES, Shelf, list_files
from lessonkit.carrying.talks import welcome
from lessonkit.findings import Failure
from lessonkit.project import LANGUAGES, Project
from lessonkit.translation.catalogs import read_words
from tests.conftest import ROOT, build
from tests.equipment import chromium as chromiums
from tests.equipment.axe import run_axe
from tests.equipment.browser import Viewer
from tests.equipment.chromium import Chromium, open_chromium
from tests.equipment.install import Equipment

LESSON = "vi/15-17/lesson-21/lesson.html"
AT_HOME = "127.0.0.1"
SIZE = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
"""Of the whole page, in CSS pixels."""

OUTSIDE = (
    "/../teacher/index.html",
    "/vi/../../teacher/index.html",
    "/vi/../../../../../../etc/passwd",
    "/%2e%2e/teacher/index.html",
    "/%2e%2e%2fteacher%2findex.html",
    "/..%2fteacher/index.html",
    "/vi/%2e%2e/%2e%2e/teacher/index.html",
    "/%252e%252e/teacher/index.html",
    "/%252e%252e%252fteacher%252findex.html",
    "/..\\teacher\\index.html",
    "/..%5cteacher%5cindex.html",
    "/vi\\..\\..\\teacher\\index.html",
    "/....//teacher/index.html",
    "/..;/teacher/index.html",
    "/./../teacher/index.html",
    "/teacher/index.html",
    "/C:/Windows/win.ini",
    "/C:%5cWindows%5cwin.ini",
    "/c:/windows/win.ini::$DATA",
    "/index.html::$DATA",
    "/index.html%00.png",
    "/%00",
    "/vi%00/index.html",
    "//teacher/index.html",
    "//etc/passwd",
    "///etc/passwd",
    "/%2fetc/passwd",
    "/\\\\server\\share\\file",
    "/%5c%5cserver%5cshare%5cfile",
    "//server/share/file",
    "/%c0%ae%c0%ae/teacher/index.html",
    "/%c0%ae%c0%ae%c0%afteacher%c0%afindex.html",
    "/%e0%80%ae%e0%80%ae/teacher/index.html",
    "/%ff%fe",
    "/%u002e%u002e/teacher/index.html",
    "/．．/teacher/index.html",
    "/%ef%bc%8e%ef%bc%8e/teacher/index.html",
    "/file:///etc/passwd",
    "file:///etc/passwd",
    "http://127.0.0.1/teacher/index.html",
    "http://127.0.0.1/index.html",
    "127.0.0.1:80",
    "../teacher/index.html",
    "*",
    "/INDEX.HTML",
    "/index.html/",
    "/index.html.",
    "/index.html%20",
    "/vi//index.html",
    "/vi/./index.html",
    "/CON",
    "/aux.html",
    "/.git/config",
    "/~root",
    "/index.html#part",
    "/" + "a" * 3_000,
    "/" + "../" * 900 + "etc/passwd",
    "/" + "%2e%2e%2f" * 200 + "etc/passwd",
    "/" + "a" * 20_000,
)


@contextmanager
def handing_out(goods: Shelf) -> Iterator[int]:
    """Hand out in a thread of its own, on this machine alone, and give the port."""
    door = open_door(AT_HOME, 0)
    loop = asyncio.new_event_loop()
    work = loop.create_task(welcome(door, goods))

    def hand_out() -> None:
        with asyncio.Runner(loop_factory=lambda: loop) as runner, pytest.raises(asyncio.CancelledError):
            runner.run(asyncio.wait_for(work, None))

    thread = threading.Thread(target=hand_out)
    thread.start()
    try:
        yield door.getsockname()[1]
    finally:
        loop.call_soon_threadsafe(work.cancel)
        thread.join()
        door.close()


@pytest.fixture(scope="session")
def goods(project: Project) -> Shelf:
    return stock_shelf(project, "pupil", 8000, voices(project))


@pytest.fixture(scope="session")
def port(goods: Shelf) -> Iterator[int]:
    """The pupil's edition, handed out."""
    with handing_out(goods) as port:
        yield port


@pytest.fixture
def packed(project: Project, tmp_path: Path) -> Project:
    """A kit with files for phones."""
    for part in ("locales", "site_overrides"):
        (tmp_path / part).symlink_to(project.root / part, target_is_directory=True)
    shutil.copytree(project.dist / "pupil", tmp_path / "dist" / "pupil")
    (tmp_path / "dist" / "phone").mkdir()
    for language in LANGUAGES:
        (tmp_path / "dist" / "phone" / f"ba-lo-an-toan-12-14-{language}.html").write_text(language)
    return Project(tmp_path)


def test_a_page_arrives_as_it_stands_in_the_folder(port: int, dist: Path):
    answer, body = ask(port, f"/{LESSON}")

    assert (200, "text/html; charset=utf-8") == (answer.status, answer.headers["Content-Type"])
    assert (dist / "pupil" / LESSON).read_bytes() == body
    assert (str(len(body)), "nosniff", "no-cache") == told(answer, "Content-Length", "X-Content-Type-Options", "Cache-Control")


def test_every_kind_of_file_in_the_kit_has_its_type_whatever_this_machine_thinks_of_it(port: int, dist: Path):
    one_of_each = {path.suffix: path.relative_to(dist / "pupil").as_posix() for path in (dist / "pupil").rglob("*.*")}
    types = {suffix: ask(port, f"/{name}")[0].headers["Content-Type"] for suffix, name in one_of_each.items()}

    assert {suffix: TYPES.get(suffix, ANY_TYPE) for suffix in one_of_each} == types
    assert ("text/javascript; charset=utf-8", "image/svg+xml", "font/woff2") == (types[".js"], types[".svg"], types[".woff2"])
    assert ANY_TYPE not in types.values()


@pytest.mark.parametrize(
    ("path", "status", "where"), [("/", 200, None), ("/vi/", 200, None), ("/vi", 301, "/vi/"), ("/?x=..", 200, None)]
)
def test_a_folder_shows_its_index_below_its_own_address(port: int, path: str, status: int, where: str | None):
    answer, _ = ask(port, path)

    assert (status, where) == (answer.status, answer.headers["Location"])


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.5", "deflate,GZIP"])
def test_text_is_compressed_for_whoever_understands_it(port: int, dist: Path, accepted: str):
    plain = (dist / "pupil" / LESSON).read_bytes()
    answer, body = ask(port, f"/{LESSON}", {"Accept-Encoding": accepted})

    assert ("gzip", "Accept-Encoding", str(len(body))) == told(answer, "Content-Encoding", "Vary", "Content-Length")
    assert plain == gzip.decompress(body)
    assert len(body) < len(plain) / 3


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip;q=0.000", "xgzip", "gzip;q=", "gzip;q=1.2.3"])
def test_text_stays_plain_for_whoever_does_not(port: int, dist: Path, accepted: str):
    answer, body = ask(port, f"/{LESSON}", {"Accept-Encoding": accepted})

    assert None is answer.headers["Content-Encoding"]
    assert (dist / "pupil" / LESSON).read_bytes() == body


def test_a_font_goes_out_as_it_is_and_is_asked_for_once_a_lesson(port: int):
    answer, body = ask(port, "/assets/be-vietnam-pro-400.woff2", {"Accept-Encoding": "gzip"})

    assert (None, "max-age=3600") == told(answer, "Content-Encoding", "Cache-Control")
    assert body.startswith(b"wOF2")


@pytest.mark.parametrize("known", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_what_a_phone_has_already_is_not_sent_again(port: int, known: str, coding: str):
    first, _ = ask(port, f"/{LESSON}", {"Accept-Encoding": coding})
    again, body = ask(port, f"/{LESSON}", {"Accept-Encoding": coding, "If-None-Match": known.format(tag=first.headers["ETag"])})

    assert (304, b"", first.headers["ETag"]) == (again.status, body, again.headers["ETag"])


def test_a_file_that_was_saved_meanwhile_is_sent_anew_and_one_that_is_gone_is_missing(tmp_path: Path, goods: Shelf):
    page = tmp_path / "local.js"
    page.write_text("one")
    with handing_out(Shelf({"local.js": page}, {"404.html": lambda: b"missing"})) as port:
        first, _ = ask(port, "/local.js")
        page.write_text("another")
        second, body = ask(port, "/local.js", {"If-None-Match": first.headers["ETag"]})
        page.unlink()
        gone, missing = ask(port, "/local.js")

    assert (200, b"another") == (second.status, body)
    assert (404, b"missing") == (gone.status, missing)


def test_head_tells_what_get_would_and_sends_nothing(port: int):
    whole, _ = ask(port, f"/{LESSON}")
    above, body = ask(port, f"/{LESSON}", method="HEAD")

    assert (200, b"") == (above.status, body)
    assert without_date(whole) == without_date(above)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "PROPFIND"])
def test_nothing_but_reading_is_answered(port: int, method: str):
    answer, _ = ask(port, "/index.html", method=method)

    assert (405, "GET, HEAD") == (answer.status, answer.headers["Allow"])


def test_who_is_lost_gets_one_sentence_in_both_languages_and_a_way_home(port: int, project: Project):
    answer, body = ask(port, "/no-such-page.html")

    assert 404 == answer.status
    assert [True, True] == [words("lan.not-here") in body.decode() for words in voices(project)]
    assert 'href="/vi/index.html"' in body.decode()


@pytest.mark.parametrize("target", OUTSIDE, ids=lambda target: target[:40])
def test_nothing_outside_can_be_reached(port: int, target: str):
    status, body = say(port, b"GET " + target.encode() + b" HTTP/1.1\r\nHost: kit\r\n\r\n")

    assert status in (400, 404, 414, 431)
    assert b'kit" content="teacher' not in body
    assert b"root:" not in body


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /index.html\r\n\r\n",
        b"GET  /index.html HTTP/1.1\r\nHost: kit\r\n\r\n",
        b"GET /index.html HTTP/1.1\r\n\r\n",
        b"GET /index.html HTTP/2.0\r\nHost: kit\r\n\r\n",
        b"GET /index.html HTTP/1.1\r\nHost: kit\r\nno header\r\n\r\n",
        b"GET /index.html HTTP/1.1\r\nHost : kit\r\n\r\n",
        b"GET /index.html HTTP/1.1\r\nHost: kit\r\nX: a\nInjected: b\r\n\r\n",
        b"GET /index.html HTTP/1.1\r\nHost: kit\r\nContent-Length: 5\r\n\r\nhello",
        b"GET /index.html HTTP/1.1\r\nHost: kit\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: kit\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: kit\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
    ],
)
def test_what_is_no_proper_question_is_refused_and_the_connection_ends(port: int, request_: bytes):
    status, body = say(port, request_)

    assert (True, b"") == (status in (400, 431), body)


def test_a_link_leads_nowhere(tmp_path: Path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.html").write_text("key")
    kit = tmp_path / "kit"
    kit.mkdir()
    (kit / "index.html").write_text("page")
    (kit / "file.html").symlink_to(tmp_path / "secret" / "key.html")
    (kit / "folder").symlink_to(tmp_path / "secret", target_is_directory=True)
    (kit / "itself").symlink_to(kit, target_is_directory=True)

    assert ["index.html"] == list(list_files(kit))


def test_one_connection_carries_many_questions(port: int):
    connection = http.client.HTTPConnection(AT_HOME, port, timeout=10)
    seen = set()
    for path in ("/index.html", "/nowhere", "/vi/index.html", "/vi", "/assets/kit.css"):
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        seen.add((connection.sock.getsockname()[1], answer.headers["Connection"]))
    connection.close()

    assert 1 == len(seen)


@pytest.mark.parametrize("ending", [b"HTTP/1.0\r\n\r\n", b"HTTP/1.1\r\nHost: kit\r\nConnection: close\r\n\r\n"])
def test_a_connection_ends_where_a_phone_wants_it_to(port: int, ending: bytes):
    status, body = say(port, b"GET /index.html " + ending)

    assert (200, True) == (status, body.rstrip().endswith(b"</html>"))


def test_a_phone_that_says_nothing_or_half_of_it_is_let_go_and_others_are_answered(
    goods: Shelf, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(talks, "SILENT_SECONDS", 0.4)
    with handing_out(goods) as port:
        silent = [socket.create_connection((AT_HOME, port), timeout=10) for _ in range(4)]
        for half, phone in zip((b"", b"G", b"GET / HTTP/1.1\r\nHost: k", b"GET / HTTP/1.1\r\n\r"), silent):
            phone.sendall(half)
        answer, _ = ask(port, "/")
        ends = [ended(phone) for phone in silent]

    assert (200, [True] * 4) == (answer.status, ends)


def test_a_phone_that_takes_nothing_in_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(talks, "SILENT_SECONDS", 0.4)
    for name in ("kept", "lent"):
        (tmp_path / name).write_bytes(os.urandom(1 << 20) * 16)
    monkeypatch.setattr(shelf, "LARGEST_KEPT", 20 << 20)
    with handing_out(Shelf(list_files(tmp_path), {})) as port:
        whole = [taken_late(port, "/kept")]
        monkeypatch.setattr(shelf, "LARGEST_KEPT", 1 << 20)
        whole.append(taken_late(port, "/lent"))

    assert [False, False] == [size >= 16 << 20 for size in whole]


def test_a_file_too_large_for_the_memory_arrives_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shelf, "LARGEST_KEPT", 100_000)
    film = os.urandom(1_000_003)
    (tmp_path / "film.mp4").write_bytes(film)
    with handing_out(Shelf(list_files(tmp_path), {})) as port:
        answer, body = ask(port, "/film.mp4", {"Accept-Encoding": "gzip"})
        again, _ = ask(port, "/film.mp4", {"If-None-Match": answer.headers["ETag"]})

    assert ("video/mp4", film) == (answer.headers["Content-Type"], body)
    assert 304 == again.status


def test_the_memory_for_files_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shelf, "MOST_KEPT", 250_000)
    for number in range(8):
        (tmp_path / f"{number}.png").write_bytes(bytes([number]) * 100_000)
    goods = Shelf(list_files(tmp_path), {})
    taken = [goods.take(f"{number % 8}.png", zipped=False).data for number in range(24)]

    assert [bytes([number % 8]) * 100_000 for number in range(24)] == taken
    assert 200_000 == sum(len(copy.data) for _, copy in goods._kept.values())


def test_a_class_of_forty_five_is_answered_though_each_phone_keeps_six_connections_open(
    goods: Shelf, monkeypatch: pytest.MonkeyPatch
):
    """There is room for all of them; and if there were less, those who have their answer would make room for the next."""
    room = talks.MOST_TALKS
    monkeypatch.setattr(talks, "MOST_TALKS", 240)
    monkeypatch.setattr(talks, "CROWDED_SECONDS", 0.05)
    with handing_out(goods) as port, ExitStack() as open_connections:
        lines = []
        for _ in range(45 * 6):
            phone = open_connections.enter_context(socket.create_connection((AT_HOME, port), timeout=20))
            phone.sendall(b"GET /assets/icon.svg HTTP/1.1\r\nHost: kit\r\n\r\n")
            lines.append(phone.recv(15))

    assert room > 45 * 6
    assert [b"HTTP/1.1 200 OK"] * 45 * 6 == lines


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no such limit")
def test_a_system_that_allows_few_open_files_is_asked_for_more():
    asked = "from lessonkit.carrying.talks import allow_talks as allow; import resource as r; files = r.RLIMIT_NOFILE\n"
    asked += "r.setrlimit(files, (256, r.getrlimit(files)[1])); allow(); print(r.getrlimit(files)[0])"
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True)

    assert int(told.stdout) > talks.MOST_TALKS


def test_nobody_is_noted_down(goods: Shelf, capfd: pytest.CaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with handing_out(goods) as port:
        ask(port, "/")
        ask(port, "/nowhere")
        say(port, b"nonsense\r\n\r\n")

    assert (("", ""), []) == (capfd.readouterr(), list(tmp_path.iterdir()))


def test_a_kit_that_is_not_built_is_told_so(tmp_path: Path):
    with pytest.raises(Failure) as failure:
        stock_shelf(Project(tmp_path), "pupil", 8000, ())

    assert ("not-built", {"edition": "pupil"}) == (failure.value.name, failure.value.facts)


def test_a_port_that_another_program_has_is_told_in_one_sentence(project: Project):
    with socket.create_server((AT_HOME, 0)) as other:
        taken = other.getsockname()[1]
        told = build(project, "serve", "--lan", "--port", str(taken), "--lang", "en")

    assert (1, f"Port {taken} is in use by another program. Choose another: --port {taken + 1}\n") == (
        told.returncode,
        told.stderr,
    )


def test_an_edition_is_chosen_for_the_class_network_alone(project: Project):
    told = build(project, "serve", "--edition", "pupil", "--lang", "en")

    assert (2, True) == (told.returncode, told.stderr.strip().endswith("--edition only goes with --lan."))


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("edition", "expected"), [("teacher", 200), ("pupil", 404)])
def test_the_command_tells_where_to_go_and_ends_quietly(project: Project, edition: str, expected: int):
    port = free_port()
    command = [sys.executable, "-m", "lessonkit", "serve", "--lan", "--edition", edition, "--port", str(port), "--lang", "en"]
    settings = {**os.environ, "PYTHONPATH": str(project.root)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    listening = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # whoever runs tests in the background has it ignored
    with subprocess.Popen(command, cwd=project.root, env=settings, preexec_fn=listening, **pipes) as serving:
        try:
            lines = iter(serving.stdout.readline, "")
            shown = "".join(line for line in until(lines, lambda line: "Ctrl + C" in line))
            status = ask(port, "/vi/15-17/lesson-21/guide.html")[0].status
            serving.send_signal(signal.SIGINT)
            rest = serving.communicate(timeout=20)
        finally:
            serving.kill()

    assert (0, ("", "")) == (serving.returncode, rest)
    assert f"http://127.0.0.1:{port}/projector" in shown
    assert expected == status


def test_the_likeliest_address_comes_first(monkeypatch: pytest.MonkeyPatch):
    cards = ["127.0.0.1", "172.17.0.1", "192.168.1.23", "192.168.0.7", "169.254.3.4", "192.168.137.1"]
    monkeypatch.setattr(network, "_of_cards", lambda: cards)
    monkeypatch.setattr(network, "_outward", lambda: ("192.168.1.23",))

    assert ("192.168.137.1", "192.168.1.23", "192.168.0.7", "169.254.3.4", "172.17.0.1") == list_addresses()


def test_the_page_for_the_projector_shows_the_address_in_both_languages(
    chromium: Chromium, project: Project, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(hotspot, "list_addresses", lambda: ("192.168.100.123", "10.42.0.1"))
    with handing_out(stock_shelf(project, "pupil", 8000, voices(project))) as port:
        chromium._open(f"http://{AT_HOME}:{port}/projector")
        shown = chromium.text("main")
        chromium.evaluate("document.fonts.ready.then(() => null)")
        on_the_wall = chromium.evaluate(SIZE)
        trouble = (chromium.errors(), chromium.failed(), run_axe(chromium))
        chromium.page.set_viewport_size({"width": 360, "height": 740})
        on_a_phone = chromium.evaluate(SIZE)

    assert ([], [], []) == trouble
    assert [True, True] == [words("lan.step.open") in shown for words in voices(project)]
    assert ["192.168.100.123:8000", "10.42.0.1:8000"] == re.findall(r"http://\s*([\d.:]+)", shown)
    assert ([1366, 768], 360) == (on_the_wall, on_a_phone[0])


@pytest.mark.parametrize("path", ["no-such-page", "phone/"])
def test_pages_for_phones_are_accessible_and_fit(chromium: Chromium, packed: Project, path: str):
    with handing_out(stock_shelf(packed, "pupil", 8000, voices(packed))) as port:
        chromium.page.set_viewport_size({"width": 360, "height": 740})
        chromium._open(f"http://{AT_HOME}:{port}/{path}")

        assert [] == run_axe(chromium)
        assert 360 == chromium.evaluate(SIZE)[0]


def test_before_there_is_a_network_the_projector_says_what_to_do(project: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hotspot, "list_addresses", tuple)
    page = stock_shelf(project, "pupil", 8000, voices(project)).take("projector", zipped=False).data.decode()

    assert [True, True] == [words("lan.waiting") in page for words in voices(project)]


def test_files_for_phones_are_offered_to_take_home(packed: Project):
    with handing_out(stock_shelf(packed, "pupil", 8000, voices(packed))) as port:
        offered = re.findall(r'href="(ba-lo[^"]+)"', ask(port, "/phone/")[1].decode())
        arrived = [ask(port, f"/phone/{name}")[1] for name in offered]

    assert [b"vi", b"en"] == arrived


def test_a_phone_needs_nothing_that_only_a_secure_page_has(equipment: Equipment, port: int, monkeypatch: pytest.MonkeyPatch):
    """An address such as 192.168.1.2 is no secure context, unlike 127.0.0.1: a name that leads here stands for it."""
    leading_here = ["--host-resolver-rules=MAP lop.example 127.0.0.1", "--proxy-bypass-list=lop.example"]
    monkeypatch.setattr(chromiums, "SWITCHES", [*chromiums.SWITCHES, *leading_here])
    with open_chromium("chromium", equipment.chromium, equipment, Viewer(360, 740)) as phone:
        phone._open(f"http://lop.example:{port}/{LESSON}")
        secure = phone.evaluate("isSecureContext")
        phone.type(".find input", "bat coc")
        phone.wait_for(".search-results a")
        found = phone.text(".search-results")
        phone._open(f"http://lop.example:{port}/vi/15-17/lesson-21/quiz.html")
        phone.click("kit-question input")
        phone.click("kit-question button")
        phone.wait_for("kit-question .mood")

        assert ([], []) == (phone.errors(), phone.failed())
    assert (False, True) == (secure, "Bắt cóc trực tuyến" in found)


def voices(project: Project) -> list:
    return [read_words(project, language) for language in LANGUAGES]


def ask(
    port: int, path: str, headers: dict[str, str] | None = None, method: str = "GET"
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(AT_HOME, port, timeout=20)
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in (headers or {}).items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def say(port: int, request: bytes) -> tuple[int, bytes]:
    """Send bytes as they are; return the status and what follows its head, up to the end of the connection."""
    with socket.create_connection((AT_HOME, port), timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), body


def taken_late(port: int, path: str) -> int:
    """Ask for a file, take nothing in until the server gives up, and return how many bytes there were."""
    with socket.create_connection((AT_HOME, port), timeout=20) as phone:
        phone.sendall(f"GET {path} HTTP/1.1\r\nHost: kit\r\n\r\n".encode())
        threading.Event().wait(1)
        size = 0
        try:
            while piece := phone.recv(65_536):
                size += len(piece)
        except ConnectionResetError:
            pass
        return size


def ended(phone: socket.socket) -> bool:
    with phone:
        try:
            return phone.recv(1) == b""
        except ConnectionResetError:
            return True


def told(answer: http.client.HTTPResponse, *names: str) -> tuple[str | None, ...]:
    return tuple(answer.headers[name] for name in names)


def without_date(answer: http.client.HTTPResponse) -> list[tuple[str, str]]:
    return [header for header in answer.getheaders() if header[0] != "Date"]


def free_port() -> int:
    with socket.create_server((AT_HOME, 0)) as trial:
        return trial.getsockname()[1]


def until(lines: Iterator[str], last: Callable[[str], bool]) -> Iterator[str]:
    for line in lines:
        yield line
        if last(line):
            return
