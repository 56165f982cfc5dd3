"""Every page and every part of it, as links: what the checks for everyone walk through."""

from pages.ui.parts.lesson import LessonPage
from pages.ui.shell import navigation

MORE = {
    "parameters": ("family=svm", "family=network"),
    "loss": ("best=all&distance=perpendicular",),
    "estimators": ("quantity=upper&population=uniform",),
    "bias_variance": ("model=network",),
    "entropy": ("colours=4",),
    "learning_rate": ("objective=network", "experiment=sweep&range=on"),
    "training": (
        "dataset=digits",
        "dataset=diabetes",
        "dataset=drawn",
        "tool=by_hand",
        "tool=compare&compare=seeds",
        "tool=compare&compare=settings",
    ),
}
"""What a page shows besides its experiments as they open, by what a link asks for."""

PAGES = {
    lesson.id: page
    for lesson in navigation.written()
    if isinstance(page := getattr(lesson.module(), "PAGE", None), LessonPage)
}
"""The pages of lessons, whose experiments are found by themselves."""


def parts(page: str) -> tuple[str, ...]:
    """Every part of a page, by what a link asks for: its experiments, and what it shows besides."""
    screens = [f"{PAGES[page].selector}={screen.id}" for screen in PAGES[page].screens] if page in PAGES else []
    return (*screens, *MORE.get(page, ()))


def links() -> list[str]:
    """Every part of every page, the prediction skipped, in English; and every page as it first asks, in Korean."""
    pages = [lesson.id for lesson in navigation.written() if lesson.id != "home"]
    asking = [f"{page}?lang=ko" for page in pages]
    answered = [f"{page}?lang=en&predict=skip&{part}" for page in pages for part in parts(page)]
    return ["?lang=en", "?lang=ko", *asking, *answered]
