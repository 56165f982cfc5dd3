"""The theme: the colours, the marks of classes, the size of the letters.

Colour means sign everywhere: orange below zero or class 0, blue above zero or class 1.
"""

from typing import Any

from pages.ui import contrast, host

NEGATIVE = "#f59322"
ZERO = "#e8eaeb"
POSITIVE = "#0877bd"

CLASSES = (
    NEGATIVE,
    POSITIVE,
    "#2f9c8c",
    "#b0489c",
    "#8a6d3b",
    "#6cb9e8",
    "#5b4ba8",
    "#d9b800",
    "#5f6b76",
    "#e58bb5",
)
SHAPES = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "cross",
    "triangle-down",
    "triangle-right",
    "triangle-left",
    "M0,-1L0.26,-0.36L0.95,-0.31L0.43,0.14L0.59,0.81L0,0.45L-0.59,0.81L-0.43,0.14L-0.95,-0.31L-0.26,-0.36Z",
    "M0.5,-0.87L1,0L0.5,0.87L-0.5,0.87L-1,0L-0.5,-0.87Z",
)

INK = "#757a86"
"""A grey for lines and letters that stands out from a white page and from a dark one."""

PALE = "#e6eaf1"
"""Letters at the axes: as they are on a dark page; on a light one as much darker as reading takes."""

PAPER = "#ffffff"
"""The inside of an outlined mark."""

EDGE = "#16202b"
"""A dark line that is seen on orange, on grey and on blue."""

SERIES = "#8a6be0"
"""The colour of a quantity that has no sign: a loss, an accuracy."""


PRESENTATION = "presentation"
"""The session's switch for letters that can be read from the last row."""


LARGER = 1.12
"""The height of a picture in presentation size, in its usual heights: less than letters grow, or it would not fit."""


def chart_config(presentation: bool = False) -> dict[str, Any]:
    """The configuration of all charts. In presentation size no letter is below 16 px, readable from the last row."""
    pale = {"expr": contrast.expression(PALE)}
    small, normal, large = (16, 17, 20) if presentation else (12, 13, 15)
    return {
        "mark": {"aria": False, "tooltip": None},
        "view": {"stroke": None},
        "axis": {
            "aria": False,
            "labelFontSize": small,
            "titleFontSize": normal,
            "labelColor": pale,
            "titleColor": pale,
            "labelPadding": 6,
            "titlePadding": 8,
            "labelBound": True,
            "tickCount": 5,
        },
        "axisY": {"minExtent": 46 if presentation else 38, "labelFlush": False, "labelBound": False},
        "title": {"fontSize": large, "offset": 10, "fontWeight": 600},
        "text": {"fontSize": normal, "color": {"expr": contrast.expression(INK)}},
        "legend": {"labelFontSize": small, "titleFontSize": normal, "labelColor": pale, "titleColor": pale},
    }


def css() -> str:
    """The style sheet of all pages.

    The charts' own frame sliders are hidden, since the player moves them all. A narrow table in a container whose key
    ends in "whole-words" breaks none in two: on a telephone the name of a row has a line of its own.
    In a caption the words are pale, but no link is, which could not be read then. The colour of the page has the name
    that it has within components, so that what stays in sight covers what passes below it. What the host says
    in English below a field is not said in Korean.
    """
    ground = f"$app {{ --st-background-color: light-dark({', '.join(contrast.GROUNDS)}); }}"
    return host.style(f"{ground}\n{RULES}")


