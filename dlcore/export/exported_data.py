"""The data of an exported program: made by the program itself where a seed makes them, else packed."""

import inspect
import re

from dlcore.data.datasets import NOISE_SPREAD, fair_order
from dlcore.data.features import FEATURES
from dlcore.data.shapes import CURVES, SHAPES
from dlcore.export.exported_run import ExportedRun, Sources
from dlcore.training.experiment import Experiment, prepare

MADE = '''def made_data():
    """The examples of the page: points of `{shape}` with noise, parted at random into training and test."""
    rng = np.random.default_rng(SEED).spawn(3)[0]
{points}
    order = fair_order({labels}, rng)
    x = np.stack([{features}], axis=-1)
    train, test = order[:{cut}], order[{cut}:]
    return x[train], y[train], x[test], y[test]


TRAIN_X, TRAIN_Y, TEST_X, TEST_Y = {convert}'''

CLASSES = """    labels = np.arange({n}) % 2
    x = {shape}(labels, rng)
    x = x + {noise!r} * rng.standard_normal(x.shape)
    y = labels[:, None].astype(float)"""

CURVE = """    x = rng.uniform(-1, 1, ({n}, {inputs}))
    y = {shape}(x)[:, None] + {noise!r} * rng.standard_normal(({n}, 1))"""

UNPACKED = """def unpacked(rows, text):
    return np.frombuffer(zlib.decompress(base64.b64decode(text))).reshape(rows, -1)


"""
PACKING = "import base64\nimport zlib\n"
"""What a program imports to read packed data."""


def is_made(experiment: Experiment) -> bool:
    """Tell whether the data come from a formula and a seed, and so can be made again."""
    return experiment.own is None and experiment.dataset in {*SHAPES, *CURVES}


def made(experiment: Experiment, used: Sources, convert: str = "made_data()") -> str:
    """Return the statements that make the data of a run; what they call is added to the sources."""
    n, noise, name = experiment.n, experiment.noise * NOISE_SPREAD, experiment.dataset
    if name in SHAPES:
        used.add(SHAPES[name])
        shape, labels = SHAPES[name].__name__, "labels"
        points = CLASSES.format(n=n, shape=shape, noise=noise)
    else:
        curve, inputs = CURVES[name]
        used.add(curve)
        shape, labels = curve.__name__, f"np.zeros({n})"
        points = CURVE.format(n=n, shape=shape, noise=noise, inputs=inputs)
    used.add(fair_order)
    features = ", ".join(feature(name) for name in experiment.features)
    cut = len(prepare(experiment)[1].x)
    return MADE.format(shape=shape, points=points, labels=labels, features=features, cut=cut, convert=convert)


def feature(name: str) -> str:
    """Return the formula of a feature, from its source."""
    found = re.search(rf'"{name}": Feature\(\d, lambda x: (.*)\),$', inspect.getsource(FEATURES[name].value).strip())
    if not found:
        raise ValueError(f"The feature {name} has no formula on a line of its own.")
    return found[1]


def data_of(run: ExportedRun, experiment: Experiment, used: Sources) -> tuple[str, str]:
    """Return what a numpy program imports for its data, and the statements that make or unpack them."""
    return ("", made(experiment, used)) if is_made(experiment) else (PACKING, UNPACKED + run.data)
