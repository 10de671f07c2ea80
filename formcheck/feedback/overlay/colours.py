"""The colours of the overlay, blue-green-red.

After Okabe and Ito's palette, which colour-blind people can tell apart, some a little brighter because they
stand on dark panels. Whatever a colour says, a shape or a word says too.
"""

Colour = tuple[int, int, int]

INK: Colour = (26, 20, 16)
DIM: Colour = (96, 84, 76)
GREY: Colour = (196, 190, 184)
WHITE: Colour = (255, 255, 255)
SKY: Colour = (240, 190, 90)
GOAL: Colour = (70, 110, 40)
GREEN: Colour = (158, 214, 44)
YELLOW: Colour = (66, 228, 240)
ORANGE: Colour = (20, 166, 240)
RED: Colour = (48, 72, 226)
