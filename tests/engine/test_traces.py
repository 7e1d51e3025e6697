"""Work on values is done once for all values alike in what was asked of them, and what is kept stays bounded."""

from sec_rules.engine import traces
from sec_rules.engine.traces import Asked, Traces


def parity_then_size(done):
    """Asks whether a number is even; of an even one alone, also whether it is large."""

    def work(shape):
        done.append(shape)
        (even,) = yield (Asked("v[0] % 2 == 0"),)
        if not even:
            return f"{shape} odd"
        (large,) = yield (Asked("s(v[0], 100)", lambda value, most: value > most),)
        return f"{shape} even, {'large' if large else 'small'}"

    return work


def test_what_is_alike_in_all_that_was_asked_is_worked_out_once():
    done = []
    kept = Traces(parity_then_size(done))
    found = [kept.of(7, (value,)) for value in (1, 3, 2, 4, 200, 300, 5)]
    assert found == ["7 odd", "7 odd", *["7 even, small"] * 2, *["7 even, large"] * 2, "7 odd"]
    assert done == [7, 7, 7]


def test_shapes_are_kept_apart():
    done = []
    kept = Traces(parity_then_size(done))
    assert [kept.of(shape, (1,)) for shape in (1, 2, 1)] == ["1 odd", "2 odd", "1 odd"]
    assert done == [1, 2]


def test_work_that_asks_nothing_is_kept_by_its_shape():
    def work(shape):
        return shape + 1
        yield ()

    kept = Traces(work)
    assert [kept.of(1, ()), kept.of(1, ())] == [2, 2]


def test_what_is_kept_stays_bounded_however_many_shapes_come(monkeypatch):
    monkeypatch.setattr(traces, "MOST_KEPT", 50)
    kept = Traces(parity_then_size([]))
    for shape in range(1_000):
        assert kept.of(shape, (shape,)).startswith(str(shape))
        assert len(kept._first) <= 50
