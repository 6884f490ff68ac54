"""Benchmarks: generated kits of any size, the stock stack and Hugo on the same text, and what each of them costs."""
