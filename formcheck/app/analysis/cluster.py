"""Other machines, through a Dask cluster that the user has set up (``formcheck[cluster]``)."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from formcheck.errors import DeviceError, MissingLibraryError
from formcheck.system.language import tr
from formcheck.video.address import masked

PATIENCE_S = 10
"""A scheduler that does not answer for so long is not there."""
RETRIES = 3
"""A file is given to another machine so many times, where one goes away with it."""


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The machines of a cluster, as an executor.

    Parameters
    ----------
    address
        Of its scheduler, as ``tcp://192.168.0.20:8786``.

    Raises
    ------
    MissingLibraryError
        Dask is not installed.
    DeviceError
        No scheduler answers there.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingLibraryError(tr("a cluster needs Dask: pip install 'formcheck[cluster]'")) from error
    try:
        client = Client(address, timeout=PATIENCE_S)
    except (OSError, ValueError) as error:
        shown = masked(address)
        raise DeviceError(
            tr(
                "no scheduler answers at {shown}: start one with dask scheduler, and workers with dask worker {shown}",
                shown=shown,
            )
        ) from error
    with client:
        yield client.get_executor(pure=False, retries=RETRIES)
