"""What a name on the command line may be completed to."""


def exercise_names() -> list[str]:
    """Exercises that come with the program."""
    from formcheck.exercises import catalogue

    return [*catalogue.names(), *catalogue.timers()]


def counted_names() -> list[str]:
    """Those that a camera can count."""
    from formcheck.exercises import catalogue

    return catalogue.names()


def routine_names() -> list[str]:
    """Routines that come with the program."""
    from formcheck.workout import routine

    return list(routine.names())
