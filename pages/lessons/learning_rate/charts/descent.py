"""A curve and the steps down it: at each frame the point, its tangent, the step along it, and where it lands."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, NEGATIVE, PAPER, POSITIVE, SERIES


@once
def spec(x_title: str, y_title: str, name: str = "frame", height: int = 340) -> film.Spec:
    """Return the chart: datasets `ground` and `steps`, as `datasets` gives them.

    The tangent is dashed, the step horizontal (orange to the left, blue to the right), the landing dotted. A step that
    leaves the picture ends in an arrow at its edge, which stays while the point is outside; the words say where.
    """
    x = alt.X("theta:Q", title=x_title, scale=film.fixed("ground", "x0", "x1"), axis=alt.Axis(grid=False))
    y = alt.Y("height:Q", title=y_title, scale=film.fixed("ground", "y0", "y1"), axis=alt.Axis(grid=False))
    curve = alt.Chart(film.named("ground")).mark_line(color=INK, strokeWidth=2.5).encode(x=x, y=y)
    steps = alt.Chart(film.named("steps"))
    trail = steps.transform_filter(f"{film.until(name)} && datum.inside").mark_point(
        size=28, color=SERIES, filled=True, opacity=0.45
    )
    now = steps.transform_filter(film.now(name))
    here = now.transform_filter("datum.inside")
    tangent = here.mark_rule(color=SERIES, strokeDash=[6, 4], strokeWidth=2, clip=True)
    hue = alt.condition("datum.step < 0", alt.value(NEGATIVE), alt.value(POSITIVE))
    moves = here.transform_filter("datum.step !== 0")
    lands = moves.transform_filter("datum.lands")
    leaves = moves.transform_filter("!datum.lands").transform_calculate(angle="datum.step < 0 ? 270 : 90")
    outside = now.transform_filter("!datum.inside").transform_calculate(angle="datum.edge < 0 ? 270 : 90")
    layers = [
        curve,
        tangent.encode(x=_at("left", x), y=_up("low", y), x2="right:Q", y2="high:Q"),
        trail.encode(x=x, y=y),
        moves.mark_rule(strokeWidth=4).encode(x=x, x2="end:Q", y=y, color=hue),
        lands.mark_rule(strokeWidth=2, strokeDash=[2, 3], color=INK).encode(x=_at("end", x), y=y, y2="landing:Q"),
        lands.mark_point(size=110, fill=PAPER, strokeWidth=2.5, opacity=1).encode(
            x=_at("end", x), y=_up("landing", y), stroke=hue
        ),
        leaves.mark_point(shape="triangle", size=200, filled=True, opacity=1).encode(
            x=_at("end", x), y=y, color=hue, angle=alt.Angle("angle:Q", scale=None)
        ),
        here.mark_point(size=140, filled=True, color=SERIES, opacity=1).encode(x=x, y=y),
        outside.mark_point(shape="triangle", size=200, filled=True, color=SERIES, opacity=1).encode(
            x=_at("edge", x), y=alt.value(24), angle=alt.Angle("angle:Q", scale=None)
        ),
        film.words_above(now, INK),
    ]
    return film.finish(alt.layer(*layers), name, height=height)


def _at(field: str, x: alt.X) -> alt.X:
    return alt.X(f"{field}:Q", title=x._kwds["title"], scale=x._kwds["scale"], axis=x._kwds["axis"])


def _up(field: str, y: alt.Y) -> alt.Y:
    return alt.Y(f"{field}:Q", title=y._kwds["title"], scale=y._kwds["scale"], axis=y._kwds["axis"])


def datasets(
    ground: tuple[np.ndarray, np.ndarray],
    theta: np.ndarray,
    height: np.ndarray,
    slope: np.ndarray,
    words: Sequence[str],
) -> film.Datasets:
    """Return what `spec` takes: the curve (x (m,), y (m,)), and of each frame θ, height, slope (T,) and its words."""
    x, y = ground
    x0, x1, room = x[0], x[-1], 0.06 * (y.max() - y.min())
    ends = {"x0": x0, "x1": x1, "y0": y.min() - room, "y1": y.max() + room}
    inside = (theta >= x0) & (theta <= x1)
    following = np.r_[theta[1:], theta[-1]]
    lands = np.r_[inside[1:], inside[-1]]
    reach = 0.12 * (x1 - x0)
    # Marks of a point that is outside are not drawn; their places must be numbers all the same.
    shown = {name: np.where(inside, values, 0.0) for name, values in (("h", height), ("s", slope), ("t", theta))}
    steps = film.rows(
        frame=np.arange(len(theta)),
        theta=shown["t"],
        height=shown["h"],
        inside=inside.astype(int),
        lands=lands.astype(int),
        step=np.sign(following - theta),
        edge=np.clip(theta, x0, x1),
        end=np.clip(following, x0, x1),
        landing=np.where(lands, np.r_[height[1:], height[-1]], 0.0),
        left=shown["t"] - reach,
        right=shown["t"] + reach,
        low=shown["h"] - reach * shown["s"],
        high=shown["h"] + reach * shown["s"],
        words=list(words),
    )
    curve = film.rows(theta=x, height=y, **{name: np.full(len(x), value) for name, value in ends.items()})
    return {"ground": curve, "steps": steps}
