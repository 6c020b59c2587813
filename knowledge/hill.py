"""The hill of goals, as numbers for a picture: uphill is finding out, downhill is doing."""

from math import exp

from knowledge.models import PlanRevision

State = PlanRevision.GoalState
PLACES = {State.EXPLORING: (90, 240), State.KNOWN: (270, 370), State.DOING: (400, 550)}
TOP, FOOT, MIDDLE, SPREAD = 42, 150, 320, 106.1


def height(x):
    """Return how far from the top of the picture the hill is at ``x`` (0–640)."""
    return FOOT - (FOOT - TOP) * exp(-(((x - MIDDLE) / SPREAD) ** 2) / 2)


def dots(goals):
    """Return ``{"number", "x", "y", "text_y"}`` of each goal; those in a place share it evenly."""
    found = []
    for state, (left, right) in PLACES.items():
        here = [n for n, goal in enumerate(goals, start=1) if goal["state"] == state]
        for index, number in enumerate(here, start=1):
            x = round(left + (right - left) * index / (len(here) + 1))
            y = height(x)
            found.append({"number": number, "x": x, "y": f"{y:.1f}", "text_y": f"{y + 5.3:.1f}"})
    return found
