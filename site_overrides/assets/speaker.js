// The teacher's window: notes and what to say of the step that the class is in, what comes next, and how much time is left.
//
// While a projector's window is open, that window knows where the class is: keys are handed on to it, and what it tells is
// shown here. While none is, this window turns over by itself. What it must not forget in a reload is in its history.
(function () {
  "use strict";
  const { way, turned, taken } = window.kitDeck;
  const clocks = window.kitClock;
  const BEAT = 500; // milliseconds
  const HANDED_ON = /^(.|Arrow.*|Page.*|Home|End|Enter|Escape)$/; // the browser keeps the others, F5 among them

  class KitSpeaker extends HTMLElement {
    connectedCallback() {
      const kept = history.state || {};
      this.slides = Array.from(this.querySelectorAll(".slide"));
      this.length = this.querySelector("select");
      this.own = this.querySelector("input");
      this.projector = null;
      this.mode = kept.mode || "";
      this.blank = "";
      this.heard = 0; // when the counts were handed on that the projector's window has taken last
      this.clock = kept.clock || clocks.make();
      this.at = this.home = this.named(kept.at) || this.slides[0];
      window.kitVotes = window.kitVotes || new Map();
      document.documentElement.classList.add("speaking");
      this.follow(kept.plan || "full");
      this.addEventListener("click", (event) => this.click(event));
      this.length.addEventListener("change", () => this.askForMinutes());
      document.addEventListener("keydown", (event) => this.press(event));
      addEventListener("message", (event) => this.hear(event));
      setInterval(() => this.showTime(), BEAT);
      this.addEventListener("kit-hands", (event) => this.send({ hands: event.detail }));
      if (location.hash === "#short" && this.length.querySelector("[value=short]")) this.length.value = "short"; // as was chosen on the way here
      this.askForMinutes();
      if (this.mode) this.run();
      else this.querySelector(".start").hidden = false;
    }

    named(id) {
      return this.slides.find((slide) => slide.dataset.of === id);
    }

    get projecting() {
      return !!this.projector && !this.projector.closed;
    }

    // Beginning

    askForMinutes() {
      this.own.parentElement.hidden = this.length.value !== "own";
    }

    chosen() {
      if (this.length.value !== "own") return this.length.value;
      const minutes = Math.round(Number(this.own.value));
      return minutes >= Number(this.own.min) && minutes <= Number(this.own.max) ? String(minutes) : "full";
    }

    follow(plan) {
      this.plan = plan;
      this.steps = clocks.plan(this.slides, plan);
      this.way = way(this.slides, this.steps);
      for (const button of this.querySelectorAll("[data-at]")) {
        const minutes = this.steps.get(button.dataset.at);
        button.querySelector("span").textContent = minutes ? Math.round(minutes) : "–";
      }
      this.querySelector(".planned").textContent = Math.round(clocks.total(this.steps));
    }

    begin(mode) {
      this.follow(this.chosen());
      if (mode === "mirror") location.assign(this.address("mirror&plan=" + this.plan));
      else if (mode === "alone" || this.open()) this.run(mode);
    }

    address(asked) {
      return this.dataset.slides + "?" + asked + "#" + this.at.dataset.of;
    }

    /** Opens the projector's window, and says whether the browser has let it. */
    open() {
      const name = "kit-" + this.dataset.of.replace(/\W/g, "-");
      this.projector = window.open(this.address("plan=" + this.plan), name, "popup,width=1024,height=680");
      const refused = !this.projector;
      const blocked = this.querySelector(".blocked");
      blocked.replaceChildren(...(refused ? [this.querySelector(".sorry").content.cloneNode(true)] : []));
      if (refused) {
        this.querySelector(".start").hidden = false;
        blocked.querySelector("button").focus();
      }
      return !refused;
    }

    /** Back to the first question, which pupils may see, too. */
    ask() {
      this.mode = "";
      if (this.projecting) this.projector.close();
      this.classList.remove("running");
      for (const part of this.querySelectorAll(".scripted")) part.hidden = !part.classList.contains("start");
      this.keep();
    }

    run(mode) {
      this.mode = mode || this.mode;
      for (const part of this.querySelectorAll(".scripted")) part.hidden = part.classList.contains("start");
      this.classList.add("running");
      this.show();
    }

    // What is done here

    click(event) {
      const button = event.target.closest("button");
      if (!button) return;
      const { mode, key, go, do: deed } = button.dataset;
      if (mode) this.begin(mode);
      else if (key) this.act(key);
      else if (go) this.send({ go: go }) || this.move(this.named(go));
      else if (deed === "open") this.open() && this.run("projector");
      else if (deed === "restart") this.restart();
      else if (deed === "ask") this.ask();
      else if (deed === "close") button.closest("dialog").close();
      else if (deed) this.querySelector("#" + deed).showModal();
    }

    press(event) {
      if (!this.mode || this.querySelector("dialog[open]") || taken(event) || !HANDED_ON.test(event.key)) return;
      const dialog = { d: "disclosure", "?": "keys" }[event.key.toLowerCase()];
      if (/^\d$/.test(event.key) && this.querySelector("kit-hands").begin(event.key)) return event.preventDefault();
      if (dialog && this.querySelector("#" + dialog)) this.querySelector("#" + dialog).showModal();
      else this.act(event.key);
      event.preventDefault();
    }

    act(key) {
      if (!this.send({ key: key })) this.move(turned(this.slides, this.way, this.at, key));
    }

    restart() {
      this.clock = clocks.enter(clocks.make(), this.clock.step, Date.now());
      this.send({ anew: this.clock });
      this.show();
    }

    move(slide) {
      if (!slide) return;
      this.at = this.home = slide;
      this.clock = clocks.enter(this.clock, slide.dataset.step || "", Date.now());
      this.show();
    }

    // The projector's window

    send(said) {
      if (this.projecting) this.projector.postMessage(Object.assign({ kit: "present", of: this.dataset.of }, said), "*");
      return this.projecting;
    }

    hear(event) {
      const said = event.data;
      if (!said || said.kit !== "present" || said.of !== this.dataset.of || !this.named(said.at)) return;
      this.projector = event.source;
      if (!this.mode) this.run("projector");
      if (said.fresh) this.send({ clock: this.clock, votes: Array.from(window.kitVotes), at: this.querySelector("kit-hands").handed });
      else this.hold(said);
      this.at = this.named(said.at);
      this.home = this.named(said.home);
      this.blank = said.blank;
      this.show();
    }

    hold(said) {
      this.clock = said.clock;
      this.heard = said.heard;
      window.kitVotes = new Map(said.votes);
    }

    // What is shown

    show() {
      const after = this.way[this.way.indexOf(this.home) + 1];
      const step = this.home.dataset.step || "";
      for (const slide of this.slides) slide.classList.toggle("now", slide === this.at);
      for (const slide of this.slides) slide.classList.toggle("then", slide === after);
      this.querySelector(".count").textContent = this.at.querySelector(".count") ? this.at.querySelector(".count").textContent : "";
      this.querySelector(".after b").textContent = after ? after.querySelector("h2").textContent : "–";
      for (const part of this.querySelectorAll(".notes > .step")) {
        const here = part.dataset.step === (step || this.slides.find((slide) => slide.dataset.step).dataset.step);
        if (here && part.hidden) this.querySelector(".notes").scrollTop = 0;
        part.hidden = !here;
      }
      for (const note of this.querySelectorAll(".content-note")) note.hidden = !!step;
      for (const button of this.querySelectorAll("[data-at]")) {
        if (button.dataset.at === step) button.setAttribute("aria-current", "step");
        else button.removeAttribute("aria-current");
      }
      this.showTime();
      this.keep();
    }

    keep() {
      const state = { mode: this.mode, plan: this.plan, at: this.home.dataset.of, clock: this.clock };
      if (JSON.stringify(state) !== JSON.stringify(history.state)) history.replaceState(state, "");
    }

    showTime() {
      if (!this.mode) return;
      const now = Date.now();
      const told = clocks.told(this.clock, now);
      const planned = (this.steps.get(this.clock.step) || 0) * clocks.MINUTE;
      const timer = this.querySelector(".timer");
      const rail = this.querySelector('[data-at="' + this.clock.step + '"]');
      const over = this.clock.began > 0 && told.step > planned;
      timer.querySelector(".at").textContent = rail ? rail.firstChild.textContent.trim() : "";
      timer.querySelector(".time").textContent = this.clock.began
        ? timer.dataset[over ? "over" : "left"].replace("{time}", clocks.written(planned - told.step)) : "–";
      timer.querySelector("progress").value = planned ? Math.min(1, told.step / planned) : 0;
      timer.classList.toggle("over", over);
      this.querySelector(".passed").textContent = clocks.written(told.whole);
      const time = new Date(now);
      this.querySelector(".clock b").textContent = [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
      this.tellState();
    }

    tellState() {
      const state = this.projecting ? (this.blank ? "blank" : "projector") : this.mode === "alone" ? "alone" : "closed";
      const says = this.querySelector('[data-state="' + state + '"]').textContent;
      const line = this.querySelector(".state");
      if (line.textContent !== says) line.textContent = says;
      line.dataset.is = state;
      this.querySelector("[data-do=open]").hidden = this.projecting;
      this.querySelector("kit-hands").show(this.at, this.projecting, this.heard);
    }
  }

  customElements.define("kit-speaker", KitSpeaker);
})();
