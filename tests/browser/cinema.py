"""A page with every film chart and two players, for tests only: what it shows is known by formula."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
import streamlit as st

from dlcore.training.experiment import Experiment
from pages.lessons.parameters.charts import plane
from pages.ui import theme
from pages.ui.charts import confusion, curve, heatmap, history, layer_gradients
from pages.ui.parts import chart, player
from pages.ui.parts.stage import stage
from pages.ui.serving.runs import inspection
from pages.ui.shell import chart_words
from pages.ui.training_run import stage_data

st.set_page_config(layout="wide")
st.html(f"<style>{theme.css()}</style>")
chart_words.show()
frames = st.number_input("Frames", 2, 200, 60, key="frames")
factor = st.number_input("Factor", 1, 9, 1, key="factor")
st.toggle("Presentation", key=theme.PRESENTATION)
epoch = np.arange(frames, dtype=float)
captions = [f"epoch {e:.0f}" for e in epoch]
player.show(frames, captions, "player", autoplay="autoplay" in st.query_params)

# Positive in the upper right quarter alone; at odd frames, in the upper left alone.
side = (np.arange(40) + 0.5) / 40 * 2.4 - 1.2
x, y = np.meshgrid(side, side)
right = np.where(np.arange(frames) % 2 == 0, 1, -1)[:, None, None]
levels = heatmap.signed(np.where((x * right > 0) & (y > 0), 1.0, -1.0))
places = np.array([[0.6, 0.6], [-0.6, 0.6], [-0.6, -0.6], [0.6, -0.6]])
wrong = np.arange(frames)[:, None] % 4 == np.arange(4)
points = plane.classified(places, np.array([0, 1, 0, 1]), wrong, ["no", "yes"], "train")
left, middle, rest = st.columns(3)
with left:
    data = plane.datasets(heatmap.reel(levels, heatmap.diverging()), (-1.2, 1.2, -1.2, 1.2), points)
    chart.show(plane.spec(), data, "the plane", "plane", width=360)
with middle:
    data = history.datasets(epoch, factor * (1 + epoch), factor * (2 + epoch))
    chart.show(history.spec("epoch", "loss", "train", "test"), data, "the losses", "losses")
with rest:
    data = layer_gradients.datasets(["1", "2"], 10.0 ** -np.stack([epoch / 30, epoch / 15], axis=1))
    chart.show(layer_gradients.spec("layer", "gradient"), data, "gradients", "bars")

run = inspection(Experiment(dataset="moons", features=("x1", "x2"), hidden=(3,), n=40, epochs=1, frames=2))
theta = np.linspace(-1, 1, frames)[:, None] * np.linspace(0.2, 1, run.network.n_params)
stage.show(stage_data.film_bytes(run, theta=theta), "network", alt="the network", inputs=["x₁", "x₂"], outputs=["y"])
one, two = st.columns(2)
with one:
    line = np.linspace(-1, 1, 50)
    data = curve.datasets(line, np.outer(epoch / frames, line), (line[::5], line[::5]), truth=line)
    chart.show(curve.spec(height=240), data, "the curve", "curve")
with two:
    counts = np.stack([np.array([[8 - t % 4, t % 4], [1, 9]]) for t in range(frames)])
    chart.show(
        confusion.spec("answer", "truth", height=240), confusion.datasets(["no", "yes"], counts), "counts", "counts"
    )
if st.checkbox("Late"):
    data = history.datasets(epoch, 5 * (1 + epoch))
    chart.show(history.spec("epoch", "late loss", "late", "test"), data, "a late chart", "late")
if st.checkbox("Second"):
    player.show(11, [str(i) for i in range(11)], "second", name="frame_second", start=-1)
    data = history.datasets(np.arange(11.0), np.arange(11.0))
    chart.show(history.spec("epoch", "other loss", "other", "test", name="frame_second"), data, "another film", "other")
st.text_input("Words")
