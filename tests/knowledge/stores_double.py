"""Vertex AI Vector Search on this machine: the two services that the adapter calls, over gRPC, spoken in Google's own message types.

Exact where Google's is approximate; restricts, numeric restricts and crowding as its documentation has them. Refuses what Google refuses:
vectors of another length, tokens that are empty, more datapoints than a request may have.
"""

from concurrent.futures import ThreadPoolExecutor

import grpc
import numpy as np
from google.cloud import aiplatform_v1 as v1
from google.cloud.aiplatform_v1.services.index_service.transports import IndexServiceGrpcTransport
from google.cloud.aiplatform_v1.services.match_service.transports import MatchServiceGrpcTransport

INDEX = "projects/p/locations/us-central1/indexes/1"
ENDPOINT = "projects/p/locations/us-central1/indexEndpoints/2"
DEPLOYED = "knowledge"
PREFIX = "google.cloud.aiplatform.v1"
OPERATORS = {
    v1.IndexDatapoint.NumericRestriction.Operator.LESS_EQUAL: lambda has, asked: has <= asked,
    v1.IndexDatapoint.NumericRestriction.Operator.GREATER_EQUAL: lambda has, asked: has >= asked,
}


class VectorSearch:
    """Args: width: Numbers of a vector."""

    def __init__(self, width):
        self.width, self.points, self.requests = width, {}, []
        self._server = grpc.server(ThreadPoolExecutor(2))
        calls = {
            "IndexService": {
                "UpsertDatapoints": (self._upsert, v1.UpsertDatapointsRequest, v1.UpsertDatapointsResponse),
                "RemoveDatapoints": (self._remove, v1.RemoveDatapointsRequest, v1.RemoveDatapointsResponse),
            },
            "MatchService": {
                "FindNeighbors": (self._find, v1.FindNeighborsRequest, v1.FindNeighborsResponse),
                "ReadIndexDatapoints": (self._read, v1.ReadIndexDatapointsRequest, v1.ReadIndexDatapointsResponse),
            },
        }
        for service, methods in calls.items():
            handlers = {
                name: grpc.unary_unary_rpc_method_handler(self._heard(work), asked.deserialize, answer.serialize)
                for name, (work, asked, answer) in methods.items()
            }
            self._server.add_generic_rpc_handlers(
                [grpc.method_handlers_generic_handler(f"{PREFIX}.{service}", handlers)]
            )
        self._port = self._server.add_insecure_port("127.0.0.1:0")
        self._server.start()
        self._channel = grpc.insecure_channel(f"127.0.0.1:{self._port}")

    def clients(self):
        """The vendor's own clients, with no credentials."""
        return {
            "indexes": v1.IndexServiceClient(transport=IndexServiceGrpcTransport(channel=self._channel)),
            "matches": v1.MatchServiceClient(transport=MatchServiceGrpcTransport(channel=self._channel)),
        }

    def stop(self):
        self._channel.close()
        self._server.stop(None).wait()

    def _heard(self, work):
        def call(request, context):
            self.requests.append(request)
            try:
                return work(request)
            except ValueError as wrong:
                context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(wrong))
            except LookupError as missing:
                context.abort(grpc.StatusCode.NOT_FOUND, str(missing))

        return call

    def _upsert(self, request):
        if request.index != INDEX or len(request.datapoints) > 1000:
            raise ValueError("no such index, or too many datapoints")
        for point in request.datapoints:
            if len(point.feature_vector) != self.width:
                raise ValueError(f"a vector of {len(point.feature_vector)} numbers, not {self.width}")
            if not all(each.namespace and all(each.allow_list) for each in point.restricts):
                raise ValueError("a restrict without a namespace or with an empty token")
            self.points[point.datapoint_id] = point
        return v1.UpsertDatapointsResponse()

    def _remove(self, request):
        for name in request.datapoint_ids:
            self.points.pop(name, None)
        return v1.RemoveDatapointsResponse()

    def _read(self, request):
        if request.index_endpoint != ENDPOINT or request.deployed_index_id != DEPLOYED:
            raise ValueError("no such endpoint")
        missing = [name for name in request.ids if name not in self.points]
        if missing:
            raise LookupError(f"no datapoints {missing}")
        return v1.ReadIndexDatapointsResponse(datapoints=[self.points[name] for name in request.ids])

    def _find(self, request):
        answers = []
        for query in request.queries:
            wanted, vector = query.datapoint, np.array(query.datapoint.feature_vector)
            near = []
            for point in self.points.values():
                if self._lets(wanted, point):
                    has = np.array(point.feature_vector)
                    near.append((1 - float(has @ vector) / (np.linalg.norm(has) * np.linalg.norm(vector)), point))
            crowds, chosen = {}, []
            for distance, point in sorted(near, key=lambda pair: (pair[0], pair[1].datapoint_id)):
                crowd = point.crowding_tag.crowding_attribute
                crowds[crowd] = crowds.get(crowd, 0) + 1
                if crowds[crowd] <= query.per_crowding_attribute_neighbor_count and len(chosen) < query.neighbor_count:
                    bare = v1.IndexDatapoint(datapoint_id=point.datapoint_id)
                    chosen.append(v1.FindNeighborsResponse.Neighbor(datapoint=bare, distance=distance))
            answers.append(v1.FindNeighborsResponse.NearestNeighbors(neighbors=chosen))
        return v1.FindNeighborsResponse(nearest_neighbors=answers)

    @staticmethod
    def _lets(wanted, point):
        has = {each.namespace: set(each.allow_list) for each in point.restricts}
        numbers = {each.namespace: each.value_int for each in point.numeric_restricts}
        return all(has.get(each.namespace, set()) & set(each.allow_list) for each in wanted.restricts) and all(
            each.namespace in numbers and OPERATORS[each.op](numbers[each.namespace], each.value_int)
            for each in wanted.numeric_restricts
        )
