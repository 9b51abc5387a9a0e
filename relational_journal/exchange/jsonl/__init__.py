"""The whole journal as JSON Lines, and back."""
