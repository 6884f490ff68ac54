// Choosing: which options are ticked.
(function () {
  "use strict";
  const players = (window.kitPlayers = window.kitPlayers || {});

  players.choice = function (question, points) {
    const options = Array.from(question.querySelectorAll(".option"));
    const isRight = (option) => "right" in option.dataset;
    return function () {
      const chosen = options.filter((option) => option.querySelector("input").checked);
      return {
        marks: chosen.map((option) => [option, isRight(option)]),
        solved: options.every((option) => isRight(option) === chosen.includes(option)),
        replies: chosen.map((option) => [
          chosen.length > 1 ? option.querySelector("b").textContent : "",
          points[options.indexOf(option)],
        ]),
      };
    };
  };
})();
