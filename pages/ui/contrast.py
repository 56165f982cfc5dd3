"""Contrast of text on the page, light or dark: 4.5 to 1 at least (WCAG 2.2, 1.4.3).

A mark of 3 to 1 is seen on both grounds in one colour; no colour has letters that are read on both.
"""

from functools import cache

GROUNDS = ("#ffffff", "#10161d")
"""The page in the light and in the dark theme, as .streamlit/config.toml has them."""

ENOUGH = 4.5


@cache
def expression(colour: str) -> str:
    """The colour as an expression of Vega, darker on the light ground and lighter on the dark one."""
    light, dark = (readable(colour, ground) for ground in GROUNDS)
    return f"luminance(background) < 0.4 ? '{dark}' : '{light}'"


def readable(colour: str, ground: str) -> str:
    """The colour itself if it can be read on the ground, else as little away from the ground as is enough."""
    away = 0.0 if luminance(ground) > 0.4 else 255.0
    for step in range(41):
        mixed = [round(part + (away - part) * step / 40) for part in parts(colour)]
        found = "#" + "".join(f"{part:02x}" for part in mixed)
        if contrast(found, ground) >= ENOUGH:
            break
    return found


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    shares = (part / 255 for part in parts(colour))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def parts(colour: str) -> tuple[int, ...]:
    """Red, green and blue of "#rrggbb"."""
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
