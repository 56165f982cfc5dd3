"""Optimizers: from a gradient to the direction d in which θ is moved, θ ← θ - η·d.

An optimizer is a handful of settings. `init(theta)` gives its first state, `direction(gradient, state)` the direction
and the next state; nothing is changed in place, so a state that was kept stays as it was. Everything works element by
element: θ may have any leading axes (..., p) and any float type. The learning rate η belongs to `descend`.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from dlcore.arrays import Array
from dlcore.registry import Registry

State = TypeVar("State")


class Optimizer(ABC, Generic[State]):
    """An optimizer; `weight_decay` is λ of the decay that `descend` applies, since d never sees θ.

    Raises ValueError for settings out of range: epsilon > 0, weight_decay >= 0, every other one in [0, 1).
    """

    weight_decay: float = 0.0

    def __post_init__(self) -> None:
        """Check the settings, and make them plain floats, which leave float32 arrays as they are."""
        for setting in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            value = float(getattr(self, setting.name))
            object.__setattr__(self, setting.name, value)
            low, high, demand = RANGES.get(setting.name, (0.0, 1.0, "in [0, 1)"))
            if not low <= value < high:
                raise ValueError(f"{setting.name} must be {demand}, not {value}.")

    @abstractmethod
    def init(self, theta: Array) -> State:
        """Give the state before the first step, for θ (..., p)."""

    @abstractmethod
    def direction(self, gradient: Array, state: State) -> tuple[Array, State]:
        """Give d (..., p) for a gradient (..., p), and the next state."""


RANGES = {
    "epsilon": (np.nextafter(0, 1), np.inf, "positive"),
    "weight_decay": (0.0, np.inf, "at least 0"),
}


def descend(
    optimizer: Optimizer[State], theta: Array, gradient: Array, state: State, rate: float | Array
) -> tuple[Array, State]:
    """Take one step: θ ← θ - η·(d + λθ), with η = rate and λ = the optimizer's weight_decay.

    theta and gradient are (..., p); rate is a number, or (..., 1) for a rate of each model. Gives the new θ in the
    float type of theta, and the new state; the decay is the decoupled one of Loshchilov and Hutter (2019), eq. 12.
    """
    direction, state = optimizer.direction(gradient, state)
    if optimizer.weight_decay:
        direction = direction + optimizer.weight_decay * theta
    # A float64 rate would turn a float32 θ into float64.
    rate = rate.astype(theta.dtype, copy=False) if isinstance(rate, np.ndarray) else float(rate)
    return theta - rate * direction, state


class Velocity(NamedTuple):
    """The gradients summed up or averaged over time, (..., p)."""

    velocity: Array


class Squares(NamedTuple):
    """The squared gradients summed up or averaged over time, (..., p)."""

    squares: Array


class SquaredSteps(NamedTuple):
    """Averages over time of the squared gradients and of the squared steps, each (..., p)."""

    squares: Array
    steps: Array


class Moments(NamedTuple):
    """The number of steps so far, and averages over time of the gradient and of its square, each (..., p)."""

    step: int
    velocity: Array
    squares: Array


class ScheduledMoments(NamedTuple):
    """Moments, and the product of the momenta μ_1 ... μ_t so far."""

    step: int
    product: float
    velocity: Array
    squares: Array


@dataclass(frozen=True)
class Sgd(Optimizer[tuple[()]]):
    """Gradient descent, called stochastic when the gradient is that of a batch: d = g.

    Cauchy (1847); Robbins and Monro (1951), A stochastic approximation method.
    """

    def init(self, theta: Array) -> tuple[()]:
        """Keep nothing."""
        return ()

    def direction(self, gradient: Array, state: tuple[()]) -> tuple[Array, tuple[()]]:
        """Give the gradient itself."""
        return gradient, state


@dataclass(frozen=True)
class Momentum(Optimizer[Velocity]):
    """The heavy ball: v ← μv + g, d = v. Default μ = 0.9.

    Polyak (1964), Some methods of speeding up the convergence of iteration methods, eq. 9.
    As in PyTorch, the learning rate multiplies the whole velocity; in Sutskever et al. (2013), eq. 1, and Keras it is
    inside, v ← μv - ηg. Both are the same while η stays the same.
    """

    momentum: float = 0.9

    def init(self, theta: Array) -> Velocity:
        """Start at rest."""
        return Velocity(np.zeros_like(theta))

    def direction(self, gradient: Array, state: Velocity) -> tuple[Array, Velocity]:
        """Give the new velocity."""
        velocity = self.momentum * state.velocity + gradient
        return velocity, Velocity(velocity)


@dataclass(frozen=True)
class Nesterov(Optimizer[Velocity]):
    """Momentum that looks ahead: v ← μv + g, d = g + μv. Default μ = 0.9.

    Nesterov (1983); Sutskever et al. (2013), On the importance of initialization and momentum, eq. 3 and 4, take the
    gradient at the point ahead, θ + μv. As in PyTorch and Keras, θ here is that point itself (Bengio et al. 2013,
    Advances in optimizing recurrent networks, eq. 7), so the gradient is taken where the model stands.
    """

    momentum: float = 0.9

    def init(self, theta: Array) -> Velocity:
        """Start at rest."""
        return Velocity(np.zeros_like(theta))

    def direction(self, gradient: Array, state: Velocity) -> tuple[Array, Velocity]:
        """Give the gradient and the new velocity together."""
        velocity = self.momentum * state.velocity + gradient
        return gradient + self.momentum * velocity, Velocity(velocity)


@dataclass(frozen=True)
class Adagrad(Optimizer[Squares]):
    """Smaller steps where gradients have been large: s ← s + g², d = g / (√s + ε). Default ε = 1e-10.

    Duchi, Hazan and Singer (2011), Adaptive subgradient methods, figure 1 (there ε is called δ).
    Defaults of PyTorch; Keras starts s at 0.1 and has ε = 1e-7 inside the root.
    """

    epsilon: float = 1e-10

    def init(self, theta: Array) -> Squares:
        """Start with no squares."""
        return Squares(np.zeros_like(theta))

    def direction(self, gradient: Array, state: Squares) -> tuple[Array, Squares]:
        """Divide by the root of all squares so far."""
        squares = state.squares + gradient * gradient
        return gradient / (np.sqrt(squares) + self.epsilon), Squares(squares)


@dataclass(frozen=True)
class Rmsprop(Optimizer[Squares]):
    """AdaGrad that forgets: s ← ρs + (1 - ρ)g², d = g / (√s + ε). Defaults ρ = 0.9, ε = 1e-8.

    Tieleman and Hinton (2012), Neural networks for machine learning, lecture 6e, with ρ = 0.9 and no ε.
    PyTorch: ρ = 0.99, ε = 1e-8 outside the root, as here. Keras and optax: ρ = 0.9, ε inside the root.
    """

    decay: float = 0.9
    epsilon: float = 1e-8

    def init(self, theta: Array) -> Squares:
        """Start with no squares."""
        return Squares(np.zeros_like(theta))

    def direction(self, gradient: Array, state: Squares) -> tuple[Array, Squares]:
        """Divide by the root of the mean square."""
        squares = self.decay * state.squares + (1 - self.decay) * (gradient * gradient)
        return gradient / (np.sqrt(squares) + self.epsilon), Squares(squares)


@dataclass(frozen=True)
class Adadelta(Optimizer[SquaredSteps]):
    """Steps in the units of θ: s ← ρs + (1 - ρ)g², d = g·√(u + ε) / √(s + ε), u ← ρu + (1 - ρ)d².

    Defaults ρ = 0.95, ε = 1e-6. Zeiler (2012), ADADELTA, algorithm 1 and section 4.1: the paper has no learning rate,
    so η = 1 is the paper's. PyTorch: ρ = 0.9, η = 1; Keras: ρ = 0.95, ε = 1e-7, η = 0.001, which hardly moves.
    """

    decay: float = 0.95
    epsilon: float = 1e-6

    def init(self, theta: Array) -> SquaredSteps:
        """Start with no squares and no steps."""
        return SquaredSteps(np.zeros_like(theta), np.zeros_like(theta))

    def direction(self, gradient: Array, state: SquaredSteps) -> tuple[Array, SquaredSteps]:
        """Make the step as large as steps have been, for the gradient's size against what it has been."""
        squares = self.decay * state.squares + (1 - self.decay) * (gradient * gradient)
        step = gradient * np.sqrt((state.steps + self.epsilon) / (squares + self.epsilon))
        steps = self.decay * state.steps + (1 - self.decay) * (step * step)
        return step, SquaredSteps(squares, steps)


