"""The inspection of a film: predictions, boundary, neuron maps, accuracy, confusion, gradient sizes.

All frames at once: θ (T, p) has its frames as leading axis. Pictures are computed in float32, numbers in float64.
"""

from functools import cached_property, lru_cache
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from dlcore.arrays import Array
from dlcore.data.datasets import PLANE, Dataset
from dlcore.network.losses import LOSSES, Loss
from dlcore.optimization.projection import PrincipalPlane, principal_plane
from dlcore.training.training import Film, network_inputs, prepare


def grid(resolution: int, low: float = PLANE[0], high: float = PLANE[1]) -> Array:
    """Points (resolution², 2) in the middle of the pixels of a square picture, row by row from the bottom left."""
    edges = np.linspace(low, high, resolution + 1)
    middle = (edges[1:] + edges[:-1]) / 2
    columns, rows = np.meshgrid(middle, middle)
    return np.column_stack([columns.ravel(), rows.ravel()])


def frames_by_loss(film: Film) -> list[tuple[slice, Loss]]:
    """The frames trained with one loss after those with another, each with its loss."""
    stages = film.stage or (0,) * len(film)
    names = [film.experiment.in_stage(stage).loss for stage in range(len(film.experiment.stages) + 1)]
    found, start = [], 0
    for name, frames in groupby(names[stage] for stage in stages):
        end = start + len(list(frames))
        found.append((slice(start, end), LOSSES[name]))
        start = end
    return found


@lru_cache(maxsize=16)
def widest_plane(data: Dataset) -> PrincipalPlane:
    """The plane of most variance of a dataset, found once for all films of runs on it."""
    return principal_plane(data.x)


class Inspection:
    """A film (of one run) with its network and data, and the quantities derived from them."""

    def __init__(self, film: Film) -> None:
        """Prepare the data of the film's experiment once more; raises ValueError for a film of several runs."""
        if film.experiment.leading:
            raise ValueError("An inspection looks at one run; choose one of the film's first.")
        self.film = film
        self.loss = LOSSES[film.experiment.loss]
        self.by_loss = frames_by_loss(film)
        self.network, self.train, self.test = prepare(film.experiment)

    def predictions(self, x: Array) -> Array:
        """Predictions (T, n, k) for points x (n, d), on the scale of y, in the dtype of x."""
        inputs = network_inputs(self.film.experiment, x).astype(x.dtype)
        # Frame by frame the layers stay in the processor's cache, which is twice as fast as all frames at once.
        scores = [self.network.forward(theta, inputs) for theta in self.film.theta.astype(x.dtype)]
        return self.linked(np.array(scores))

    def linked(self, scores: Array) -> Array:
        """Scores (T, n, k) on the scale of y, each frame by the link of the loss it was trained with."""
        return np.concatenate([loss.link(scores[frames]) for frames, loss in self.by_loss])

    def boundary(self, resolution: int) -> Array:
        """Predictions over the plane as pictures (T, resolution, resolution, k), lowest row first."""
        picture = self.predictions(self.points(resolution))
        return picture.reshape(len(self.film), resolution, resolution, -1)

    def points(self, resolution: int) -> Array:
        """The points (resolution², d) in float32 whose predictions make the picture: see `extent`."""
        points = grid(resolution, *self.extent)
        return (self.plane.lift(points) if self.plane else points[:, : self.train.x.shape[1]]).astype(np.float32)

    @cached_property
    def extent(self) -> tuple[float, float]:
        """The ends of both axes of a picture: those of the toy plane, or a little beyond the data of a table."""
        if not self.film.experiment.source.table:
            return PLANE
        places = self.plane.project(self.train.x) if self.plane else self.train.x
        reach = 1.1 * float(np.abs(places).max()) or 1.0
        return -reach, reach

    def places(self, part: Dataset) -> Array:
        """The places of the examples in the picture, (n, 2); of one input, the target is the height, or the class."""
        if part.x.shape[1] == 1:
            shelves = np.linspace(*self.extent, 2 * len(part.class_names) + 1)[1::2]
            return np.hstack([part.x, part.y if part.y.shape[1] == 1 else shelves[part.labels][:, None]])
        return self.plane.project(part.x) if self.plane else part.x

    @cached_property
    def plane(self) -> PrincipalPlane | None:
        """The plane of most variance of the training data, for inputs of more than two columns."""
        return widest_plane(self.train) if self.train.x.shape[1] > 2 else None

    def curve(self, x: Array) -> Array:
        """Predictions (T, n) of a network with one input and one output at x (n,)."""
        return self.predictions(x[:, None])[..., 0]

    def neuron_maps(self, resolution: int) -> list[Array]:
        """Activation of every neuron over the plane, a picture (T, h, resolution, resolution) for each layer.

        The first are the inputs (1, d, …), the same in all frames; the last are the predictions.
        """
        inputs = network_inputs(self.film.experiment, self.points(resolution)).astype(np.float32)
        *hidden, score = self.network.layers(self.film.theta.astype(np.float32), inputs)
        layers = [hidden[0][None], *hidden[1:], self.linked(score)]
        return [np.moveaxis(a, -1, 1).reshape(len(a), -1, resolution, resolution) for a in layers]

    def classes(self, part: Dataset) -> NDArray[np.intp]:
        """Predicted class (T, n) of each example: link > ½ with one output, else the largest."""
        if part is self.train:
            return self._train_classes
        if part is self.test:
            return self._test_classes
        return self._classes(part)

    @cached_property
    def _train_classes(self) -> NDArray[np.intp]:
        return self._classes(self.train)

    @cached_property
    def _test_classes(self) -> NDArray[np.intp]:
        return self._classes(self.test)

    def _classes(self, part: Dataset) -> NDArray[np.intp]:
        predictions = self.predictions(part.x)
        if predictions.shape[-1] > 1:
            return np.asarray(predictions.argmax(axis=-1))
        return np.asarray(predictions[..., 0] > 0.5, dtype=np.intp)

    def wrong(self, part: Dataset) -> NDArray[np.bool_]:
        """Tell whether each example is put in a wrong class, (T, n)."""
        return np.not_equal(self.classes(part), part.labels)

    def accuracy(self, part: Dataset) -> Array:
        """Share of the examples put in the right class, (T,)."""
        return np.asarray(1 - self.wrong(part).mean(axis=-1))

    def confusion(self, part: Dataset) -> NDArray[np.intp]:
        """Number of examples of each class (rows) put in each class (columns), (T, c, c)."""
        count = len(part.class_names)
        cell = part.labels * count + self.classes(part)
        frames = np.arange(len(self.film))[:, None] * count**2
        return np.bincount((frames + cell).ravel(), minlength=len(self.film) * count**2).reshape(-1, count, count)

    @cached_property
    def gradient_sizes(self) -> Array:
        """‖∂loss/∂Θ_l‖ on all training data, (T, layers): how much of the error reaches each layer."""
        inputs = network_inputs(self.film.experiment, self.train.x)
        theta, y = self.film.theta, self.train.y
        parts = [self.network.gradient(theta[frames], inputs, y, loss) for frames, loss in self.by_loss]
        gradient = np.concatenate(parts)
        return np.array([np.linalg.norm(g, axis=(-2, -1)) for g in self.network.matrices(gradient)]).T
