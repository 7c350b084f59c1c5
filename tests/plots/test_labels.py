"""Names of points never lie on each other, on a point or outside."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.plots.box import Box, Line
from site_builder.plots.labels import Label, Mark, place_labels
from site_builder.plots.text_width import text_width

FRAME = Box(40, 0, 500, 300)
_MARKS = st.lists(
    st.builds(Mark, st.integers(52, 488), st.integers(12, 288), st.text("abcM W模Ж-.5", min_size=1, max_size=24)),
    max_size=30,
)


def _only(mark: Mark, *others: Mark, lines: tuple[Line, ...] = ()) -> Label:
    label = place_labels((mark, *others), FRAME, lines)[0]
    assert label is not None
    return label


def test_name_stands_to_the_right_if_it_can() -> None:
    """Beside the point, on the height of its middle, and needs no line."""
    label = _only(Mark(100, 100, "One"))

    assert (label.x, label.y, label.anchor, label.leader) == (109, 103, "start", None)
    assert label.box.right - label.box.left == text_width("One") + 2


def test_name_stands_to_the_left_at_the_right_edge() -> None:
    """A name does not leave the frame."""
    assert _only(Mark(490, 100, "One")).anchor == "end"


def test_name_makes_way_for_points() -> None:
    """With points on either side it stands above, and with one there too below."""
    mark, right, left, above = Mark(200, 100, "One"), Mark(215, 100, ""), Mark(185, 100, ""), Mark(200, 85, "")

    assert _only(mark, right, left).y < 100 < _only(mark, right, left, above).y


def test_name_avoids_a_line_but_stays_beside_its_point() -> None:
    """It goes where it hides no line; where every place beside the point hides one, it takes the first."""
    mark = Mark(200, 100, "One")
    around = tuple(Line(0, y, 500, y) for y in range(60, 141, 5))

    assert _only(mark, lines=(Line(200, 100, 500, 100),)).anchor == "end"
    assert _only(mark, lines=around).anchor == "start"


def test_name_without_room_beside_its_point_has_a_leader() -> None:
    """Then above all it must not cross what is drawn; if it must, it does."""
    aside = [(18, 0), (-18, 0), *((x, y) for y in (-16, 16) for x in (-25, -10, 25))]
    crowd = [Mark(200 + x, 100 + y, "") for x, y in aside]
    mark = Mark(200, 100, "One")

    away = _only(mark, *crowd)
    below = _only(mark, *crowd, lines=(Line(0, 88, 500, 88),))
    crossing = _only(mark, *crowd, lines=(Line(0, 88, 500, 88), Line(0, 112, 500, 112)))

    assert away.leader is not None
    assert below.leader is not None
    assert below.y > 100
    assert crossing == away


def test_name_without_any_room_is_left_out() -> None:
    """In a frame that is narrower than the name."""
    assert place_labels((Mark(60, 50, "A long name"),), Box(40, 0, 80, 300)) == (None,)


@given(_MARKS)
def test_names_are_apart_whatever_is_drawn(marks: list[Mark]) -> None:
    """No name overlaps another, another's line, another point, or leaves the frame; lines cross no name."""
    labels = place_labels(marks, FRAME)

    placed = [(mark, label) for mark, label in zip(marks, labels, strict=True) if label]
    assert all(label.box.is_within(FRAME) for _, label in placed)
    for (_, one), (_, other) in combinations(placed, 2):
        assert not one.box.overlaps(other.box)
        assert not (one.leader and one.leader.crosses(other.box))
        assert not (other.leader and other.leader.crosses(one.box))
    for number, label in enumerate(labels):
        own = marks[number]
        others = [mark for mark in marks if (mark.x, mark.y) != (own.x, own.y)]
        assert not label or not any(
            label.box.left < mark.x < label.box.right and label.box.top < mark.y < label.box.bottom for mark in others
        )


@given(_MARKS)
def test_the_same_points_have_the_same_names(marks: list[Mark]) -> None:
    """Places depend on nothing else."""
    assert place_labels(marks, FRAME) == place_labels(tuple(marks), FRAME)
