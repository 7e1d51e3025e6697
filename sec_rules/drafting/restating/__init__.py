"""What notes and titles say of a change, held against what the draft does."""
