"""The pictures of the stops in the plans: small files in each lesson's `stops`, which know the settings they show."""

from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pages.ui.parts.strip import Stop
from pages.ui.text import LESSONS

if TYPE_CHECKING:
    from PIL.Image import Image

DESCRIPTION = 0x010E
"""The field of a picture in which its settings stand: Exif's ImageDescription."""


def path(lesson: str, number: int) -> Path:
    """Return where the picture of a stop lies."""
    return LESSONS / lesson / "stops" / f"{number}.webp"


def save(picture: "Image", lesson: str, number: int, stop: Stop) -> None:
    """Keep the picture of a stop, with its settings."""
    fields = picture.getexif()
    fields[DESCRIPTION] = urlencode(stop.query)
    place = path(lesson, number)
    place.parent.mkdir(exist_ok=True)
    picture.save(place, quality=80, method=6, exif=fields)


@cache
def address(lesson: str, number: int) -> str:
    """Return the picture of a stop as an address that holds it; nothing where there is none."""
    place = path(lesson, number)
    return f"data:image/webp;base64,{b64encode(place.read_bytes()).decode()}" if place.exists() else ""
