"""What is said when the server cannot be reached: after five seconds, until it is there again."""

from pages.ui.component import Component
from pages.ui.text import Text, say

CONNECTION = Component("connection", __file__, sets=True)

LOST = Text(
    "The server cannot be reached. What is on the screen still plays, and the page connects again by itself. "
    "If it does not, check the network and reload the page: your settings are in its address. "
    "Films that were saved play without a network.",
    "서버에 연결할 수 없습니다. 화면의 애니메이션은 계속 재생할 수 있고, 연결은 자동으로 다시 시도합니다. "
    "계속 연결되지 않으면 네트워크를 확인하고 페이지를 새로 고침하십시오. 설정은 주소에 남아 있습니다. "
    "저장해 둔 애니메이션은 네트워크가 없어도 재생됩니다.",
)
CSS = ".st-key-connection { position: absolute; }"


def watch() -> None:
    """Mount what watches the connection. Called once in a run, by the shell."""
    CONNECTION.mount("connection", {"lost": say(LOST)})
