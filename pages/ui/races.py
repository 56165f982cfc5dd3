def as_run(experiment: Experiment, run: race.Heat) -> Experiment:
    """One start of a racer's network, as an experiment that can be written out."""
    entered = race.entered(experiment, run.racer, (run.rate,), 1)
    return replace(entered, learning_rate=run.rate)
