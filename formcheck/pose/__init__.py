"""A picture becomes a pose: the model and its file, 33 landmarks, left and right kept apart, and recordings of them."""
