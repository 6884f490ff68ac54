// A short answer: what is typed is compared with the spellings that are known; what does not count, the author says.
(function () {
  "use strict";
  const players = (window.kitPlayers = window.kitPlayers || {});

  /** Does what `fold_answer` in content/questions/short.py does. */
  function fold(text, ignore) {
    let folded = text.normalize("NFC").trim().replace(/\s+/g, " ");
    if (ignore.includes("case")) folded = folded.toLowerCase();
    if (ignore.includes("spaces")) folded = folded.replace(/ /g, "");
    if (ignore.includes("marks")) {
      folded = folded.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/\u0110/g, "D");
    }
    return folded;
  }

  players.short = function (question, points) {
    const field = question.querySelector("input");
    return function () {
      const typed = fold(field.value, field.dataset.ignore.split(" "));
      if (!typed) return { marks: [] };
      const known = points.find((point) => point.dataset.spellings.split("|").includes(typed));
      const point = known || points.find((point) => !point.dataset.spellings);
      const solved = !!known && known.classList.contains("right");
      return { marks: [[field.closest(".short"), solved]], solved, replies: point ? [["", point]] : [] };
    };
  };
})();
