// Totals of a class, as a code to carry home: which lesson, which options were right, and how many chose each of them
// before and after. A value without a page; nothing in it says whose totals they are.
//
// A code is three signs for the lesson's place in the list of ids, which only grows, two for how many options there were
// and which were right, three for each two counts, and two that check the others, as in resume codes. Their weights are
// 1 to 18, so a code has at most 17 signs before them: of more than four options only right and not right are counted.
(function () {
  "use strict";
  const SIGNS = "23456789CFHKMNPRTVX";
  const LOOKS_LIKE = { B: "8", G: "6", S: "5", Z: "2" };
  const PRIME = 19;
  const MOST = 60; // that choose one option: a large class
  const PAIRED = 82; // counts are less than this, also folded ones: two of them fit into three signs
  const FEWEST = 10; // votes, before and after, of which nobody can tell who gave them
  const LETTERS = 4;
  const LESSONS = PRIME * PRIME * PRIME;

  const sum = (counts) => counts.reduce((all, count) => all + count, 0);
  const counts = (vote) => Array.isArray(vote) && vote.every((count) => Number.isInteger(count) && count >= 0 && count < PAIRED);

  function checks(values) {
    let once = values.length;
    let twice = 0;
    values.forEach((value, place) => {
      once += value * (place + 1);
      twice += value * (place + 1) * (place + 1);
    });
    return [once % PRIME, twice % PRIME];
  }

  /** The signs of a number, as many as are wanted. */
  function split(number, wanted) {
    const signs = [];
    for (let left = number; signs.length < wanted; left = Math.floor(left / PRIME)) signs.unshift(left % PRIME);
    return signs;
  }

  const join = (signs) => signs.reduce((number, sign) => number * PRIME + sign, 0);

  /** The same totals with no more options than a code has room for. */
  function folded(told) {
    if (told.right.length <= LETTERS) return told;
    const of = (vote, right) => sum(vote.filter((count, place) => told.right[place] === right));
    const fold = (vote) => [of(vote, true), of(vote, false)];
    return { lesson: told.lesson, right: [true, false], before: fold(told.before), after: fold(told.after) };
  }

  window.kitTally = {
    MOST, FEWEST, sum,

    /** Whether some totals may leave the room: there are enough votes, before and after. */
    large: (before, after) => Math.min(sum(before), sum(after)) >= FEWEST,

    /** The percentage of votes for right options. */
    share: (vote, right) => Math.round((100 * sum(vote.filter((count, place) => right[place]))) / sum(vote)),

    /**
     * Returns the code of {lesson: place in the list, right: [truths], before: [counts], after: [counts]} in groups of
     * four signs, "" where there is none: too few votes, or more than a code can hold.
     */
    write(given) {
      const told = folded(given);
      const options = told.right.length;
      const whole = told.lesson < LESSONS && options > 1 && counts(told.before) && counts(told.after);
      if (!whole || told.before.length !== options || told.after.length !== options) return "";
      if (!this.large(told.before, told.after)) return "";
      const mask = told.right.reduce((bits, right, place) => bits + (right ? 1 << place : 0), 1 << options);
      const all = told.before.concat(told.after);
      const values = split(told.lesson, 3).concat(split(mask, 2));
      for (let place = 0; place < all.length; place += 2) values.push(...split(all[place] * PAIRED + all[place + 1], 3));
      return values.concat(checks(values)).map((value) => SIGNS[value]).join("").match(/.{1,4}/g).join(" ");
    },

    /** Returns what was written, as `write` takes it, or null where what was typed is no code. */
    read(typed) {
      const letters = typed.normalize("NFC").toUpperCase().replace(/[\s.,–-]/g, "");
      const values = Array.from(letters, (letter) => SIGNS.indexOf(LOOKS_LIKE[letter] || letter));
      const told = values.slice(0, -2);
      const options = Math.floor(Math.log2(join(told.slice(3, 5))));
      if (values.some((value) => value < 0) || told.length < 5 || options < 2 || options > LETTERS) return null;
      if (checks(told).some((check, place) => check !== values[told.length + place]) || told.length !== 5 + 3 * options) return null;
      const mask = join(told.slice(3, 5));
      const all = [];
      for (let place = 5; place < told.length; place += 3) {
        const pair = join(told.slice(place, place + 3));
        all.push(Math.floor(pair / PAIRED), pair % PAIRED);
      }
      const right = Array.from({ length: options }, (_, place) => (mask & (1 << place)) > 0);
      const [before, after] = [all.slice(0, options), all.slice(options)];
      if (!counts(all) || !right.includes(true) || !this.large(before, after)) return null;
      return { lesson: join(told.slice(0, 3)), right, before, after };
    },
  };
})();
