// What is finished is recorded, and shown where a page leaves room for it. Only what says under which id it may be kept
// (`data-unit`) is recorded at all: sensitive pages and help say none.
(function () {
  "use strict";
  const progress = window.kitProgress;
  const names = document.querySelector("[data-picture-names]");

  function keyOf(element) {
    const place = element.closest("[data-unit]");
    return place ? place.dataset.unit + (place.classList.contains("kind-quiz") ? "#quiz" : "") : "";
  }

  document.addEventListener("kit-finished", function (event) {
    const key = keyOf(event.target);
    if (!key) return;
    for (const note of document.querySelectorAll("[data-kept]")) note.hidden = true; // until the book has answered
    progress.wish({ finished: [key] });
  });

  document.addEventListener("kit-answer", function (event) {
    const question = event.target;
    const place = question.closest("[data-unit]");
    if (!place || !event.detail.solved || !question.dataset.print) return;
    progress.wish({ answered: [place.dataset.unit + "#" + event.detail.id, question.dataset.print] });
  });

  class KitFinish extends HTMLElement {
    connectedCallback() {
      const after = this.querySelector(".finished");
      this.querySelector("button").addEventListener("click", () => {
        this.finish();
        this.dispatchEvent(new CustomEvent("kit-finished", { bubbles: true }));
        after.focus({ preventScroll: true }); // not a link: Enter may still be held down
      });
    }

    finish() {
      this.querySelector(".buttons").hidden = true;
      this.querySelector(".finished").hidden = false;
    }
  }
  customElements.define("kit-finish", KitFinish);

  /** A question that was answered once says so; one whose words have changed since asks to be answered again. */
  function restore(question, told) {
    const quiz = question.closest("kit-quiz");
    const key = question.closest("[data-unit]").dataset.unit + "#" + question.id;
    if (question.remembered || question.classList.contains("solved") || !(key in told.answers)) return;
    const same = told.answers[key] === question.dataset.print;
    const line = document.createElement("p");
    line.className = "remembered";
    line.textContent = same ? quiz.dataset.remembered : quiz.dataset.changed;
    question.remembered = true;
    question.classList.toggle("solved", same);
    question.querySelector("fieldset").append(line);
  }

  /** What a picture is called: `data-picture-names` is `form=…{animal}…{colour}…|animal=name|…|colour=name|…`. */
  progress.nameOf = function (picture) {
    const words = Object.fromEntries(names.dataset.pictureNames.split("|").map((pair) => pair.split("=")));
    const [animal, colour] = picture.split("-");
    return words.form.replace("{animal}", words[animal] || "").replace("{colour}", words[colour] || "");
  };

  progress.told(function (told) {
    const done = new Set(told.done);
    for (const mark of document.querySelectorAll("[data-done]")) mark.hidden = !done.has(mark.dataset.done);
    for (const mark of document.querySelectorAll("[data-done-of]")) {
      const number = told.done.filter((key) => key.startsWith(mark.dataset.doneOf + "/")).length;
      mark.hidden = !number;
      mark.querySelector("b").textContent = Math.min(number, Number(mark.dataset.all));
    }
    for (const end of document.querySelectorAll("kit-finish")) if (done.has(keyOf(end))) end.finish();
    for (const question of document.querySelectorAll("[data-unit] kit-question[data-print]")) restore(question, told);
    for (const note of document.querySelectorAll("[data-kept]")) note.hidden = told.kept !== (note.dataset.kept === "yes");
    for (const place of document.querySelectorAll("[data-picture]")) {
      place.hidden = !told.picture;
      if (told.picture && names) place.querySelector("b").textContent = progress.nameOf(told.picture);
    }
  });
})();
