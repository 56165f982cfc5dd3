"""The words of rooms, in both languages."""

from pages.ui.room.refusals import Refusal
from pages.ui.text import Text

REFUSED = {
    Refusal.UNKNOWN: Text(
        "There is no room with this code. It may have been closed.",
        "이 코드의 교실이 없습니다. 이미 닫혔을 수 있습니다.",
    ),
    Refusal.LOCKED: Text("This room is locked: nobody else can join.", "교실이 잠겨 있어 새로 들어갈 수 없습니다."),
    Refusal.FULL: Text("This room is full.", "교실에 자리가 없습니다."),
    Refusal.TOO_MANY_ROOMS: Text(
        "All rooms of this server are taken. Try again in a quarter of an hour.",
        "이 서버의 교실을 모두 쓰고 있습니다. 15분 뒤에 다시 열어 보십시오.",
    ),
    Refusal.TOO_MANY_TRIES: Text(
        "Too many wrong codes. Wait half a minute and try again.",
        "틀린 코드를 너무 많이 입력했습니다. 30초 뒤에 다시 입력하십시오.",
    ),
    Refusal.TOO_SOON: Text("That was too quick. Press again.", "너무 빠릅니다. 다시 눌러 주십시오."),
    Refusal.NO_SEAT: Text(
        "You have no seat in this room. Join again.", "이 교실에 자리가 없습니다. 다시 들어가십시오."
    ),
    Refusal.NOT_OPEN: Text("This vote is closed; yours was not counted.", "투표가 끝나 반영되지 않았습니다."),
    Refusal.NOT_THE_TEACHER: Text("Only the teacher can do this.", "선생님만 할 수 있습니다."),
    Refusal.NOT_SHOWN: Text("The votes have not been shown yet.", "아직 투표 결과를 공개하지 않았습니다."),
    Refusal.NONSENSE: Text("The room could not use this.", "교실에서 쓸 수 없는 값입니다."),
    Refusal.UNAVAILABLE: Text(
        "The room cannot be reached just now. The lesson works without it.",
        "지금은 교실에 연결할 수 없습니다. 단원은 교실 없이도 그대로 쓸 수 있습니다.",
    ),
}

CLASS = Text("Class", "수업")
OPEN = Text("Open a room", "교실 열기")
OPEN_HELP = Text(
    "Students join with a code, vote, and can follow your screen. Nobody signs in.",
    "학생이 코드로 들어와 투표하고 선생님 화면을 따라올 수 있습니다. 로그인은 필요 없습니다.",
)
CODE = Text("Code of a room", "교실 코드")
JOIN = Text("Join", "들어가기")
LEAVE = Text("Leave the room", "교실에서 나가기")
ROOM = Text("Room {code}", "교실 {code}")
CLOSE = Text("Close the room", "교실 닫기")
CLOSE_HELP = Text("Deletes the room with all votes at once.", "교실과 모든 투표를 바로 지웁니다.")
DELETE = Text("Delete it now", "지금 지우기")
LOCK = Text("Locked: nobody else can join", "잠금: 새로 들어올 수 없음")
SHOW_CODE = Text("Show the code", "코드 보여 주기")
CODE_TITLE = Text("Join with this code", "이 코드로 들어오십시오")
TEACHER_LINK = Text("Copy the teacher's link", "교사용 링크 복사")
TEACHER_LINK_HELP = Text(
    "Whoever has this link leads the room. Keep it, to come back or to use another device.",
    "이 링크를 가진 사람은 교실을 이끌 수 있습니다. 다시 들어오거나 다른 기기에서 쓸 때를 위해 보관하십시오.",
)
COPIED = Text("Copied", "복사했습니다")
BY_HAND = Text("Copy this link", "이 링크를 복사하십시오")
COUNTS = Text("Counts (CSV)", "집계 (CSV)")
PAIRS = Text("First and second answers (CSV)", "첫 번째와 두 번째 답 (CSV)")
NO_KEY = Text(
    "This browser does not have the teacher's link of room {code}. Open that link, or join as a student.",
    "이 브라우저에는 교실 {code}의 교사용 링크가 없습니다. 교사용 링크를 열거나 학생으로 들어가십시오.",
)
AS_STUDENT = Text("Join as a student", "학생으로 들어가기")
COMING_BACK = Text("Coming back to room {code} …", "교실 {code}에 다시 들어가는 중입니다 …")

FOLLOWING = Text("Follow the teacher", "선생님 화면 따라가기")
FOLLOWING_HELP = Text(
    "This page opens what the teacher shows. Switch it off to look around on your own.",
    "선생님이 보여 주는 화면이 열립니다. 혼자 살펴보려면 끄십시오.",
)
LEADING = Text("Follow me", "화면 이끌기")
LEADING_HELP = Text(
    "Page, settings and frame go to all who follow.", "페이지와 설정, 프레임을 따라오는 학생에게 보냅니다."
)
LOOK_UP = Text("Look up", "앞을 보게 하기")
LOOK_UP_HELP = Text("Covers the screens of all who follow.", "따라오는 학생의 화면을 가립니다.")
PLEASE_LOOK_UP = Text("Please look up.", "앞을 봐 주십시오.")
JOINED = Text("{count} joined", "{count}명 참여")

PRIVACY = Text("What a room keeps", "교실에 남는 것")
KEPT = Text(
    "A room keeps its code, a random number for each seat and when it last wrote, the votes, what was drawn, picked or "
    "sampled, and the one link that the teacher leads to. It keeps no names, no addresses and no text. It is deleted "
    "when the teacher closes it, and by itself three hours after the last vote, drawing or step of the teacher. Under "
    "five votes nobody sees what was answered, only how many voted. Without a room nothing is stored.",
    "교실에는 교실 코드, 자리마다 무작위로 정한 번호와 마지막으로 보낸 시각, 투표, 그리거나 고르거나 뽑은 값, "
    "선생님이 보여 주는 화면의 링크 하나만 남습니다. 이름과 주소, 글은 남지 않습니다. "
    "선생님이 교실을 닫으면 바로 지워지고, 닫지 않아도 마지막으로 투표하거나 그리거나 선생님이 조작한 때부터 "
    "세 시간이 지나면 저절로 지워집니다. 투표가 다섯 표보다 적으면 무엇을 골랐는지는 보이지 않고 "
    "몇 명이 투표했는지만 보입니다. 교실을 열지 않으면 아무것도 저장하지 않습니다.",
)
