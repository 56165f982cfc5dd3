"""A line with the squares of its residuals, as a small still picture."""

from urllib.parse import quote

import numpy as np

from pages.ui.theme import EDGE, NEGATIVE, PAPER, POSITIVE, SERIES


def picture(points: tuple[np.ndarray, np.ndarray], line: np.ndarray, reach: float) -> str:
    """Return points x, y (n,) and the squares on their residuals from a line (slope, intercept) as a data URL.

    The picture shows ± reach in both directions. A square is on the side where it does not cross the line.
    """
    slope, intercept = line.tolist()
    marks, dots = [], []
    for x, y in zip(*(part.tolist() for part in points), strict=True):
        foot = slope * x + intercept
        side, colour = abs(y - foot), NEGATIVE if y < foot else POSITIVE
        left = x - side if slope * (y - foot) > 0 else x
        marks.append(
            f'<rect x="{left:.3f}" y="{-max(y, foot):.3f}" width="{side:.3f}" height="{side:.3f}" '
            f'fill="{colour}" fill-opacity=".45" stroke="{colour}" stroke-width=".05"/>'
        )
        dots.append(f'<circle cx="{x:.3f}" cy="{-y:.3f}" r=".16" fill="{EDGE}"/>')
    ends = f'x1="{-reach}" y1="{slope * reach - intercept:.3f}" x2="{reach}" y2="{-slope * reach - intercept:.3f}"'
    marks.append(f'<line {ends} stroke="{SERIES}" stroke-width=".16"/>')
    ground = f'<rect x="{-reach}" y="{-reach}" width="{2 * reach}" height="{2 * reach}" fill="{PAPER}"/>'
    box = f"{-reach} {-reach} {2 * reach} {2 * reach}"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{ground}{"".join(marks + dots)}</svg>'
    return f"data:image/svg+xml,{quote(svg)}"
