// A school's own numbers: fills the blanks that `local.js` at the root names, and says when a number's date has passed.
(function () {
  "use strict";
  const numbers = window.kitLocal || {};
  for (const slot of document.querySelectorAll("[data-local]")) {
    const text = numbers[slot.dataset.local];
    if (text) {
      slot.textContent = text;
      slot.classList.add("filled");
    }
  }

  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  for (const dated of document.querySelectorAll("[data-expires]")) {
    const warning = dated.querySelector(".expired");
    if (warning) warning.hidden = dated.dataset.expires >= today;
  }
})();
