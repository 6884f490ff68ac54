// The clock of a period: how long a class has been in each step, against the minutes of the plan. A value without a page:
// it goes from window to window in messages, and into the history of a window, so that a reload does not lose it.
(function () {
  "use strict";
  const MINUTE = 60000;

  /** A clock that stands: it begins with the first step. All times are milliseconds. */
  function make() {
    return { began: 0, step: "", since: 0, spent: {} };
  }

  /** The clock after a step was entered; what belongs to no step leaves it as it is. */
  function enter(clock, step, now) {
    if (!step || step === clock.step) return clock;
    const spent = Object.assign({}, clock.spent);
    if (clock.step) spent[clock.step] = (spent[clock.step] || 0) + now - clock.since;
    return { began: clock.began || now, step: step, since: now, spent: spent };
  }

  /** How long the class has been in the present step, and in all of them. */
  function told(clock, now) {
    if (!clock.began) return { step: 0, whole: 0 };
    return { step: (clock.spent[clock.step] || 0) + now - clock.since, whole: now - clock.began };
  }

  /**
   * The minutes of each step: `full` as the lesson has them, `short` those of the fifteen-minute cut, or shared out over as
   * many minutes as a number says. A step that a plan leaves out is not in it.
   * @param {HTMLElement[]} parts - each with data-step, data-minutes, data-short
   */
  function plan(parts, name) {
    const steps = new Map();
    for (const part of parts) {
      const minutes = Number(name === "short" ? part.dataset.short : part.dataset.minutes);
      if (part.dataset.step && minutes) steps.set(part.dataset.step, minutes);
    }
    const own = Number(name);
    const whole = total(steps);
    if (own > 0 && whole) for (const [step, minutes] of steps) steps.set(step, (minutes * own) / whole);
    return steps;
  }

  function total(steps) {
    return Array.from(steps.values()).reduce((sum, minutes) => sum + minutes, 0);
  }

  /** Milliseconds as minutes and seconds, "4:05"; of a time before zero without its sign. */
  function written(time) {
    const seconds = Math.floor(Math.abs(time) / 1000);
    return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  }

  window.kitClock = { MINUTE, make, enter, told, plan, total, written };
})();
