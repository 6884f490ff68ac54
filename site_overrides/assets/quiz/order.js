// Putting in order: buttons move a thing up or down, a mouse or a finger drags it. The things round it are moved, not the
// thing itself, so that it keeps the focus and the finger.
(function () {
  "use strict";
  const players = (window.kitPlayers = window.kitPlayers || {});

  players.order = function (question, points, changed) {
    const list = question.querySelector(".order");
    const told = question.querySelector(".moved");
    const things = () => Array.from(list.children);
    const mixed = things();
    let moved = mixed;
    let touched = false;

    /** Moves a thing by one place, and says whether there was one. */
    function move(thing, up) {
      const other = up ? thing.previousElementSibling : thing.nextElementSibling;
      if (!other) return false;
      list.insertBefore(other, up ? thing.nextElementSibling : thing);
      touched = true;
      changed();
      return true;
    }

    function tell(thing) {
      const words = thing.querySelector(".words").textContent;
      told.textContent = things().indexOf(thing) + 1 + ". " + words;
    }

    list.addEventListener("click", function (event) {
      const button = event.target.closest(".move");
      if (!button) return;
      const thing = button.closest("li");
      move(thing, button.dataset.move === "up");
      tell(thing);
    });

    list.addEventListener("pointerdown", function (event) {
      const thing = event.target.closest("li");
      const byFinger = event.pointerType !== "mouse" && !event.target.closest(".grip");
      if (!thing || event.button || byFinger || event.target.closest("button")) return;
      event.preventDefault();
      thing.setPointerCapture(event.pointerId);
      thing.classList.add("held");
      thing.addEventListener("pointermove", drag);
      thing.addEventListener("pointerup", drop);
      thing.addEventListener("pointercancel", drop);
    });

    // paper asks anew: it shows the things as they were mixed, not as they have been put
    addEventListener("beforeprint", function () {
      moved = things();
      list.append(...mixed);
    });
    addEventListener("afterprint", function () {
      list.append(...moved);
    });

    function middle(thing) {
      const box = thing.getBoundingClientRect();
      return box.top + box.height / 2;
    }

    function drag(event) {
      const thing = event.currentTarget;
      const above = thing.previousElementSibling;
      const below = thing.nextElementSibling;
      if (above && event.clientY < middle(above)) move(thing, true);
      else if (below && event.clientY > middle(below)) move(thing, false);
    }

    function drop(event) {
      const thing = event.currentTarget;
      thing.classList.remove("held");
      thing.removeEventListener("pointermove", drag);
      thing.removeEventListener("pointerup", drop);
      thing.removeEventListener("pointercancel", drop);
      tell(thing);
    }

    return function () {
      if (!touched) return { marks: [] };
      const now = things();
      const wrong = now.findIndex((thing, place) => Number(thing.dataset.place) !== place);
      if (wrong < 0) return { marks: now.map((thing) => [thing, true]), solved: true, replies: [] };
      const early = points[Number(now[wrong].dataset.place)];
      return {
        marks: now.slice(0, wrong + 1).map((thing, place) => [thing, place < wrong]),
        solved: false,
        // where even the first thing is another, it is also said why the first comes first
        replies: (wrong ? [early] : [early, points[0]]).map((point) => ["", point]),
      };
    };
  };
})();
