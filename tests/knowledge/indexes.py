"""What tests of an index share: made-up chunks, made-up vectors, and the plainest way to search them."""

import numpy as np

from willcall.knowledge.chunking import Chunk
from willcall.knowledge.prepared import line_digest, lines

ENCODER = "letters"
WORDS = [
    "parking",
    "garage",
    "refund",
    "ticket",
    "seat",
    "bag",
    "door",
    "lounge",
    "bar",
    "stage",
    "music",
    "child",
    "lift",
    "ramp",
    "coat",
    "phone",
    "camera",
    "queue",
]


def chunk(number, text, **other):
    return Chunk(
        id=f"d{number}#text", document_id=f"d{number}", title=f"T{number}", heading="", text=text, uri="/kb/d", **other
    )


class Letters:
    """A cheap encoder: a text's pairs of letters, thrown into 32 buckets."""

    def knows(self, word):
        return True

    def encode(self, text):
        vector = np.zeros(32, dtype=np.float32)
        for a, b in zip(text.lower(), text.lower()[1:], strict=False):
            vector[(ord(a) * 31 + ord(b)) % 32] += 1
        return vector / max(float(np.linalg.norm(vector)), 1e-9)


class EveryVector:
    """Vectors that are always there: made as they are asked for, from the lines of the chunks it is told of."""

    def __init__(self, chunks=(), encoder=None):
        self.encoder = encoder or Letters()
        self.lines = {}
        self.learn(chunks)

    def learn(self, chunks):
        self.lines.update({line_digest(line): line for one in chunks for line in lines(one)})

    def vectors(self, encoder, digests):
        return {d: self.encoder.encode(self.lines[d]).astype(np.float16).tobytes() for d in digests if d in self.lines}

    def keep_vectors(self, encoder, new):
        raise AssertionError("nothing is missing")


def nearest(chunks, vector, encoder=None):
    """(cosine, number) of every chunk, by brute force on the same 16-bit vectors."""
    encoder = encoder or Letters()
    found = []
    for number, one in chunks.items():
        rows = np.stack([encoder.encode(line).astype(np.float16) for line in lines(one)]).astype(np.float32)
        found.append((float((rows @ vector).max()), number))
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))
