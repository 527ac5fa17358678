"""A fan's memory over HTTP is that fan's to see and to have forgotten."""

import pytest
from sqlalchemy import select

from willcall.agent.memory.preferences import Preference, dump
from willcall.cases import store
from willcall.cases.desk import LocalDesk
from willcall.conversations.store import MemoryStore
from willcall.knowledge.documents import Document
from willcall.knowledge.linking import named
from willcall.knowledge.store import DocumentStore


@pytest.fixture
def known(serve):
    served = serve(access__api_key="the-service-key")
    with served.app.database.write() as unit:
        kept = dump([Preference("aisle", "aisle", "like the aisle", "I like aisles", 5, vector="00")])
        MemoryStore(served.app.database).keep(unit, customer_id="cus_ann", kept=kept, consented="remember that")
    return served


def test_a_fan_sees_what_is_remembered_of_them(known):
    answer = known.client.get("/memory", headers=known.sign_in("cus_ann")).json()
    assert answer["consented"] == "remember that"
    assert answer["preferences"] == [
        {"kind": "aisle", "value": "aisle", "words": "like the aisle", "said": "I like aisles", "at_ms": 5}
    ]
    assert known.client.get("/memory", headers=known.sign_in("cus_bob")).json()["preferences"] == []


def test_a_fan_has_it_forgotten_with_what_their_cases_taught(known):
    def settlements():
        with known.app.database.read() as connection:
            return connection.scalars(select(store.settlements.c.case_id)).all()

    DocumentStore(known.app.database).add([Document("doors", "Doors", "Open at six.", "/kb/doors")])
    for fan in ("cus_ann", "cus_bob"):
        case = LocalDesk(known.app.database).open_case(subject="Doors", body="When?", customer_id=fan)
        with known.app.database.write() as unit:
            store.settle(unit, case.case_id, ["doors#text"], named("/kb/gates"))
    assert len(settlements()) == 2
    known.client.delete("/memory", headers=known.sign_in("cus_ann"))
    assert settlements() == [case.case_id]


def test_a_fan_has_it_forgotten(known):
    assert known.client.delete("/memory", headers=known.sign_in("cus_ann")).status_code == 204
    assert known.client.delete("/memory", headers=known.sign_in("cus_ann")).status_code == 204
    assert MemoryStore(known.app.database).of("cus_ann") is None


def test_nobody_reaches_the_memory_of_another(known):
    assert known.client.get("/memory").status_code == 401
    other = known.client.delete("/memory", params={"customer_id": "cus_ann"}, headers=known.sign_in("cus_bob"))
    assert other.status_code == 403
    assert MemoryStore(known.app.database).of("cus_ann") is not None


def test_a_service_key_names_the_fan(known):
    key = {"X-API-Key": "the-service-key"}
    assert known.client.get("/memory", headers=key).status_code == 422
    seen = known.client.get("/memory", params={"customer_id": "cus_ann"}, headers=key).json()
    assert seen["preferences"][0]["kind"] == "aisle"
