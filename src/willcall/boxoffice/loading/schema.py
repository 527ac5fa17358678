"""The published JSON Schema of a season file: the strict form, which every liberal form is read into."""

from typing import Any

from willcall.boxoffice.season import Season


def season_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the normalised season; integers of money are minor units."""
    schema = Season.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Willcall season"
    return schema
