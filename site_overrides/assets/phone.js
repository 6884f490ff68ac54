// A phone file shows one screen at a time. It may be opened where addresses, history and storage are refused: then a
// screen is only shown, and nothing else is tried.
(function () {
  "use strict";
  const screens = Array.from(document.querySelectorAll("main > .screen"));
  const read = {}; // how far each screen was scrolled when it was left, in pixels
  let shown = null;

  /** Shows the screen that holds an id, and says whether there is one; `back` goes to where it was left. */
  function show(id, back) {
    const target = document.getElementById(id) || screens[0];
    const screen = target.closest(".screen");
    if (!screen) return false;
    const changed = screen !== shown;
    if (shown && changed) read[shown.id] = scrollY;
    for (const one of screens) one.hidden = one !== screen;
    shown = screen;
    for (const rail of screen.querySelectorAll("kit-steps")) rail.mark();
    if (back && changed && screen.id in read) scrollTo({ top: read[screen.id], behavior: "instant" });
    else if (target === screen) scrollTo({ top: 0, behavior: "instant" });
    else target.scrollIntoView({ behavior: changed ? "instant" : "auto" });
    return true;
  }

  /** What is read next begins at the heading, also for whoever hears it. */
  function focus(id) {
    const target = document.getElementById(id) || shown;
    const spot = target === shown ? shown.querySelector("h1") : target;
    spot.tabIndex = -1;
    spot.focus({ preventScroll: true });
  }

  /** Lets the key Back return here; an address of its own is a favour that not every viewer grants. */
  function remember(id) {
    for (const address of ["#" + id, undefined]) {
      try {
        history.pushState(id, "", address);
        return;
      } catch (refused) {
        // the next attempt asks for less
      }
    }
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const id = link.getAttribute("href").slice(1);
    if (!show(id)) return;
    event.preventDefault();
    remember(id);
    focus(id);
  });
  addEventListener("popstate", function (event) {
    show(event.state || location.hash.slice(1), true);
  });
  history.scrollRestoration = "manual"; // a browser would scroll after us, to where another screen stood
  show(location.hash.slice(1));
})();
