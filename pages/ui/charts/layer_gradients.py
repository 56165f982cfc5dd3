"""One number a layer, on a logarithmic scale: the size of the gradient, for one."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from pages.ui.charts import film
from pages.ui.serving.once import once
from pages.ui.theme import INK, SERIES


@once
def spec(x_title: str, y_title: str, name: str = "frame", height: int = 190) -> film.Spec:
    """Return the chart: dataset `bars`, as `datasets` gives it."""
    size = "pow(10, datum.power)"
    places = [10.0**power for power in range(-16, 17, 2)]
    y = alt.Y(
        "size:Q",
        title=y_title,
        scale=film.fixed("bars", "low", "high", type="log"),
        axis=film.plain(values=places),
    )
    x = alt.X("layer:N", title=x_title, sort=None, axis=alt.Axis(labelAngle=0, domain=True))
    base = (
        alt.Chart(film.named("bars"))
        .transform_calculate(power=film.decoded(name))
        .transform_calculate(size=size, words=f"format({size}, '.2g')")
        .encode(x=x)
    )
    bar = base.mark_bar(color=SERIES, opacity=0.85, cornerRadiusEnd=3, clip=True).encode(y=y, y2="low:Q")
    words = base.mark_text(baseline="bottom", dy=-5, color=film.letters(INK)).encode(y=y, text="words:N")
    return film.finish(alt.layer(bar, words), name, height=height)


def datasets(layers: Sequence[str], sizes: np.ndarray) -> film.Datasets:
    """Return what `spec` takes: sizes (T, layers), none negative; one of nothing stands as low as the lowest."""
    positive = sizes[(sizes > 0) & np.isfinite(sizes)]
    low, high = (positive.min(), positive.max()) if len(positive) else (0.1, 1.0)
    powers = np.log10(np.where(sizes > 0, sizes, low))
    ends = {"low": np.full(len(layers), low / 3), "high": np.full(len(layers), high * 6)}
    return {"bars": film.rows(layer=list(layers), **film.encoded(powers), **ends)}
