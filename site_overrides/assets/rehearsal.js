// A rehearsal shows one scene at a time; the links between the scenes do all else. Nothing is scored, timed or kept.
//
// The key Back leads to the scene before, as in a phone file (phone.js): each step is an entry of the history whose state
// is the id of its scene. Where history is refused, the page keeps its own trail.
(function () {
  "use strict";
  const CALM = 350; // milliseconds in which a second click belongs to the first

  class KitRehearsal extends HTMLElement {
    connectedCallback() {
      this.scenes = Array.from(this.querySelectorAll(".scene"));
      this.status = this.querySelector("[role=status]");
      this.back = this.querySelector("[data-back]");
      this.trail = [];
      this.kept = 0; // how many steps of the trail the history knows
      this.moved = -CALM;
      this.addEventListener("click", (event) => this.follow(event));
      this.back.addEventListener("click", (event) => this.goBack(event));
      addEventListener("popstate", (event) => this.arrive(event.state || location.hash.slice(1)));
      addEventListener("hashchange", () => this.arrive(location.hash.slice(1)));
      this.classList.add("playing");
      this.show((this.sceneOf(location.hash.slice(1)) || this.scenes[0]).id);
    }

    sceneOf(id) {
      return this.scenes.find((scene) => scene.id === id || (id && scene.querySelector("#" + CSS.escape(id))));
    }

    follow(event) {
      const link = event.target.closest("a[href^='#']");
      const scene = link && this.sceneOf(link.getAttribute("href").slice(1));
      if (!scene || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (this.hurried(event)) return;
      this.remember(scene.id);
      this.show(scene.id);
      this.tell();
    }

    goBack(event) {
      if (this.hurried(event) || this.trail.length < 2) return;
      if (this.kept) history.back();
      else {
        this.show(this.trail[this.trail.length - 2]);
        this.tell();
      }
    }

    /** The second click of a double click is none: the reader has not seen yet what it would choose. */
    hurried(event) {
      const hurried = event.timeStamp - this.moved < CALM;
      if (!hurried) this.moved = event.timeStamp;
      return hurried;
    }

    /** The history has moved to another place; in a phone file it may be one of another screen. */
    arrive(id) {
      const place = id && document.getElementById(id);
      const scene = !id || (place && place.contains(this)) ? this.scenes[0] : this.sceneOf(id);
      if (!scene || scene.id === this.trail[this.trail.length - 1]) return;
      this.show(scene.id);
      if (this.offsetParent) this.tell();
    }

    remember(id) {
      for (const address of ["#" + id, undefined]) {
        try {
          history.pushState(id, "", address);
          this.kept += 1;
          return;
        } catch (refused) {
          // the next attempt asks for less
        }
      }
      this.kept = 0;
    }

    show(id) {
      if (this.trail[this.trail.length - 2] === id) {
        this.trail.pop();
        this.kept = Math.max(0, this.kept - 1);
      } else this.trail.push(id);
      for (const scene of this.scenes) scene.classList.toggle("shown", scene.id === id);
      this.back.hidden = this.trail.length < 2;
      const scene = this.sceneOf(id);
      if ("ending" in scene.dataset) {
        this.dispatchEvent(new CustomEvent("kit-finished", { bubbles: true, detail: { ending: scene.dataset.ending } }));
      }
    }

    /** What has happened is read out, and reading goes on at the heading above the choices. */
    tell() {
      const scene = this.sceneOf(this.trail[this.trail.length - 1]);
      const said = Array.from(scene.querySelectorAll(".said li, .happens .prose"));
      this.status.lang = scene.lang;
      this.status.textContent = said.map((part) => part.textContent.replace(/\s+/g, " ").trim()).join(" ");
      scene.querySelector("h2").focus({ preventScroll: true });
      scene.scrollIntoView({ block: "start", behavior: "instant" });
    }
  }

  customElements.define("kit-rehearsal", KitRehearsal);
})();
