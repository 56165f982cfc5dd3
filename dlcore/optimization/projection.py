"""Principal directions of a cloud of points, and the plane of the first two. Pearson (1901)."""

from dataclasses import dataclass

import numpy as np

from dlcore.arrays import Array


@dataclass(frozen=True, eq=False)
class PrincipalPlane:
    """The plane mean + u·axes that holds most of a cloud: mean (p,), axes (2, p) of length 1, coordinates u (..., 2).

    share (2,) is the part of the cloud's variance that lies along each axis. Of paths of θ it is the plane of Li et al.
    (2018), Visualizing the loss landscape of neural nets, section 7.2.
    """

    mean: Array
    axes: Array
    share: Array

    def project(self, x: Array) -> Array:
        """Coordinates (..., 2) on the plane of points x (..., p)."""
        return np.asarray((x - self.mean) @ self.axes.T)

    def lift(self, u: Array) -> Array:
        """Points (..., p) that lie on the plane at coordinates u (..., 2)."""
        return np.asarray(self.mean + u @ self.axes)


def principal_plane(x: Array) -> PrincipalPlane:
    """Return the plane through the mean of points x (n, p) along their two directions of most variance."""
    mean = x.mean(axis=0)
    axes, sizes = principal_directions(x - mean)
    if len(axes) < 2:  # a single point has no second direction: any axis does, the cloud has no width along it
        axes, sizes = np.vstack([axes, np.eye(x.shape[1])[[np.abs(axes[0]).argmin()]]]), np.append(sizes, 0.0)
    power = sizes**2 / max(float((sizes**2).sum()), np.finfo(float).tiny)
    return PrincipalPlane(mean, axes[:2], power[:2])


def principal_directions(centered: Array) -> tuple[Array, Array]:
    """Return the right singular vectors (r, p) of centered points (n, p), widest first, and the singular values (r,).

    The sign of each makes its largest entry positive, so that a picture does not turn over from run to run.
    """
    _, sizes, axes = np.linalg.svd(centered, full_matrices=False)
    largest = np.abs(axes).argmax(axis=1)
    return np.asarray(axes * np.sign(axes[np.arange(len(axes)), largest])[:, None]), sizes
