import numpy as np
import pytest

from formcheck.video.capture import Meter, as_bgr


@pytest.mark.parametrize(
    "image",
    [
        np.full((4, 6), 200, np.uint8),
        np.full((4, 6, 1), 200, np.uint8),
        np.full((4, 6, 4), 200, np.uint8),
        np.full((4, 6), 200 << 8, np.uint16),
        np.full((4, 6, 3), (200 << 8) + 7, np.uint16),
        np.full((8, 12, 3), 200, np.uint8)[::2, ::2],
    ],
    ids=["grey", "one channel", "alpha", "grey 16 bit", "colour 16 bit", "not contiguous"],
)
def test_pictures_get_three_channels_of_eight_bits(image: np.ndarray) -> None:
    out = as_bgr(image)
    assert out.shape == (4, 6, 3)
    assert out.dtype == np.uint8
    assert out.flags.c_contiguous
    assert np.all(out == 200)


@pytest.mark.parametrize(
    "image", [np.zeros((4, 6, 3), np.float32), np.zeros((4, 6, 2), np.uint8), np.zeros(4, np.uint8)]
)
def test_other_arrays_are_no_pictures(image: np.ndarray) -> None:
    with pytest.raises(ValueError, match="expected a picture"):
        as_bgr(image)


def test_brightness_is_luma_and_frozen_means_the_same_picture() -> None:
    meter = Meter()
    blue = np.zeros((120, 160, 3), np.uint8)
    blue[:, :, 0] = 255
    assert meter.measure(blue).brightness == pytest.approx(0.114 * 255)
    again = meter.measure(blue.copy())
    assert again.frozen
    blue[0, 0] = 1
    assert not meter.measure(blue).frozen
    assert meter.measure(np.zeros((120, 160, 3), np.uint8)).black
    assert not meter.measure(np.zeros((60, 80, 3), np.uint8)).frozen
