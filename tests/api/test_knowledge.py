"""The knowledge base over HTTP: for the operator's key alone; the same operation as on the command line."""

import pytest

from willcall.knowledge.ingest.ingestion import Ingestion, Wishes
from willcall.knowledge.store import DocumentStore


@pytest.fixture
def served(serve):
    return serve(access__api_key="key")


@pytest.fixture
def library(served, sqlite_database, sqlite_url):
    served.app.documents = DocumentStore(sqlite_database)
    served.app.ingestion = Ingestion(Wishes(database_url=sqlite_url), store=served.app.documents)
    return served.app.documents


def test_a_document_is_added_listed_and_removed(served, library):
    key = {"X-API-Key": "key"}
    body = b"Drink,Price\nLager,$12.50\n=1+1,$9\n"
    sent = served.client.post("/knowledge/documents?name=drinks.csv", content=body, headers=key)
    assert sent.status_code == 200, sent.text
    assert sent.json()["outcome"] == "added"
    assert "formula" in sent.json()["notes"][0]
    again = served.client.post("/knowledge/documents?name=drinks.csv", content=body, headers=key)
    assert again.json() == {"outcome": "unchanged", "chunks": 0, "facts": 0, "notes": []}
    (row,) = served.client.get("/knowledge/documents", headers=key).json()["documents"]
    assert (row["id"], row["chunks"], row["facts"]) == ("drinks", 1, 2)
    assert served.client.delete("/knowledge/documents/drinks", headers=key).status_code == 204
    assert served.client.delete("/knowledge/documents/drinks", headers=key).status_code == 404


@pytest.mark.parametrize("headers", [{}, {"X-API-Key": "wrong"}])
def test_nobody_else_may(served, library, headers):
    for method, path in (
        ("GET", "/knowledge/documents"),
        ("POST", "/knowledge/documents?name=a.md"),
        ("DELETE", "/knowledge/documents/a"),
    ):
        assert served.client.request(method, path, content=b"x", headers=headers).status_code in {401, 403}
    assert library.listing() == []


@pytest.mark.parametrize(("name", "body"), [("a.exe", b"x"), ("a.json", b"{"), ("../../etc/passwd", b"x")])
def test_what_cannot_be_read_is_refused_with_its_place(served, library, name, body):
    answer = served.client.post(
        "/knowledge/documents", params={"name": name}, content=body, headers={"X-API-Key": "key"}
    )
    assert answer.status_code in {400, 422}
    assert library.listing() == []
