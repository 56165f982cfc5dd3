"""The layout of an experiment: all of it on one screen; on a telephone its picture stays while the controls pass."""

from pages.ui import host

HEIGHT = 300
"""Pixels that a chart beside the controls may be high, so that an experiment fits a screen of 720."""

CSS = host.style("""
.st-key-stage-experiments, .st-key-stage-controls, .st-key-stage-strip { row-gap: 0.25rem; }
:is(.st-key-stage-experiments, .st-key-stage-choices) $button_group label$widget_label {
  display: none;
}
.st-key-stage-experiments button { min-height: 2rem; padding: 0.1rem 0.7rem; }
.st-key-stage-strip {
  background: var(--st-secondary-background-color); border-radius: 0.5rem; padding: 0.1rem 0.7rem; min-height: 3.2rem;
}
.st-key-stage-strip > :is($vertical_block, $element_container):first-child { flex: 1 1 20rem; min-width: 0; }
.st-key-stage-strip p { font-size: 0.9rem; line-height: 1.3; }
.st-key-stage-strip button { min-height: 1.8rem; padding: 0.05rem 0.55rem; }
.st-key-stage-experiments > :is($element_container, $layout_wrapper) > $button button p {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}
.st-key-stage-player > $element_container:has(.film-player) { flex: 1 1 20rem; min-width: 0; position: static; }
.st-key-stage-player > :not(:has(.film-player)) { flex: none; width: auto; }
.st-key-stage-player button { min-height: 2rem; padding: 0.1rem 0.6rem; white-space: nowrap; }
$layout_wrapper:has(> .st-key-stage-player) {
  position: sticky; top: 3.4rem; z-index: 90; background: var(--st-background-color);
}
.st-key-stage-drawing button { min-height: 1.9rem; padding: 0.05rem 0.6rem; }
[class*="st-key-class-come-"] h3 { padding: 0; }
.st-key-stage-draw button { min-height: 1.6rem; padding: 0; }
.st-key-stage-player { row-gap: 0; }
.st-key-stage-formulas .katex { font-size: 1em; }
.st-key-stage-said p { font-size: 0.95rem; line-height: 1.35; }
.st-key-stage-controls > * { flex: 1 1 8.5rem; min-width: 7rem; max-width: 20rem; }
.st-key-stage-controls > :has($popover) { flex: 0 0 auto; min-width: 0; }
.st-key-stage-controls > :has(.live-slider) { flex-grow: 1.35; }
@media (min-width: 641px) {
  .st-key-stage-controls > :has($button_group) { flex: 0 1 auto; max-width: none; }
  .st-key-stage-controls $button_group [role="radiogroup"] { flex-wrap: nowrap; }
  .st-key-stage-controls > :has($number_input):has($button) { flex: 0 0 auto; width: auto; }
  .st-key-stage-body > :first-child > $horizontal_block > $column { min-width: 0; }
}
@media (max-width: 640px) {
  $column:first-child:has(.st-key-tall) { position: static !important; order: -2; }
}
@media (max-width: 640px) {
  .st-key-stage > :has(> .st-key-stage-body), .st-key-stage-body, .st-key-stage-body > $layout_wrapper,
  .st-key-stage-body $horizontal_block:first-child { display: contents; }
  .st-key-stage > :is($element_container, $layout_wrapper):has(.film-player) { order: -3; }
  .st-key-stage-body:not(:has(.stage)) > $layout_wrapper:first-child >
  $horizontal_block > $column:first-child {
    position: sticky; top: 8.6rem; z-index: 80; order: -2; background: var(--st-background-color);
    max-height: 54dvh; overflow: hidden auto;
  }
  .st-key-stage { position: relative; }
  .st-key-stage :is(.stage, :has(.stage)) { display: contents; }
  .st-key-stage .stage-map[data-part="map"] {
    position: sticky; top: 12.7rem; z-index: 80; order: -2; background: var(--st-background-color);
    box-shadow: -3rem -0.5rem var(--st-background-color), 3rem -0.5rem var(--st-background-color),
      0 -0.5rem var(--st-background-color), -3rem 0 var(--st-background-color), 3rem 0 var(--st-background-color);
  }
  .st-key-stage .stage-network { flex: none; width: 100%; }
  .st-key-stage .stage-telling { z-index: 90; }
  .st-key-stage-strip { flex-wrap: wrap; }
  .st-key-stage > $layout_wrapper:has(> :is(.st-key-stage-drawing, .st-key-stage-by-hand, .st-key-own-table)) {
    order: -4;
  }
  .st-key-stage:has(.st-key-stage-drawing) $column:has(.drawn-curve) { order: -3; }
  .st-key-stage:has(.st-key-stage-drawing):has(.film-player) $column:has(.drawn-curve) { order: -2; }
  .st-key-stage:has(.st-key-stage-drawing) .st-key-stage-body $column:first-child { position: static !important; }
}
@media (max-height: 36rem) {
  $layout_wrapper:has(> .st-key-stage-player), .st-key-stage .stage-map[data-part="map"],
  .st-key-stage-body:not(:has(.stage)) > $layout_wrapper:first-child > $horizontal_block > $column:first-child {
    position: static !important;
  }
}
""")
