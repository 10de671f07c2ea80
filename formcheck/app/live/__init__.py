"""A live session: the camera, the screen and the voice put together, and who keeps what is done."""
