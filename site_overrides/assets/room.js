// A room to look round in: things are found in the drawing or in a list, judged, and answer back. Nothing is scored,
// timed or kept. Each thing stands in the page once; in the drawing, the one that is open lies over it as a card.
(function () {
  "use strict";
  const FAR = 0.6; // of what is seen, by a button
  const NEAR = 0.25; // by a key
  const DRAG = 5; // CSS pixels before a press is meant to move the room

  class KitRoom extends HTMLElement {
    connectedCallback() {
      this.things = Array.from(this.querySelectorAll(".thing"));
      this.progress = this.querySelector(".progress");
      this.done = this.querySelector(".done");
      this.done.hidden = true;
      for (const thing of this.things) this.prepare(thing);
      this.addEventListener("keydown", (event) => {
        if (event.repeat && event.key === "Enter") event.preventDefault(); // held down it means one press
      });
      this.view = this.querySelector(".view");
      if (this.view) this.furnish();
      this.turnTo(this.view ? "look" : "list");
    }

    prepare(thing) {
      thing.querySelector(".replies").hidden = true;
      for (const answer of thing.querySelectorAll(".judge button")) {
        answer.addEventListener("click", () => this.judge(thing, answer));
      }
    }

    judge(thing, answer) {
      if (answer.getAttribute("aria-pressed") === "true") return;
      for (const other of thing.querySelectorAll(".judge button")) {
        other.setAttribute("aria-pressed", String(other === answer));
      }
      const right = answer.dataset.kind === thing.dataset.kind;
      const verdict = thing.querySelector(".verdict");
      if (right) thing.classList.add("found");
      const found = this.things.filter((one) => one.classList.contains("found")).length;
      const count = this.progress.dataset.says.replace("{found}", String(found));
      this.progress.textContent = count;
      verdict.className = "verdict " + (right ? "right" : "think");
      const all = found === this.things.length;
      verdict.replaceChildren(
        line("mood", right ? verdict.dataset.right : verdict.dataset.think),
        thing.querySelector(".replies .prose").cloneNode(true),
        line("count", count)
      );
      if (all) verdict.append(line("count", this.done.dataset.says));
      if (this.view) this.mark(thing);
      const whole = thing.offsetHeight < innerHeight;
      (whole ? thing : verdict).scrollIntoView({ block: "nearest", behavior: this.motion() });
      if (all) this.finish();
    }

    finish() {
      if (!this.done.hidden) return;
      this.done.hidden = false;
      for (const on of this.querySelectorAll(".on button")) on.textContent = on.dataset.last;
      this.dispatchEvent(new CustomEvent("kit-finished", { bubbles: true }));
    }

    /** Makes the drawing something to look round in: buttons lie where things are, keys and a mouse turn it. */
    furnish() {
      const canvas = this.querySelector(".canvas");
      const size = [canvas.dataset.width, canvas.dataset.height].map(Number);
      this.spots = new Map();
      for (const spot of this.querySelectorAll(".spot")) {
        const [x, y, width, height] = spot.dataset.place.split(" ").map(Number);
        spot.style.left = (x / size[0]) * 100 + "%";
        spot.style.top = (y / size[1]) * 100 + "%";
        spot.style.width = (width / size[0]) * 100 + "%";
        spot.style.height = (height / size[1]) * 100 + "%";
        const thing = this.things.find((one) => one.id === spot.dataset.thing);
        this.spots.set(thing, spot);
        spot.addEventListener("click", () => this.open(thing));
        thing.querySelector(".on button").addEventListener("click", () => this.goOn(thing));
      }
      for (const mode of this.querySelectorAll("[data-mode]")) {
        mode.addEventListener("click", () => this.turnTo(mode.dataset.mode));
      }
      for (const turn of this.querySelectorAll(".turn")) {
        turn.addEventListener("click", () => this.turn(turn.dataset.turn * FAR));
      }
      this.view.addEventListener("keydown", (event) => this.steer(event));
      this.querySelector(".outlook").addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.opened) this.close(this.opened);
      });
      this.view.addEventListener("scroll", () => this.markEnds());
      addEventListener("resize", () => this.markEnds());
      this.letDrag();
      this.markEnds();
    }

    turnTo(mode) {
      this.dataset.mode = mode;
      for (const button of this.querySelectorAll("[data-mode]")) {
        button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
      }
      if (this.opened) this.shut(this.opened);
      for (const thing of this.things) thing.hidden = mode === "look";
    }

    steer(event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const by = { ArrowLeft: -NEAR, ArrowRight: NEAR, Home: -Infinity, End: Infinity }[event.key];
      if (!by) return;
      event.preventDefault();
      this.turn(by);
    }

    turn(by) {
      const last = this.view.scrollWidth - this.view.clientWidth;
      const left = this.view.scrollLeft + by * this.view.clientWidth;
      this.view.scrollTo({ left: Math.min(Math.max(left, 0), last), behavior: this.motion() });
    }

    motion() {
      return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
    }

    markEnds() {
      const last = this.view.scrollWidth - this.view.clientWidth - 1;
      const [left, right] = this.querySelectorAll(".turn");
      left.setAttribute("aria-disabled", String(this.view.scrollLeft <= 0));
      right.setAttribute("aria-disabled", String(this.view.scrollLeft >= last));
    }

    /** A mouse takes hold of the room; a finger swipes it as it does any page. */
    letDrag() {
      let from = null;
      let moved = false;
      this.view.addEventListener("pointerdown", (event) => {
        moved = false;
        if (event.pointerType === "mouse" && event.button === 0) from = [event.clientX, this.view.scrollLeft];
      });
      this.view.addEventListener("pointermove", (event) => {
        if (!from || !(event.buttons & 1)) return;
        const by = event.clientX - from[0];
        if (!moved && Math.abs(by) < DRAG) return;
        if (!moved) this.view.setPointerCapture(event.pointerId);
        moved = true;
        this.view.classList.add("held");
        this.view.scrollLeft = from[1] - by;
      });
      for (const end of ["pointerup", "pointercancel"]) {
        this.view.addEventListener(end, () => {
          from = null;
          this.view.classList.remove("held");
        });
      }
      this.view.addEventListener(
        "click",
        (event) => {
          if (!moved) return;
          event.stopPropagation(); // the room was moved, nothing was pressed
          moved = false;
        },
        true
      );
    }

    open(thing) {
      if (this.opened && this.opened !== thing) this.shut(this.opened);
      this.opened = thing;
      this.toggleAttribute("data-used", true);
      thing.hidden = false;
      const spot = this.spots.get(thing);
      spot.setAttribute("aria-expanded", "true");
      const middle = spot.offsetLeft + spot.offsetWidth / 2;
      const last = this.view.scrollWidth - this.view.clientWidth;
      const left = Math.min(Math.max(middle - this.view.clientWidth * 0.3, 0), last);
      this.view.scrollTo({ left: left, behavior: this.motion() });
      thing.parentElement.classList.toggle("left", middle - left > this.view.clientWidth * 0.5);
      thing.querySelector("h2").focus({ preventScroll: true });
      if (thing.getBoundingClientRect().bottom > innerHeight) {
        this.querySelector(".outlook").scrollIntoView({ block: "start", behavior: this.motion() });
      }
    }

    shut(thing) {
      this.opened = null;
      thing.hidden = true;
      this.spots.get(thing).setAttribute("aria-expanded", "false");
    }

    close(thing) {
      this.shut(thing);
      this.spots.get(thing).focus({ preventScroll: true });
    }

    goOn(thing) {
      if (this.done.hidden) {
        this.close(thing);
        return;
      }
      this.shut(thing);
      const heading = this.done.querySelector("h2");
      heading.focus({ preventScroll: true });
      this.done.scrollIntoView({ block: "nearest", behavior: this.motion() });
    }

    /** Shows on the drawing what has been judged rightly. */
    mark(thing) {
      const found = thing.classList.contains("found");
      const spot = this.spots.get(thing);
      if (!spot) return;
      spot.classList.toggle("found", found);
      const state = spot.querySelector(".state");
      state.textContent = found ? state.dataset.says : "";
    }
  }

  function line(name, text) {
    const paragraph = document.createElement("p");
    paragraph.className = name;
    paragraph.textContent = text;
    return paragraph;
  }

  customElements.define("kit-room", KitRoom);
})();
