"""The part of an exported program that differs where a run has stages: a list of them, and a loop over it."""

from dlcore.network.losses import LOSSES
from dlcore.network.regularization import REGULARIZATIONS
from dlcore.optimization.optimizers import OPTIMIZERS
from dlcore.optimization.schedules import SCHEDULES
from dlcore.training.experiment import Experiment
from dlcore.training.segments import Leg

MAIN = '''class Stage(NamedTuple):
    """Updates begin + 1 to end. The schedule counts from update `clock` and has `plan` steps."""

    begin: int
    end: int
    learning_rate: float
    schedule: object
    clock: int
    plan: int
    batch_size: int
    updates_per_epoch: int
    optimizer: object
    loss: object
    loss_grad: object
    regularization: object
    strength: float
    edits: list  # (layer, row, column, value): an entry of the layer's matrix set by hand


STAGES = [
{stages}
]


def main():
    global loss, loss_grad
    _, init_rng, batch_rng = np.random.default_rng(SEED).spawn(3)
    theta, rng = first_theta(init_rng.spawn(1)[0]), batch_rng.spawn(1)[0]
    is_weight = np.ones_like(theta)
    for matrix in matrices(is_weight):
        matrix[-1] = 0
    before, epoch, since = None, 0.0, 0
    for stage in STAGES:
        remeasured = before is None or stage.edits or stage.loss is not before.loss
        if before is None or stage.optimizer is not before.optimizer:
            optimizer = stage.optimizer()
            state = optimizer.init(theta)
        if before is not None and stage.batch_size != before.batch_size:
            epoch, since = epoch + (stage.begin - since) / before.updates_per_epoch, stage.begin
        loss, loss_grad = stage.loss, stage.loss_grad
        for layer, row, column, value in stage.edits:
            matrices(theta)[layer][row, column] = value
        if remeasured:
            show(stage.begin, epoch + (stage.begin - since) / stage.updates_per_epoch, *losses(theta))
        factors = np.asarray(stage.schedule(np.arange(stage.begin, stage.end) - stage.clock, stage.plan)).tolist()
        for update in range(stage.begin, stage.end):
            place = (update - since) % stage.updates_per_epoch
            if place == 0:
                order = rng.permutation(len(TRAIN_X))
            batch = order[place * stage.batch_size :][: stage.batch_size]
            gradient = backward(theta, TRAIN_X[batch], TRAIN_Y[batch])
            gradient = gradient + stage.strength * is_weight * stage.regularization(theta)
            rate = stage.learning_rate * factors[update - stage.begin]
            moved, state = descend(optimizer, theta, gradient, state, rate)
            diverged = not moved @ moved < DIVERGENCE_NORM**2
            theta = moved if not diverged or np.isfinite(losses(moved)).all() else theta
            if diverged or update + 1 in FRAMES:
                show(update + 1, epoch + (update + 1 - since) / stage.updates_per_epoch, *losses(theta))
            if diverged:
                print(f"blew up at step {{update + 1}}")
                return
        before = stage
'''


def staged(experiment: Experiment, parts: list[Leg]) -> tuple[str, str, str]:
    """Constants, main function and loss of the program of a run with stages."""
    stages = "\n".join(f"    Stage({written(leg)})," for leg in parts)
    return f"SEED = {experiment.seed}\n", MAIN.format(stages=stages), "loss"


def written(leg: Leg) -> str:
    """The statement of a stage."""
    settings, loss = leg.settings, LOSSES[leg.settings.loss]
    values = {
        "begin": leg.begin,
        "end": leg.end,
        "learning_rate": settings.learning_rate,
        "schedule": SCHEDULES[settings.schedule],
        "clock": leg.clock,
        "plan": max(leg.plan, 1),
        "batch_size": leg.batch_size,
        "updates_per_epoch": leg.updates_per_epoch,
        "optimizer": type(OPTIMIZERS[settings.optimizer]()),
        "loss": loss.value,
        "loss_grad": loss.grad,
        "regularization": REGULARIZATIONS[settings.regularization],
        "strength": settings.regularization_strength,
        "edits": [tuple(edit) for edit in leg.edits],
    }
    return ", ".join(f"{name}={getattr(value, '__name__', repr(value))}" for name, value in values.items())
