"""`willcall operators`: who may open the console."""

from typing import Annotated

import typer

from willcall.entrypoints.cli.house import AsJson, Data, open_house
from willcall.entrypoints.cli.showing import show_json, table

group = typer.Typer(name="operators", help="Who may open the console.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="What they sign in with; fans see it when they speak.")]
Chosen = Annotated[
    bool, typer.Option("--ask", help="Ask for the password instead of making one up; on a pipe, its first line.")
]


@group.command("list", epilog="Example: willcall operators list")
def list_operators(data: Data = None, as_json: AsJson = False) -> None:
    """List operators and their roles."""
    with open_house(data) as app:
        found = app.operators.everyone()
    if as_json:
        show_json({"operators": [_plain(operator) for operator in found]})
        return
    table(
        ("NAME", "ROLE", "MAY SIGN IN", "SINCE"),
        [(o.name, o.role, "yes" if o.active else "no", o.created_at.strftime("%Y-%m-%d")) for o in found],
        empty="Nobody yet: willcall operators add NAME --role admin",
    )


@group.command("add", epilog="Example: willcall operators add ann --role agent")
def add(
    name: Name,
    role: Annotated[
        str, typer.Option(help="viewer looks, agent also speaks and decides, admin also adds operators.")
    ] = "agent",
    ask: Chosen = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Add an operator; the password is shown once."""
    password = _asked() if ask else None
    with open_house(data) as app:
        operator, made = app.operators.add(name=name, role=role, password=password)
    _tell(as_json, operator.name, None if ask else made, f"{operator.name} may sign in as {operator.role}.")


@group.command("reset", epilog="Example: willcall operators reset admin")
def reset(name: Name, ask: Chosen = False, data: Data = None, as_json: AsJson = False) -> None:
    """Give an operator a new password; they are signed out everywhere."""
    password = _asked() if ask else None
    with open_house(data) as app:
        made = app.operators.reset(name=name, password=password)
    _tell(as_json, name, None if ask else made, f"{name} has a new password.")


@group.command("change", epilog="Example: willcall operators change ann --role admin   or   … change ann --off")
def change(
    name: Name,
    role: Annotated[str | None, typer.Option(help="viewer, agent or admin.")] = None,
    active: Annotated[bool | None, typer.Option("--on/--off", help="Whether they may sign in.")] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Change an operator's role, or whether they may sign in."""
    with open_house(data) as app:
        operator = app.operators.change(name=name, role=role, active=active)
    if as_json:
        show_json(_plain(operator))
        return
    print(f"{operator.name}: {operator.role}, {'may sign in' if operator.active else 'may not sign in'}.")


def _plain(operator: object) -> dict[str, object]:
    names = ("operator_id", "name", "role", "active", "created_at")
    return {name: getattr(operator, name) for name in names}


def _asked() -> str:
    import sys

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


def _tell(as_json: bool, name: str, password: str | None, words: str) -> None:
    if as_json:
        show_json({"name": name, "password": password})
        return
    print(words)
    if password is not None:
        print(f"  password  {password}   (shown once)")
