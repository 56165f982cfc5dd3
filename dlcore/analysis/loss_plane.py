"""The loss around the trajectory of a run, on a plane that holds the trajectory."""

import numpy as np

from dlcore.arrays import Array
from dlcore.network.losses import LOSSES
from dlcore.optimization.projection import principal_plane
from dlcore.training.training import Film, network_inputs, prepare


class LossPlane:
    """The plane of a trajectory θ (T, p), and the training loss on it.

    Two parameters are the plane themselves: θ = (slope, intercept) for a line. Of more, it is the plane of most
    variance of the trajectory, which holds only `share` of it; off the trajectory its losses are those of the plane,
    not of θ. `x` and `y` are the two ends of each axis: frames after the third whose loss is more than twice the first
    one may lie outside. An `other` run of the same network may share the plane: then it is that of both trajectories.
    """

    def __init__(self, film: Film, other: Film | None = None) -> None:
        self.film = film
        self.network, train, _ = prepare(film.experiment)
        self.inputs, self.y_true = network_inputs(film.experiment, train.x), train.y
        films = [film] if other is None else [film, other]
        thetas = np.concatenate([each.theta for each in films])
        self.plane = principal_plane(thetas) if film.theta.shape[1] > 2 else None
        self.share = float(self.plane.share.sum()) if self.plane else 1.0
        self.trajectory = self.project(film.theta)
        near = np.concatenate(
            [
                self.project(each.theta)[(each.train_loss <= 2 * each.train_loss[0]) | (np.arange(len(each)) < 3)]
                for each in films
            ]
        )
        middle = (near.max(axis=0) + near.min(axis=0)) / 2
        reach = 0.7 * max(float(np.ptp(near, axis=0).max()), 1e-3)
        self.x, self.y = ((float(m) - reach, float(m) + reach) for m in middle)

    def project(self, theta: Array) -> Array:
        """Coordinates (T, 2) on the plane of θ (T, p)."""
        return self.plane.project(theta) if self.plane else theta

    def losses(self, resolution: int) -> Array:
        """Training loss (resolution, resolution) over the plane, lowest row first, from end to end of both axes."""
        columns, rows = np.meshgrid(np.linspace(*self.x, resolution), np.linspace(*self.y, resolution))
        points = np.column_stack([columns.ravel(), rows.ravel()])
        theta = (self.plane.lift(points) if self.plane else points).astype(np.float32)
        with np.errstate(all="ignore"):
            score = self.network.forward(theta, self.inputs.astype(np.float32))
            value = LOSSES[self.film.experiment.loss].value(score, self.y_true)
        return value.reshape(resolution, resolution)
