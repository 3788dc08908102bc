"""Users: who works in the console."""

from api.call import Call
from api.endpoint import endpoint
from api.present import user_view
from api.views import UserList


@endpoint("GET", "/v1/users")
def list_users(call: Call) -> UserList:
    """List who works at the desk, and whether they take new conversations."""
    presences = {presence.user_id: presence for presence in call.store.desk.presences()}
    return UserList(items=tuple(user_view(user, presences.get(user.id)) for user in call.desk.users))
