// Where a page asks for the book of progress: `kitProgress.told(listener)` hears what is kept, now and after every
// change; `kitProgress.wish({…})` changes it. A page of the kit has a hidden frame for it, made once the page stands and
// nobody waits, or when there is the first wish: who finishes something may leave the page at once. A phone file has no
// neighbours: its book lasts as long as it is open. Other pages have neither.
(function () {
  "use strict";
  const PATIENCE = 2000; // milliseconds that a busy page may take before the frame is made all the same
  const store = document.body.dataset.store;
  const listeners = [];
  const waiting = [];
  const book = window.KitBook ? new window.KitBook("") : null;
  let latest = null;
  let frame = null;

  function tell(told) {
    latest = told;
    for (const listener of listeners) listener(told);
  }

  function send(wish) {
    if (book) {
      book.heed(wish);
      tell(Object.assign({ kept: false }, book.told));
    } else if (frame && frame.ready) {
      frame.contentWindow.postMessage({ kitProgress: wish }, "*"); // files are foreign to each other, whatever their names
    } else {
      waiting.push(wish);
      if (store && document.readyState === "complete") openStore();
    }
  }

  function openStore() {
    if (frame) return;
    frame = document.createElement("iframe");
    frame.hidden = true;
    frame.tabIndex = -1;
    frame.addEventListener("load", function () {
      frame.ready = true;
      for (const wish of waiting.length ? waiting.splice(0) : [{}]) send(wish);
    });
    frame.src = store;
    document.body.append(frame);
  }

  window.kitProgress = {
    told(listener) {
      listeners.push(listener);
      if (latest) listener(latest);
    },
    wish: send,
  };
  if (book) send({});
  if (!store || book) return;

  addEventListener("message", function (event) {
    const told = frame && event.source === frame.contentWindow && Object(event.data).kitProgress;
    if (told) tell(told);
  });
  addEventListener("pageshow", function (event) {
    if (event.persisted) send({}); // a page that comes back may be older than what is kept
  });
  addEventListener("load", function () {
    if (window.requestIdleCallback) requestIdleCallback(openStore, { timeout: PATIENCE });
    else setTimeout(openStore);
  });
})();
