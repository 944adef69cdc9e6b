"""The clock: it interrupts work inside its block, however late, and nothing after it."""

from contextlib import suppress
from time import sleep

import pytest

from graph.revision import Revision
from serving.clock import Clock, TimeUp
from serving.pool import Question
from serving.service import Service
from serving.settings import Settings


class LateClock(Clock):
    """A clock whose time is up at the worst moment: on the way out of the block."""

    def __exit__(self, *_: object) -> None:
        """Interrupt before the end of the block is noted."""
        self.end()


def test_an_interruption_on_the_way_out_does_not_outlive_its_operation(small: Revision) -> None:
    service = Service(small, Settings())
    clock = service.answering.clock = LateClock(60.0)
    outcome = service.answering.outcome(Question("{ __typename }"), small)

    assert outcome.codes == ("TIMEOUT",)
    clock.end()  # would interrupt whatever runs now


def test_what_passes_over_an_interruption_is_interrupted_again() -> None:
    clock = Clock(0.01)

    def work() -> None:
        with clock:
            with suppress(TimeUp):
                sleep(60)
            sleep(60)

    clock.start()
    try:
        with pytest.raises(TimeUp):
            work()
    finally:
        clock.stop()
