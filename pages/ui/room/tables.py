"""The tables of all rooms. Kept: room, question, round, seat, answer; what a seat drew, when it last wrote; one link.

Not kept: names, addresses, free text. docs/privacy.md says it for a school.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

LONGEST_LINK = 8000
"""Letters of the link that a teacher leads to."""

rooms = Table(
    "rooms",
    metadata,
    Column("code", String(6), primary_key=True),
    Column("secret", String(64), nullable=False, comment="SHA-256 of the teacher's secret, in hexadecimal"),
    Column("used", Float, nullable=False, comment="in seconds since 1970: the last vote, drawing or step"),
    Column("number", Integer, nullable=False, default=0, comment="rises with every step of the teacher"),
    Column("locked", Boolean, nullable=False, default=False),
    Column("paused", Boolean, nullable=False, default=False),
    Column("link", String(LONGEST_LINK), nullable=False, default=""),
    Column("question", String(80), comment="the question that the class answers now"),
)

questions = Table(
    "questions",
    metadata,
    Column("room", ForeignKey("rooms.code", ondelete="CASCADE"), primary_key=True),
    Column("question", String(80), primary_key=True),
    Column("answers", String(400), nullable=False, comment="ids, with commas between them"),
    Column("stage", String(8), nullable=False),
)

seats = Table(
    "seats",
    metadata,
    Column("room", ForeignKey("rooms.code", ondelete="CASCADE"), primary_key=True),
    Column("seat", String(32), primary_key=True),
    Column("written", Float, nullable=False, default=0.0, comment="seconds since 1970 at the seat's last write"),
)


def _of_a_seat() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["room", "seat"], ["seats.room", "seats.seat"], ondelete="CASCADE")


votes = Table(
    "votes",
    metadata,
    Column("room", String(6), primary_key=True),
    Column("question", String(80), primary_key=True),
    Column("round", Integer, CheckConstraint("round in (1, 2)"), primary_key=True),
    Column("seat", String(32), primary_key=True),
    Column("answer", String(40), nullable=False),
    _of_a_seat(),
)

contributions = Table(
    "contributions",
    metadata,
    Column("room", String(6), primary_key=True),
    Column("experiment", String(80), primary_key=True),
    Column("seat", String(32), primary_key=True),
    Column("numbers", Text, nullable=False, comment="a list of numbers in JSON: a curve, a point or a sample"),
    _of_a_seat(),
)
