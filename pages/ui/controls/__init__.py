"""What the controls of a lesson are made of: `controls.Number(...)`, `controls.prepare(...)`."""

from pages.ui.controls.choices import Choice as Choice
from pages.ui.controls.choices import Flag as Flag
from pages.ui.controls.choices import Layers as Layers
from pages.ui.controls.choices import Seed as Seed
from pages.ui.controls.choices import Several as Several
from pages.ui.controls.control import Control as Control
from pages.ui.controls.control import Values as Values
from pages.ui.controls.panel import MORE as MORE
from pages.ui.controls.panel import NOT_POSSIBLE as NOT_POSSIBLE
from pages.ui.controls.panel import NOT_UNDERSTOOD as NOT_UNDERSTOOD
from pages.ui.controls.panel import PRESETS as PRESETS
from pages.ui.controls.panel import RESET as RESET
from pages.ui.controls.panel import RESET_HELP as RESET_HELP
from pages.ui.controls.panel import Controls as Controls
from pages.ui.controls.panel import Note as Note
from pages.ui.controls.panel import Panel as Panel
from pages.ui.controls.panel import Preset as Preset
from pages.ui.controls.panel import change as change
from pages.ui.controls.panel import prepare as prepare
from pages.ui.controls.panel import set_values as set_values
from pages.ui.controls.panel import settle as settle
from pages.ui.controls.panel import show as show
from pages.ui.controls.panel import words as words
from pages.ui.controls.sliders import Count as Count
from pages.ui.controls.sliders import Number as Number
from pages.ui.controls.sliders import Rate as Rate
