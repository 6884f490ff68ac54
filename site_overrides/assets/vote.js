// What a class votes on: counts are entered, then seen as bars all at once, then comes the reply. Totals are in memory
// alone, in `kitVotes`, from where the presenter hands them to the teacher's window; they are gone when both are closed.
(function () {
  "use strict";
  const tally = window.kitTally;
  const LEAVES = ["PageUp", "PageDown", "F5", "Escape"]; // keys of a clicker, which has no use for a field
  window.kitVotes = window.kitVotes || new Map();

  const fill = (words, facts) => words.replace(/{(\w+)}/g, (field, name) => facts[name]);

  /** What was typed as a number: null for nothing, NaN for what is none. */
  function read(typed) {
    const text = typed.normalize("NFKC").trim();
    if (!text) return null;
    return /^\d+$/.test(text) ? Number(text) : NaN;
  }

  class KitVote extends HTMLElement {
    connectedCallback() {
      if (!this.dataset.vote) return;
      if (!this.rows) this.prepare();
      const kept = window.kitVotes.get(this.dataset.vote);
      if (kept) this.fill(kept.typed);
      this.go((kept && kept.stage) || (this.counted ? "count" : "asked"), true);
    }

    prepare() {
      this.rows = Array.from(this.querySelectorAll(".choices > li"));
      this.fields = this.rows.map((row) => row.querySelector("input"));
      this.hint = this.querySelector(".hint");
      this.reply = this.querySelector(".reply");
      this.right = this.rows.map((row) => "right" in row.dataset);
      this.addEventListener("click", (event) => this.click(event));
      this.addEventListener("input", () => this.change());
      this.addEventListener("keydown", (event) => this.press(event));
      this.addEventListener("pointerdown", (event) => {
        if (event.target.closest(".tally, .foot, .bars, .why, .reply")) event.stopPropagation(); // a near miss turns no slide over
      });
    }

    get counted() {
      return "counted" in this.dataset;
    }

    get counts() {
      return this.fields.map((field) => read(field.value));
    }

    /** The vote on the same question at the beginning of the lesson, if this one is to be compared and that was counted. */
    get before() {
      const kept = this.dataset.moment === "after" && Array.from(window.kitVotes.values()).find((vote) => vote.moment === "before");
      return kept && kept.of === this.dataset.of && kept.stage !== "count" && !kept.counts.includes(null) ? kept.counts : null;
    }

    fill(typed) {
      this.fields.forEach((field, place) => (field.value = typed[place] || ""));
    }

    /** Takes what was typed in the teacher's window, and shows next what was asked for there. */
    take(handed) {
      if (handed.id !== this.dataset.vote || !this.rows.length) return;
      this.fill(handed.typed);
      if (handed.to) return this.go(handed.to);
      if (this.stage !== "count") this.go("count");
      this.change();
    }

    letters(wanted) {
      const counts = this.counts;
      return this.rows.filter((row, place) => wanted(counts[place])).map((row) => row.querySelector("b").textContent);
    }

    // Entering

    change() {
      this.check(false);
      this.keep();
    }

    /** Says what is wrong with the counts, and whether they are whole and well. */
    check(all) {
      const wrong = this.letters((count) => count !== null && Number.isNaN(count));
      const large = this.letters((count) => count > tally.MOST);
      const missing = all ? this.letters((count) => count === null) : [];
      const sum = tally.sum(this.counts.filter((count) => count > 0));
      const crowded = this.dataset.kind !== "many" && sum > tally.MOST;
      const words = this.hint.dataset;
      this.counts.forEach((count, place) => {
        const bad = count !== null && !(count <= tally.MOST);
        if (bad) this.fields[place].setAttribute("aria-invalid", "true");
        else this.fields[place].removeAttribute("aria-invalid");
      });
      if (wrong.length) this.say(fill(words.wrong, { letters: wrong.join(", ") }));
      else if (large.length) this.say(fill(words.large, { letters: large.join(", "), most: tally.MOST }));
      else if (crowded) this.say(fill(words.crowd, { number: sum, most: tally.MOST }));
      else if (missing.length) this.say(fill(words.missing, { letters: missing.join(", ") }));
      else this.say(words.count);
      return !wrong.length && !large.length && !crowded && !missing.length;
    }

    say(words) {
      if (this.hint.textContent !== words) this.hint.textContent = words;
    }

    /** Takes a digit that was typed beside the fields into the first that is empty, and says whether there is one. */
    begin(digit) {
      const empty = this.stage === "count" && this.fields.find((field) => !field.value);
      if (!empty) return false;
      empty.focus();
      empty.value = digit;
      this.change();
      return true;
    }

    add(place, by) {
      const now = this.counts[place] || 0;
      this.fields[place].value = Math.max(0, Math.min(tally.MOST, now + by));
      this.change();
    }

    press(event) {
      const place = this.fields.indexOf(event.target);
      if (place < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (by) this.add(place, by);
      else if (["ArrowLeft", "ArrowRight"].includes(event.key)) this.leave(event.key);
      else if (event.key === "Enter" && place + 1 < this.fields.length) this.fields[place + 1].focus();
      else if (event.key === "Enter") this.go("bars");
      else if (LEAVES.includes(event.key)) this.leave(event.key);
      else return;
      event.preventDefault();
    }

    leave(key) {
      const slide = this.closest(".slide");
      slide.focus({ preventScroll: true });
      if (key !== "Escape") slide.dispatchEvent(new KeyboardEvent("keydown", { key: key, bubbles: true }));
    }

    click(event) {
      const button = event.target.closest("button");
      if (!button) return;
      const place = this.rows.indexOf(button.closest("li"));
      if (button.dataset.by) this.add(place, Number(button.dataset.by));
      else if (button.dataset.to) this.go(button.dataset.to);
      else if (place >= 0) this.answer(place);
    }

    // Showing

    go(stage, quietly) {
      if (stage === "bars" && !this.check(true)) {
        if (this.stage !== "count") this.go("count", true);
        this.check(true);
        const bad = this.counts.findIndex((count) => !(count <= tally.MOST) || count === null);
        this.keep();
        return this.fields[Math.max(0, bad)].focus();
      }
      const wasIn = this.contains(document.activeElement);
      this.stage = stage === "code" ? "reply" : stage; // a code is asked for again, not kept in sight
      const whole = this.fields.length > 0 && this.counts.every((count) => count !== null && count <= tally.MOST);
      const seen = whole && this.stage !== "count" && this.stage !== "asked";
      this.classList.toggle("revealed", this.stage === "reply");
      this.classList.toggle("coded", stage === "code");
      for (const button of this.querySelectorAll("[data-to]")) button.hidden = !this.offered(stage, seen).includes(button.dataset.to);
      this.rows.forEach((row, place) => this.showRow(row, place, seen));
      this.querySelector(".asked").hidden = false;
      this.reply.hidden = true;
      if (seen) this.tell();
      else if (this.stage === "count") this.check(false);
      else this.say("");
      if (stage === "code") this.showCode();
      else if (this.stage === "reply" && this.dataset.kind !== "scene") this.answer(this.right.indexOf(true));
      if (!quietly) this.keep();
      if (!quietly && wasIn) this.refocus();
    }

    /** What comes next; the reply to what is voted on again at the end waits for that. */
    offered(stage, seen) {
      const reply = this.dataset.moment === "before" ? "" : "reply";
      const stages = { asked: ["count", reply], count: ["bars"], bars: ["count", reply], reply: ["count", seen ? "code" : ""], code: ["reply"] };
      const offered = stages[stage];
      return this.rows.length ? offered : offered.filter((stage) => stage === "reply");
    }

    refocus() {
      const field = this.stage === "count" && this.fields[0];
      const button = Array.from(this.querySelectorAll(".foot .button.main")).find((one) => !one.hidden);
      (field || button || this.closest(".slide")).focus({ preventScroll: true });
    }

    showRow(row, place, seen) {
      const bars = row.querySelector(".bars");
      const right = row.querySelector(".right");
      row.querySelector(".tally").hidden = this.stage !== "count";
      row.querySelector(".why").hidden = this.stage !== "reply";
      row.querySelector(".why").setAttribute("aria-pressed", "false");
      row.hidden = false;
      row.classList.toggle("is-right", this.stage === "reply" && this.right[place]);
      if (right) right.hidden = this.stage !== "reply";
      bars.hidden = !seen;
      if (seen) this.draw(bars, this.counts, this.before, place);
    }

    draw(bars, counts, before, place) {
      const bar = function (vote, name) {
        const line = document.createElement("span");
        const stripe = document.createElement("i");
        line.className = name;
        stripe.style.setProperty("--share", tally.sum(vote) ? vote[place] / tally.sum(vote) : 0);
        line.append(stripe, String(vote[place]));
        return line;
      };
      bars.replaceChildren(...(before ? [bar(before, "then")] : []), bar(counts, "now"));
      const words = before ? bars.dataset.compared : bars.dataset.words;
      bars.setAttribute("aria-label", fill(words, { number: counts[place], before: before ? before[place] : "" }));
    }

    tell() {
      const words = this.hint.dataset;
      const [counts, before] = [this.counts, this.before];
      const share = (vote) => tally.share(vote, this.right);
      const compared = before && tally.sum(before) && tally.sum(counts);
      this.classList.toggle("compared", !!before);
      const all = fill(words.sum, { number: tally.sum(counts) }) + words.again;
      this.say(compared ? words.legend + " " + fill(words.compared, { before: share(before), after: share(counts) }) : all);
    }

    /** Shows what is replied to an option, or where a choice leads, in the place of the question. */
    answer(place) {
      const template = place >= 0 ? this.rows[place].querySelector("template") : this.querySelector("template.answered");
      if (!template) return;
      const told = this.dataset.kind === "scene"; // where a choice leads takes the place of the other choices, too
      if (told && this.rows[place].querySelector("[aria-pressed=true]")) return this.go("reply");
      this.rows.forEach((row, at) => {
        row.querySelector(".why").setAttribute("aria-pressed", String(at === place));
        row.hidden = told && at !== place;
      });
      this.instead(template.content.cloneNode(true));
    }

    instead(...parts) {
      this.reply.replaceChildren(...parts);
      this.reply.hidden = false;
      this.querySelector(".asked").hidden = true;
      const slide = this.closest(".slide");
      if (slide && slide.contains(document.activeElement)) this.reply.focus({ preventScroll: true });
    }

    showCode() {
      const words = this.hint.dataset;
      const before = this.before;
      const told = { lesson: Number(this.dataset.lesson), right: this.right, before: before, after: this.counts };
      const code = before && this.dataset.lesson ? tally.write(told) : "";
      const says = document.createElement("p");
      const few = before && !tally.large(before, this.counts);
      says.textContent = code ? words.code : few ? fill(words.few, { fewest: tally.FEWEST }) : before ? words.crowded : words.unpaired;
      const signs = document.createElement("p");
      signs.className = "signs";
      signs.textContent = code;
      this.instead(...(code ? [signs, says] : [says]));
    }

    keep() {
      const { vote, of, kind, moment } = this.dataset;
      const counts = this.counts.map((count) => (Number.isNaN(count) ? null : count));
      const typed = this.fields.map((field) => field.value);
      const told = { id: vote, of, kind, counts, typed, moment, stage: this.stage, hint: this.hint.textContent };
      window.kitVotes.set(vote, told);
      this.dispatchEvent(new CustomEvent("kit-votes", { bubbles: true, detail: told }));
    }
  }

  customElements.define("kit-vote", KitVote);
})();
