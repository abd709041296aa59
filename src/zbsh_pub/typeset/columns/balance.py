"""The last columns of a text balanced by a search over whole lines, instead of WeasyPrint's pixel by pixel."""

from __future__ import annotations

from zbsh_pub.typeset.columns.trial import Stretch, Trial, try_columns


def balanced(stretch: Stretch, trial: Trial, most: float) -> tuple[Trial, float]:
    """The columns at the least height, in whole lines, at which everything still fits; and that height (px).

    `trial` is the text at the height `most`, where it fits. The search goes up from the height that all
    lines would have if they could be shared out evenly, in steps that double, then back through the last one.
    """
    frame = stretch.frame
    low = max(1, int(sum(trial.heights) / frame.count / frame.unit))
    high = max(low, int(most / frame.unit))
    best, fitting = trial, most
    step, tried = 1, low
    while low < high:
        found = _fitting(stretch, low * frame.unit)
        if found is not None:
            best, fitting = found, low * frame.unit
            break
        tried, low = low + 1, low + step
        step = min(step * 2, max(1, high - low))
    for lines in range(tried, low):
        found = _fitting(stretch, lines * frame.unit)
        if found is not None:
            return found, lines * frame.unit
    return best, fitting


def _fitting(stretch: Stretch, height: float) -> Trial | None:
    """The columns at this height, where everything fits."""
    trial = try_columns(stretch, height + 0.5, page_is_empty=False)
    fits = trial.resume is None and max(trial.heights, default=0.0) <= height + 0.6
    return trial if fits else None
