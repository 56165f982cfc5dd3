"""`deploy/serve.py`: it says at once what is wrong, ends with all that it started, and nginx lets in only so much."""

import importlib.util
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPSConnection

import psutil
import pytest

from tests.browser.harness import ROOT, free_port

HINT = "nginx was not found: install it (`apt-get install nginx-light`, `brew install nginx`) to run these"
SERVE = [sys.executable, "deploy/serve.py"]
INSISTING = ["--user", "root"]
"""A test's interpreter may be one that only root can read."""

FRAMER = "https://moodle.example.org"


@pytest.fixture(scope="module")
def serve():
    spec = importlib.util.spec_from_file_location("serve", ROOT / "deploy/serve.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def nginx():
    if shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin") is None:
        if os.environ.get("CI"):
            pytest.fail(HINT)
        pytest.skip(HINT)


def start(*words):
    ports = ["--port", str(free_port()), "--first-port", str(free_port())]
    return int(ports[1]), subprocess.Popen([*SERVE, *INSISTING, "--processes", "1", *ports, *words], cwd=ROOT)


def until(there, what, patience=90.0):
    end = time.monotonic() + patience
    while not there():
        assert time.monotonic() < end, what
        time.sleep(0.2)


def answers(port):
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("option", ["--port", "--first-port"])
def test_a_port_that_is_taken_is_said_at_once(option):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ports = {"--port": free_port(), "--first-port": free_port()} | {option: port}
        words = [word for name, number in ports.items() for word in (name, str(number))]
        done = subprocess.run([*SERVE, *INSISTING, *words], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is taken")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--certificate", "a.pem"], "go together"),
        (["--frame", "moodle.example.org; script-src *"], "a site is named as"),
        (["--processes", "0"], "at least one process"),
    ],
)
def test_what_cannot_be_meant_is_answered_in_words(words, said):
    done = subprocess.run([*SERVE, *words], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not told that its parent was killed")
def test_everything_ends_with_a_starter_that_was_killed():
    port, starter = start()
    try:
        until(lambda: answers(port), "nginx answers")
        started = psutil.Process(starter.pid).children(recursive=True)
        assert len(started) >= 3
    finally:
        starter.kill()
        starter.wait()
    gone = {psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD}
    until(lambda: not [p for p in started if p.is_running() and p.status() not in gone], "all has ended", 30)


def test_the_app_leaves_root(serve, monkeypatch, tmp_path):
    monkeypatch.setattr(serve, "STATE", tmp_path / "state")
    if os.geteuid():
        assert serve.servant(None) == ""
        return
    assert serve.servant("root") == ""
    with pytest.raises(SystemExit, match="no user"):
        serve.servant("nobody_of_this_name")
    monkeypatch.setattr(serve.subprocess, "run", lambda *words, **how: subprocess.CompletedProcess(words, 1))
    with pytest.raises(SystemExit, match="cannot read"):
        serve.servant(None)
    monkeypatch.setattr(serve.subprocess, "run", lambda *words, **how: subprocess.CompletedProcess(words, 0))
    assert serve.servant(None) == "nobody"
    service = serve.Service(["/bin/sleep", "60"], "nobody")
    service.keep()
    try:
        running = psutil.Process(service.process.pid)
        until(lambda: running.name() == "sleep", "it runs")
        assert running.username() == "nobody"
        assert set(running.gids()) == {serve.group("nobody")}
        assert os.stat(tmp_path / "state").st_uid == running.uids().real
    finally:
        serve.stop([service])


@pytest.fixture(scope="module")
def secured(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*make, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    port, starter = start("--certificate", certificate, "--key", key, "--host", "localhost", "--frame", FRAMER)
    try:
        until(lambda: answers(port), "nginx answers")
        yield port
    finally:
        starter.send_signal(signal.SIGTERM)
        starter.wait(timeout=40)


def ask(port, path, method="GET", host="localhost", **headers):
    unverified = ssl.create_default_context()
    unverified.check_hostname, unverified.verify_mode = False, ssl.CERT_NONE
    line = HTTPSConnection("127.0.0.1", port, context=unverified, timeout=30)
    line.request(method, path, headers={"Host": host, **headers})
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer


def test_behind_tls_cookies_are_secure_and_a_course_site_may_frame_it(secured):
    answer = ask(secured, "/")
    assert answer.status == 200
    policy = answer.getheader("Content-Security-Policy")
    assert f"frame-ancestors {FRAMER}" in policy
    seat = next(cookie for name, cookie in answer.getheaders() if name.lower() == "set-cookie" and "seat=" in cookie)
    assert {"Secure", "HttpOnly", "SameSite=None", "Partitioned"} <= {part.strip() for part in seat.split(";")}
    cookies = [cookie for name, cookie in answer.getheaders() if name.lower() == "set-cookie"]
    assert all("secure" in cookie.lower() for cookie in cookies)


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def test_it_answers_under_its_own_names_only(secured):
    assert ask(secured, "/_stcore/stream", **UPGRADE).status == 101
    assert ask(secured, "/_stcore/stream", host="elsewhere.example.org", **UPGRADE).status == 403


def test_counts_of_sessions_are_for_nobody(secured):
    assert ask(secured, "/_stcore/health").status == 200
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json"):
        assert ask(secured, path).status == 404


def test_uploads_of_one_address_are_limited(secured):
    began = time.monotonic()
    found = [ask(secured, f"/_stcore/upload_file/session/{i}", "PUT").status for i in range(120)]
    seconds = time.monotonic() - began
    assert 429 not in found[:40], "a class of forty"
    assert len(found) - found.count(429) <= 45 + seconds + 2
    assert 429 in found or seconds > 70
    assert ask(secured, "/").status == 200, "the page itself goes on"


def test_without_tls_the_cookie_of_a_seat_is_as_it_was(serve):
    assert 'default "SameSite=Lax"; https "SameSite=Lax; Secure"' in serve.cookies(framed=False)
    assert "ssl" not in serve.listen(80, None, None)


def builder():
    """The program that can build an image here, if there is one."""
    for name in ("docker", "podman", "buildah"):
        found = shutil.which(name)
        if found and subprocess.run([found, "info"], capture_output=True, check=False).returncode == 0:
            return found
    return None


if BUILDER := builder():

    def test_the_image_is_built_runs_as_no_root_and_is_opened():
        name, port = "deep-learning-shown-test", free_port()
        subprocess.run([BUILDER, "build", "-q", "-f", "deploy/Containerfile", "-t", name, "."], cwd=ROOT, check=True)
        limits = ["--rm", "-d", "--read-only", "--tmpfs", "/tmp", "--memory", "900m"]
        ran = [BUILDER, "run", *limits, "-p", f"{port}:8501", name]
        container = subprocess.run(ran, check=True, capture_output=True, text=True).stdout.strip()
        try:

            def healthy():
                line = HTTPConnection("127.0.0.1", port, timeout=5)
                try:
                    line.request("GET", "/_stcore/health")
                    return line.getresponse().status == 200
                except OSError:
                    return False

            until(healthy, "the image answers", 120)
            who = subprocess.run([BUILDER, "exec", container, "id", "-u"], check=True, capture_output=True, text=True)
            assert who.stdout.strip() != "0"
        finally:
            subprocess.run([BUILDER, "stop", container], check=True, capture_output=True)
