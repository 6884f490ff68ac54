// Spotting clues: which words of what is pretended are ticked.
(function () {
  "use strict";
  const players = (window.kitPlayers = window.kitPlayers || {});

  players.clue = function (question, points) {
    const clues = Array.from(question.querySelectorAll(".clue"));
    const isRight = (clue) => "right" in clue.dataset;
    return function () {
      const ticked = clues.filter((clue) => clue.querySelector("input").checked);
      return {
        marks: ticked.map((clue) => [clue, isRight(clue)]),
        solved: clues.every((clue) => isRight(clue) === ticked.includes(clue)),
        replies: ticked.map((clue) => [
          clue.textContent.trim(),
          points.find((point) => point.dataset.clue === clue.dataset.clue),
        ]),
      };
    };
  };
})();
