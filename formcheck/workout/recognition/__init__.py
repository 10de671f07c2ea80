"""Which exercise is it? All of them count side by side, and the one whose repetitions are counted has been done."""
