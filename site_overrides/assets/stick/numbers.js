// A school's own numbers as the text of `local.js`: written so that nothing breaks out, read without running it.
window.kitNumbers = (function () {
  "use strict";
  const ENTRY = /^(\s*"([\w-]+)": )""(,?)$/gm;
  const GAP = /(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/y;
  const PAIR = /(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|([\w$]+))\s*:\s*(?:"((?:[^"\\\n]|\\[^])*)"|'((?:[^'\\\n]|\\[^])*)')/y;
  const COMMA = /,/y;
  const PLAIN = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v", 0: "", "\n": "" };

  // `form` is the empty file as it stands in a kit, `values` a text for each of its names.
  function write(form, values) {
    return form.replace(ENTRY, (line, start, name, comma) => `${start}${quoted(values[name] || "")}${comma}`);
  }

  function quoted(text) {
    const line = text.replace(/\s+/g, " ").trim();
    return JSON.stringify(line).replace(/[<\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  }

  // The texts by their names, or null if the file does not say `window.kitLocal = {"name": "text", …}`.
  function read(text) {
    const start = /^\s*window\.kitLocal\s*=\s*\{/m.exec(text);
    if (!start) return null;
    const values = {};
    let place = start.index + start[0].length;
    const take = (pattern) => {
      pattern.lastIndex = place;
      const found = pattern.exec(text);
      if (found) place = pattern.lastIndex;
      return found;
    };
    for (;;) {
      take(GAP);
      if (text[place] === "}") return values;
      const pair = take(PAIR);
      if (!pair) return null;
      const [name, value] = [pair.slice(1, 4), pair.slice(4)].map((ways) => ways.find((way) => way !== undefined));
      values[meant(name)] = meant(value);
      take(GAP);
      if (!take(COMMA) && text[place] !== "}") return null;
    }
  }

  // What a text between quotes means.
  function meant(written) {
    return written.replace(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([^]))/g, (whole, long, short, letter) =>
      letter === undefined ? String.fromCharCode(parseInt(long || short, 16)) : letter in PLAIN ? PLAIN[letter] : letter);
  }

  return { write, read };
})();
