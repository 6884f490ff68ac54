// The counts of a vote, taken in the teacher's window: they are handed to the projector's, whose vote checks and keeps them;
// what that says of them is told here. It is seen only while a projector shows a vote.
(function () {
  "use strict";

  class KitHands extends HTMLElement {
    connectedCallback() {
      if (this.list) return;
      this.list = this.querySelector("ul");
      this.handed = 0; // when something was handed on last
      this.addEventListener("input", () => this.hand(""));
      this.addEventListener("click", (event) => this.click(event));
      this.addEventListener("keydown", (event) => this.press(event));
    }

    get fields() {
      return Array.from(this.list.querySelectorAll("input"));
    }

    /** Shows the counts of a slide, if it is projected and a class votes on it, as they are after what was handed on at `heard`. */
    show(slide, projected, heard) {
      const letters = Array.from(slide.querySelectorAll("kit-vote .choices > li > b"), (letter) => letter.textContent);
      this.hidden = !projected || !letters.length;
      if (slide !== this.slide) this.list.replaceChildren(...letters.map((letter) => this.row(letter)));
      this.slide = slide;
      this.querySelector("[data-to=reply]").hidden = slide.dataset.of === "before"; // it waits for the end of the lesson
      const kept = window.kitVotes.get(slide.dataset.of) || { typed: [], hint: "" };
      this.fields.forEach((field, place) => {
        const typed = kept.typed[place] || "";
        const ahead = field === document.activeElement || heard < this.handed; // whoever types is ahead of what is told
        if (!ahead && field.value !== typed) field.value = typed;
      });
      const hint = this.querySelector(".hint");
      if (hint.textContent !== kept.hint) hint.textContent = kept.hint;
    }

    row(letter) {
      const row = this.querySelector("template").content.firstElementChild.cloneNode(true);
      row.querySelector("b").textContent = letter;
      for (const part of row.querySelectorAll("[aria-label]")) {
        part.setAttribute("aria-label", part.getAttribute("aria-label").replace("{letter}", letter));
      }
      return row;
    }

    /** Takes a digit that was typed beside the fields into the first that is empty, and says whether there is one. */
    begin(digit) {
      const empty = !this.hidden && this.fields.find((field) => !field.value);
      if (!empty) return false;
      empty.focus();
      empty.value = digit;
      this.hand("");
      return true;
    }

    /** Hands on what is typed, and what is to be shown next, if anything. */
    hand(to) {
      this.handed = Math.max(Date.now(), this.handed + 1);
      const told = { id: this.slide.dataset.of, typed: this.fields.map((field) => field.value), to: to, at: this.handed };
      this.dispatchEvent(new CustomEvent("kit-hands", { bubbles: true, detail: told }));
    }

    click(event) {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.to) return this.hand(button.dataset.to);
      const field = button.parentElement.querySelector("input");
      field.value = Math.max(0, (Number(field.value) || 0) + Number(button.dataset.by));
      this.hand("");
    }

    press(event) {
      const place = this.fields.indexOf(event.target);
      if (place < 0 || event.key !== "Enter") return;
      event.preventDefault();
      if (place + 1 < this.fields.length) this.fields[place + 1].focus();
      else this.hand("bars");
    }
  }

  customElements.define("kit-hands", KitHands);
})();
