"""Surfaces: what something is made of."""

from typing import NamedTuple

import bpy

from ..config import Colour


class Finish(NamedTuple):
    """How a surface looks apart from its colour.

    Attributes
    ----------
    rough
        0 polished to 1 dull.
    mottled
        How much lighter and darker spots differ, 0 to 1.
    wrinkled
        How deep bumps seem, 0 to 1.
    scale
        How small spots and bumps are.
    """

    rough: float = 0.6
    mottled: float = 0.0
    wrinkled: float = 0.0
    scale: float = 40


def material(name: str, colour: Colour, finish: Finish) -> bpy.types.Material:
    """A new material of Blender."""
    made = bpy.data.materials.new(name)
    made.diffuse_color = (*colour, 1)  # what Workbench shows
    made.use_nodes = True
    tree = made.node_tree
    shader = tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*colour, 1)
    shader.inputs["Roughness"].default_value = finish.rough
    shader.inputs["Specular IOR Level"].default_value = 0.3
    if not (finish.mottled or finish.wrinkled):
        return made
    where = tree.nodes.new("ShaderNodeTexCoord")
    texture = tree.nodes.new("ShaderNodeTexNoise")
    texture.inputs["Scale"].default_value, texture.inputs["Detail"].default_value = finish.scale, 4
    tree.links.new(where.outputs["Object"], texture.inputs["Vector"])
    if finish.mottled:
        tree.links.new(_mottled(tree, texture, colour, finish.mottled), shader.inputs["Base Color"])
    if finish.wrinkled:
        tree.links.new(_wrinkles(tree, texture, finish.wrinkled), shader.inputs["Normal"])
    return made


def _mottled(tree: bpy.types.NodeTree, texture: bpy.types.Node, colour: Colour, amount: float) -> bpy.types.NodeSocket:
    """The colour, lighter and darker in spots."""
    ramp = tree.nodes.new("ShaderNodeValToRGB")
    for element, (at, grey) in zip(ramp.color_ramp.elements, ((0.35, 0.55), (0.65, 1.2)), strict=True):
        element.position, element.color = at, (grey, grey, grey, 1)
    mix = tree.nodes.new("ShaderNodeMix")
    mix.data_type, mix.blend_type = "RGBA", "MULTIPLY"
    mix.inputs[0].default_value, mix.inputs[6].default_value = amount, (*colour, 1)
    tree.links.new(texture.outputs["Fac"], ramp.inputs["Fac"])
    tree.links.new(ramp.outputs["Color"], mix.inputs[7])
    return mix.outputs[2]


def _wrinkles(tree: bpy.types.NodeTree, texture: bpy.types.Node, amount: float) -> bpy.types.NodeSocket:
    """Normals of a surface with small bumps."""
    bump = tree.nodes.new("ShaderNodeBump")
    bump.inputs["Strength"].default_value, bump.inputs["Distance"].default_value = amount, 0.01
    tree.links.new(texture.outputs["Fac"], bump.inputs["Height"])
    return bump.outputs["Normal"]
