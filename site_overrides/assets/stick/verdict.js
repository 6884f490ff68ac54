// Judges a stick by its list: names and hashes in, a verdict out. Reads no file, touches no page.
window.kitVerdict = (function () {
  "use strict";
  const LIST = "SHA256SUMS";
  const PLAN = "bo/plan.json";
  const CATALOG = "bo/catalog.json";
  const ASIDE = [LIST, `${LIST}.sig`, PLAN];
  const PAGES = ["BAT-DAU", "GIAO-VIEN", "HOC-SINH", "KIEM-TRA", "DIEN-THONG-TIN", "HUONG-DAN", "BAN-GIAO"];
  const OURS = new Set(["bo", ...ASIDE, ...PAGES.map((name) => `${name}.html`)].map(plain));
  const LINE = /^([0-9a-f]{64}) {2}([\w.-]+(?:\/[\w.-]+)*)$/;
  const UP = /(?:^|\/)\.+(?:\/|$)/;
  const RUNS = /\.(exe|com|scr|pif|bat|cmd|vbs|vbe|js|jse|wsf|wsh|hta|lnk|msi|ps1|cpl|dll|jar|reg|inf|url)$/i;
  const UNSEEN = /^[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]+$/u;
  const LITTER = /(^|\/)(desktop\.ini|Thumbs\.db|\.DS_Store|\._[^/]*)$/i;

  // The hash of every listed path, or null where a line is not one of ours.
  function readList(text) {
    const lines = text.split("\n");
    if (lines.pop() !== "") return null; // cut short
    const listed = new Map();
    const seen = new Set();
    for (const line of lines) {
      const [, hash, path] = LINE.exec(line) || [];
      if (!hash || UP.test(path) || seen.has(path.toLowerCase())) return null;
      seen.add(path.toLowerCase());
      listed.set(path, hash);
    }
    return listed.size ? listed : null;
  }

  // What must be hashed of the files that are there: those listed, a school's own numbers, those of an older edition.
  function wanted(paths, list, catalog) {
    const listed = readList(list) || new Map();
    const told = new Set([...listed.keys(), ...localOf(catalog), ...leftoverOf(catalog).keys()]);
    return paths.filter((path) => told.has(path));
  }

  // `list` is the text of SHA256SUMS, null if there is none; `hashes` the hash of each path that was wanted.
  function judge({ paths, list, hashes, catalog, signature }) {
    const told = { verdict: "not-a-kit", signature };
    for (const kind of ["changed", "missing", "added", "intruder", "leftover", "local"]) told[kind] = [];
    told.own = 0;
    const there = new Set(paths);
    const listed = list === null ? null : readList(list);
    if (!listed) return { ...told, signature: "none", verdict: there.has(PLAN) ? "unfinished" : list === null ? "not-a-kit" : "unreadable" };
    for (const [path, hash] of listed) {
      if (!there.has(path)) told.missing.push(path);
      else if (hashes.get(path) !== hash) told.changed.push(path);
    }
    const others = paths.filter((path) => !listed.has(path) && !ASIDE.includes(path));
    const known = [...told.changed, ...told.missing].includes(CATALOG) ? null : catalog;
    sortOthers(others.filter((path) => path.startsWith("bo/")), hashes, known, told);
    sortRoot(others.filter((path) => !path.startsWith("bo/")), told);
    for (const kind of Object.values(told)) if (Array.isArray(kind)) kind.sort();
    const wrong = told.changed.length + told.missing.length + told.added.length + told.intruder.length;
    told.verdict = there.has(PLAN) ? "unfinished" : wrong || signature === "bad" ? "differs" : "same";
    return told;
  }

  function sortOthers(paths, hashes, catalog, told) {
    const local = localOf(catalog);
    const leftover = leftoverOf(catalog);
    for (const path of paths) {
      if (local.has(path)) told.local.push(path);
      else if (LITTER.test(path)) told.own += 1;
      else if (leftover.has(path) && leftover.get(path) === hashes.get(path)) told.leftover.push(path);
      else told.added.push(path);
    }
  }

  // At the root a folder counts as one, whatever lies in it.
  function sortRoot(paths, told) {
    const folders = new Set(paths.filter((path) => path.includes("/")).map((path) => path.split("/")[0]));
    for (const name of new Set(paths.map((path) => path.split("/")[0]))) {
      if ((folders.has(name) ? UNSEEN : RUNS).test(name)) told.intruder.push(name);
      else if (OURS.has(plain(name))) told.added.push(name);
      else told.own += 1;
    }
  }

  function localOf(catalog) {
    return new Set(catalog && Array.isArray(catalog.local) ? catalog.local : []);
  }

  function leftoverOf(catalog) {
    const told = (catalog && catalog.leftover) || {};
    return new Map(Object.entries(told));
  }

  function plain(name) {
    return name.normalize("NFC").toUpperCase().toLowerCase();
  }

  return { LIST, readList, wanted, judge };
})();