RULES = """
form.vega-bindings:has(input[name^="frame"]) { display: none !important; }
$main_block_container { padding: 3.5rem 2rem 4rem; }
$element_container:has(.film-player) { padding: 0.2rem 0; }
@media (min-height: 36rem) {
  $element_container:has(.film-player) { position: sticky; top: 3.4rem; z-index: 90; }
  $main:has(.film-player) { scroll-padding-top: 9.5rem; }
}
$input_instructions:lang(ko) { display: none; }
$main { scroll-padding-top: 4rem; }
$element_container:has($vega_lite_chart) $element_toolbar { display: none; }
$element_container:has(.picture-words) {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}
$element_container:has(.picture-words.square) + $element_container { aspect-ratio: 1; height: auto; flex: none; }
.st-key-home-cards > * { flex: 1 1 min(100%, 17rem) !important; width: auto !important; }
$caption_container:has(a) { opacity: 1; }
$caption_container:has(a) > * { color: color-mix(in srgb, currentColor 60%, transparent); }
$button_group [role="group"], $button_group > div { flex-wrap: wrap; max-width: 100%; }
$nav_section_header *, $sidebar_nav_link span { white-space: normal; overflow: visible; }
$markdown_ellipsis, $markdown_ellipsis p, $page_link :is(span, p) {
  white-space: normal !important; overflow: visible !important;
}
@media (min-width: 641px) {
  $main $column { min-width: min(100%, 8.5rem); }
  $main $column:has($vega_lite_chart) { min-width: min(100%, 17rem); }
}
@media (min-width: 641px) and (max-width: 1100px) {
  $main $column:has($vega_lite_chart) { min-width: min(100%, 20rem); }
}
@media (max-width: 640px) {
  $main_block_container { padding-left: 1rem; padding-right: 1rem; }
  $markdown table { font-size: 0.85rem; }
  $markdown table :is(th, td) { padding: 0.25rem 0.3rem; overflow-wrap: anywhere; }
}
[class*="-whole-words"] $markdown_container { overflow-x: auto; }
[class*="-whole-words"] $markdown table :is(td, th) { word-break: keep-all; overflow-wrap: normal; }
@media (max-width: 640px) {
  [class*="-whole-words"] $markdown :is(table, thead, tbody) { display: block; }
  [class*="-whole-words"] $markdown tr { display: grid; grid-template-columns: repeat(auto-fit, minmax(6rem, 1fr)); }
  [class*="-whole-words"] $markdown tr > :first-child { grid-column: 1 / -1; }
  [class*="-whole-words"] $markdown th:empty { display: none; }
}
[class*="-whole-words"] $markdown table code { overflow-wrap: anywhere; }
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after {
    transition-duration: 0.01ms !important; scroll-behavior: auto !important;
    animation-duration: 0.01ms !important; animation-iteration-count: 1 !important;
  }
}
@media (prefers-reduced-motion: no-preference) {
  $element_container:has($vega_lite_chart, canvas) { transition: opacity 0.15s !important; }
}
:root[data-late] $element_container:has($vega_lite_chart, canvas),
$element_container$stale:has($vega_lite_chart, canvas) {
  opacity: 0.5 !important; transition: opacity 0.03s 0.06s !important;
}
@media (forced-colors: active) {
  $vega_lite_chart svg, .film-player input, .count-bars .bar-track, .line-board svg, .nets svg, .operations svg {
    forced-color-adjust: none;
  }
  $vega_lite_chart svg text, .line-board svg text, .nets svg text, .operations svg text { fill: CanvasText !important; }
  :focus-visible { outline: 2px solid Highlight !important; outline-offset: 2px; }
  :is([aria-checked="true"], [aria-pressed="true"], [aria-selected="true"]):is(button, [role="radio"], [role="tab"]) {
    background: Highlight !important; color: HighlightText !important; forced-color-adjust: none;
  }
  :is([aria-checked="true"], [aria-pressed="true"]):is(button, [role="radio"]) * { color: inherit !important; }
  $slider [role="slider"] { background: Highlight !important; forced-color-adjust: none; }
  $slider [role="slider"]::before {
    content: ""; position: absolute; inset: 0; border: 2px solid ButtonText; border-radius: 50%;
  }
  $slider > div:last-child { border-block: 1px solid GrayText; }
  $checkbox label > :first-of-type:not(span) { border: 1px solid ButtonText; }
  $checkbox label > :first-of-type:not(span) > * { background: ButtonText !important; forced-color-adjust: none; }
}
"""
