"""The network: at which addresses phones in the room reach this machine. Finding that out sends nothing."""

from __future__ import annotations

import os
import socket
import struct
from ipaddress import IPv4Address, IPv4Network

EVERYWHERE = "0.0.0.0"
"""All networks of this machine: a hotspot may be switched on after the start."""
WAITING = 512
"""Connections that the system may hold until they are taken."""

HOTSPOTS = tuple(map(IPv4Address, ("192.168.137.1", "10.42.0.1", "192.168.2.1")))
"""What Windows, Linux and macOS call themselves when they share their own Wi-Fi."""
UNLIKELY = tuple(map(IPv4Network, ("172.17.0.0/16", "192.168.56.0/24", "192.168.122.0/24", "169.254.0.0/16")))
"""Networks inside a machine, of its virtual machines, and addresses that a card makes up when nobody gives it one."""

ELSEWHERE = "192.0.2.1"
"""An address for examples, which belongs to nobody."""
SIOCGIFADDR = {"Linux": 0x8915, "Darwin": 0xC0206921}
"""How systems are asked for the address of one of their network cards."""


def open_door(host: str, port: int) -> socket.socket:
    """Return a socket that phones can connect to.

    Raises:
        OSError: another program has the port, or the system keeps it to itself.
    """
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "nt":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen(WAITING)
    except OSError:
        door.close()
        raise
    door.setblocking(False)
    return door


def list_addresses() -> tuple[str, ...]:
    """Return the IPv4 addresses of this machine, the one that phones most likely reach first."""
    outward = _outward()
    found = {IPv4Address(address) for address in (*_of_cards(), *outward)}
    reached = [address for address in found if not address.is_loopback and not address.is_unspecified]
    return tuple(map(str, sorted(reached, key=lambda address: (_rank(address, outward), address))))


def _rank(address: IPv4Address, outward: tuple[str, ...]) -> int:
    if address in HOTSPOTS:
        return 0
    if any(address in network for network in UNLIKELY):
        return 3
    return 1 if str(address) in outward else 2


def _outward() -> tuple[str, ...]:
    """Return the address that this machine would speak from; to connect a datagram socket sends no datagram."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial:
        try:
            trial.connect((ELSEWHERE, 9))
        except OSError:
            return ()  # no network that leads anywhere, as on a hotspot
        return (trial.getsockname()[0],)


def _of_cards() -> list[str]:
    """Return the address of each network card. Only Windows knows them under its own name without asking around."""
    if os.name == "nt":
        try:
            return socket.gethostbyname_ex(socket.gethostname())[2]
        except OSError:
            return []
    return [address for _, card in socket.if_nameindex() if (address := _of_card(card))]


def _of_card(card: str) -> str:
    import fcntl  # not on Windows

    asked = SIOCGIFADDR.get(os.uname().sysname)
    if asked is None:
        return ""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial:
        try:
            told = fcntl.ioctl(trial, asked, struct.pack("256s", card.encode()[:15]))
        except OSError:
            return ""  # this card has none
    return socket.inet_ntoa(told[20:24])
