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

  function leave() {
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
