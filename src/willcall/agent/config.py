"""Settings of the agent. Knows no source of settings."""

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class LlmSection(BaseModel):
    """An OpenAI-compatible server (vLLM, Ollama, llama.cpp, hosted)."""

    model_config = ConfigDict(extra="forbid", validate_default=True, protected_namespaces=())

    base_url: str | None = Field(default=None, description="e.g. http://127.0.0.1:11434/v1")
    model: str = "Qwen/Qwen3-4B-Instruct-2507"
    api_key: SecretStr | None = None
    timeout_seconds: float = Field(default=20, gt=0, le=300)
    retries: int = Field(default=1, ge=0, le=5)


class AgentSection(BaseModel):
    """Who thinks, and how far it may go."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    brain: str = Field(default="embedded", description="embedded, or openai for the server under `agent.llm`")
    llm: LlmSection = LlmSection()
    hold_seconds: int = Field(default=300, ge=30, le=3600, description="how long seats are kept for a fan")
    close_seconds: int = Field(
        default=1800, ge=60, le=7 * 86400, description="silence after which a conversation is complete"
    )
    spend_limit: int = Field(
        default=2_000_000,
        ge=0,
        description="most that one conversation may charge, in minor units (2000000 is $20,000 or ¥2,000,000); 0: no limit",
    )
