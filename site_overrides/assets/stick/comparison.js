// Compares two kits by their catalogs: which is newer, what only one of them has, whether one was recalled.
window.kitComparison = (function () {
  "use strict";
  const PARTS = ["editions", "bands", "languages"];

  // Each side is {catalog, listed}; `listed` is what kitVerdict.readList gave, null where only a catalog is known.
  function compare(here, there) {
    if (here.catalog.id !== there.catalog.id) return { newer: "other-kit", only: {}, files: null, recalled: {} };
    const order = inOrder(here.catalog, there.catalog);
    return {
      newer: order > 0 ? "here" : order < 0 ? "there" : "none",
      only: { here: lacking(here.catalog, there.catalog), there: lacking(there.catalog, here.catalog) },
      files: here.listed && there.listed ? differing(here, there) : null,
      recalled: {
        here: order <= 0 ? recall(there.catalog, here.catalog) : null,
        there: order >= 0 ? recall(here.catalog, there.catalog) : null,
      },
    };
  }

  function inOrder(one, other) {
    const [first, second] = [one, other].map((catalog) => String(catalog.date));
    if (first !== second) return first > second ? 1 : -1;
    const [mine, theirs] = [one, other].map((catalog) => String(catalog.version).split(".").map(Number));
    for (let part = 0; part < Math.max(mine.length, theirs.length); part += 1) {
      const step = (mine[part] || 0) - (theirs[part] || 0);
      if (step) return Math.sign(step);
    }
    return 0;
  }

  function lacking(one, other) {
    const names = PARTS.flatMap((part) => listOf(one[part]).filter((name) => !listOf(other[part]).includes(name)));
    return one.phone && !other.phone ? [...names, "phone"] : names;
  }

  // How many files have other bytes, or are in one list alone, wherever the folder of the edition stands.
  function differing(here, there) {
    const [mine, theirs] = [here, there].map(({ catalog, listed }) => {
      const folder = `${catalog.folder}/`;
      const start = folder.startsWith("bo/") ? folder : `bo/${folder}`;
      return new Map([...listed].map(([path, hash]) => [path.startsWith(start) ? `bo/*/${path.slice(start.length)}` : path, hash]));
    });
    const paths = new Set([...mine.keys(), ...theirs.keys()]);
    paths.delete("bo/catalog.json");
    return [...paths].filter((path) => mine.get(path) !== theirs.get(path)).length;
  }

  function recall(newer, older) {
    return listOf(newer.recalled).find((told) => told && told.date === older.date) || null;
  }

  function listOf(value) {
    return Array.isArray(value) ? value : [];
  }

  return { compare };
})();
