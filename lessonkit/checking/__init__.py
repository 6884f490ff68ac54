"""JUDGES: functions from the library to findings. They change nothing and print nothing."""
