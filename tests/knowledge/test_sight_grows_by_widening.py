"""Random lives of rounds: nobody gains sight but by a widening that stands in the log.

After every few steps each person sees exactly what the events allow, which are all that
``walk.ledger`` knows of; what only narrows lets nobody see anything new; and what a search
finds, and notices tell of, lies within the rules of sight.
"""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from .walk.lives import LIVES
from .walk.walking import STEPS, Walk
from .walk.world import World

steps = st.tuples(st.sampled_from(STEPS), st.integers(0, 13), st.integers(0, 23))
walks = st.lists(st.lists(steps, min_size=3, max_size=6), min_size=7, max_size=10)


@pytest.mark.django_db
def test_nobody_gains_sight_but_by_a_logged_widening():
    world = World()

    @settings(
        max_examples=5,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(walks)
    def every_walk(bursts):
        with Walk(world) as walk:
            for burst in bursts:
                for step, who, n in burst:
                    walk.take(step, who, n)
                walk.check()

    every_walk()


@pytest.mark.django_db
def test_lives_that_are_seldom_led_give_no_sight_either():
    world = World()

    for life in LIVES:
        with Walk(world) as walk:
            for _moment in walk.live(life):
                walk.check()
