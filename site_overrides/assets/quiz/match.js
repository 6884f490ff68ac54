// Joining: each row has taken a letter, or none yet.
(function () {
  "use strict";
  const players = (window.kitPlayers = window.kitPlayers || {});

  players.match = function (question, points) {
    const rows = Array.from(question.querySelectorAll(".rows > li"));
    const taken = (row) => row.querySelector("select").value;
    const isRight = (row) => taken(row) === row.dataset.right;
    return function () {
      const joined = rows.filter((row) => taken(row) !== "");
      const wrong = joined.filter((row) => !isRight(row));
      return {
        marks: joined.map((row) => [row, isRight(row)]),
        solved: rows.every(isRight),
        replies: wrong.map((row) => [String(rows.indexOf(row) + 1), points[rows.indexOf(row)]]),
      };
    };
  };
})();
