"""How an experiment is laid out: everything of it on one screen; on a telephone its picture stays while controls pass."""

CSS = """
.st-key-stage-experiments, .st-key-stage-controls, .st-key-stage-strip { row-gap: 0.25rem; }
.st-key-stage-experiments .stButtonGroup label[data-testid="stWidgetLabel"] { display: none; }
.st-key-stage-experiments button { min-height: 2rem; padding: 0.1rem 0.7rem; }
.st-key-stage-strip { background: var(--st-secondary-background-color, #f3f5f7); border-radius: 0.5rem; padding: 0.3rem 0.7rem; }
.st-key-stage-strip > :is(.stVerticalBlock, .stElementContainer):first-child { flex: 1 1 20rem; min-width: 0; }
.st-key-stage-strip p { font-size: 0.95rem; line-height: 1.35; }
.st-key-stage-strip button { min-height: 1.9rem; padding: 0.05rem 0.6rem; }
.st-key-stage-controls > * { flex: 1 1 8.5rem; min-width: 7rem; max-width: 20rem; }
@media (max-width: 640px) {
  .st-key-stage-picture { position: sticky; top: 3.6rem; z-index: 80; background: var(--st-background-color, #fff); order: -1; }
}
"""
