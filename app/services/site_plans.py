"""Several managers of one site planned together: they share rooms and agents.

Each has a store of their own and gets a proposal of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.edits import Edit
from app.domain.errors import BadInputError, PlannerError
from app.planning.account import account
from app.planning.engine import first_plan
from app.services.proposals import Proposal
from app.services.site_problem import JointProblem, Share

if TYPE_CHECKING:
    from app.domain.demands import Plan
    from app.planning.engine import Engine, Limits
    from app.services.edits import Editor
    from app.services.planning import Planning
    from app.storage.store import Store

Proposals = Mapping[str, Proposal]
"""A proposal for each manager, by name."""


@dataclass(frozen=True, slots=True)
class Manager:
    """One of the site's managers: the name is that of the folder their store is in."""

    name: str
    store: Store
    planning: Planning
    editor: Editor


def _nobody_listens(_proposals: Proposals) -> None:
    """Only the last proposals are of interest."""


def _never() -> bool:
    return False


class SitePlans:
    """Plans a site; changes the stores only through one edit each."""

    def __init__(self, managers: Sequence[Manager], engine: Engine | None = None) -> None:
        self._managers = tuple(sorted(managers, key=lambda one: one.name))
        self._engine = engine

    def propose(
        self,
        monday: date,
        *,
        weeks: int = 1,
        near: bool = False,
        limits: Limits | None = None,
        better: Callable[[Proposals], None] = _nobody_listens,
        cancelled: Callable[[], bool] = _never,
    ) -> Proposals:
        """Plan all managers' weeks at once; options as of `Planning.propose`.

        Raises:
            BadInputError: there is nobody to plan for, or the stores do not belong together.

        """
        if not self._managers:
            raise BadInputError("There is no manager to plan for.")
        joint = JointProblem([self._share(one, monday, weeks, near=near) for one in self._managers])
        if limits is None or self._engine is None:
            plan = first_plan(joint.problem, joint.names)
        else:
            plan = self._engine.plan(
                joint.problem,
                limits,
                better=lambda plan: better(self._proposals(joint, plan, final=False)),
                cancelled=cancelled,
                names=joint.names,
            )
        return self._proposals(joint, plan, final=True)

    def apply(self, proposals: Proposals) -> Mapping[str, Edit]:
        """Carry out every proposal, each as one undoable edit in its store, or none of them.

        Raises:
            PlannerError: a store refused, named by its manager; what was done was taken back.

        """
        done: dict[str, Edit] = {}
        by_name = {one.name: one for one in self._managers}
        for name, proposal in proposals.items():
            try:
                edit = by_name[name].planning.apply(proposal)
            except PlannerError as refused:
                for other, carried_out in done.items():
                    by_name[other].editor.apply(carried_out.inverse())
                raise _named(name, refused) from refused
            if edit.before or edit.after:
                done[name] = edit
        return done

    def _share(self, manager: Manager, monday: date, weeks: int, *, near: bool) -> Share:
        try:
            draft = manager.planning.ask(monday, weeks=weeks, near=near)
        except PlannerError as refused:
            raise _named(manager.name, refused) from refused
        read = manager.store.read
        return Share(manager.name, draft, tuple(read.people()), tuple(read.teams()))

    def _proposals(self, joint: JointProblem, plan: Plan, *, final: bool) -> Proposals:
        found = {}
        for share in joint.shares:
            part = joint.part(share, plan)
            summed = account(share.draft.problem, part) if final else None
            found[share.name] = share.draft.proposal(part, summed)
        return found


def _named(manager: str, refused: PlannerError) -> PlannerError:
    """The same failure, with the manager in front of its sentence."""
    return type(refused)("{manager}: {sentence}", manager=manager, sentence=str(refused))
