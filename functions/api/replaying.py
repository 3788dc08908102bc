"""A request under an idempotency key: done once, and answered again as it was."""

from collections.abc import Callable

from pydantic import BaseModel

from api.call import Call
from api.endpoint import Endpoint
from transom.errors import TransomError
from transom.idempotency import digest


def once(call: Call, key: str, endpoint: Endpoint, content: list[str], view: Callable[[], BaseModel]) -> BaseModel:
    """Return the answer that was given under the key, or give it now; what was refused may be tried again."""
    answers, caller, wanted = call.store.answers, call.user.id, digest([endpoint.method, endpoint.path, *content])
    if (given := answers.begin(caller, key, wanted, call.now)) is not None:
        return endpoint.answer.model_validate_json(given)
    try:
        answer = view()
    except TransomError:
        answers.abandon(caller, key, wanted, call.now)
        raise
    answers.finish(caller, key, wanted, answer.model_dump_json(), call.now)
    return answer
