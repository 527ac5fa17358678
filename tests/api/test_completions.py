"""OpenAI's shape, spoken by OpenAI's own client."""

import json

import openai
import pytest


@pytest.fixture
def client(served):
    return openai.OpenAI(
        base_url=f"{served.url}/v1", api_key="unused", default_headers={"Authorization": ""}, max_retries=0
    )


def test_a_completion_is_one_turn_of_the_agent(served, client):
    answer = client.chat.completions.create(model="willcall", messages=[{"role": "user", "content": "hello"}])
    assert answer.choices[0].message.content == "You said hello"
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage.total_tokens == 0


def test_a_stream_gives_the_same_words_in_chunks_and_ends_with_done(served, client):
    chunks = list(
        client.chat.completions.create(
            model="willcall",
            messages=[{"role": "user", "content": "hello"}],
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    assert "".join(c.choices[0].delta.content or "" for c in chunks if c.choices) == "You said hello"
    assert chunks[-1].usage is not None
    raw = served.client.post(
        "/v1/chat/completions", json={"messages": [{"role": "user", "content": "x"}], "stream": True}
    )
    assert raw.text.endswith("data: [DONE]\n\n")


def test_a_history_sent_back_goes_on_with_the_same_conversation(served, client):
    messages = [{"role": "system", "content": "be nice"}, {"role": "user", "content": "hello"}]
    first = client.chat.completions.create(model="willcall", messages=messages)
    messages += [
        {"role": "assistant", "content": first.choices[0].message.content},
        {"role": "user", "content": [{"type": "text", "text": "more"}]},
    ]
    second = client.chat.completions.create(model="willcall", messages=messages)
    assert second.model_extra["conversation_id"] == first.model_extra["conversation_id"]
    stranger = served.client.post(
        "/v1/chat/completions", json={"messages": messages}, headers=served.sign_in("cus_2")
    ).json()
    assert stranger["conversation_id"] != first.model_extra["conversation_id"]


def test_models_lists_the_agent(client):
    assert [model.id for model in client.models.list()] == ["willcall"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ({"messages": []}, 400),
        ({"messages": [{"role": "assistant", "content": "x"}]}, 400),
        ({"messages": [{"role": "user", "content": "x" * 8001}]}, 400),
        ({"messages": [{"role": "user", "content": "  "}]}, 400),
        ({"messages": [{"role": "user", "content": "x"}], "n": 2}, 400),
        ({"messages": [{"role": "user", "content": "fail:order"}]}, 404),
        ({"messages": [{"role": "user", "content": "fail:down"}], "stream": True}, 503),
        ({"messages": [{"role": "user", "content": "x"}], "metadata": {"conversation_id": 7}}, 400),
    ],
)
def test_errors_have_openais_shape(served, body, status):
    content = body if isinstance(body, str) else json.dumps(body)
    answer = served.client.post("/v1/chat/completions", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == status, answer.text
    assert set(answer.json()["error"]) == {"message", "type", "param", "code"}


def test_a_forged_token_is_an_authentication_error(served):
    client = openai.OpenAI(base_url=f"{served.url}/v1", api_key="a.forged.token", max_retries=0)
    with pytest.raises(openai.AuthenticationError):
        client.models.list()


def test_the_word_that_clients_must_send_for_a_key_is_nobody_where_none_is_set(served):
    client = openai.OpenAI(base_url=f"{served.url}/v1", api_key="unused", max_retries=0)
    assert [model.id for model in client.models.list()] == ["willcall"]


def test_such_a_word_opens_no_chat_that_asks_for_a_key(serve):
    client = openai.OpenAI(base_url=f"{serve(access__api_key='the-right-key').url}/v1", api_key="unused", max_retries=0)
    with pytest.raises(openai.AuthenticationError):
        client.models.list()
