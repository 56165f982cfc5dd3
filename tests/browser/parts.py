"""Every page and every part of it, as links: what the checks for everyone walk through."""

from pages.ui.shell import navigation

PARTS = {
    "home": ("",),
    "parameters": (
        "family=line",
        "family=svm",
        "family=network",
        "experiment=marks",
        "experiment=samples",
        "experiment=cards",
    ),
    "search": ("", "experiment=own", "experiment=belief", "experiment=curse", "experiment=surface"),
    "loss": ("", "best=all&distance=perpendicular"),
    "estimators": (
        "",
        "quantity=upper&population=uniform",
        "experiment=consistency",
        "experiment=efficiency",
        "experiment=settling",
    ),
    "bias_variance": ("", "model=network", "experiment=capacity", "experiment=data", "experiment=descent"),
    "entropy": ("", "colours=4"),
    "optimizers": ("", "experiment=network"),
    "learning_rate": ("", "experiment=sweep&range=on", "objective=network", "experiment=wells"),
    "batch_size": ("", "experiment=cloud", "experiment=costs", "experiment=memory", "experiment=verdict"),
    "backprop": ("", "part=split", "part=deep", "part=training", "part=depth", "part=clearing"),
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
    """Every part of every page, the prediction skipped, in English; and every page as it first asks, in Korean."""
    pages = [lesson.id for lesson in navigation.written() if lesson.id != "home"]
    asking = [f"{page}?lang=ko" for page in pages]
    answered = [f"{page}?lang=en&predict=skip&{part}".rstrip("&") for page in pages for part in PARTS[page]]
    return ["?lang=en", "?lang=ko", *asking, *answered]
