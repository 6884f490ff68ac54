// Quick exit: the button, or Shift three times without another key, replaces this page by a page of arithmetic.
(function () {
  "use strict";
  document.documentElement.classList.replace("no-js", "js");

  const TIMES = 3;
  const PAUSE = 2000; // milliseconds between two presses that still belong together
  const button = document.querySelector("a.exit");
  if (!button) return;

  let presses = 0;
  let last = 0;

  /** A phone file has its table inside; nothing else of it stays, so that no way back leads to what was read. */
  function stay(table) {
    const main = document.querySelector("main");
    document.title = table.querySelector("h1").textContent;
    document.querySelector("link[rel=icon]").href = "data:,";
    document.body.className = table.className;
    delete document.body.dataset.band;
    table.hidden = false;
    main.replaceChildren(table);
    document.body.replaceChildren(main);
    scrollTo(0, 0);
    try {
      history.replaceState(null, "", button.hash);
    } catch (refused) {
      // a viewer that lets no address change; what it shows has changed all the same
    }
  }

  function leave() {
    const table = button.hash && document.querySelector(button.hash);
    if (table) {
      stay(table);
      return;
    }
    document.documentElement.hidden = true;
    location.replace(button.href);
  }

  button.addEventListener("click", function (event) {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Shift") {
      presses = 0;
    } else if (!event.repeat) {
      presses = event.timeStamp - last < PAUSE ? presses + 1 : 1;
      last = event.timeStamp;
      if (presses === TIMES) leave();
    }
  });
})();
