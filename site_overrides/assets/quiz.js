// The questions of a lesson: answer, read the reply, answer again. Nothing is scored or timed.
//
// How a question is answered is its player's matter (quiz/*.js): `kitPlayers[form](question, points, changed)` is given
// the element, the points to be replied and what to call when the answer has changed without a `change` or `input`. It
// returns a function that judges: {marks: [[element, whether it is right], …], solved, replies: [[label, point], …]},
// without any marks where nothing has been answered.
(function () {
  "use strict";

  class KitQuestion extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("form");
      this.verdict = this.querySelector(".verdict");
      this.marked = [];
      const points = Array.from(this.querySelectorAll(".replies li"));
      this.judge = window.kitPlayers[this.dataset.form](this, points, () => this.clear());
      this.querySelector(".replies").hidden = true;
      this.form.addEventListener("change", () => this.clear());
      this.form.addEventListener("input", () => this.clear());
      // not "submit", which a frame without rights forbids; Enter presses the button, too
      this.querySelector("button[type=submit]").addEventListener("click", (event) => {
        event.preventDefault();
        this.answer();
      });
    }

    /** A new answer takes the old reply away, so that what is read always belongs to what is answered. */
    clear() {
      this.verdict.textContent = "";
      this.verdict.className = "verdict";
      for (const element of this.marked) element.classList.remove("is-right", "is-think");
      this.marked = [];
    }

    answer() {
      const told = this.judge();
      this.clear();
      if (!told.marks.length) {
        this.say(this.verdict.dataset.choose, "think");
        return;
      }
      for (const [element, right] of told.marks) {
        element.classList.add(right ? "is-right" : "is-think");
        this.marked.push(element);
      }
      if (told.marks.some((mark) => !mark[1])) this.say(this.verdict.dataset.think, "think");
      else this.say(told.solved ? this.verdict.dataset.right : this.verdict.dataset.more, "right");
      for (const [label, point] of told.replies) this.reply(label, point.querySelector(".prose"));
      const toAll = this.querySelector(".replies .to-all");
      if (told.solved && toAll) this.reply("", toAll);
      if (told.solved) this.classList.add("solved");
      this.dispatchEvent(new CustomEvent("kit-answer", { bubbles: true, detail: { id: this.id, solved: told.solved } }));
    }

    say(text, mood) {
      const line = document.createElement("p");
      line.className = "mood";
      line.textContent = text;
      this.verdict.classList.add(mood);
      this.verdict.append(line);
    }

    reply(label, prose) {
      if (!prose.textContent.trim()) return;
      const reply = document.createElement("div");
      reply.className = "reply";
      if (label) {
        const name = document.createElement("b");
        name.textContent = label;
        reply.append(name);
      }
      reply.append(prose.cloneNode(true));
      this.verdict.append(reply);
    }
  }

  class KitQuiz extends HTMLElement {
    connectedCallback() {
      this.addEventListener("kit-answer", () => {
        const questions = Array.from(this.querySelectorAll("kit-question"));
        const done = this.querySelector(".done");
        if (done.hidden && questions.every((question) => question.classList.contains("solved"))) {
          done.hidden = false;
          this.dispatchEvent(new CustomEvent("kit-finished", { bubbles: true }));
        }
      });
    }
  }

  customElements.define("kit-question", KitQuestion);
  customElements.define("kit-quiz", KitQuiz);
})();
