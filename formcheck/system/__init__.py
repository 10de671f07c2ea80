"""The computer: files that appear whole, processes, paths, and the native libraries that lie under everything."""
