// The page KIEM-TRA: a picked folder is read and judged, and what was found is shown in the words that stand in the page.
(function () {
  "use strict";
  const { LIST, readList, wanted, judge } = window.kitVerdict;
  const { CATALOG, filesOf, textOf, jsonOf, hashAll, checkSignature } = window.kitReading;
  const LISTS = ["changed", "missing", "added", "intruder", "leftover", "local"];
  const find = (css) => document.querySelector(css);
  const outcome = find("#outcome");
  const comparison = find("#comparison");
  let here = null;

  const pickers = "webkitdirectory" in find("#stick");
  if (!pickers || !window.crypto || !crypto.subtle || !Blob.prototype.arrayBuffer) return;
  document.documentElement.classList.add("able");
  find("#by-hand").open = false;
  find("#stick").addEventListener("change", (event) => check(event.target));
  find("#other-stick").addEventListener("change", (event) => compareFolder(event.target));
  find("#other-catalog").addEventListener("change", (event) => compareCatalog(event.target));

  async function check(input) {
    if (!input.files.length) return;
    input.disabled = true;
    outcome.hidden = comparison.hidden = find("#compared").hidden = true;
    find("#reading").hidden = false;
    const files = filesOf(input);
    const paths = [...files.keys()];
    const list = await textOf(files.get(LIST)).catch(() => "");
    const catalog = await jsonOf(files.get(CATALOG));
    const hashes = await hashAll(files, list === null ? [] : wanted(paths, list, catalog), showProgress);
    const signed = list === null ? { signature: "none", fingerprint: "" } : await checkSignature(files.get(LIST), files.get(`${LIST}.sig`));
    const told = judge({ paths, list, hashes, catalog, signature: signed.signature });
    const listed = list && readList(list);
    here = catalog && { catalog, listed };
    find("#reading").hidden = true;
    input.disabled = false;
    input.value = ""; // the same folder can be picked again
    showOutcome(told, signed.fingerprint, hashes, catalog, listed);
  }

  function showProgress(done, all) {
    find("#reading progress").max = all;
    find("#reading progress").value = done;
    fill(find("#reading"), { done, all });
    if (done === 1 || done === all || done % 250 === 0) fill(find("#progress-said"), { done, all });
  }

  function showOutcome(told, fingerprint, hashes, catalog, listed) {
    const judged = ["same", "differs", "unfinished"].includes(told.verdict);
    const facts = new Set([told.verdict, ...LISTS.filter((kind) => told[kind].length)]);
    if (judged) facts.add("judged").add(`signature-${told.signature}`);
    const wrong = told.changed.length + told.missing.length + told.added.length + told.intruder.length;
    if (wrong) facts.add("wrong");
    if (told.own) facts.add("own");
    if ([...hashes.values()].includes(null)) facts.add("unread");
    const known = find("#known-key").textContent.trim();
    if (fingerprint && /^([0-9A-F]{4} ?){8}$/.test(known)) facts.add(known === fingerprint ? "key-known" : "key-other");
    if (catalog && judged) for (const name of namesOf(catalog)) facts.add(name);
    outcome.hidden = false;
    show(outcome, facts);
    for (const kind of LISTS) showList(kind, told[kind], kind === "local" ? hashes : null);
    fill(outcome, { fingerprint, wrong, own: told.own, all: listed && listed.size, ...(catalog && { version: catalog.version, date: catalog.date }) });
    find("output").dataset.verdict = JSON.stringify(told);
    comparison.hidden = !here || !judged;
    outcome.focus();
  }

  function namesOf(catalog) {
    const names = ["editions", "bands", "languages"].flatMap((part) => (Array.isArray(catalog[part]) ? catalog[part] : []));
    return catalog.phone ? [...names, "phone"] : names;
  }

  function showList(kind, paths, hashes) {
    const place = outcome.querySelector(`[data-list=${kind}]`);
    const rows = paths.map((path) => {
      const row = document.createElement("li");
      row.append(Object.assign(document.createElement("code"), { textContent: visible(path) }));
      if (hashes) row.append(" ", Object.assign(document.createElement("small"), { textContent: hashes.get(path) || "" }));
      return row;
    });
    place.querySelector("ul").replaceChildren(...rows);
    fill(place, { count: paths.length });
  }

  // What cannot be seen in a name is shown by its number.
  function visible(path) {
    return path.replace(/(?! )[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]|^ +$/gu, (letters) =>
      Array.from(letters, (letter) => `[U+${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`).join(""));
  }

  async function compareFolder(input) {
    if (!input.files.length) return;
    const files = filesOf(input);
    const list = await textOf(files.get(LIST)).catch(() => null);
    const catalog = await jsonOf(files.get(CATALOG) || files.get("catalog.json"));
    showComparison(catalog, list && readList(list));
    input.value = "";
  }

  async function compareCatalog(input) {
    if (!input.files.length) return;
    showComparison(await jsonOf(input.files[0]), null);
    input.value = "";
  }

  function showComparison(catalog, listed) {
    const place = find("#compared");
    const told = catalog && catalog.id ? window.kitComparison.compare(here, { catalog, listed }) : { newer: "unknown", only: {}, recalled: {}, files: null };
    const facts = new Set([`newer-${told.newer}`]);
    for (const side of ["here", "there"]) {
      for (const name of told.only[side] || []) facts.add(`only-${side}`).add(`${side}-${name}`);
      if (told.recalled[side]) facts.add(`recalled-${side}`);
    }
    if (told.files !== null) facts.add(told.files ? "files-differ" : "files-same");
    place.hidden = false;
    show(place, facts);
    fill(place, { here: here.catalog.date, there: catalog && catalog.date, mine: here.catalog.version, theirs: catalog && catalog.version, files: told.files });
    for (const side of ["here", "there"]) {
      const reason = told.recalled[side] || {};
      for (const slot of place.querySelectorAll(`[data-reason=${side}]`)) slot.textContent = reason[slot.lang || "vi"] || "";
    }
    find("output").dataset.comparison = JSON.stringify(told);
    place.focus();
  }

  // Of all that a place may say, show what is so.
  function show(place, facts) {
    for (const part of place.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").some((name) => facts.has(name));
  }

  function fill(place, values) {
    for (const slot of place.querySelectorAll("[data-fill]")) {
      const value = values[slot.dataset.fill];
      if (value !== undefined && value !== null) slot.textContent = asWritten(String(value), slot.closest("[lang]").lang);
    }
  }

  // An ISO date as people of the language write it; anything else as it is.
  function asWritten(text, language) {
    const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) || [];
    if (!year) return text;
    if (language === "vi") return `${day}/${month}/${year}`;
    return new Date(`${text}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  }
})();
