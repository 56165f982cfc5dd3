"""The part of a PyTorch program that differs where a run has stages: a list of them, and a loop over it."""

from collections.abc import Mapping

from dlcore.optimization.schedules import SCHEDULES
from dlcore.training.segments import Leg

MAIN = '''OPTIMIZERS = {{
{optimizers}
}}
LOSSES = {{
{losses}
}}
PENALTIES = {{
{penalties}
}}


class Stage(NamedTuple):
    """Updates begin + 1 to end. The schedule counts from update `clock` and has `plan` steps."""

    begin: int
    end: int
    learning_rate: float
    schedule: object
    clock: int
    plan: int
    batch_size: int
    updates_per_epoch: int
    optimizer: str
    loss: str
    penalty: str
    strength: float
    edits: list  # (layer, row, column, value): the weight from neuron row to neuron column, row -1 for its bias


STAGES = [
{stages}
]

last, epoch, since, diverged = None, 0.0, 0, False
for stage in STAGES:
    if last is None or stage.optimizer != last.optimizer:
        optimizer = OPTIMIZERS[stage.optimizer]()
    if last is not None and stage.batch_size != last.batch_size:
        epoch, since = epoch + (stage.begin - since) / last.updates_per_epoch, stage.begin
    loss, penalty = LOSSES[stage.loss], PENALTIES[stage.penalty]
    with torch.no_grad():
        for layer, row, column, value in stage.edits:
            entries = layers[layer].bias if row == -1 else layers[layer].weight[:, row]
            entries[column] = value
    if last is None or stage.edits or stage.loss != last.loss:
        show(stage.begin, epoch + (stage.begin - since) / stage.updates_per_epoch, *losses())
    factors = np.asarray(stage.schedule(np.arange(stage.begin, stage.end) - stage.clock, stage.plan)).tolist()
    for step in range(stage.begin, stage.end):
        place = (step - since) % stage.updates_per_epoch
        if place == 0:
            order = torch.from_numpy(batch_rng.permutation(len(TRAIN_X)))
        batch = order[place * stage.batch_size :][: stage.batch_size]
        diverged = update(batch, stage.strength, stage.learning_rate * factors[step - stage.begin])
        if diverged or step + 1 in FRAMES:
            show(step + 1, epoch + (step + 1 - since) / stage.updates_per_epoch, *losses())
        if diverged:
            print(f"blew up at step {{step + 1}}")
            break
    if diverged:
        break
    last = stage
'''


def staged(
    parts: list[Leg], optimizers: Mapping[str, str], losses: Mapping[str, str], penalties: Mapping[str, str]
) -> str:
    """The loop over the parts of a run; what each may need of PyTorch is given as the program writes it."""
    return MAIN.format(
        optimizers=named("lambda: ", optimizers, [leg.settings.optimizer for leg in parts]),
        losses=named("lambda score, y: ", losses, [leg.settings.loss for leg in parts]),
        penalties=named("lambda: ", penalties, [leg.settings.regularization for leg in parts]),
        stages="\n".join(f"    Stage({written(leg)})," for leg in parts),
    )


def named(start: str, texts: Mapping[str, str], used: list[str]) -> str:
    """Lines of a dict of functions, only of those used."""
    return "\n".join(f'    "{name}": {start}{text},' for name, text in texts.items() if name in used)


def written(leg: Leg) -> str:
    """The statement of a stage."""
    now = leg.settings
    values = {
        "begin": leg.begin,
        "end": leg.end,
        "learning_rate": now.learning_rate,
        "clock": leg.clock,
        "plan": max(leg.plan, 1),
        "batch_size": leg.batch_size,
        "updates_per_epoch": leg.updates_per_epoch,
        "optimizer": now.optimizer,
        "loss": now.loss,
        "penalty": now.regularization,
        "strength": now.regularization_strength,
        "edits": [tuple(edit) for edit in leg.edits],
    }
    told = [f"{name}={value!r}" for name, value in values.items()]
    return ", ".join([*told, f"schedule={SCHEDULES[now.schedule].__name__}"])
