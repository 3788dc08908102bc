"""A small configuration to begin with."""

from transom.model import Desk


def one_team() -> Desk:
    """Return a desk with one team that is always open, and one agent."""
    whole_day = {day: ["00:00-24:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    return Desk.model_validate(
        {
            "brand": {"name": "Northwind", "default_team": "support"},
            "calendars": [{"id": "always", "hours": whole_day}],
            "policies": [{"id": "standard", "calendar": "always", "first_response": "PT1H", "resolution": "P1D"}],
            "teams": [{"id": "support", "name": "Support", "policy": "standard"}],
            "users": [{"id": "ana", "email": "ana@northwind.example", "name": "Ana", "teams": ["support"]}],
        }
    )
