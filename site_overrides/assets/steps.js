// The rail of a lesson: marks the step being read; on a narrow screen it folds into one line that names it.
(function () {
  "use strict";

  class KitSteps extends HTMLElement {
    connectedCallback() {
      this.details = this.querySelector("details");
      this.name = this.querySelector("summary span");
      this.links = Array.from(this.querySelectorAll("a"));
      this.narrow = matchMedia("(max-width: 900px)");
      this.fold();
      this.narrow.addEventListener("change", () => this.fold());
      this.addEventListener("click", (event) => {
        if (this.narrow.matches && event.target.closest("a")) this.details.open = false;
      });
      const watcher = new IntersectionObserver(() => this.mark(), { rootMargin: "-30% 0px -60% 0px" });
      for (const link of this.links) {
        const step = document.querySelector(link.hash);
        if (step) watcher.observe(step);
      } // the watcher marks the first step as soon as the page has been laid out; asking now would lay it out twice
    }

    fold() {
      this.details.open = !this.narrow.matches;
    }

    mark() {
      const reached = this.links.filter((link) => {
        const step = document.querySelector(link.hash);
        return step && step.getBoundingClientRect().top < innerHeight * 0.4;
      });
      const current = reached[reached.length - 1] || this.links[0];
      for (const link of this.links) {
        link.classList.toggle("done", reached.includes(link) && link !== current);
        if (link === current) link.setAttribute("aria-current", "step");
        else link.removeAttribute("aria-current");
      }
      if (current) this.name.textContent = current.dataset.fold;
    }
  }

  customElements.define("kit-steps", KitSteps);
})();
