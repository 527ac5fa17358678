"""How a fan feels, as Google's Natural Language API reads it; in the place of our own head where an operator wishes so.

Gets redacted words, one message a request, off the path of any chat. A score is the API's own (-1 to 1), moved to 0 to 1. Where it cannot say
anything there is no score: one of another scale would bend the trend.
"""

from collections.abc import Sequence
from typing import Any

from google.api_core.exceptions import GoogleAPICallError, InvalidArgument
from google.cloud import language_v2 as language

from willcall.kit.telemetry import get_logger

TIMEOUT_S = 10.0
"""Of one message, with what the client tries again."""

log = get_logger("gcp.sentiment")


class GoogleSentiment:
    """Args:
    client: Of the Natural Language API.
    language_code: Of all messages (BCP 47); None: the API finds out.
    """

    def __init__(self, client: language.LanguageServiceClient, *, language_code: str | None = None) -> None:
        self._client, self._language = client, language_code

    def scores(self, texts: Sequence[str]) -> list[float | None]:
        """A score of each text, 0 unhappy to 1 happy; None where there are no words, the API refuses them, or it does not answer."""
        found: list[float | None] = [None] * len(texts)
        for index, text in enumerate(texts):
            if not text.strip():
                continue
            try:
                found[index] = self._score(text)
            except InvalidArgument as refused:  # a language that it does not read, mostly
                log.info("a message has no sentiment", why=refused.message)
            except (
                GoogleAPICallError
            ) as away:  # what does not answer now is not asked again for each message of the batch
                log.warning("sentiments could not be read", why=str(away))
                break
        return found

    def _score(self, text: str) -> float:
        document: dict[str, Any] = {"content": text, "type_": language.Document.Type.PLAIN_TEXT}
        if self._language is not None:
            document["language_code"] = self._language
        answer = self._client.analyze_sentiment(
            language.AnalyzeSentimentRequest(
                document=language.Document(**document), encoding_type=language.EncodingType.UTF32
            ),
            timeout=TIMEOUT_S,
        )
        return min(1.0, max(0.0, (float(answer.document_sentiment.score) + 1) / 2))


def open_sentiment(*, language_code: str | None) -> GoogleSentiment:
    """With the credentials that the machine has (Application Default Credentials). Raises: DefaultCredentialsError."""
    return GoogleSentiment(language.LanguageServiceClient(), language_code=language_code)
