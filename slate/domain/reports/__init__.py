"""Reports (what was reported, by whom and when), and the batches that recorded them."""
