"""Runs that take longer than one likes to wait: shown while they learn, about once a second, until they are over.

A run is advanced by whoever looks at it, a little at a time, and all who look at the same run advance the same one. The
page draws the film as far as it goes, goes on training, and is run anew. So a change of control simply starts another
run, and what was trained before is forgotten with the last visitor who looked at it.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock
from weakref import WeakValueDictionary

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dlcore.training.durations import epochs, seconds, updates
from dlcore.training.training import Experiment, Film, Snapshot, Trainer, before_edits, film_of, run_in_pieces
from pages.lessons.training import stopped_run
from pages.lessons.training.values import TrainingValues
from pages.ui import controls
from pages.ui.serving.runs import hand_in, inspection, is_kept, keep, showing
from pages.ui.serving.turns import let_others_pass
from pages.ui.text import Text, say

SHORT = 0.3
"""Seconds that a run may take and be shown only when it is over: with its pictures it is there in half a second."""

FIRST = 0.02
"""Seconds of training at a time before the first pictures, which want two frames and no more."""

PIECE = 0.04
"""Seconds of training at a time: others wait for no longer than this."""

STRETCH = 0.9
"""Seconds of training between two drawings, at least."""

LONGEST_STRETCH = 1.5
"""Seconds of training between two drawings, at most: a press or a change within the stage is heard between them."""

REST = 3.0
"""Seconds without training after which the pace is measured anew."""

CALM = 5
"""Drawing takes at most one part in so many of the time: with many visitors all draw less often."""

UPDATES = 8
"""Updates in one go; between them the time is looked at."""

TRAINING = Text(
    "Training: epoch {epoch:.0f} of {epochs:.0f}, about {left:.0f} s left",
    "훈련 중: 전체 {epochs:.0f} 에포크 가운데 {epoch:.0f} 에포크, 약 {left:.0f}초 남음",
)
CANCEL = Text("Stop here", "여기서 멈추기")
CANCEL_HELP = Text(
    "Keeps what has been trained so far. Any change of a control begins a new run.",
    "지금까지 훈련한 결과를 그대로 둡니다. 설정을 하나라도 바꾸면 새로 훈련합니다.",
)
STOPPED = Text(
    "Stopped at epoch {epoch:.2f} of {epochs:.0f}. The film, the files and the link are of the run up to there.",
    "전체 {epochs:.0f} 에포크 가운데 {epoch:.2f} 에포크에서 멈추었습니다. "
    "애니메이션과 파일, 링크는 모두 여기까지의 실행입니다.",
)
GO_ON = Text("Train to the end", "끝까지 훈련하기")


class RunInProgress:
    """A run in progress, and the film so far; `held` are the moments at which visitors have stopped it."""

    def __init__(self, experiment: Experiment) -> None:
        self.experiment = experiment
        self.updates = updates(experiment)
        self.at_work = Lock()  # a press that stops the run comes while the page that trains it has its turn
        self.begin()

    def begin(self) -> None:
        """Go to the start."""
        self.moments = run_in_pieces(self.experiment, UPDATES)
        self.snapshots: list[Snapshot] = []
        self.held: list[Snapshot] = []
        self.trainer: Trainer | None = None
        self.step, self.over = 0, False
        self.since, self.seen = (0.0, 0), 0.0

    def advance(self, stretch: float = PIECE) -> None:
        """Train for so many seconds."""
        with self.at_work:
            self._train(stretch)
        time.sleep(0.001)  # whoever waits to stop it gets the lock now

    def _train(self, stretch: float) -> None:
        try:
            began = time.perf_counter()
            if began - self.seen > REST:
                self.since = (began, self.step)
            while not self.over and time.perf_counter() - began < stretch:
                moment = next(self.moments, None)
                if moment is None:
                    self.over = True
                elif isinstance(moment, Snapshot):
                    self.snapshots.append(moment)
                else:
                    self.trainer, self.step = moment, moment.step
            self.seen = time.perf_counter()
        except Exception:
            # A film cut short by a fault must not be taken for a whole one.
            self.begin()
            raise

    def is_at(self, stop: int) -> bool:
        """Tell whether there is nothing more to be trained up to this stop, 0 for none."""
        return self.over or any(shot.step >= (stop or self.updates) for shot in (*self.snapshots, *self.held))

    def hold(self) -> int:
        """Keep the run as it is now, for a film that ends here; the update reached, or 0 if the run is over."""
        with self.at_work:
            if self.trainer is None or self.is_at(0):
                return 0
            if all(shot.step != self.step for shot in (*self.snapshots, *self.held)):
                self.held.append(self.trainer.snapshot())
            return self.step

    def leads_to(self, experiment: Experiment) -> bool:
        """Tell whether the experiment's film comes out of this run: it is this one, stopped where it has been held."""
        stop = experiment.stop_after
        met = any(shot.step == stop for shot in (*self.snapshots, *self.held))
        return experiment == self.experiment or (met and replace(experiment, stop_after=0) == self.experiment)

    def seconds_left(self, stop: int) -> float:
        """Seconds until the stop, at the pace since training was last taken up."""
        began, step = self.since
        return ((stop or self.updates) - self.step) * (self.seen - began) / max(self.step - step, 1)

    def film(self, experiment: Experiment) -> Film:
        """The film as far as it goes, or up to the stop of the experiment."""
        stop = experiment.stop_after
        before = [shot for shot in self.snapshots if not shot.step >= stop > 0]
        there = [shot for shot in (*self.snapshots, *self.held) if shot.step == stop > 0]
        return film_of(experiment, before + there[:1])

    @property
    def so_far(self) -> Film:
        """The film as far as it goes, as that of a run that is stopped there."""
        return film_of(replace(self.experiment, stop_after=self.snapshots[-1].step), self.snapshots)


