"""The check-up: what hips and legs can do today, measured by one camera in five minutes, left and right."""
