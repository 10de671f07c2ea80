"""What a person sees and hears while they exercise: overlay, window, voice, in their language."""
