"""The program put together: the one loop, recorded and live, and the interface for Python."""
