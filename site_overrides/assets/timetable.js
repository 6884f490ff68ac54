// The teacher's home: two rows of buttons in place of the table; what they say together is one suggestion, which the
// address keeps, so that a reload or a way back shows it again.
(function () {
  "use strict";

  class KitTimetable extends HTMLElement {
    connectedCallback() {
      this.suggestions = Array.from(this.querySelectorAll(".suggestion"));
      this.waiting = this.querySelector(".waiting");
      this.addEventListener("change", () => this.suggest(true));
      addEventListener("hashchange", () => this.recall());
      this.recall();
    }

    /** Choose what the address says; without an answer there, what the browser has kept. */
    recall() {
      const asked = this.suggestions.find((one) => `#${one.id}` === location.hash);
      if (asked) {
        const [, grade, length] = asked.id.match(/^today-(.+)-(\w+)$/);
        if (this.chosen("grade") !== grade) this.choose("grade", grade);
        this.choose("length", length);
      }
      this.suggest(false);
    }

    suggest(written) {
      const id = `today-${this.chosen("grade")}-${this.chosen("length")}`;
      const found = this.suggestions.find((one) => one.id === id);
      for (const one of this.suggestions) one.classList.toggle("chosen", one === found);
      this.waiting.hidden = Boolean(found);
      if (found && written) history.replaceState(null, "", `#${id}`);
    }

    chosen(name) {
      const button = this.querySelector(`[name="${name}"]:checked`);
      return button ? button.value : "";
    }

    choose(name, value) {
      const button = this.querySelector(`[name="${name}"][value="${value}"]`);
      if (button) button.checked = true;
    }
  }

  customElements.define("kit-timetable", KitTimetable);
})();
