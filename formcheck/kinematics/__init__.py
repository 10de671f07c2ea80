"""A pose becomes angles and heights, per limb, with what can be seen of them."""
