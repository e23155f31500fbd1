"""Can every reader tell two colours apart?  In grey print, and without one kind of cone."""

from collections.abc import Iterator

import numpy as np
from matplotlib.colors import to_rgb

APART_IN_GREY, APART_IN_COLOUR = 10, 20  # of L*, and in L*a*b*
# How the light of red, green and blue is seen without one kind of cone (Machado and others, 2009).
SEEN_AS = {
    "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritanopia": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}
# Light of sRGB to XYZ, over the white of daylight (D65).
TO_XYZ = np.array([[0.4339, 0.3763, 0.1899], [0.2126, 0.7152, 0.0722], [0.0178, 0.1095, 0.8730]])


def alike_in(one: str, other: str) -> Iterator[str]:
    """Where two colours look alike: "grey", or the kinds of colour blindness.

    >>> list(alike_in("#D01010", "#107010")), list(alike_in("#AA3300", "#FFEE00"))
    (['grey', 'protanopia'], [])
    """
    first, second = (_linear(np.array(to_rgb(colour))) for colour in (one, other))
    if abs(_lab(first)[0] - _lab(second)[0]) < APART_IN_GREY:
        yield "grey"
    for blindness, matrix in SEEN_AS.items():
        seen = [_lab(np.clip(np.array(matrix) @ light, 0, 1)) for light in (first, second)]
        if np.linalg.norm(seen[0] - seen[1]) < APART_IN_COLOUR:
            yield blindness


def _linear(colour: np.ndarray) -> np.ndarray:
    """Light of red, green and blue from the values of sRGB."""
    return np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)


def _lab(light: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of light; distances are about as the eye sees them.

    >>> [int(part) for part in _lab(np.array([1.0, 1.0, 1.0])).round()]
    [100, 0, 0]
    """
    x, y, z = np.cbrt(np.clip(TO_XYZ @ light, 0.008856, None))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])
