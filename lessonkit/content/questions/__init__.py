"""Kinds of questions: each form of answering is one module, all of them read into the same values."""
