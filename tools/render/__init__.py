"""Renders clips of a synthetic person who exercises, and writes down what that person really does."""
