"""A failure of the machine around the tests, told in one plain sentence."""


class EquipmentError(Exception):
    """Something that the tests need is missing and could not be fetched; the message is the sentence to show."""
