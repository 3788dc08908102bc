"""A route as it is declared: what the guard enforces and the OpenAPI document tells."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from inspect import cleandoc
from typing import get_type_hints

from pydantic import BaseModel

from transom.model import Role, Strict


@dataclass(frozen=True)
class Endpoint:
    """One method of one path; what else it takes and gives stands in the view's annotations."""

    method: str
    path: str
    view: Callable[..., BaseModel]
    role: Role | None
    status: int
    is_replayed: bool = False
    """Whether a request under an idempotency key is answered again as it was, and done once."""

    @cached_property
    def _hints(self) -> dict[str, type]:
        return get_type_hints(self.view)

    @property
    def query(self) -> type[Strict] | None:
        """Return the model of the query, if the route takes one."""
        return self._hints.get("query")

    @property
    def body(self) -> type[Strict] | None:
        """Return the model of the body, if the route takes one."""
        return self._hints.get("body")

    @property
    def is_conditional(self) -> bool:
        """Tell whether the route demands `If-Match`."""
        return "version" in self._hints

    @property
    def is_of_a_site(self) -> bool:
        """Tell whether the route heeds which site a browser calls it from."""
        return "origin" in self._hints

    @property
    def is_idempotent(self) -> bool:
        """Tell whether the route heeds `Idempotency-Key`."""
        return self.is_replayed or "idempotency_key" in self._hints

    @property
    def answer(self) -> type[BaseModel]:
        """Return the model of the answer."""
        return self._hints["return"]

    @property
    def resource(self) -> str:
        """Return the module that the route stands in."""
        return self.view.__module__.rpartition(".")[2]

    @property
    def summary(self) -> str:
        """Return the view's docstring."""
        return cleandoc(self.view.__doc__ or "")


ENDPOINTS: list[Endpoint] = []


def endpoint[**P, V: BaseModel](
    method: str, path: str, *, role: Role | None = Role.AGENT, status: int = 200, is_replayed: bool = False
) -> Callable[[Callable[P, V]], Callable[P, V]]:
    """Declare a view as a route; `role=None` opens it to everyone."""

    def declare(view: Callable[P, V]) -> Callable[P, V]:
        ENDPOINTS.append(Endpoint(method, path, view, role, status, is_replayed))
        return view

    return declare