@dataclass(frozen=True)
class Adam(Optimizer[Moments]):
    """Momentum and RMSProp together: m ← β₁m + (1 - β₁)g, v ← β₂v + (1 - β₂)g², d = m̂ / (√v̂ + ε).

    m̂ = m / (1 - β₁ᵗ) and v̂ = v / (1 - β₂ᵗ) correct the start at 0 (the code has the factors on one side). Defaults
    β₁ = 0.9, β₂ = 0.999, ε = 1e-8. Kingma and Ba (2015), algorithm 1. ε is the paper's and PyTorch's; that of Keras,
    1e-7, is added before the correction of v (the ε̂ of the paper's section 2), so it counts for more in early steps.
    """

    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def init(self, theta: Array) -> Moments:
        """Start with both averages at 0."""
        return Moments(0, np.zeros_like(theta), np.zeros_like(theta))

    def direction(self, gradient: Array, state: Moments) -> tuple[Array, Moments]:
        """Give the corrected mean over the root of the corrected mean square."""
        step = state.step + 1
        velocity = self.beta1 * state.velocity + (1 - self.beta1) * gradient
        squares = self.beta2 * state.squares + (1 - self.beta2) * (gradient * gradient)
        correction1, correction2 = 1 - self.beta1**step, 1 - self.beta2**step
        size = np.sqrt(squares) * (correction1 / correction2**0.5) + correction1 * self.epsilon
        return velocity / size, Moments(step, velocity, squares)


