"""The text of a file whose encoding nobody has told."""

import codecs
import re

from dlcore.data.own_table.sentences import TableError

ENCODINGS = {
    "UTF-8": "utf-8-sig", "CP949": "cp949", "UTF-16": "utf-16", "Windows-1252": "cp1252", "Shift-JIS": "cp932",
    "GBK": "gb18030", "Big5": "big5", "EUC-JP": "euc_jp", "Windows-1250": "cp1250", "Windows-1251": "cp1251",
    "Windows-1253": "cp1253", "Windows-1254": "cp1254",
}  # fmt: skip
"""Encodings by the names under which they are offered."""

MARKS = {codecs.BOM_UTF8: "UTF-8", codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}
"""The byte order marks that tell the encoding of a file."""

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
KINDS = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"%PDF": "PDF", b"\x1f\x8b": "gzip"}
KINDS |= {b"\x93NUMPY": "numpy", b"PAR1": "Parquet", b"{\\rtf": "RTF", b"SQLite": "SQLite", b"\x89HDF": "HDF5"}
"""The first bytes of files that are often taken for a table of text."""

UTF_8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
SINGLE = re.compile(rb"(?<=[A-Za-z])[\x80-\xff](?![\x80-\xff])|(?<![\x80-\xff])[\x80-\xff](?=[A-Za-z])")
HIGH = re.compile(rb"[\x80-\xff]+")
MIXED = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
LETTERS = {
    "Windows-1251": re.compile(rb"[\xc0-\xdf\xa8]?[\xe0-\xff\xb8]+|[\xc0-\xdf\xa8]+"),
    "Windows-1253": re.compile(rb"[\xa2\xb8-\xdb]?[\xdc-\xfe]+|[\xa2\xb8-\xdb]+"),
}
"""Words in Cyrillic and in Greek letters: none has a capital one within."""

LATIN = re.compile(r"(?:[\x00-\x7f]|(?<![A-Za-z])[\u0100-\u023f](?![A-Za-z]))*")
"""Text with no other letters than ones that Western words hardly begin and end with: 키 in CP949 is Ű in UTF-8."""

COMMON = frozenset(
    "가각간감갑값강같개객갱거건검것게겨격결경계고곡곧골곱곳공과곽관광교구국군권규균그근금급긍기긴길김까꽃꾸뀌끌끝나"
    "날남납났낮내너넘네년노놀농높누눈뉴느는늘니닉닙다단달답당대댓더데델도독돌동되됩두둘뒤드득든들듭등따때떤떻라란람"
    "랑래랜량러런렇레려력련렬렴령례로록료류률르른를름릅리린림립링마막만많말맑망맞매맹머먼멈메멘며면명몇모목몸못무문"
    "묻므미민바박반받발방배백버번법베변별병보본봄봅봉부북분불뷰브비빨뽑뿐사산살상새색생서석선설섯성세션소속손송쇄수"
    "숙순숫스습승시식신실심십쓰쓸씩아안않알압았앙앞액야약양어억언얼엄업없엇었에엔엘여역연열염영예오옥온올옮옵와왕요"
    "욕용우운울움워원월위유육윤율으은을음읍응의이인일임입있잎자작잡장재저적전절점접정제조족존종좋주준줄중증지직진질"
    "집짜째쪽차참찾채처천철첩첫청체초총최추축출충측층치칙커코크큰클큼키타탁탄탈태터텀텝토통투트특틀티팀파패퍼페편평"
    "폐포폭표품풍프피필하학한할함합항해했행향허험현혈형혜호홈홍화확환활황회횟훈휘휴흐흡희흰히힌"
)  # fmt: skip
"""Syllables of which nine in ten of a Korean text are: those that other encodings make up seldom are."""

PAIR = re.compile(rb"[\x81-\xfe][\x41-\x5a\x61-\x7a\x81-\xfe]")