_courses: WeakValueDictionary[Experiment, RunInProgress] = WeakValueDictionary()


@keep
def is_long(experiment: Experiment) -> bool:
    """Tell whether a run is expected to take longer than a visitor should wait for the first picture."""
    return seconds(experiment) > SHORT


def course_of(experiment: Experiment, key: str) -> RunInProgress:
    """The run in progress, of all who look at it; the visitor holds it under `key`, so that it is not forgotten."""
    held = st.session_state.get(key)
    course = held if held is not None and held.leads_to(experiment) else _courses.get(experiment)
    if course is None:
        course = _courses.setdefault(experiment, RunInProgress(experiment))
    st.session_state[key] = course
    return course


@dataclass
class Watch:
    """A run on a page: the experiment, and as long as it is being trained, its course and the place of its bar."""

    panel: controls.Panel[TrainingValues]
    asked: Experiment
    experiment: Experiment
    course: RunInProgress | None = None
    place: DeltaGenerator | None = None

    @property
    def going(self) -> bool:
        """Tell whether the run is not over, so that what is shown is not yet to be kept, compared or gone on from."""
        return self.course is not None

    def show_progress(self) -> None:
        """Draw how far the run is, and the button that stops it; or where it was stopped, and one that goes on.

        It takes one place on the page in any case: what comes after it must not move while a run is going on, since
        what stood elsewhere is only cleared away when the page has been drawn to its end.
        """
        if not self.course and not self.experiment.stop_after:
            st.empty()
            return
        told, button = st.columns([5, 1], vertical_alignment="center")
        self.place = told.empty()
        if self.course:
            self._tell()
            button.button(say(CANCEL), help=say(CANCEL_HELP), key=f"{self.panel.lesson}.stop", on_click=self.stop)
        else:
            run = inspection(self.experiment)
            said = say(STOPPED, epoch=run.film.epoch[-1], epochs=epochs(self.experiment, len(run.train.x)))
            self.place.info(said, icon=":material/stop_circle:")
            act = controls.change(self.panel.lesson, stopped=stopped_run.NOWHERE)
            button.button(say(GO_ON), key=f"{self.panel.lesson}.to_the_end", on_click=act)

    def stop(self) -> None:
        """Stop at the very update that has been reached; a run that is over by now has nothing to be stopped."""
        step = self.course.hold() if self.course else 0
        stop = stopped_run.after(step, self.panel.value) if step else stopped_run.NOWHERE
        controls.change(self.panel.lesson, stopped=stop)()

    def go_on(self, stretch: float) -> None:
        """Train for so many seconds, or to the end, and run the page anew. A change of control ends it before."""
        until = time.perf_counter() + stretch
        while self.course and not self.course.is_at(self.asked.stop_after) and time.perf_counter() < until:
            self.course.advance()
            self._tell()
            let_others_pass()
        # What was said to the change that began this run must not vanish when it is drawn anew.
        st.session_state[f"{self.panel.lesson}:notes"] = self.panel.notes
        context = get_script_run_ctx()
        st.rerun(scope="fragment" if context and context.fragment_ids_this_run else "app")

    def _tell(self) -> None:
        if self.course and self.place and (run := self.course.trainer):
            step, stop = self.course.step, self.asked.stop_after
            epoch, most = run.legs[run.stage].epoch_at(step), run.legs[-1].epoch_at(run.updates)
            said = say(TRAINING, epoch=epoch, epochs=most, left=self.course.seconds_left(stop))
            self.place.progress(min(step / (stop or self.course.updates), 1.0), said)


@contextmanager
def watched(panel: controls.Panel[TrainingValues], experiment: Experiment) -> Iterator[Watch]:
    """Give what is to be shown: the experiment, or a long one as it would be if it were stopped where it is now.

    What is drawn within is drawn of that film. At the end a run that is not over goes on, and the page is run anew.
    """
    trained = before_edits(experiment) or experiment
    course = None if not is_long(trained) or is_kept(trained) else in_progress(panel.lesson, trained)
    if course is None:
        yield Watch(panel, experiment, experiment)
        return
    began, film = time.perf_counter(), course.so_far
    watch = Watch(panel, trained, film.experiment, course)
    with showing(film):
        yield watch
    watch.go_on(max(STRETCH, min((CALM - 1) * (time.perf_counter() - began), LONGEST_STRETCH)))


def in_progress(lesson: str, experiment: Experiment) -> RunInProgress | None:
    """The course of a long run, with enough to be shown. None if it is over: then its film is kept for everybody."""
    course = course_of(experiment, f"{lesson}:course")
    while not course.is_at(experiment.stop_after):
        if len(course.snapshots) > 1:
            return course
        course.advance(FIRST)
    hand_in(course.film(experiment))
    return None
