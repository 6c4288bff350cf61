"""What labels know of curves: points at equal steps, and places that move as the curves do."""

import numpy as np
import pytest

from ui.charts import courses
from ui.charts.courses import Course, Courses

BENT = np.array(((0.0, 0.0), (30.0, 40.0), (60.0, 0.0)))
FLAT = np.array(((100.0, 5.0), (110.0, 5.0)))


def test_points_are_a_step_apart_and_stay_on_their_curve():
    points = Courses({3: [BENT], 5: [FLAT]}, 4.0).points
    assert list(points) == [3, 5]
    steps = np.hypot(*np.diff(points[3], axis=0).T)
    assert steps.max() <= 4.0 + 1e-9
    on_curve = np.where(points[3][:, 0] < 30, points[3][:, 0], 60 - points[3][:, 0]) * 4 / 3
    assert points[3][:, 1] == pytest.approx(on_curve)
    assert points[5][:, 1] == pytest.approx(5.0)


def test_points_are_made_when_they_are_asked_for_and_once(monkeypatch):
    made = []
    own = courses.sampled
    monkeypatch.setattr(courses, "sampled", lambda *a: made.append(a) or own(*a))
    every = Courses({0: [BENT], 1: [FLAT]}, 4.0)
    first = every.get(0)
    assert first.at(0.5) == (30.0, 40.0)
    assert made == []
    assert len(first.points)
    assert len(every.all_points())
    assert len(made) == 1


def test_a_curve_of_which_nothing_is_seen_has_no_course():
    assert Courses({0: []}, 4.0).get(0) is None
    assert len(Courses({0: []}, 4.0).all_points()) == 0


@pytest.mark.parametrize(("share", "place"), [(0, (0, 0)), (0.25, (15, 20)), (1, (60, 0))])
def test_a_share_of_a_curve_is_counted_in_its_own_points(share, place):
    assert Course([BENT], lambda: BENT).at(share) == pytest.approx(place)


def test_a_course_of_several_parts_is_one():
    both = Course([FLAT, BENT + 200.0], lambda: FLAT)
    assert both.at(0.0) == (100.0, 5.0)
    assert both.at(1.0) == (260.0, 200.0)
    assert both.share_near(229.0) == pytest.approx(0.75)
