"""Where the nodes of a picture stand: forces pull what is joined together and the rest apart, then labels make room.

Source: Fruchterman and Reingold, Graph Drawing by Force-directed Placement, Software: Practice and Experience 21
(1991), from fixed places instead of random ones. There is nothing but sums, products, quotients and square roots in it,
which IEEE 754 fixes to the last bit, and the places are whole numbers: all machines draw the same picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

STEPS = 200
"""Rounds of forces: the pictures of 60 nodes stand still by then."""
FIRST_STEP = 0.1
"""How far a node goes in the first round, as a part of the picture; then less and less."""
GRAVITY = 0.4
"""What draws all to the middle: groups that nothing joins would fly apart."""
LEAST = 1e-9
"""What stands for no distance."""
TURN = (-0.737369, 0.675490)
"""The cosine and the sine of the golden angle: turned by it again and again, no two places are near each other."""
ROUNDS = 400
"""Rounds in which labels make room. From the middle on they move up and down only, where there is always room."""
ROOM = 2.6
"""The picture's area over that of its labels."""
WIDEST = 700
"""Pixels across a picture: the column of a page."""
FLATTEST = 0.6
"""Height over width of a picture with few nodes."""
EVEN = 0.6
"""How far places go by their order instead of their distance: a crowd gets room, and what is far comes near."""
SPARE = 6
"""Pixels between two labels."""

Point = list[float]


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture's size and the middles of its nodes, in whole pixels."""

    width: int
    height: int
    points: tuple[tuple[int, int], ...]


def lay_out(sizes: Sequence[tuple[int, int]], lines: Sequence[tuple[int, int, float]]) -> Layout:
    """Return places for nodes whose signs and labels take `sizes` (width, height), no two of them on one another.

    `lines` are (node, node, weight) each; a heavier one pulls more. The work grows with the square of the nodes:
    it is meant for some 60.
    """
    if not sizes:
        return Layout(0, 0, ())
    points = [list(place) for place in _starts(len(sizes))]
    for step in range(STEPS):
        _move(points, lines, FIRST_STEP * (1 - step / STEPS))
    _turn(points)
    area = ROOM * sum((width + SPARE) * (height + SPARE) for width, height in sizes)
    widest = max(width for width, _ in sizes)
    across = max(float(widest), min(float(WIDEST), sqrt(area / FLATTEST)))
    _stretch(points, (across, area / across))
    for turn in range(ROUNDS):
        if not _part(points, sizes, across, sideways=turn < ROUNDS // 2):
            break
    return _rounded(points, sizes, across)


def _starts(count: int) -> Iterator[tuple[float, float]]:
    """Yield places as the seeds of a sunflower have them (Vogel 1979), within a circle of one half."""
    x, y = 1.0, 0.0
    for number in range(count):
        radius = 0.5 * sqrt((number + 0.5) / count)
        yield x * radius, y * radius
        x, y = x * TURN[0] - y * TURN[1], x * TURN[1] + y * TURN[0]


def _move(points: list[Point], lines: Sequence[tuple[int, int, float]], most: float) -> None:
    """Move each node once, at most so far."""
    ideal = 1 / sqrt(len(points))
    forces = [[-GRAVITY * x, -GRAVITY * y] for x, y in points]
    for i, j in combinations(range(len(points)), 2):
        x, y = points[j][0] - points[i][0], points[j][1] - points[i][1]
        _push(forces, i, j, x, y, -ideal * ideal / max(x * x + y * y, LEAST))
    for i, j, weight in lines:
        x, y = points[j][0] - points[i][0], points[j][1] - points[i][1]
        _push(forces, i, j, x, y, weight * sqrt(x * x + y * y) / ideal)
    for point, (x, y) in zip(points, forces, strict=True):
        length = max(sqrt(x * x + y * y), LEAST)
        far = min(length, most) / length
        point[0] += x * far
        point[1] += y * far


def _push(forces: list[Point], i: int, j: int, x: float, y: float, strength: float) -> None:
    forces[i][0] += x * strength
    forces[i][1] += y * strength
    forces[j][0] -= x * strength
    forces[j][1] -= y * strength


def _turn(points: list[Point]) -> None:
    """Turn the places so that they are widest from side to side (their principal axis): a slope would leave corners."""
    x_mean, y_mean = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
    plain = [(x - x_mean, y - y_mean) for x, y in points]
    difference, slope = sum(x * x - y * y for x, y in plain), 2 * sum(x * y for x, y in plain)
    length = sqrt(difference * difference + slope * slope)
    if length < LEAST:
        return
    cosine, sine = (sqrt(max(0.0, (1 + way * difference / length) / 2)) for way in (1, -1))
    sine = sine if slope >= 0 else -sine
    for point, (x, y) in zip(points, plain, strict=True):
        point[:] = [cosine * x + sine * y, cosine * y - sine * x]


def _stretch(points: list[Point], size: tuple[float, float]) -> None:
    """Let the places fill a box of that size, more evenly than they did."""
    last = max(1, len(points) - 1)
    for axis, length in enumerate(size):
        ordered = sorted(points, key=lambda point: point[axis])
        low, wide = ordered[0][axis], max(ordered[-1][axis] - ordered[0][axis], LEAST)
        for order, point in enumerate(ordered):
            point[axis] = length * (EVEN * order / last + (1 - EVEN) * (point[axis] - low) / wide)


def _part(points: list[Point], sizes: Sequence[tuple[int, int]], across: float, *, sideways: bool) -> bool:
    """Part the labels that lie on one another, and tell whether there were any. None leaves the picture's width."""
    moved = False
    for point, (width, _) in zip(points, sizes, strict=True):
        point[0] = min(max(point[0], width / 2), across - width / 2)
    for i, j in combinations(range(len(points)), 2):
        over = [(sizes[i][k] + sizes[j][k]) / 2 + SPARE - abs(points[j][k] - points[i][k]) for k in (0, 1)]
        if over[0] <= 1 or over[1] <= 1:
            continue
        moved = True
        axis = 0 if sideways and over[0] < over[1] else 1
        way = 1 if points[j][axis] >= points[i][axis] else -1
        points[i][axis] -= way * over[axis] / 2
        points[j][axis] += way * over[axis] / 2
    return moved


def _rounded(points: Sequence[Point], sizes: Sequence[tuple[int, int]], across: float) -> Layout:
    top = min(y - height / 2 for (_, y), (_, height) in zip(points, sizes, strict=True))
    bottom = max(y + height / 2 for (_, y), (_, height) in zip(points, sizes, strict=True))
    places = tuple((round(x), round(y - top)) for x, y in points)
    return Layout(round(across), round(bottom - top), places)
