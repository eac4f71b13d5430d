"""What a terminal shows: one module per screen, from values to Rich renderables."""
