"""Which brains the settings choose beside the embedded one, which is always there and steps in when they fail."""

from willcall.agent.config import AgentSection
from willcall.agent.ports import Brain
from willcall.kit.errors import Invalid


def chosen(section: AgentSection) -> list[Brain]:
    """The brains to be tried, in order, before the embedded one.

    Args:
        section: The settings.

    Raises:
        Invalid: If there is no such brain, or what it needs is missing.
    """
    if section.brain == "embedded":
        return []
    if section.brain == "openai":
        from willcall.agent.brains.openai_compatible import connect  # noqa: PLC0415 - its client is slow to load

        if section.llm.base_url is None:
            raise Invalid(
                "The openai brain needs the address of its server: set AGENT__LLM__BASE_URL, e.g. http://127.0.0.1:8000/v1.",
                field="agent.llm.base_url",
            )
        return [connect(section.llm)]
    raise Invalid(f"There is no brain {section.brain!r}; there are embedded and openai.", field="agent.brain")
