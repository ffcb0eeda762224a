"""Documents made from the catalogue: `bo gen docs`."""
