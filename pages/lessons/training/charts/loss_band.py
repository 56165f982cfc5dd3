"""One loss of several runs that differ by chance alone: from the least to the greatest, and the median between."""

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, SERIES


@once
def spec(x_title: str, y_title: str, *, log: bool = False, name: str = "frame", height: int = 220) -> film.Spec:
    """Return the chart: dataset `band`, as `datasets` gives it. The run of the page is the dashed line."""
    x = alt.X("epoch:Q", title=x_title, scale=film.fixed("band", "start", "end"), axis=alt.Axis(grid=False))
    heights = film.fixed("band", "bottom", "top", type="log" if log else "linear")
    rows = alt.Chart(film.named("band"))
    height_of = {
        column: alt.Y(f"{column}:Q", title=y_title, scale=heights, axis=film.plain(tickCount=4))
        for column in ("least", "median", "own")
    }
    layers = [
        rows.mark_area(color=SERIES, opacity=0.28, clip=True).encode(x=x, y=height_of["least"], y2="greatest:Q"),
        rows.mark_line(color=SERIES, strokeWidth=2.6, clip=True).encode(x=x, y=height_of["median"]),
        rows.mark_line(color=INK, strokeWidth=1.8, strokeDash=[5, 4], clip=True).encode(x=x, y=height_of["own"]),
    ]
    return film.finish(alt.layer(*layers), name, height=height)


def datasets(
    epoch: np.ndarray, three: np.ndarray, own: np.ndarray, ends: tuple[float, float], *, log: bool = False
) -> film.Datasets:
    """Return what `spec` takes: least, median and greatest (3, T) and the own run (T,) at `epoch` (T,).

    `ends` are those of the scale; an infinite greatest loss fills the picture to its edge and beyond.
    """
    bottom, top = ends
    beyond = 10 * top
    drawn = np.clip(three, bottom if log else -beyond, beyond)
    seen = np.isfinite(own) & ((own > 0) | (not log))
    median = np.isfinite(three[1]) & ((three[1] > 0) | (not log))
    same = {"start": epoch[0], "end": max(epoch[-1], epoch[0] + 1e-9), "bottom": bottom, "top": top}
    return {
        "band": film.rows(
            epoch=epoch,
            least=drawn[0],
            median=film.numbers(drawn[1], median),
            greatest=drawn[2],
            own=film.numbers(np.clip(own, -beyond, beyond), seen),
            **{name: np.full(len(epoch), value) for name, value in same.items()},
        )
    }


def ends(parts: list[np.ndarray], *, log: bool = False) -> tuple[float, float]:
    """Return the ends of one scale for the losses of some runs, (…, T) each; a run that diverged leaves the picture."""
    finite = np.concatenate([part[np.isfinite(part)] for part in parts])
    first = max(float(part[..., 0].max()) for part in parts)
    high = min(float(finite.max()), 4 * first) or 1.0
    if not log:
        return 0.0, 1.05 * high
    return 0.8 * float(finite[finite > 0].min(initial=high)), 1.25 * high
