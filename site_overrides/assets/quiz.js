// The questions of a lesson: choose, read the reply, choose again. Nothing is scored, timed or kept.
(function () {
  "use strict";

  class KitQuestion extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("form");
      this.options = Array.from(this.querySelectorAll(".option"));
      this.replies = Array.from(this.querySelectorAll(".replies li .prose"));
      this.verdict = this.querySelector(".verdict");
      this.querySelector(".replies").hidden = true;
      this.form.addEventListener("change", () => this.clear());
      // not "submit", which a frame without rights forbids; Enter presses the button, too
      this.querySelector("button").addEventListener("click", (event) => {
        event.preventDefault();
        this.answer();
      });
    }

    get chosen() {
      return this.options.filter((option) => option.querySelector("input").checked);
    }

    /** A new choice takes the old reply away, so that what is read always belongs to what is chosen. */
    clear() {
      this.verdict.textContent = "";
      this.verdict.className = "verdict";
      for (const option of this.options) option.classList.remove("is-right", "is-think");
    }

    answer() {
      const chosen = this.chosen;
      this.clear();
      if (!chosen.length) {
        this.say(this.verdict.dataset.choose, "think");
        return;
      }
      const wrong = chosen.filter((option) => !("right" in option.dataset));
      const missed = this.options.filter((option) => "right" in option.dataset && !chosen.includes(option));
      const solved = !wrong.length && !missed.length;
      for (const option of chosen) option.classList.add(wrong.includes(option) ? "is-think" : "is-right");
      if (wrong.length) this.say(this.verdict.dataset.think, "think");
      else this.say(missed.length ? this.verdict.dataset.more : this.verdict.dataset.right, "right");
      for (const option of chosen) {
        const reply = this.replies[this.options.indexOf(option)].cloneNode(true);
        if (chosen.length > 1) reply.dataset.letter = option.querySelector("b").textContent;
        this.verdict.append(reply);
      }
      if (solved) this.classList.add("solved");
      this.dispatchEvent(new CustomEvent("kit-answer", { bubbles: true, detail: { id: this.id, solved } }));
    }

    say(text, mood) {
      const line = document.createElement("p");
      line.className = "mood";
      line.textContent = text;
      this.verdict.classList.add(mood);
      this.verdict.append(line);
    }
  }

  class KitQuiz extends HTMLElement {
    connectedCallback() {
      this.addEventListener("kit-answer", () => {
        const questions = Array.from(this.querySelectorAll("kit-question"));
        const done = this.querySelector(".done");
        if (done.hidden && questions.every((question) => question.classList.contains("solved"))) {
          done.hidden = false;
        }
      });
    }
  }

  customElements.define("kit-question", KitQuestion);
  customElements.define("kit-quiz", KitQuiz);
})();
