"""formcheck: a camera watches exercises for the glutes, counts repetitions and checks their form."""

__version__ = "0.1.0"
