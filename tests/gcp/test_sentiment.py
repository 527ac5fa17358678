"""Sentiment by Google's Natural Language API: the real client over gRPC against a double that reads requests with the vendor's own types."""

from concurrent import futures

import grpc
import pytest
from google.cloud import language_v2 as language
from google.cloud.language_v2.services.language_service.transports import LanguageServiceGrpcTransport
from google.protobuf.unknown_fields import UnknownFieldSet

from willcall.gcp.sentiment import GoogleSentiment

METHOD = "google.cloud.language.v2.LanguageService"
FEELINGS = {"wonderful": 0.9, "so so": 0.0, "dreadful": -0.8}


class Double(grpc.GenericRpcHandler):
    """Knows one method; what is no request of its kind is kept in `complaints` and refused."""

    def __init__(self):
        self.asked, self.complaints, self.down = [], [], False

    def service(self, details):
        if details.method != f"/{METHOD}/AnalyzeSentiment":
            return None
        return grpc.unary_unary_rpc_method_handler(
            self.answer, language.AnalyzeSentimentRequest.deserialize, language.AnalyzeSentimentResponse.serialize
        )

    def answer(self, request, context):
        if self.down:
            context.abort(grpc.StatusCode.PERMISSION_DENIED, "the API is not enabled")
        document = request.document
        plain = language.AnalyzeSentimentRequest.to_dict(request, use_integers_for_enums=False)
        if plain["document"]["type_"] != "PLAIN_TEXT" or not document.content or document.gcs_content_uri:
            self.complaints.append(plain)
        if plain["encoding_type"] not in {"UTF8", "UTF16", "UTF32"}:
            self.complaints.append(plain)
        if len(UnknownFieldSet(type(request).pb(request))):
            self.complaints.append("unknown fields")
        self.asked.append((document.content, document.language_code))
        if document.language_code == "xx" or "klingon" in document.content:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "the language is not supported")
        score = next((feeling for word, feeling in FEELINGS.items() if word in document.content), 0.1)
        return language.AnalyzeSentimentResponse(
            document_sentiment=language.Sentiment(score=score, magnitude=abs(score)), language_code="en"
        )


@pytest.fixture
def served(socket_enabled):
    double = Double()
    server = grpc.server(futures.ThreadPoolExecutor(2), handlers=[double])
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    channel = grpc.insecure_channel(f"127.0.0.1:{port}")
    client = language.LanguageServiceClient(transport=LanguageServiceGrpcTransport(channel=channel))
    yield double, client
    channel.close()
    server.stop(None)
    assert double.complaints == []


def test_scores_come_in_the_order_of_the_texts_from_0_to_1(served):
    _, client = served
    found = GoogleSentiment(client).scores(["that was wonderful", "so so", "dreadful service"])
    assert found == pytest.approx([0.95, 0.5, 0.1], abs=1e-6)


def test_what_has_no_words_is_not_asked_about(served):
    double, client = served
    assert GoogleSentiment(client).scores(["", "  ", "wonderful"]) == [None, None, pytest.approx(0.95)]
    assert double.asked == [("wonderful", "")]


def test_a_language_that_it_does_not_read_has_no_score_and_the_others_go_on(served):
    double, client = served
    assert GoogleSentiment(client, language_code="en").scores(["klingon", "wonderful"]) == [None, pytest.approx(0.95)]
    assert {code for _, code in double.asked} == {"en"}


def test_an_api_that_does_not_answer_is_asked_once_a_batch_and_nothing_fails(served):
    double, client = served
    double.down = True
    assert GoogleSentiment(client).scores(["wonderful"] * 20) == [None] * 20
    assert double.asked == []
    double.down = False
    assert GoogleSentiment(client).scores(["wonderful"]) == [pytest.approx(0.95)]
