"""Every tool there is, and what brains may know of each."""

from functools import lru_cache
from typing import Any

from willcall.agent.ports import ToolSpec
from willcall.agent.specialists import order_tools, sales_tools, support_tools
from willcall.agent.specialists.toolbox import TOOLS, Arguments

# Importing these modules is what registers their tools.
_MODULES = (sales_tools, order_tools, support_tools)
EVERY_TOOL = frozenset(TOOLS)


@lru_cache(maxsize=64)
def specs(names: frozenset[str]) -> tuple[ToolSpec, ...]:
    """What brains may know of these tools, in a stable order."""
    return tuple(
        ToolSpec(name, TOOLS[name].description, _schema(TOOLS[name].arguments))
        for name in sorted(names)
        if name in TOOLS
    )


def _schema(arguments: type[Arguments]) -> dict[str, Any]:
    schema = arguments.model_json_schema()
    schema.pop("title", None)
    schema.pop("description", None)
    for prop in schema.get("properties", {}).values():
        prop.pop("title", None)
    schema.setdefault("properties", {})
    return schema
