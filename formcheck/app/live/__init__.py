"""A live session: the camera, the screen and the voice put together, and what keeps what is done."""
