"""Forms, transparency groups and soft masks: streams that are run within a stream."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from zbsh_pub.preflight.colour import Space
from zbsh_pub.preflight.geometry import matrix, meet, times, transformed
from zbsh_pub.preflight.run import Run
from zbsh_pub.preflight.state import Scope, State
from zbsh_pub.preflight.values import box, entry, identity, name, numbers


def draw_form(run: Run, form: Any, key: str) -> None:
    """A form XObject (ISO 32000-2, 8.10): its matrix, its clip, its resources; as a group if it is one."""
    state, group = run.state.copy(), entry(form, "/Group")
    blend = run.scope.blend
    if name(entry(group, "/S")) == "Transparency":
        run.note_effects(run.state.fill_alpha)
        state, blend = state.opaque(), group_space(run, group) or blend
    if entry(form, "/Ref") is not None:
        run.record.forbidden.add("Ref")
    tag = run.tag or ("tag" if entry(form, "/StructParent") is not None else "")
    tag = "tag" if not tag and entry(form, "/StructParents") is not None and _has_marks(run, form) else tag
    _enter(run, form, run.scope.below(key, blend=blend, tag=tag), state)


def _has_marks(run: Run, form: Any) -> bool:
    return any(operator == "BDC" for operator, _ in run.source.instructions(form))


def draw_mask(run: Run, mask: Any) -> None:
    """The group that shapes a soft mask (11.6.5.3), once a page."""
    group = entry(mask, "/G")
    if group is None or identity(group) in run.record.masks:
        return
    run.record.masks.add(identity(group))
    blend = group_space(run, entry(group, "/Group"))
    scope = run.scope.below("SMask", blend=blend, masking=True)
    _enter(run, group, scope, run.state.opaque())


def group_space(run: Run, group: Any) -> Space | None:
    """The space in which a group is blended, or None where it names none."""
    value = entry(group, "/CS")
    return None if value is None else run.source.spaces.read(value, run.scope.resources.part("ColorSpace"))


def _enter(run: Run, form: Any, scope: Scope, state: State) -> None:
    own = entry(form, "/Resources")
    resources = run.source.resources(own) if own is not None else scope.resources
    state.ctm = times(matrix(numbers(entry(form, "/Matrix"))), state.ctm)
    area = box(entry(form, "/BBox"))
    clip = meet(transformed(state.ctm, area), state.clip) if area else state.clip
    if clip is None:
        return
    state.clip = clip
    scope = replace(scope, resources=resources, base=state.ctm)
    run.enter(run.source.instructions(form), scope, state)
