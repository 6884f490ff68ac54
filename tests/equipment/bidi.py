"""Listens to Firefox over WebDriver BiDi.

Selenium has a client of its own, but it hands every event to a new thread, so that their order and our
failures are lost, and it often takes ten seconds to close.
"""

import json
import queue
from threading import Thread
from typing import Any

from websocket import WebSocketException, create_connection

ANSWER_SECONDS = 30


class BidiConnection:
    """A connection that ends when Firefox does; `events` grows with what was subscribed to, in order."""

    events: list[dict[str, Any]]

    def __init__(self, url: str) -> None:
        self.events = []
        self._socket = create_connection(url, timeout=ANSWER_SECONDS, suppress_origin=True)
        self._socket.settimeout(None)
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._last_id = 0
        Thread(target=self._listen, daemon=True).start()

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """
        Send one command and return its result; all events before the answer are in `events` then.

        Raises:
            RuntimeError: Firefox refused it, or does not answer.
        """
        self._last_id += 1
        self._socket.send(json.dumps({"id": self._last_id, "method": method, "params": params}))
        try:
            answer = self._answers.get(timeout=ANSWER_SECONDS)
        except queue.Empty as error:
            raise RuntimeError(f"Firefox does not answer to {method}") from error
        if answer["type"] == "error":
            raise RuntimeError(f"Firefox refused {method}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _listen(self) -> None:
        while True:
            try:
                text = self._socket.recv()
            except (WebSocketException, OSError):
                return  # Firefox has gone; the next command says so
            if not text:
                return
            message = json.loads(text)
            if message["type"] == "event":
                self.events.append(message["params"])
            else:
                self._answers.put(message)
