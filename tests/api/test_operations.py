"""Probes, metrics, logs, pages."""

import json
import os
import socket

from willcall.entrypoints.api import metrics
from willcall.entrypoints.api.pages import as_html
from willcall.entrypoints.api.server import listen
from willcall.knowledge.documents import Document


def test_health_is_always_200_and_ready_really_tries(served):
    assert served.client.get("/ready").json() == {"status": "ready", "checks": {"database": "ok"}}
    served.app.ready["database"].broken = True
    answer = served.client.get("/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] != "ok"
    assert served.client.get("/health").status_code == 200
    assert served.client.get("/live").status_code == 200


def test_metrics_count_requests_by_route_and_never_by_id(served):
    served.client.post("/chat", json={"message": "x"})
    served.client.get("/conversations/cnv_00000000000000000000000000")
    text = served.client.get("/metrics").text
    assert 'willcall_http_requests_total{method="POST",route="/chat",status="200"}' in text
    assert 'route="/conversations/{conversation_id}",status="404"' in text
    assert "cnv_0000" not in text
    assert 'willcall_turns_total{brain="twin"' in text


def test_a_log_line_names_request_route_and_time_and_no_secret(serve, capfd):
    from willcall.kit import telemetry

    telemetry.configure(level="info", format="json")
    served = serve(access__api_key="a-very-secret-key")
    fan = served.sign_in("cus_1")
    served.client.post("/chat", json={"message": "x"}, headers={**fan, "X-Request-ID": "find-me"})
    served.client.post("/chat", json={"message": "x"}, headers={"X-API-Key": "a-very-secret-key"})
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]
    mine = next(line for line in lines if line.get("request_id") == "find-me")
    assert mine["route"] == "/chat"
    assert mine["status"] == 200
    assert mine["ms"] > 0
    everything = json.dumps(lines)
    assert "a-very-secret-key" not in everything
    assert fan["Authorization"].removeprefix("Bearer ") not in everything


class TwinLibrary:
    def get(self, document_id):
        return Document(
            document_id, "Bags <script>", "## Sizes\n\n- small\n- **big** & <b>bold</b>\n\nText", "/kb/bags"
        )


def test_a_document_is_shown_as_text_never_as_markup(served):
    served.app.documents = TwinLibrary()
    page = served.client.get("/kb/bags")
    assert page.status_code == 200
    assert "<h1>Bags &lt;script&gt;</h1>" in page.text
    assert "<li><strong>big</strong> &amp; &lt;b&gt;bold&lt;/b&gt;</li>" in page.text
    assert "<h3>Sizes</h3>" in page.text


def test_markdown_that_is_no_list_or_heading_stays_a_paragraph():
    assert as_html("a\nb\n\n<i>c</i>") == "<p>a b</p>\n<p>&lt;i&gt;c&lt;/i&gt;</p>"
    assert as_html("## [A](a.md)\n\nSee [*b* c](javascript:x).") == "<h3>A</h3>\n<p>See *b* c.</p>"


def test_the_page_and_the_widget_are_served_and_static_files_are_revalidated(served):
    assert "<wc-app>" in served.client.get("/").text
    assert served.client.get("/widget.js").headers["content-type"].startswith("text/javascript")
    first = served.client.get("/static/wire.js")
    assert first.status_code == 200
    again = served.client.get("/static/wire.js", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_small_answers_are_sent_at_once():
    """asyncio sets TCP_NODELAY only on sockets whose protocol is named; without it each answer takes 40 ms more."""
    with listen("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_a_killed_worker_is_no_longer_counted_as_answering(tmp_path):
    dead = tmp_path / "gauge_livesum_999999999.db"
    alive = tmp_path / f"gauge_livesum_{os.getpid()}.db"
    for file in (dead, alive):
        file.touch()
    metrics._forget_the_dead(tmp_path)
    assert not dead.exists()
    assert alive.exists()
