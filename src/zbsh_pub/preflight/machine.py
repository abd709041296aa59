"""Run a page's content stream, and all that it draws, once: what was painted comes back as a notebook."""

from __future__ import annotations

from typing import Any

from zbsh_pub.preflight import operators_draw, operators_path, operators_state, operators_text
from zbsh_pub.preflight.forms import group_space
from zbsh_pub.preflight.geometry import IDENTITY, times
from zbsh_pub.preflight.recorder import Recorder
from zbsh_pub.preflight.run import Operator, Run
from zbsh_pub.preflight.source import Source
from zbsh_pub.preflight.state import Scope, State, Zones
from zbsh_pub.preflight.values import entry, inherited

TABLE: dict[str, Operator] = {
    **operators_state.OPERATORS,
    **operators_path.OPERATORS,
    **operators_text.OPERATORS,
    **operators_draw.OPERATORS,
}


def run_page(source: Source, page: Any, zones: Zones, unit: float = 1.0) -> Recorder:
    """The notebook of a page (its dictionary); `unit` is its UserUnit, in points."""
    base = times(IDENTITY, (unit, 0.0, 0.0, unit, 0.0, 0.0))
    scope = Scope(source.resources(inherited(page, "/Resources")), base)
    run = Run(source, Recorder(), zones, TABLE, scope, State(base, zones.sheet))
    blend = group_space(run, entry(page, "/Group"))
    run.scope = Scope(scope.resources, base, blend=blend)
    run.do(source.instructions(page, keep=False))
    return run.record
