// Slides, one at a time. The address says which, so that a reload, the key Back and a link come to the same one.
//
// Where a teacher's window has opened this one, it tells that window what it shows and does what comes from there. The clock
// is kept in the history of the window, totals of votes in memory alone: nothing is stored.
(function () {
  "use strict";
  const { way, turned, taken } = window.kitDeck;
  const clocks = window.kitClock;
  const BLANKS = { b: "black", ".": "black", w: "white", ",": "white" };
  const BEAT = 1000; // milliseconds
  const QUIET = 3000; // until the tools go and a half typed number is forgotten
  const SWIPE = 60; // CSS pixels
  const EDGE = 0.25; // of the screen at either side, where a tap turns over

  class KitPresent extends HTMLElement {
    connectedCallback() {
      const asked = new URLSearchParams(location.search);
      const kept = history.state || {};
      this.teacher = window.opener;
      this.slides = Array.from(this.querySelectorAll(".slide"));
      this.overlay = this.querySelector(".overlay");
      this.jump = this.querySelector(".jump");
      this.clock = kept.clock || clocks.make();
      this.home = this.named(kept.home) || this.slides[0];
      this.typed = "";
      this.heard = 0; // when the teacher's window handed on the last counts that came
      this.fresh = true; // until the teacher's window has told what this one knew before it was reloaded
      window.kitVotes = window.kitVotes || new Map();
      this.follow(asked.get("plan") || "full");
      this.overlay.hidden = !asked.has("mirror");
      this.classList.toggle("apart", !!this.teacher);
      document.documentElement.classList.add("presenting");
      document.addEventListener("keydown", (event) => this.press(event));
      addEventListener("popstate", () => this.arrive());
      addEventListener("message", (event) => this.hear(event));
      this.addEventListener("kit-votes", () => this.tell());
      this.listenToHands();
      this.stayAwake();
      setInterval(() => this.beat(), BEAT);
      this.arrive();
      this.offerTools();
    }

    named(id) {
      return this.slides.find((slide) => slide.id === id);
    }

    follow(plan) {
      this.plan = plan;
      this.steps = clocks.plan(this.slides, plan);
      this.way = way(this.slides, this.steps);
    }

    // Moving

    arrive() {
      this.show(this.named(location.hash.slice(1)) || this.slides[0]);
      this.keep("replaceState");
    }

    go(slide) {
      if (!slide) return;
      this.blank("");
      this.look(false);
      if (slide === this.current) return;
      this.show(slide);
      this.keep("pushState", "#" + slide.id);
    }

    show(slide) {
      this.current = slide;
      if (!slide.dataset.aside) this.home = slide;
      this.clock = clocks.enter(this.clock, slide.dataset.step || "", Date.now());
      for (const one of this.slides) one.classList.toggle("shown", one === slide);
      this.classList.toggle("at-title", slide === this.slides[0]);
      slide.focus({ preventScroll: true });
      slide.scrollTop = 0;
      slide.dispatchEvent(new CustomEvent("kit-slide", { bubbles: true }));
      this.beat();
    }

    keep(how, address) {
      history[how]({ home: this.home.id, clock: this.clock }, "", address);
    }

    press(event) {
      if (taken(event)) return;
      const vote = !this.typed && /^\d$/.test(event.key) && this.current.querySelector("kit-vote");
      if (this.looking && this.choose(event.key)) event.preventDefault();
      else if (vote && vote.begin(event.key)) event.preventDefault();
      else if (this.act(event.key)) event.preventDefault();
    }

    /** Does what a key stands for, whichever window it was pressed in, and says whether it stands for anything. */
    act(key) {
      const small = key.length === 1 ? key.toLowerCase() : key;
      const aside = this.slides.find((slide) => slide.dataset.aside === small);
      const number = key === "Enter" && this.slides.find((slide) => slide.dataset.number === this.typed);
      if (/^\d$/.test(key)) this.type(this.typed + key);
      else if (key === "Enter" && this.typed) this.jumpTo(number);
      else if (small in BLANKS) this.blank(this.dataset.blank ? "" : BLANKS[small]);
      else if (key === "Escape") this.close();
      else if (small === "o") this.look(!this.looking);
      else if (small === "t") this.time(this.overlay.hidden);
      else if (small === "f" || key === "F5") this.fill();
      else if (aside) this.go(aside === this.current ? this.home : aside);
      else return this.turn(key);
      return true;
    }

    /** Turning over first takes away what lies over the slides. */
    turn(key) {
      const slide = turned(this.slides, this.way, this.home, key);
      if (slide) this.go(this.dataset.blank || this.current.dataset.aside ? this.home : slide);
      return !!slide;
    }

    type(number) {
      this.typed = number;
      this.jump.textContent = number;
      this.jump.hidden = !number;
      clearTimeout(this.forgetting);
      if (number) this.forgetting = setTimeout(() => this.type(""), QUIET);
    }

    jumpTo(slide) {
      this.type("");
      this.go(slide);
    }

    close() {
      this.type("");
      if (this.dataset.blank) this.blank("");
      else if (this.looking) this.look(false);
      else this.go(this.home);
    }

    blank(colour) {
      if (colour) this.dataset.blank = colour;
      else delete this.dataset.blank;
      this.tell();
    }

    fill() {
      const page = document.documentElement;
      if (!document.fullscreenElement && page.requestFullscreen) page.requestFullscreen().catch(() => {}); // as it is, then
    }

    // All slides at once

    get looking() {
      return this.classList.contains("looking");
    }

    look(at) {
      if (at === this.looking) return;
      this.classList.toggle("looking", at);
      for (const slide of this.slides) slide.querySelector(".shows").inert = at;
      const link = this.current.querySelector(".open");
      if (at) link.focus();
      else this.current.focus({ preventScroll: true });
    }

    choose(key) {
      const links = this.slides.map((slide) => slide.querySelector(".open"));
      const across = getComputedStyle(this).gridTemplateColumns.split(" ").length;
      const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1, ArrowDown: across, ArrowUp: -across }[key];
      const next = by && links[links.indexOf(document.activeElement) + by];
      if (next) next.focus();
      return !!by;
    }

    // Mouse and finger

    listenToHands() {
      let from = null;
      const free = (event) => event.isPrimary && !event.button && !this.looking && !event.target.closest("a, button, input, select, textarea, label, summary");
      this.addEventListener("pointerdown", (event) => (from = free(event) ? event : null));
      this.addEventListener("pointercancel", () => (from = null));
      this.addEventListener("pointerup", (event) => {
        if (from) this.point(event, event.clientX - from.clientX);
        from = null;
      });
      for (const button of this.querySelectorAll(".tools [data-key]")) {
        button.addEventListener("click", (event) => {
          this.act(button.dataset.key);
          if (event.detail && !this.looking) this.current.focus({ preventScroll: true }); // a mouse has no use for it there
        });
      }
      this.querySelector(".tools a").addEventListener("click", (event) => {
        const leaves = this.teacher || !window.kitVotes.size || confirm(event.target.dataset.lost);
        if (!this.teacher && leaves) return;
        event.preventDefault(); // the way back leads to notes, which are in the other window already
        if (this.teacher) window.close();
      });
      for (const moved of ["pointermove", "pointerdown"]) this.addEventListener(moved, () => this.offerTools());
      this.addEventListener("click", (event) => {
        if (event.target.closest(".open")) this.look(false);
      });
    }

    point(event, moved) {
      const swiped = event.pointerType !== "mouse" && Math.abs(moved) > SWIPE;
      const place = event.clientX / innerWidth;
      if (swiped) this.turn(moved < 0 ? "ArrowRight" : "ArrowLeft");
      else if (this.dataset.blank) this.blank("");
      else if (Math.abs(moved) < SWIPE && place > 1 - EDGE) this.turn("ArrowRight");
      else if (Math.abs(moved) < SWIPE && place < EDGE) this.turn("ArrowLeft");
    }

    offerTools() {
      this.classList.add("busy");
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.classList.remove("busy"), QUIET);
    }

    stayAwake() {
      if (!navigator.wakeLock) return;
      const ask = () => document.visibilityState === "visible" && navigator.wakeLock.request("screen").catch(() => {});
      document.addEventListener("visibilitychange", ask);
      ask();
    }

    // The clock, and the teacher's window

    beat() {
      if (!this.overlay.hidden) this.showTime();
      this.tell();
    }

    time(shown) {
      this.overlay.hidden = !shown;
      this.beat();
    }

    showTime() {
      const told = clocks.told(this.clock, Date.now());
      const left = (this.steps.get(this.clock.step) || 0) * clocks.MINUTE - told.step;
      const order = Array.from(this.steps.keys());
      const next = order[order.indexOf(this.clock.step) + 1];
      const name = (step) => this.overlay.querySelector('[data-name="' + step + '"]').textContent;
      const said = this.clock.began ? this.overlay.dataset[left < 0 ? "over" : "left"] : "";
      this.overlay.querySelector(".at").textContent = this.clock.began ? name(this.clock.step) : "";
      this.overlay.querySelector(".time").textContent = said.replace("{time}", clocks.written(left));
      this.overlay.querySelector(".then").textContent = next ? this.overlay.dataset.next.replace("{step}", name(next)) : "";
    }

    tell() {
      if (!this.teacher || this.teacher.closed || !this.current) return;
      this.teacher.postMessage({
        kit: "present", of: this.dataset.of, at: this.current.id, home: this.home.id, blank: this.dataset.blank || "",
        clock: this.clock, votes: Array.from(window.kitVotes), fresh: this.fresh, heard: this.heard,
      }, "*"); // pages opened from a stick have no origin that could be named
    }

    hear(event) {
      const said = event.data;
      if (event.source !== this.teacher || !said || said.kit !== "present" || said.of !== this.dataset.of) return;
      if (this.fresh && said.votes) this.restore(said);
      if (said.anew) this.clock = said.anew;
      if (said.plan) this.follow(said.plan);
      if (said.key) this.act(said.key);
      if (said.go) this.go(this.named(said.go));
      if (said.hands) this.take(said.hands);
      this.tell();
    }

    take(hands) {
      this.heard = hands.at;
      for (const vote of this.querySelectorAll("kit-vote")) vote.take(hands);
    }

    restore(known) {
      this.fresh = false;
      this.heard = known.at;
      if (!this.clock.began) this.clock = known.clock;
      for (const [id, counts] of known.votes) if (!window.kitVotes.has(id)) window.kitVotes.set(id, counts);
      for (const vote of this.querySelectorAll("kit-vote")) vote.replaceWith(vote); // which makes it read them
    }
  }

  customElements.define("kit-present", KitPresent);
})();
