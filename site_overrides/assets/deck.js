// A deck of slides: in which order they follow each other under a plan, and which keys turn them over. Shared by the
// projector's window and the teacher's, which turns over by itself while nothing is projected.
(function () {
  "use strict";
  // No Backspace: keyboards for Vietnamese send it by themselves, before a letter that takes the place of two.
  const TURNS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };

  /** The slides that are shown one after the other: none behind a key, none of a step that the plan leaves out. */
  function way(slides, steps) {
    return slides.filter((slide) => !("extra" in slide.dataset) && (!slide.dataset.step || steps.has(slide.dataset.step)));
  }

  /** The slide so many before or after one; from a slide that is passed over, the nearest that is not. */
  function beside(slides, way, slide, by) {
    const at = slides.indexOf(slide);
    const left = way.filter((one) => (by > 0 ? slides.indexOf(one) > at : slides.indexOf(one) < at));
    return (by > 0 ? left[0] : left[left.length - 1]) || slide;
  }

  /** The slide that a key leads to, if it turns over. */
  function turned(slides, way, slide, key) {
    if (key === "Home") return way[0];
    if (key === "End") return way[way.length - 1];
    return key in TURNS ? beside(slides, way, slide, TURNS[key]) : null;
  }

  /** Whether a key means something to what has the focus: to a field whatever is typed, to a button what presses it. */
  function taken(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
    if (event.target.closest("input, select, textarea")) return true;
    return (event.key === " " || event.key === "Enter") && !!event.target.closest("a[href], button, summary");
  }

  window.kitDeck = { way, beside, turned, taken };
})();
