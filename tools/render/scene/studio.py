"""Light, camera and renderer."""

from math import cos, log2, radians, sin

import bpy
import mathutils
import numpy as np

from ..camera import SENSOR_MM, Camera
from ..config import Colour, Config
from ..rotation import Array


def add_camera(camera: Camera) -> None:
    """Blender's camera where the clip's is."""
    thing = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    bpy.context.collection.objects.link(thing)
    thing.data.lens, thing.data.sensor_width = camera.lens_mm, SENSOR_MM
    thing.data.clip_start = 0.02
    thing.location = camera.position
    thing.rotation_euler = mathutils.Matrix(camera.axes.T.tolist()).to_euler()
    bpy.context.scene.camera = thing


def add_light(config: Config, camera: Camera) -> None:
    """A warm lamp, a cool one to fill the shadows, and a dim sky."""
    yaw, target = radians(camera.yaw_deg), camera.target
    key, fill = yaw + radians(config.sun_azimuth_deg), yaw - 1.2
    _add_lamp(_around(target, key, 2.6, 2.2), target, 1.6, 140 * config.light, (1, 0.96, 0.9))
    _add_lamp(_around(target, fill, 3, 1.8), target, 2.0, 50 * config.light, (0.85, 0.92, 1))
    world = bpy.data.worlds.new("world")
    bpy.context.scene.world = world
    world.use_nodes = True
    sky = world.node_tree.nodes["Background"]
    sky.inputs[0].default_value, sky.inputs[1].default_value = (0.8, 0.88, 1, 1), config.world


def set_up_renderer(config: Config) -> None:
    """Cycles on the processor, few samples and the denoiser; or Workbench, flat and fast. Into PNG files."""
    scene = bpy.context.scene
    render = scene.render
    render.resolution_x, render.resolution_y, render.resolution_percentage = config.width, config.height, 100
    render.use_persistent_data = True
    render.threads_mode, render.threads = "FIXED", config.threads
    scene.view_settings.view_transform = "Standard"
    render.image_settings.file_format = "PNG"
    (_set_up_cycles if config.engine == "cycles" else _set_up_workbench)(scene, config)


def _set_up_cycles(scene: bpy.types.Scene, config: Config) -> None:
    cycles = scene.cycles
    scene.render.engine = "CYCLES"
    cycles.device, cycles.samples = "CPU", config.samples
    cycles.use_denoising, cycles.denoiser, cycles.denoising_prefilter = True, "OPENIMAGEDENOISE", "FAST"
    cycles.max_bounces = cycles.diffuse_bounces = 2
    cycles.glossy_bounces, cycles.transmission_bounces = 1, 0
    cycles.use_adaptive_sampling, cycles.adaptive_threshold = True, 0.05


def _set_up_workbench(scene: bpy.types.Scene, config: Config) -> None:
    """Every surface in its colour under one fixed light; brightness by `light`."""
    scene.render.engine = "BLENDER_WORKBENCH"
    scene.display.render_aa = "FXAA"
    shading = scene.display.shading
    shading.light, shading.color_type = "STUDIO", "MATERIAL"
    shading.show_shadows = shading.show_cavity = shading.show_object_outline = False
    scene.view_settings.exposure = 1.0 + log2(max(config.light, 0.01))


def _around(target: Array, angle: float, distance_m: float, height_m: float) -> Array:
    return np.asarray(target + [sin(angle) * distance_m, -cos(angle) * distance_m, height_m])


def _add_lamp(at: Array, target: Array, size_m: float, power_w: float, colour: Colour) -> None:
    lamp = bpy.data.lights.new("lamp", "AREA")
    lamp.size, lamp.energy, lamp.color = size_m, power_w, colour
    thing = bpy.data.objects.new("lamp", lamp)
    bpy.context.collection.objects.link(thing)
    _look(thing, at, target)


def _look(thing: bpy.types.Object, at: Array, target: Array) -> None:
    thing.location = at
    thing.rotation_euler = mathutils.Vector(target - at).to_track_quat("-Z", "Y").to_euler()
