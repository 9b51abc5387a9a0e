"""Write the whole journal as JSON Lines and read it back."""
