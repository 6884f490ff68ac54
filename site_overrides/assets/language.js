// The other language opens at the same place: the section that is being read goes along as the link's hash.
(function () {
  "use strict";
  const links = document.querySelectorAll(".lang a");

  const TOP = 120; // pixels below the window's top where the part that is being read has begun

  /** The last part with an id that has begun. */
  function placeRead() {
    let read = "";
    for (const part of document.querySelectorAll("main section[id], main kit-question[id]")) {
      if (part.getBoundingClientRect().top < TOP) read = part.id;
    }
    return scrollY > 0 ? read : "";
  }

  for (const link of links) {
    const page = link.getAttribute("href");
    const follow = function () {
      const place = placeRead();
      link.setAttribute("href", place ? page + "#" + place : page);
    };
    link.addEventListener("pointerdown", follow);
    link.addEventListener("focus", follow);
    link.addEventListener("click", follow);
  }
})();
