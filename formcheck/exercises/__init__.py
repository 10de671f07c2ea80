"""What an exercise is: one TOML file each, and the schema they fulfil."""
