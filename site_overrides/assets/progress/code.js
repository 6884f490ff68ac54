// Resume codes: what has been finished in one band as at most twenty signs, to be typed or read aloud.
//
// A code is a sign for the band, a sign for each four things that can be finished (in the order of a list that only
// grows; what is not finished at its end is left away) and two signs that check the others. The signs are 19, a prime,
// so that every one or two wrong signs and every two that changed places are found. Among them are no vowels, no D and
// no W: a Vietnamese keyboard would put marks on them. What looks like another sign is read as that one.
(function () {
  "use strict";
  const SIGNS = "23456789CFHKMNPRTVX";
  const LOOKS_LIKE = { B: "8", G: "6", S: "5", Z: "2" };
  const PRIME = 19;
  const FLAGS = 4; // in a sign
  const MOST = 17; // signs for flags

  /** The two signs that check the others; how many those are counts too, so that none can be left out. */
  function checks(values) {
    let once = values.length;
    let twice = 0;
    values.forEach((value, place) => {
      once += value * (place + 1);
      twice += value * (place + 1) * (place + 1);
    });
    return [once % PRIME, twice % PRIME];
  }

  window.kitCode = {
    /** How many things of a band a code can tell of. */
    room: MOST * FLAGS,

    /** Returns the code of a band, in groups of four signs; `finished` has a truth for each thing in the list. */
    write(band, finished) {
      const values = [band];
      finished.slice(0, MOST * FLAGS).forEach((done, place) => {
        if (!done) return;
        const sign = 1 + Math.floor(place / FLAGS);
        while (values.length <= sign) values.push(0);
        values[sign] += 1 << (place % FLAGS);
      });
      return values.concat(checks(values)).map((value) => SIGNS[value]).join("").match(/.{1,4}/g).join(" ");
    },

    /** Returns {band, finished: [place in the list, …]} of what was typed, or null where it is no code. */
    read(typed) {
      const letters = typed.normalize("NFC").toUpperCase().replace(/[\s.,–-]/g, "");
      const values = Array.from(letters, (letter) => SIGNS.indexOf(LOOKS_LIKE[letter] || letter));
      const told = values.slice(0, -2);
      const flags = told.slice(1);
      if (told.length < 1 || flags.length > MOST || values.some((value) => value < 0)) return null;
      if (checks(told).some((check, place) => check !== values[told.length + place])) return null;
      if (flags.some((value) => value >= 1 << FLAGS)) return null;
      const finished = [];
      flags.forEach((value, sign) => {
        for (let flag = 0; flag < FLAGS; flag += 1) if (value & (1 << flag)) finished.push(sign * FLAGS + flag);
      });
      return { band: told[0], finished };
    },
  };
})();
