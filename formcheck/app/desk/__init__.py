"""The desk companion: how long somebody has sat, when it is time to get up, and whether they did."""
