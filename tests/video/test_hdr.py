"""Films of a high dynamic range look as the same scene filmed without."""

from pathlib import Path

import numpy as np
import pytest

from formcheck.video.file import VideoFile
from formcheck.video.hdr import Transfer, as_ordinary, transfer_of
from tests import clips

GREY = 150


@pytest.mark.parametrize("transfer", list(Transfer))
@pytest.mark.parametrize("managed", [True, False])
def test_brighter_stays_brighter_and_grey_stays_grey(transfer: Transfer, managed: bool) -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)
    found = as_ordinary(ramp, transfer, managed=managed)[0].astype(int)
    assert np.ptp(found, axis=1).max() <= 1
    assert (np.diff(found[:, 0]) >= 0).all()
    assert (found[0, 0], found[255, 0]) == (0, 255)


@pytest.mark.parametrize(
    ("transfer", "colours"), [(Transfer.PQ, "0x969696"), (Transfer.HLG, "0x969696"), (Transfer.PQ, "0xb06040")]
)
def test_a_film_looks_as_it_did_before_it_was_made_one(tmp_path: Path, transfer: Transfer, colours: str) -> None:
    bt709 = "setparams=colorspace=bt709:color_trc=bt709:color_primaries=bt709"
    source = ("-f", "lavfi", "-i", f"color={colours}:s=128x96:r=10:d=1")
    plain = clips.clip(tmp_path / "plain.mp4", *source, *clips.YUV, "-vf", f"scale=out_color_matrix=bt709,{bt709}")
    seen = f"zscale=min=bt709:tin=bt709:pin=bt709:rin=tv:t={transfer.value}:m=bt2020nc:p=bt2020:npl=100"
    made = f"{seen},format=yuv420p10le"
    x265 = f"log-level=none:colorprim=bt2020:transfer={transfer.value}:colormatrix=bt2020nc"
    film = clips.clip(
        tmp_path / "film.mov", "-i", plain, "-vf", made, "-c:v", "libx265", "-x265-params", x265, "-crf", "8"
    )
    with VideoFile(plain) as ordinary, VideoFile(film) as video:
        wanted, found = (next(iter(one)).image.mean(axis=(0, 1)) for one in (ordinary, video))
        assert transfer_of(video.info.description) is transfer
        assert transfer_of(ordinary.info.description) is None
    assert np.abs(found - wanted).max() < 30, (found, wanted)
