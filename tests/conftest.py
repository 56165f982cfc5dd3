"""All tests compute on one thread, as the app does: of work compared, two that wait for each other count as work."""

from pages.ui.shell import process

process.compute_on_one_thread()