def decode(content: bytes, chosen: str | None = None) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding, one of ENCODINGS: the `chosen` one or the likeliest.

    Raises TableError for what is not text.
    """
    if content.startswith(WORKBOOKS):
        raise TableError("workbook")
    for start, kind in KINDS.items():
        if content.startswith(start):
            raise TableError("not_text", kind=kind)
    name = (
        chosen or next((name for mark, name in MARKS.items() if content.startswith(mark)), None) or likeliest(content)
    )
    encoding = ENCODINGS[name]
    if encoding == "utf-16" and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16-le" if content[1::2].count(0) >= content[::2].count(0) else "utf-16-be"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableError(
            "damaged", line=line_after(content[: error.start].decode(encoding, "replace")), encoding=name
        ) from None
    if "\0" in text:
        raise TableError("binary")
    if found := re.search("[\x01-\x08\x0e\x0f\x1b\x7f]", text):
        raise TableError("control", line=line_after(text[: found.start()]))
    return text, name


def line_after(text: str) -> int:
    """The number of the line that goes on after this text."""
    return len((text + "x").splitlines())


def likeliest(content: bytes) -> str:
    """The name of the likeliest encoding: by its zeros UTF-16, then UTF-8, CP949 and what charset-normalizer finds.

    Where a few letters do not fit, the file is damaged, and decoding says where.
    """
    even, odd = content[::2].count(0), content[1::2].count(0)
    if max(even, odd) > len(content) / 8 and min(even, odd) <= max(even, odd) / 8 and len(content) % 2 == 0:
        return "UTF-16"
    if even or odd:
        raise TableError("binary")
    text = content.decode("utf-8", "replace")
    bad, letters, found = text.count("\ufffd"), sum(map("\x7f".__lt__, text)), len(UTF_8.findall(content))
    if found >= 5 * bad and 2 * found >= letters:
        other = letters and (bad or LATIN.fullmatch(text)) and is_korean(content)
        return "CP949" if other and "\ufffd" not in content.decode("cp949", "replace") else "UTF-8"
    runs = HIGH.findall(content)
    latin = "\ufffd" not in content.decode("cp1252", "replace")
    western = latin and 2 * len(SINGLE.findall(content)) >= len(runs)
    long = not western and max(map(len, runs)) > 1
    if long and sum(map(len, {*runs})) >= 4 and not MIXED.search(content):
        for name, word in LETTERS.items():
            if all(map(word.fullmatch, {*runs})):
                return name
    korean = not western and is_korean(content)
    if korean and "\ufffd" not in content.decode("cp949", "replace"):
        return "CP949"
    if long and sum(map(len, runs)) >= 8:
        from charset_normalizer import from_bytes

        hangul, common = syllables(content)
        not_these = ("utf", "cp12") if korean else ("utf", "cp1252", "cp949" if 2 * common < hangul else "utf")
        others = [encoding for encoding in ENCODINGS.values() if not encoding.startswith(not_these)]
        if best := from_bytes(content, cp_isolation=others).best():
            return next(
                name for name, encoding in ENCODINGS.items() if codecs.lookup(encoding) == codecs.lookup(best.encoding)
            )
    if long and not korean and not MIXED.search(content) and "\ufffd" not in content.decode("cp949", "replace"):
        return "CP949"
    if not korean and not latin:
        raise TableError("encoding")
    return "CP949" if korean else "Windows-1252"


def syllables(content: bytes) -> tuple[int, int]:
    """Counts of the syllables that bytes hold as EUC-KR, and of the common ones among them."""
    hangul = sum(0xB0 <= pair[0] <= 0xC8 and pair[1] >= 0xA1 for pair in PAIR.findall(content))
    return hangul, sum(map(COMMON.__contains__, content.decode("cp949", "replace")))


def is_korean(content: bytes) -> bool:
    """Tell whether bytes read as CP949 are what Koreans write: syllables of every day, symbols, few or fitting Hanja.

    Chinese in GBK uses the same bytes, but its commonest characters lie where the Hanja are that are read 가 to 로;
    Western and Japanese letters become syllables that no word has, or Hanja next to Latin letters.
    """
    bad = content.decode("cp949", "replace").count("\ufffd")
    pairs = PAIR.findall(content)
    usual = [pair[0] for pair in pairs if pair[1] >= 0xA1 and pair[0] >= 0xA1]
    hangul, common = syllables(content)
    early, late = sum(0xC9 <= lead < 0xD8 for lead in usual), sum(lead >= 0xD8 for lead in usual)
    mixed = re.search(rb"[A-Za-z][\xca-\xfd][\xa1-\xfe]|[\xca-\xfd][\xa1-\xfe][A-Za-z]", content)
    rare = len(pairs) - len(usual)
    fits = len(pairs) >= 5 * bad and 10 * rare <= len(pairs) and early <= hangul / 4 + late
    return fits and 2 * common >= hangul and (hangul > 0 or not (mixed or bad))
