"""Teams."""

from api.call import Call
from api.endpoint import endpoint
from api.views import TeamList, TeamView


@endpoint("GET", "/v1/teams")
def list_teams(call: Call) -> TeamList:
    """List the teams."""
    return TeamList(items=tuple(TeamView(id=team.id, name=team.name) for team in call.desk.teams))
