"""Refits laid over the truth, one a frame: its sample and its curve, and the mean and the band of those so far."""

import altair as alt
import numpy as np

from pages.lessons.bias_variance.charts.decomposition import BIAS, VARIANCE
from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, SERIES

FAR = 3
"""The heights of the picture that a curve is followed out of it; further would cost the others their digits."""


def _read(field: str, name: str) -> str:
    return film.decoded(name).replace("datum.film", f"datum.{field}")


@once
def spec(x_title: str = "x", y_title: str = "y", name: str = "frame", height: int = 380) -> film.Spec:
    """Return the chart: datasets `curves`, `points` and `trail`, as `datasets` gives them.

    Dotted: the truth. Thin: the refits so far. The dark band is the mean of them, one standard deviation to either
    side; the other area lies between their mean, the thick line, and the truth.
    """
    x = alt.X("x:Q", title=x_title, axis=alt.Axis(grid=False, tickCount=5), scale=alt.Scale(domain=[-1, 1], nice=False))
    heights = film.fixed("curves", "y0", "y1")
    y = alt.Y("y:Q", title=y_title, axis=alt.Axis(grid=False, tickCount=5), scale=heights)
    curves, points, trail = (alt.Chart(film.named(dataset)) for dataset in ("curves", "points", "trail"))
    band = curves.transform_calculate(y=_read("low", name)).transform_calculate(top=_read("high", name))
    mean = curves.transform_calculate(y=_read("mean", name))
    layers = [
        band.mark_area(color=VARIANCE, opacity=0.28, clip=True).encode(x=x, y=y, y2="top:Q"),
        mean.mark_area(color=BIAS, opacity=0.4, clip=True).encode(x=x, y=y, y2="truth:Q"),
        trail.transform_filter(film.until(name))
        .mark_line(color=SERIES, strokeWidth=0.8, opacity=0.35, clip=True)
        .encode(x=x, y=y, detail="frame:N"),
        curves.mark_line(color=INK, strokeWidth=2.5, strokeDash=[2, 4], clip=True).encode(
            x=x, y=alt.Y("truth:Q", title=y_title, scale=heights)
        ),
        mean.mark_line(color=BIAS, strokeWidth=3.5, clip=True).encode(x=x, y=y),
        points.transform_calculate(x=_read("across", name)).transform_calculate(y=_read("up", name))
        .mark_point(size=45, filled=True, color=INK, opacity=0.9, clip=True)
        .encode(x=x, y=y),
        curves.transform_calculate(y=_read("fit", name)).mark_line(color=SERIES, strokeWidth=2.5, clip=True)
        .encode(x=x, y=y),
    ]  # fmt: skip
    return film.finish(alt.layer(*layers), name, height=height)


def datasets(
    x: np.ndarray,
    truth: np.ndarray,
    curves: np.ndarray,
    mean: np.ndarray,
    spread: np.ndarray,
    sample: tuple[np.ndarray, np.ndarray],
) -> film.Datasets:
    """Return what `spec` takes: at x (m,) the truth (m,), refits, running mean and deviation (T, m), samples (T, n)."""
    frames, m = curves.shape
    across, up = sample
    reach = 1.05 * max(np.abs(up).max(), np.abs(truth).max(), 0.1)
    everything = np.concatenate([curves, mean, mean - spread, mean + spread, up, across], axis=1)
    coded = film.encoded(np.clip(everything, -FAR * reach, FAR * reach))
    strings = coded["film"]
    n = up.shape[1]
    fit, middle, low, high = (strings.slice(part * m, m) for part in range(4))
    same = {"bottom": coded["bottom"][:m], "step": coded["step"][:m]}
    thin = slice(None, None, 2)
    return {
        "curves": film.rows(
            x=x, truth=truth, fit=fit, mean=middle, low=low, high=high, **same,
            y0=np.full(m, -reach), y1=np.full(m, reach),
        ),
        "points": film.rows(
            up=strings.slice(4 * m, n), across=strings.slice(4 * m + n, n),
            bottom=coded["bottom"][:n] if n <= m else np.full(n, coded["bottom"][0]),
            step=coded["step"][:n] if n <= m else np.full(n, coded["step"][0]),
        ),
        "trail": film.rows(
            frame=np.repeat(np.arange(frames), len(x[thin])), x=np.tile(x[thin], frames),
            y=np.clip(curves[:, thin], -FAR * reach, FAR * reach).ravel(),
        ),
    }  # fmt: skip
