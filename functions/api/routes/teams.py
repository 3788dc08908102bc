"""Teams."""

from api.call import Call
from api.endpoint import endpoint
from api.views import PromisesView, TeamList, TeamView
from transom.errors import NotFoundError
from transom.model import Role


@endpoint("GET", "/v1/teams")
def list_teams(call: Call) -> TeamList:
    """List the teams."""
    return TeamList(items=tuple(TeamView(id=team.id, name=team.name) for team in call.desk.teams))


@endpoint("GET", "/v1/teams/{team_id}/promises", role=Role.LEAD)
def get_team_promises(call: Call, team_id: str) -> PromisesView:
    """Tell how many customers of a team had their first answer when they were told, and how many later."""
    if all(team.id != team_id for team in call.desk.teams):
        raise NotFoundError(f"There is no team {team_id}.")
    return PromisesView.model_validate(call.store.waits.promises(team_id, call.now), from_attributes=True)
