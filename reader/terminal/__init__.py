"""What is set or asked of the terminal before Textual is imported."""
