"""What a chip is made of: area, yield, wafer, package, price and power."""
