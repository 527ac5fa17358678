"""Vectors in Vertex AI Vector Search: a streaming index and the endpoint it is deployed to.

A chunk is a crowd of lines, of which a query counts the nearest. What was taken out may still be found for a moment, and so may what was put
in be missing: Google says seconds. Whoever serves drops numbers that are gone. Needs the extra `vertex`. Knows no documents.
Index and endpoint are made beforehand, with `STREAM_UPDATE` and `COSINE_DISTANCE` (docs/how-to/vector-stores.md).
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from willcall.kit.errors import Invalid, Unavailable
from willcall.knowledge.ports import EVERYTHING, Filters, Found, VectorRow
from willcall.knowledge.stores.following import allowed

AT_ONCE = 100
"""Datapoints in one request."""
MOST_LINES = 1_000
"""Lines that are looked for of a chunk that goes."""
ANY = "*"
"""Stands for no label: an empty token is none."""
MARK = "held"
TIMEOUT_S = 10.0
_LABELS = ("category", "venue", "event_id", "language")


class VertexVectors:
    """Fulfils `knowledge.ports.VectorStore`.

    Args:
        index: `projects/…/locations/…/indexes/…`.
        endpoint: `projects/…/locations/…/indexEndpoints/…`.
        deployed: The id that the index is deployed under there.
        width: Numbers of a vector.
        indexes: The client of the index service.
        matches: The client of the match service, at the endpoint's public address.
    """

    def __init__(self, *, index: str, endpoint: str, deployed: str, width: int, indexes: Any, matches: Any) -> None:
        from google.cloud import aiplatform_v1  # noqa: PLC0415 - seconds, and only who wants it has it

        self._types: Any = aiplatform_v1
        self._index = index
        self._asked = {"index_endpoint": endpoint, "deployed_index_id": deployed}
        self._width = width
        self._indexes = indexes
        self._matches = matches

    def held(self) -> str:
        from google.api_core.exceptions import NotFound  # noqa: PLC0415 - as above

        request = self._types.ReadIndexDatapointsRequest(**self._asked, ids=[MARK])
        try:
            points = self._call(self._matches.read_index_datapoints, request).datapoints
        except Unavailable as error:
            if isinstance(error.__cause__, NotFound):
                return ""
            raise
        return next((each.allow_list[0] for point in points for each in point.restricts if each.namespace == MARK), "")

    def apply(
        self, added: Iterator[Sequence[VectorRow]], *, removed: Sequence[int], held: str, anew: bool = False
    ) -> None:
        if anew:
            raise Invalid(
                "The Vertex index holds other documents or another encoder's vectors; give this house an index of its own.",
                field="knowledge.vector_store",
            )
        gone = iter([row for number in removed for row, _ in self._rows_of(number)])
        while some := list(islice(gone, AT_ONCE)):
            request = self._types.RemoveDatapointsRequest(index=self._index, datapoint_ids=some)
            self._call(self._indexes.remove_datapoints, request)
        for rows in added:
            self._put([self._point(row) for row in rows])
        mark = self._types.IndexDatapoint(
            datapoint_id=MARK, feature_vector=[1.0] + [0.0] * (self._width - 1), restricts=[self._restrict(MARK, held)]
        )
        self._put([mark])

    def nearest(self, vector: npt.NDArray[np.float32], *, limit: int, filters: Filters = EVERYTHING) -> list[Found]:
        restricts = [self._restrict("kind", "line")]
        restricts += [
            self._restrict(name, *(value or ANY for value in values)) for name, values in allowed(filters).items()
        ]
        numeric = []
        if filters.on is not None:
            day, kind = filters.on.toordinal(), self._types.IndexDatapoint.NumericRestriction
            numeric = [
                kind(namespace="valid_from", value_int=day, op=kind.Operator.LESS_EQUAL),
                kind(namespace="valid_until", value_int=day, op=kind.Operator.GREATER_EQUAL),
            ]
        found = self._neighbours(vector.tolist(), restricts, numeric, count=limit, of_a_chunk=1)
        best = sorted(((int(row.partition("-")[0]), score) for row, score in found), key=lambda one: (-one[1], one[0]))
        return [Found(number, score) for number, score in best[:limit]]

    # -- requests -----------------------------------------------------------------------------------------------------

    def _rows_of(self, number: int) -> list[tuple[str, float]]:
        whose = [self._restrict("number", str(number))]
        return self._neighbours([1.0] + [0.0] * (self._width - 1), whose, [], count=MOST_LINES, of_a_chunk=MOST_LINES)

    def _neighbours(
        self, vector: list[float], restricts: list[Any], numeric: list[Any], *, count: int, of_a_chunk: int
    ) -> list[tuple[str, float]]:
        point = self._types.IndexDatapoint(feature_vector=vector, restricts=restricts, numeric_restricts=numeric)
        query = self._types.FindNeighborsRequest.Query(
            datapoint=point, neighbor_count=count, per_crowding_attribute_neighbor_count=of_a_chunk
        )
        request = self._types.FindNeighborsRequest(**self._asked, queries=[query])
        answer = self._call(self._matches.find_neighbors, request)
        return [
            (each.datapoint.datapoint_id, 1.0 - each.distance)
            for near in answer.nearest_neighbors
            for each in near.neighbors
        ]

    def _put(self, points: list[Any]) -> None:
        waiting = iter(points)
        while some := list(islice(waiting, AT_ONCE)):
            request = self._types.UpsertDatapointsRequest(index=self._index, datapoints=some)
            self._call(self._indexes.upsert_datapoints, request)

    def _point(self, row: VectorRow) -> Any:
        kind = self._types.IndexDatapoint
        return kind(
            datapoint_id=row.id,
            feature_vector=row.vector.tolist(),
            restricts=[
                self._restrict("kind", "line"),
                self._restrict("number", str(row.number)),
                *(self._restrict(name, getattr(row, name) or ANY) for name in _LABELS),
            ],
            numeric_restricts=[
                kind.NumericRestriction(namespace="valid_from", value_int=row.valid_from),
                kind.NumericRestriction(namespace="valid_until", value_int=row.valid_until),
            ],
            crowding_tag=kind.CrowdingTag(crowding_attribute=str(row.number)),
        )

    def _restrict(self, namespace: str, *tokens: str) -> Any:
        return self._types.IndexDatapoint.Restriction(namespace=namespace, allow_list=list(tokens))

    def _call(self, method: Any, request: Any) -> Any:
        from google.api_core.exceptions import GoogleAPIError  # noqa: PLC0415 - as above

        try:
            return method(request=request, timeout=TIMEOUT_S)
        except GoogleAPIError as error:
            raise Unavailable(f"Vertex AI Vector Search does not answer: {str(error)[:200]}") from error


def connect(*, index: str, endpoint: str, deployed: str, address: str, width: int) -> VertexVectors:
    """The store over Google's clients, with the credentials that the machine has.

    Args:
        index: `projects/…/locations/…/indexes/…`.
        endpoint: `projects/…/locations/…/indexEndpoints/…`.
        deployed: The id that the index is deployed under there.
        address: The endpoint's public domain name.
        width: Numbers of a vector.

    Raises:
        Invalid: If the library is missing, or a name is none.
    """
    try:
        from google.cloud import aiplatform_v1  # noqa: PLC0415 - as above
    except ModuleNotFoundError as missing:
        raise Invalid(
            "Vertex AI needs Google's library, which is not installed: pip install -e '.[vertex]' (docs/how-to/vector-stores.md).",
            field="knowledge.vector_store",
        ) from missing
    parts = index.split("/")
    if len(parts) != 6 or parts[::2] != ["projects", "locations", "indexes"]:
        raise Invalid(
            f"{index[:100]!r} is no index like projects/…/locations/…/indexes/….", field="knowledge.vertex_index"
        )
    region = {"api_endpoint": f"{parts[3]}-aiplatform.googleapis.com"}
    return VertexVectors(
        index=index,
        endpoint=endpoint,
        deployed=deployed,
        width=width,
        indexes=aiplatform_v1.IndexServiceClient(client_options=region),
        matches=aiplatform_v1.MatchServiceClient(client_options={"api_endpoint": address}),
    )
