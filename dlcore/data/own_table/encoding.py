"""The text of a file whose encoding nobody has told: UTF-8, UTF-16, CP949 or Windows-1252."""

import codecs
import re

from dlcore.data.own_table.errors import TableError

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""What stands at the start of a file that tells its encoding."""

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
KINDS = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"%PDF": "PDF",
    b"\x1f\x8b": "gzip",
    b"\x93NUMPY": "numpy",
    b"PAR1": "Parquet",
}
"""How files begin that are often taken for a table of text."""

UTF_8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
HANGUL = re.compile(rb"[\xb0-\xc8][\xa1-\xfe]")
"""Letters beyond ASCII in UTF-8; the 2,350 syllables that Korean uses most, in CP949."""

NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (BOM)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp949": "CP949",
    "cp1252": "Windows-1252",
}


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding. Raises TableError for what is not text.

    A mark at the start decides; then zeros at every other byte (UTF-16 without a mark); then the first of UTF-8, CP949
    and Windows-1252 that fits. Western text can be valid CP949, but then few of its letters are usual syllables.
    """
    if content.startswith(WORKBOOKS):
        raise TableError("workbook")
    for start, kind in KINDS.items():
        if content.startswith(start):
            raise TableError("not_text", kind=kind)
    encoding = _marked(content) or _unmarked(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line(content[: error.start].decode(encoding, "replace"))
        raise TableError("damaged", line=line, encoding=NAMES[encoding]) from None
    if "\0" in text:
        raise TableError("binary")
    for character in "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x1b\x7f":
        if character in text:
            raise TableError("control", line=_line(text[: text.index(character)]))
    return text, NAMES[encoding]


def _line(text_before: str) -> int:
    return len((text_before + "x").splitlines())


def _marked(content: bytes) -> str | None:
    return next((encoding for mark, encoding in MARKS.items() if content.startswith(mark)), None)


def _unmarked(content: bytes) -> str:
    even, odd = content[::2].count(0), content[1::2].count(0)
    if max(even, odd) > len(content) / 8 and min(even, odd) <= max(even, odd) / 8 and len(content) % 2 == 0:
        return "utf-16-le" if odd > even else "utf-16-be"
    for encoding, usual in (("utf-8", UTF_8), ("cp949", HANGUL)):
        text = content.decode(encoding, "replace")
        bad, letters, found = text.count("�"), sum(map("\x7f".__lt__, text)), len(usual.findall(content))
        if found >= 5 * bad and 2 * found >= letters:
            return encoding  # where a few letters do not fit the file is damaged, and decoding says where
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        raise TableError("encoding") from None
    return "cp1252"
