"""Every page and every part of it, as links: what the checks for everyone walk through."""

from pages.ui import contents

PARTS = {
    "home": ("",),
    "parameters": ("", "family=svm", "family=network&many=on"),
    "search": ("budget=6",),
    "loss": ("", "best=all&distance=perpendicular"),
    "estimators": ("", "quantity=upper&population=uniform"),
    "bias_variance": ("", "model=network"),
    "entropy": ("", "colours=4"),
    "optimizers": ("", "ground=network", "memory=on"),
    "learning_rate": ("", "range=on", "objective=network"),
    "batch_size": ("",),
    "backprop": ("", "part=chain", "part=depth"),
    "linearity": ("", "part=bend", "part=folds", "part=hinges", "part=features"),
    "training": (
        "",
        "dataset=digits",
        "dataset=diabetes",
        "dataset=drawn",
        "tool=go_on",
        "tool=by_hand",
        "tool=slow",
        "tool=compare",
        "tool=compare&compare=seeds",
        "tool=compare&compare=settings",
    ),
}
"""The parts of each page, by what a link asks for."""


def links() -> list[str]:
    """Every part of every page, the prediction skipped; and every page as it first asks."""
    pages = [lesson.id for lesson in contents.written() if lesson.id != "home"]
    asking = [f"{page}?" for page in pages]
    return ["?", *asking, *(f"{page}?predict=skip&{part}" for page in pages for part in PARTS[page])]
