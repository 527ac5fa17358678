"""Operators: the people who may open the console, what they may do there, and how they prove who they are.

A viewer looks; an agent also speaks to fans and decides about refunds; an admin also decides who operators are. Changing a password or a role ends every
session of that operator. Knows nothing of HTTP.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from willcall.access.operators import store
from willcall.access.operators.passwords import hash_password, make_password, matches, require_strong
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import Conflict, Denied, Invalid, NotFound, Unauthenticated

Role = Literal["viewer", "agent", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
FIRST = "admin"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}")
_NOBODY = "scrypt$32768$8$3$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="


class NoSuchOperator(NotFound):
    pass


class NameTaken(Conflict):
    """Another operator has that name."""


class LastAdmin(Conflict):
    """Somebody must be able to let others in."""


class BadOperator(Invalid):
    """A name or a role that no operator can have."""


class WrongPassword(Unauthenticated):
    """Name and password do not belong together; which of the two is wrong is not said."""


class NotOnTheRoster(Unauthenticated):
    """Somebody is who they say, and may still not come in."""


class RoleTooLow(Denied):
    """The operator may look, but not do this."""


@dataclass(frozen=True, slots=True)
class Operator:
    """Args:
    operator_id: `opr_…`.
    name: What they sign in with, and what a fan sees.
    role: What they may do.
    generation: Goes up when their sessions must end.
    active: Whether they may sign in.
    """

    operator_id: str
    name: str
    role: Role
    generation: int
    created_at: datetime
    active: bool = True

    def require(self, role: Role) -> None:
        """Raises: RoleTooLow unless their role reaches this one."""
        if ROLES.index(self.role) < ROLES.index(role):
            raise RoleTooLow(f"Your role is {self.role}; this needs {role}. Ask an admin.", role=role)


class Operators:
    """Args:
    database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def first(self) -> str | None:
        """Makes the first admin of an installation that has no operator yet; the password, or None if there is somebody."""
        with self._database.read() as connection:
            if store.count(connection):
                return None
        password = make_password()
        hashed = hash_password(password)

        def work(unit: UnitOfWork) -> str | None:
            if store.count(unit.connection):
                return None
            store.add(unit, operator_id=unit.ids("opr"), name=FIRST, role="admin", password_hash=hashed)
            return password

        return self._database.attempt(work)

    def add(self, *, name: str, role: str, password: str | None = None) -> tuple[Operator, str]:
        """A new operator, and the password (made at random where none is given).

        Raises:
            BadOperator, WeakPassword, NameTaken.
        """
        if not _NAME.fullmatch(name):
            raise BadOperator(
                f"An operator's name has letters, digits and _ . @ -, up to 64 of them; {name[:80]!r} has not.",
                field="name",
            )
        if role not in ROLES:
            raise BadOperator(f"A role is one of {', '.join(ROLES)}, not {role[:40]!r}.", field="role")
        password = self._chosen(password, name)
        hashed = hash_password(password)

        def work(unit: UnitOfWork) -> Operator:
            if store.by_name(unit.connection, name.lower()) is not None:
                raise NameTaken(f"There is an operator {name!r} already.", field="name")
            operator_id = unit.ids("opr")
            store.add(unit, operator_id=operator_id, name=name.lower(), role=role, password_hash=hashed)
            unit.emit("operator.added", operator_id, {"role": role}, source="/access")
            return _require(store.by_id(unit.connection, operator_id), name)

        return self._database.attempt(work), password

    def reset(self, *, name: str, password: str | None = None) -> str:
        """A new password for an operator, who is signed out everywhere; the password.

        Raises:
            NoSuchOperator, WeakPassword.
        """
        password = self._chosen(password, name)
        hashed = hash_password(password)

        def work(unit: UnitOfWork) -> None:
            found = _require(store.by_name(unit.connection, name.lower()), name)
            store.change(unit, found.operator_id, password_hash=hashed)
            unit.emit("operator.changed", found.operator_id, {"what": "password"}, source="/access")

        self._database.attempt(work)
        return password

    def change(self, *, name: str, role: str | None = None, active: bool | None = None) -> Operator:
        """Another role, or whether they may sign in at all.

        Raises:
            NoSuchOperator, BadOperator, LastAdmin.
        """
        if role is not None and role not in ROLES:
            raise BadOperator(f"A role is one of {', '.join(ROLES)}, not {role[:40]!r}.", field="role")

        def work(unit: UnitOfWork) -> Operator:
            found = _require(store.by_name(unit.connection, name.lower()), name)
            values: dict[str, Any] = {} if role is None else {"role": role}
            if active is not None:
                values["disabled_at_ms"] = None if active else to_epoch_ms(unit.now)
            loses = found.role == "admin" and (role not in {None, "admin"} or active is False)
            if loses and not store.admins(unit.connection, but=found.operator_id):
                raise LastAdmin("This is the last admin; make another one first.", field="name")
            if values:
                store.change(unit, found.operator_id, **values)
                unit.emit("operator.changed", found.operator_id, {"what": sorted(values)}, source="/access")
            return _require(store.by_id(unit.connection, found.operator_id), name)

        return self._database.attempt(work)

    def authenticate(self, *, name: str, password: str) -> Operator:
        """Whoever has that name and password. A wrong name takes as long as a wrong password.

        Raises:
            WrongPassword.
        """
        with self._database.read() as connection:
            row = store.by_name(connection, name.lower())
        right = matches(password, row.password_hash if row is not None else _NOBODY)
        if row is None or not right or row.disabled_at_ms is not None:
            raise WrongPassword("That name and password do not belong together.", field="password")
        return _operator(row)

    def admit(self, *, name: str, newcomers: str = "none") -> Operator:
        """Somebody whom a provider has vouched for by e-mail address, which is their name here.

        Args:
            name: Their address, in lower case.
            newcomers: The role of those who are not on the roster yet; `none` lets nobody in who is not.

        Raises:
            NotOnTheRoster: Also for those who may not sign in.
        """
        with self._database.read() as connection:
            row = store.by_name(connection, name.lower())
        if row is None and newcomers != "none":
            return self.add(name=name, role=newcomers)[0]
        if row is None or row.disabled_at_ms is not None:
            raise NotOnTheRoster(
                f"{name[:80]!r} may not sign in here; an admin adds them with `willcall operators add`.", field="name"
            )
        return _operator(row)

    def get(self, operator_id: str) -> Operator | None:
        with self._database.read() as connection:
            row = store.by_id(connection, operator_id)
        return None if row is None else _operator(row)

    def everyone(self) -> list[Operator]:
        """By name, those included who may not sign in."""
        with self._database.read() as connection:
            return [_operator(row) for row in store.everyone(connection)]

    def _chosen(self, password: str | None, name: str) -> str:
        if password is None:
            return make_password()
        require_strong(password, name=name)
        return password


def _require(row: Any, name: str) -> Operator:
    if row is None:
        raise NoSuchOperator(f"There is no operator {name[:80]!r}.", field="name")
    return _operator(row)


def _operator(row: Any) -> Operator:
    return Operator(
        row.operator_id,
        row.name,
        row.role,
        row.generation,
        from_epoch_ms(row.created_at_ms),
        row.disabled_at_ms is None,
    )
