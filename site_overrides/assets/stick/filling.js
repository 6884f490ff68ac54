// The page DIEN-THONG-TIN: what is typed shows on the card, and is saved as `local.js` or written into a picked stick.
(function () {
  "use strict";
  const { write, read } = window.kitNumbers;
  const PLACE = /^bo\/[\w.-]+\/(?:teacher|pupil)\/local\.js$/;
  const find = (css) => document.querySelector(css);
  const inputs = Array.from(document.querySelectorAll("[data-slot]"));
  document.documentElement.classList.add("able");

  for (const input of inputs) input.addEventListener("input", showCard);
  find("#save").addEventListener("click", save);
  find("#print").addEventListener("click", () => window.print());
  find("#load").addEventListener("change", (event) => load(event.target));
  if (window.showDirectoryPicker) {
    find("#everywhere").hidden = false;
    find("#write").addEventListener("click", writeEverywhere);
  }
  showCard();

  function text() {
    const values = {};
    for (const input of inputs) values[input.dataset.slot] = input.value;
    return write(find("#form").textContent, values);
  }

  function showCard() {
    for (const input of inputs) {
      const blank = find(`[data-blank="${input.dataset.slot}"]`);
      blank.textContent = input.value.trim();
      blank.classList.toggle("filled", Boolean(blank.textContent));
    }
  }

  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text()], { type: "text/javascript" }));
    link.download = "local.js";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    say("saved");
  }

  async function load(input) {
    if (!input.files.length) return;
    const values = read(new TextDecoder().decode(await input.files[0].arrayBuffer()));
    input.value = "";
    if (!values) return say("unreadable");
    for (const slot of inputs) slot.value = values[slot.dataset.slot] || "";
    showCard();
    say("loaded");
    return inputs[0].focus();
  }

  // Only where the stick's own catalog says that such a file belongs.
  async function writeEverywhere() {
    try {
      const stick = await window.showDirectoryPicker({ mode: "readwrite" });
      const told = await (await open(stick, "bo/catalog.json", false)).getFile();
      const places = JSON.parse(await told.text()).local.filter((path) => PLACE.test(path));
      for (const path of places) {
        const stream = await (await open(stick, path, true)).createWritable();
        await stream.write(text());
        await stream.close();
      }
      say(places.length ? "written" : "unwritten");
    } catch (fault) {
      if (fault.name !== "AbortError") say("unwritten"); // who closes the picker has changed their mind
    }
  }

  async function open(folder, path, create) {
    const parts = path.split("/");
    const name = parts.pop();
    let place = folder;
    for (const part of parts) place = await place.getDirectoryHandle(part);
    return place.getFileHandle(name, { create });
  }

  function say(what) {
    for (const part of document.querySelectorAll("#said [data-when]")) part.hidden = part.dataset.when !== what;
  }
})();
