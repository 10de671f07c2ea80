"""Pictures in, from files and cameras; pictures out, as H.264."""
