// The pages that show progress: what is finished and what comes next, resume codes given and taken, the picture under
// which somebody's progress is kept, and clearing. In a phone file only the first two are there.
(function () {
  "use strict";
  const progress = window.kitProgress;
  const code = window.kitCode;
  const main = document.querySelector(".kind-progress, .kind-certificate");
  if (!main) return;
  const all = (css) => Array.from(main.querySelectorAll(css));
  const tickets = all(".ticket");
  let told = null;

  const fill = (words, facts) => words.replace(/{(\w+)}/g, (field, name) => facts[name]);

  // What is finished

  /** The first thing to do in the band where most was done, as far as there is one. */
  function findNext(done) {
    const bands = all(".reached").map((band) => Array.from(band.querySelectorAll("[data-goal]")));
    const begun = bands.map((goals) => [goals, goals.filter((goal) => done.has(goal.dataset.goal)).length]);
    const open = begun.filter(([goals, number]) => number > 0 && number < goals.length).sort((one, other) => other[1] - one[1]);
    return open.length ? open[0][0].find((goal) => !done.has(goal.dataset.goal)) : null;
  }

  function showGoals(done) {
    for (const goal of all("[data-goal]")) goal.classList.toggle("is-done", done.has(goal.dataset.goal));
    for (const band of all(".reached")) {
      const number = band.querySelectorAll(".is-done").length;
      band.querySelector(".count").textContent = number;
      if (!told && all(".is-done").length) band.open = number > 0;
    }
  }

  function showOnwards(done) {
    const some = all(".is-done").length > 0;
    const next = some ? findNext(done) : null;
    const state = next ? "next" : some ? "all" : "none";
    for (const element of all("[data-onwards]")) {
      element.hidden = element.dataset.onwards === "some" ? !some : element.dataset.onwards !== state;
    }
    const link = main.querySelector("a[data-onwards=next]");
    if (link && next) {
      link.textContent = next.dataset.title;
      link.setAttribute("href", next.getAttribute("href"));
    }
  }

  // The certificate

  const LINES = 12; // that one sheet holds, in two columns
  const FEW = 5; // that stand below each other in large type

  function showCertificate() {
    let shown = 0;
    for (const line of all(".finished > li")) {
      const goals = Array.from(line.querySelectorAll("[data-goal]"));
      for (const goal of goals) goal.hidden = !goal.classList.contains("is-done");
      const earned = goals.some((goal) => !goal.hidden);
      shown += earned ? 1 : 0;
      line.hidden = !earned || shown > LINES;
    }
    const further = main.querySelector(".further");
    if (!further) return;
    main.querySelector(".finished").classList.toggle("many", shown > FEW);
    further.hidden = shown <= LINES;
    further.textContent = fill(further.dataset.words, { number: shown - LINES });
  }

  // Resume codes

  const keysOf = (ticket) => ticket.dataset.keys.split(" ");

  function showCodes(done) {
    for (const ticket of tickets) {
      const finished = keysOf(ticket).map((key) => done.has(key));
      ticket.hidden = !finished.includes(true);
      ticket.querySelector(".signs").textContent = code.write(Number(ticket.dataset.number), finished);
      const full = ticket.querySelector(".full");
      if (!full) continue;
      full.hidden = !finished.slice(code.room).includes(true);
      full.textContent = fill(full.dataset.words, { number: code.room });
    }
  }

  /** What a code says, in sentences; what can be kept of it is kept. */
  function take(typed, words) {
    if (!typed.trim()) return [words.empty];
    const read = code.read(typed);
    if (!read) return [words.wrong];
    const ticket = tickets.find((one) => Number(one.dataset.number) === read.band);
    if (!ticket) return [words.other];
    const keys = keysOf(ticket);
    const finished = read.finished.map((place) => keys[place] || "-").filter((key) => key !== "-");
    const left = read.finished.length - finished.length;
    if (finished.length) progress.wish({ finished });
    const facts = { band: ticket.querySelector(".name").textContent, number: finished.length };
    return [fill(words.taken, facts), ...(left ? [fill(words.left, { number: left })] : [])];
  }

  function listenForCodes(form) {
    const field = form.querySelector("input");
    const received = form.querySelector(".received");
    // not "submit", which a frame without rights forbids; Enter presses the button, too
    form.querySelector("button").addEventListener("click", function (event) {
      event.preventDefault();
      received.replaceChildren();
      for (const sentence of take(field.value, received.dataset)) {
        const line = document.createElement("p");
        line.textContent = sentence;
        received.append(line);
      }
    });
  }

  // Pictures

  function draw(badge, picture) {
    const [animal, colour] = picture.split("-");
    badge.dataset.colour = colour;
    badge.querySelector(".shape").setAttribute("href", "#shape-" + colour);
    badge.querySelector(".animal").setAttribute("href", "#animal-" + animal);
  }

  function makeButton(picture, like) {
    const button = document.createElement("button");
    const badge = like.cloneNode(true);
    const name = document.createElement("span");
    badge.classList.remove("large");
    draw(badge, picture);
    name.textContent = progress.nameOf(picture);
    button.type = "button";
    button.className = "picture";
    button.dataset.choose = picture;
    button.append(badge, name);
    return button;
  }

  function showPictures(chooser) {
    const used = chooser.querySelector(".used");
    const row = used.querySelector(".buttons");
    const chosen = told.picture;
    for (const button of row.querySelectorAll("button:not(.none)")) {
      if (!told.pictures.includes(button.dataset.choose)) button.remove();
    }
    for (const picture of told.pictures.filter((name) => name !== "")) {
      if (!row.querySelector(`[data-choose="${picture}"]`)) row.append(makeButton(picture, chooser.querySelector("form .chosen .badge")));
    }
    used.hidden = row.children.length < 2;
    for (const button of row.children) button.setAttribute("aria-pressed", String(button.dataset.choose === chosen));
    const badge = main.querySelector(".here .badge");
    if (chosen) draw(badge, chosen);
    badge.toggleAttribute("hidden", !chosen);
    preview(chooser);
  }

  function picked(chooser) {
    const value = (name) => chooser.querySelector(`input[name=${name}]:checked`).value;
    return value("animal") + "-" + value("colour");
  }

  function preview(chooser) {
    const picture = picked(chooser);
    draw(chooser.querySelector(".chosen .badge"), picture);
    chooser.querySelector(".chosen .name").textContent = progress.nameOf(picture);
    chooser.querySelector(".taken").hidden = !told || !told.pictures.includes(picture) || told.picture === picture;
  }

  function listenForPictures(chooser) {
    chooser.addEventListener("change", () => preview(chooser));
    chooser.addEventListener("click", function (event) {
      const button = event.target.closest("button");
      if (!button) return;
      event.preventDefault();
      progress.wish({ picture: button.type === "submit" ? picked(chooser) : button.dataset.choose });
    });
    preview(chooser);
  }

  // Clearing

  function listenForClearing(place) {
    const sure = place.querySelector(".sure");
    const ask = place.querySelector("[data-ask]");
    const cleared = place.querySelector(".cleared");
    const open = function (opened) {
      sure.hidden = !opened;
      ask.hidden = opened;
    };
    ask.addEventListener("click", function () {
      cleared.textContent = "";
      open(true);
      sure.querySelector("p").focus(); // not a button: Enter may still be held down
    });
    place.querySelector("[data-leave]").addEventListener("click", function () {
      open(false);
      ask.focus();
    });
    place.querySelector("[data-clear]").addEventListener("click", function () {
      progress.wish({ clear: true });
      open(false);
      cleared.textContent = cleared.dataset.words;
      cleared.focus();
    });
  }

  all(".take").forEach(listenForCodes);
  all("kit-pictures").forEach(listenForPictures);
  all("kit-clear").forEach(listenForClearing);
  for (const button of all("[data-print]")) button.addEventListener("click", () => print());
  progress.told(function (news) {
    const done = new Set(news.done);
    showGoals(done);
    told = news;
    showOnwards(done);
    showCertificate();
    showCodes(done);
    all("kit-pictures").forEach(showPictures);
  });
})();