@dataclass(frozen=True)
class Adamw(Adam):
    """Adam with decoupled weight decay: θ ← θ - η·(d + λθ) with Adam's d. Default λ = 0.01.

    Loshchilov and Hutter (2019), Decoupled weight decay regularization, algorithm 2. There the schedule multiplies
    the decay but η does not; here, in PyTorch, Keras and optax η does. PyTorch: λ = 0.01, Keras 0.004, optax 0.0001.
    """

    weight_decay: float = 0.01


@dataclass(frozen=True)
class Nadam(Optimizer[ScheduledMoments]):
    """Adam that looks ahead: d = m̂ / (√v̂ + ε) with m̂ = μ₊m / (1 - Πμ·μ₊) + (1 - μ)g / (1 - Πμ); m, v, v̂ as Adam's.

    μ = β₁(1 - 0.96^(ψt) / 2), μ₊ the next one, Πμ the product so far: the momentum grows from β₁/2 to β₁. Defaults
    β₁ = 0.9, β₂ = 0.999, ε = 1e-8, ψ = 0.004. Dozat (2016), Incorporating Nesterov momentum into Adam, algorithm 2,
    which also averages m by μ; PyTorch, Keras and this do it by β₁. optax has no growing momentum.
    """

    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    momentum_decay: float = 0.004

    def init(self, theta: Array) -> ScheduledMoments:
        """Start with both averages at 0."""
        return ScheduledMoments(0, 1.0, np.zeros_like(theta), np.zeros_like(theta))

    def momentum(self, step: int) -> float:
        """Give μ at a step, counted from 1."""
        return self.beta1 * (1 - 0.5 * math.pow(0.96, step * self.momentum_decay))

    def direction(self, gradient: Array, state: ScheduledMoments) -> tuple[Array, ScheduledMoments]:
        """Give the mean as it will be at the next step, over the root of the corrected mean square."""
        step = state.step + 1
        now, ahead = self.momentum(step), self.momentum(step + 1)
        product = state.product * now
        velocity = self.beta1 * state.velocity + (1 - self.beta1) * gradient
        squares = self.beta2 * state.squares + (1 - self.beta2) * (gradient * gradient)
        mean = ahead / (1 - product * ahead) * velocity + (1 - now) / (1 - product) * gradient
        size = np.sqrt(squares / (1 - self.beta2**step)) + self.epsilon
        return mean / size, ScheduledMoments(step, product, velocity, squares)


@dataclass(frozen=True)
class Lion(Optimizer[Velocity]):
    """Steps of one size: d = sign(β₁m + (1 - β₁)g), m ← β₂m + (1 - β₂)g.

    Defaults β₁ = 0.9, β₂ = 0.99, λ = 0. Chen et al. (2023), Symbolic discovery of optimization algorithms,
    algorithm 2, whose decoupled weight decay λ is the same as AdamW's here. Every entry of θ moves by η at each
    step, so η wants to be 3 to 10 times smaller than Adam's (section 5).
    """

    beta1: float = 0.9
    beta2: float = 0.99
    weight_decay: float = 0.0

    def init(self, theta: Array) -> Velocity:
        """Start at rest."""
        return Velocity(np.zeros_like(theta))

    def direction(self, gradient: Array, state: Velocity) -> tuple[Array, Velocity]:
        """Give the sign of the gradient mixed with its average."""
        mixed = self.beta1 * state.velocity + (1 - self.beta1) * gradient
        return np.sign(mixed), Velocity(self.beta2 * state.velocity + (1 - self.beta2) * gradient)


OPTIMIZERS: Registry[Callable[..., Optimizer[Any]]] = Registry(
    "optimizer",
    {
        "sgd": Sgd,
        "momentum": Momentum,
        "nesterov": Nesterov,
        "adagrad": Adagrad,
        "rmsprop": Rmsprop,
        "adadelta": Adadelta,
        "adam": Adam,
        "adamw": Adamw,
        "nadam": Nadam,
        "lion": Lion,
    },
)


MOMENTUM = 0.9
"""The usual μ."""

WITH_MOMENTUM = ("momentum", "nesterov")


def built(name: str, momentum: float = MOMENTUM) -> Optimizer[Any]:
    """The optimizer of that name; those WITH_MOMENTUM have this μ."""
    return OPTIMIZERS[name](momentum=momentum) if name in WITH_MOMENTUM else OPTIMIZERS[name]()


class BestMomentum(NamedTuple):
    """μ, η, and the factor by which each step shrinks the distance, in the long run."""

    momentum: float
    rate: float
    factor: float


def best_momentum(condition: float) -> BestMomentum:
    """The best μ and η of the heavy ball on a bowl with curvatures 1 and κ = condition.

    μ = ((√κ - 1)/(√κ + 1))², η = (2/(1 + √κ))², factor (√κ - 1)/(√κ + 1). Polyak (1964), eq. 9 and theorem 1.
    """
    root = math.sqrt(condition)
    factor = (root - 1) / (root + 1)
    return BestMomentum(factor**2, (2 / (1 + root)) ** 2, factor)
