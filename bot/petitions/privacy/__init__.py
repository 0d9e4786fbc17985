"""What members may ask of their data, and when it goes by itself."""
