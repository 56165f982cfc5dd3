"""The app asks nobody at its start: no name is looked up and no address called but its own machine's."""

import ipaddress
import os
import subprocess
import sys

from tests.browser.harness import ROOT, free_port, wait_until_healthy

SPY = """
import os, socket
asked = open(os.environ["ASKED"], "a", buffering=1)
asked.write("None\\n")
look_up, call = socket.getaddrinfo, socket.socket.connect
def getaddrinfo(host, *more, **named):
    asked.write(f"{host}\\n")
    return look_up(host, *more, **named)
def connect(self, address):
    if isinstance(address, tuple):
        asked.write(f"{address[0]}\\n")
    return call(self, address)
socket.getaddrinfo, socket.socket.connect = getaddrinfo, connect
"""


def is_own(host):
    if host in ("None", "", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def test_no_foreign_address_is_asked_at_start(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(SPY, "utf-8")
    asked, port = tmp_path / "asked", free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    spied = os.environ | {"PYTHONPATH": str(tmp_path), "ASKED": str(asked)}
    server = subprocess.Popen(command, cwd=ROOT, env=spied, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        wait_until_healthy(f"http://localhost:{port}", server)
    finally:
        server.terminate()
        said = server.communicate(timeout=30)[0]
    hosts = asked.read_text("utf-8").split()
    assert hosts, "the spy has been there"
    assert not [host for host in hosts if not is_own(host)]
    assert "external" not in said.lower()
