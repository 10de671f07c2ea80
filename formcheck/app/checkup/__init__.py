"""The check-up put together: led through by ear, kept, and judged."""
