"""`python -m tests.knowledge.killed FOLDER`: adds, changes and removes documents, and is killed with SIGKILL at every step of that.

A step is each statement, each commit, and each file of the index that is opened to be written, renamed or removed. For each step a
child process does the whole story on a fresh copy and is killed just before it; then this process, which shares nothing with the
child but the disk, looks whether what was acknowledged is found, whether anything is half, and whether the story can be finished.
Afterwards children are killed at moments drawn by chance. Prints one JSON object.
"""

import json
import os
import random
import select
import shutil
import signal
import sys
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine
from tests.knowledge.indexes import Letters

from willcall.kit.clock import system_clock
from willcall.kit.database import Database
from willcall.kit.ids import new_id
from willcall.knowledge import linking
from willcall.knowledge.chunking import chunks
from willcall.knowledge.facts import facts
from willcall.knowledge.ingest.ingestion import Ingestion, Wishes
from willcall.knowledge.meaning import encoder_name
from willcall.knowledge.prepared import line_digest, lines
from willcall.knowledge.store import DocumentStore
from willcall.knowledge.store.tables import links, names
from willcall.knowledge.stores import embedded
from willcall.knowledge.stores.embedded import EmbeddedIndex
from willcall.knowledge.words import stem

FIRST = {
    "parking.md": "# Parking\n\n## Cars\nA zebra costs $25, as in [bags](bags.html).\n\n## Bikes\nBikes are free.\n",
    "drinks.csv": "Drink,Price\nLager,$12.50\nOkapi cider,$9\n",
    "bags.html": "<h1>Bags</h1><p>Small walrus bags only; see <a href='parking.md#bikes'>bikes</a>.</p>",
}
SECOND = {"parking.md": FIRST["parking.md"].replace("zebra", "giraffe"), "coats.txt": "Coats and ibex hats: $3 each."}
WORDS = {"zebra": "parking", "okapi": "drinks", "walrus": "bags", "giraffe": "parking", "ibex": "coats"}


class House:
    """The knowledge base on one disk, as a process that just started sees it."""

    def __init__(self, folder):
        self.folder = folder
        self.url = f"sqlite:///{folder / 'willcall.db'}"
        self.database = Database(self.url, clock=system_clock, ids=new_id, pool_size=2)
        self.store = DocumentStore(self.database)
        self.index = EmbeddedIndex(self.store, folder=folder / "index", vectors=(self.store, encoder_name(Letters())))

    def story(self, told):
        """Everything, a step of it after the other; `told` is called when one is acknowledged."""
        into = Ingestion(Wishes(database_url=self.url, encoder=Letters, workers=0), store=self.store)
        write(self.folder / "files", FIRST)
        into.add([str(self.folder / "files")])
        told()
        self.index.settle()
        told()
        write(self.folder / "files", SECOND)
        into.add([str(self.folder / "files")])
        told()
        self.store.remove("drinks")
        told()
        self.index.settle()
        told()

    def state(self):
        """What stands: each document whole, and what every question finds."""
        found = {}
        for row in self.store.listing():
            document = self.store.get(row.id)
            there = [one for one in self.store.chunks() if one.document_id == row.id]
            assert there == chunks(document), f"{row.id} is half"
            assert self.store.facts(row.id) == list(facts(document)), f"the facts of {row.id} are half"
            with self.database.read() as connection:
                kept = [
                    [
                        (each.name, *rest(each))
                        for each in connection.execute(one.select().where(one.c.document_id == row.id))
                    ]
                    for one, rest in (
                        (names, lambda _: ()),
                        (links, lambda each: (each.chunk_id, each.label, each.anchor)),
                    )
                ]
            assert sorted(kept[0]) == sorted((name,) for name in linking.names(document, row.origin)), "names are half"
            written = linking.rows(document, row.origin, chunks(document))
            assert sorted(kept[1]) == sorted((w["name"], w["chunk_id"], w["label"], w["anchor"]) for w in written)
            found[row.id] = document.text
            digests = {line_digest(line) for one in there for line in lines(one)}
            assert digests <= self.store.vectors(encoder_name(Letters()), list(digests)).keys(), "vectors are missing"
        now = self.index.current()
        assert len(now) == sum(row.chunks for row in self.store.listing()), "the index has other chunks"
        assert now.has_vectors
        for word, document in WORDS.items():
            hits = now.by_words({stem(word): 1.0}, limit=5)
            said = [one.document_id for one in now.chunks([hit.number for hit in hits]).values()]
            expected = [document] if word in found.get(document, "").lower() else []
            assert said == expected, f"{word}: {said}, not {expected}"
            if expected:
                near = now.by_meaning(Letters().encode(found[document]), limit=9)
                assert {hit.number for hit in hits} <= {one.number for one in near}, f"{word} is not near"
        return found

    def close(self):
        self.database.dispose()


def write(folder, files):
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)


def child(folder, deadly, pipe):
    """Lives the story in a process of its own; dies before its `deadly`th step (0: never)."""
    count = 0

    def step(*_):
        nonlocal count
        count += 1
        if count == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(name, arguments):
        writes = name == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        touches = writes or name in {"os.rename", "os.remove", "os.rmdir", "shutil.rmtree"}
        if touches and str(folder / "index") in str(arguments[0]):
            step()

    sys.addaudithook(heard)
    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    house = House(folder)
    house.story(lambda: os.write(pipe, b"."))
    os.write(pipe, b"!%d" % count)
    os._exit(0)


def live(folder, template, *, deadly=0, after_s=None):
    """A fresh copy, a child in it, and its end: (acknowledged steps, whether it came to the end)."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    ours, theirs = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(ours)
        child(folder, deadly, theirs)
    os.close(theirs)
    if after_s is not None:
        select.select([], [], [], after_s)
        os.kill(number, signal.SIGKILL)
    said = b""
    while part := os.read(ours, 1000):
        said += part
    os.close(ours)
    os.waitpid(number, 0)
    return said.count(b"."), int(said.split(b"!")[1]) if b"!" in said else None


def main(folder):
    embedded.SMALL = 2  # so that so little is worth a file
    template, place = folder / "template", folder / "life"
    states = [{}]
    shutil.copytree(template, place)
    house = House(place)
    house.story(lambda: states.append(house.state()))
    house.close()
    _, steps = live(place, template)

    def judged(acknowledged):
        """The state is that after what was acknowledged, or after the one step under way; and the story can be finished."""
        house = House(place)
        state = house.state()
        assert state in states[acknowledged : acknowledged + 2], f"neither {acknowledged} nor one more"
        house.story(lambda: None)
        assert house.state() == states[-1], "the story ends otherwise"
        house.close()
        litter = [path.name for path in (place / "index").iterdir() if path.name.startswith(".")]
        assert not litter, litter

    killed = 0
    for deadly in range(1, steps + 1):
        acknowledged, whole = live(place, template, deadly=deadly)
        assert whole is None, f"step {deadly} did not come"
        judged(acknowledged)
        killed += 1
    chance = random.Random(4)
    for _ in range(25):
        acknowledged, _whole = live(place, template, after_s=chance.uniform(0, 0.5))
        judged(acknowledged)
    sys.stdout.write(json.dumps({"steps": steps, "killed": killed, "by_chance": 25}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
