"""The cheapest way to choose pairs so that each giver and each receiver has its number.

Choosing pairs between givers and receivers, each pair once at the most, is a flow from
givers to receivers. Sending it one by one along the cheapest way there is at each moment
(successive shortest paths, Dijkstra's with potentials) ends at a flow of the least cost: this
is exact, not a heuristic, and polynomial. Costs are whole numbers of any size, so
nothing is rounded.
"""

from heapq import heappop, heappush


class NoMorePathsError(Exception):
    """Not all that should be given can be.

    From ``givers`` only ``receivers`` can be reached, and these have all they get.
    """

    def __init__(self, givers, receivers):
        super().__init__()
        self.givers, self.receivers = givers, receivers


def cheapest_pairs(costs, gives, gets):
    """Return the pairs chosen, as a set.

    ``costs`` maps each pair (giver, receiver) that may be chosen to a whole number from
    nought up; ``gives`` and ``gets`` tell how many each giver and receiver must have, and
    come to the same sum. Raise NoMorePathsError if that cannot be.
    """
    flow = _Flow(costs, gives, gets)
    for _each in range(sum(gives.values())):
        flow.send_one()
    return flow.chosen


class _Flow:
    """Nodes are ("g", giver) and ("r", receiver); a chosen pair is an edge back.

    ``end`` is the potential of the sink beyond the receivers; that of the source is nought.
    """

    def __init__(self, costs, gives, gets):
        self.costs, self.gives, self.gets = costs, dict(gives), dict(gets)
        self.chosen = set()
        self.receivers = {giver: [] for giver in gives}
        self.givers = {receiver: [] for receiver in gets}
        for giver, receiver in sorted(costs):
            self.receivers[giver].append(receiver)
            self.givers[receiver].append(giver)
        self.potential = {("g", giver): 0 for giver in gives}
        self.potential |= {("r", receiver): 0 for receiver in gets}
        self.end = 0

    def send_one(self):
        """Choose one pair more, changing others where that is cheaper."""
        distance, before = self._distances()
        ends = [
            (distance["r", receiver] + self.potential["r", receiver] - self.end, receiver)
            for receiver, left in self.gets.items()
            if left and ("r", receiver) in distance
        ]
        if not ends:
            raise NoMorePathsError(
                {name for kind, name in distance if kind == "g"},
                {name for kind, name in distance if kind == "r"},
            )
        length, receiver = min(ends)
        for node in self.potential:
            self.potential[node] += min(distance.get(node, length), length)
        self.end += length
        self.gets[receiver] -= 1
        node = ("r", receiver)
        while node in before:
            earlier = before[node]
            pair = (earlier[1], node[1]) if node[0] == "r" else (node[1], earlier[1])
            self.chosen ^= {pair}
            node = earlier
        self.gives[node[1]] -= 1

    def _distances(self):
        """Return each node's distance from the source in reduced costs, and the way there."""
        distance, before, done = {}, {}, set()
        heap = []
        for giver, left in self.gives.items():
            if left:
                distance["g", giver] = -self.potential["g", giver]
                heappush(heap, (distance["g", giver], "g", giver))
        while heap:
            length, *node = heappop(heap)
            node = tuple(node)
            if node in done:
                continue
            done.add(node)
            for other, cost in self._edges(*node):
                far = length + cost + self.potential[node] - self.potential[other]
                if other not in distance or far < distance[other]:
                    distance[other], before[other] = far, node
                    heappush(heap, (far, *other))
        return distance, before

    def _edges(self, kind, name):
        """Yield the nodes that lead on from a node, and at what cost."""
        if kind == "g":
            for receiver in self.receivers[name]:
                if (name, receiver) not in self.chosen:
                    yield ("r", receiver), self.costs[name, receiver]
        else:
            for giver in self.givers[name]:
                if (giver, name) in self.chosen:
                    yield ("g", giver), -self.costs[giver, name]
