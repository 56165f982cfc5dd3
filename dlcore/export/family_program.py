"""A saved model put to use: a program of numpy alone that loads it and predicts."""

from dlcore.registry import Registry

HEAD = '''"""Load model.npz, which lies beside this file, and predict: nothing but the parameters found is needed."""

import numpy as np

saved = np.load("model.npz")


def predict(x):
    """{told} for x of shape (n, {inputs})."""
'''

FORMULAS: Registry[tuple[str, int, str]] = Registry(
    "family",
    {
        "line": (
            "Numbers",
            1,
            """    powers = x ** np.arange(1, len(saved["coefficients"]) + 1)
    return saved["intercept"][0] + powers @ saved["coefficients"]
""",
        ),
        "svm": (
            "Scores, positive for class 1,",
            2,
            """    vectors = saved["support_vectors"]
    kernel = x @ vectors.T
    if saved["structure.kernel"] == "rbf":
        distance = ((x[:, None] - vectors) ** 2).sum(axis=-1)
        kernel = np.exp(-saved["structure.gamma"] * distance)
    return kernel @ saved["dual_coefficients"] + saved["intercept"][0]
""",
        ),
        "network": (
            "Scores, positive for class 1,",
            2,
            """    hidden = np.tanh(x @ saved["weights_1"] + saved["biases_1"])
    return (hidden @ saved["weights_2"] + saved["biases_2"])[:, 0]
""",
        ),
    },
)
"""Of each family what it predicts, from how many inputs, and its formula."""


def prediction_program(family: str) -> str:
    """Write the program for a family. Raises UnknownNameError for an unknown one."""
    told, inputs, formula = FORMULAS[family]
    head = HEAD.format(told=told, inputs=inputs)
    return f"{head}{formula}\n\nprint(predict(np.full((1, {inputs}), 0.1)))\n"
