// Search: loads the index of this language when first asked, folds the query as the index is folded, ranks exact
// spelling first. Of a large index it loads only the shards that hold the letters a query begins its words with.
// All words it shows stand in the page.
(function () {
  "use strict";

  const MOST = 10;
  const EXACT = 2; // how much more a word weighs that is spelled as it was typed
  const PHRASE = 40;
  const DISTRESS = 1000; // each letter of a cry for help weighs more than all lessons

  let index = null;
  const here = {}; // the shards that are loaded, by number; 0 is the index itself
  const asked = {};
  let waiting = [];
  window.kitSearch = function (loaded, shard) {
    if (shard) Object.assign(index.words, loaded);
    else index = loaded;
    here[shard || 0] = true;
    const ready = waiting;
    waiting = [];
    ready.forEach((go) => go());
  };

  /** As `fold` in lessonkit/website/search.py: lower case, no marks, d for đ, i for y. */
  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/y/g, "i");
  }

  function wordsOf(text) {
    return text.toLowerCase().normalize("NFC").match(/[\p{L}\p{N}_]+/gu) || [];
  }

  /** Adds to `scores` what a word gives each page; the last word typed may be the beginning of one. */
  function weigh(word, beginning, scores) {
    const folded = fold(word);
    const typedMarks = word !== folded;
    const found = new Map();
    for (const candidate of Object.keys(index.words)) {
      const whole = candidate === folded;
      if (!whole && !(beginning && candidate.startsWith(folded))) continue;
      for (const [spelling, postings] of Object.entries(index.words[candidate])) {
        const exact = typedMarks && spelling.startsWith(word) ? EXACT : 1;
        for (let at = 0; at < postings.length; at += 2) {
          const weight = postings[at + 1] * exact * (whole ? 1 : 0.5);
          found.set(postings[at], Math.max(found.get(postings[at]) || 0, weight));
        }
      }
    }
    found.forEach((weight, page) => scores.set(page, (scores.get(page) || []).concat(weight)));
  }

  /** How much of a cry for help a query is, to a page: the letters of the longest of its phrases that the query says. */
  function distress(page, phrase) {
    const said = index.pages[page][5].filter((cry) => ` ${phrase} `.includes(` ${cry} `));
    return DISTRESS * Math.max(0, ...said.map((cry) => cry.length));
  }

  function find(query) {
    const words = wordsOf(query);
    const scores = new Map();
    words.forEach((word, number) => weigh(word, number === words.length - 1, scores));
    const phrase = words.map(fold).join(" ");
    return index.pages
      .map((shown, page) => {
        const weights = scores.get(page) || [];
        const sum = weights.reduce((total, weight) => total + weight, 0);
        const all = weights.length === words.length ? 1 : 0.1;
        const whole = weights.length && shown[4].includes(phrase) ? PHRASE : 0;
        return { page, score: sum * all + whole + distress(page, phrase) };
      })
      .filter((result) => result.score)
      .sort((one, other) => other.score - one.score || one.page - other.page)
      .slice(0, MOST)
      .map((result) => index.pages[result.page]);
  }

  class KitSearch extends HTMLElement {
    connectedCallback() {
      this.input = this.querySelector("input");
      this.box = this.querySelector(".search-results");
      this.list = this.querySelector("ul");
      this.status = this.querySelector("[role=status]");
      this.input.addEventListener("focus", () => this.load(""));
      this.input.addEventListener("input", () => this.load(this.input.value, () => this.show()));
      this.querySelector("button").addEventListener("click", (event) => {
        event.preventDefault();
        const first = this.list.querySelector("a");
        if (first) first.click();
      });
      this.addEventListener("keydown", (event) => this.move(event));
      this.addEventListener("focusout", (event) => {
        if (!this.contains(event.relatedTarget)) this.box.hidden = true;
      });
    }

    /** Loads what a query needs, then goes on; the index itself first, since it says where the rest is. */
    load(query, then) {
      const needed = index ? wordsOf(query).map((word) => index.shards[fold(word)[0]]) : [0];
      const lacking = needed.filter((shard) => shard !== undefined && !here[shard]);
      if (index && !lacking.length) {
        if (then) then();
        return;
      }
      waiting.push(() => this.load(query, then));
      for (const shard of lacking.filter((one) => !asked[one])) {
        asked[shard] = true;
        const script = document.createElement("script");
        script.src = shard ? this.dataset.index.replace(/\.js$/, `-${shard}.js`) : this.dataset.index;
        document.head.append(script);
      }
    }

    show() {
      const query = this.input.value.trim();
      this.box.hidden = !query;
      this.list.textContent = "";
      if (!query) return;
      const results = find(query);
      for (const [path, title, band, kind] of results) {
        const link = document.createElement("a");
        link.href = this.dataset.root + path;
        const name = document.createElement("b");
        name.textContent = title;
        const where = document.createElement("small");
        where.textContent = [kind, band].filter(Boolean).join(" · ");
        link.append(name, where);
        const row = document.createElement("li");
        row.append(link);
        this.list.append(row);
      }
      this.status.textContent = results.length ? this.status.dataset.some : this.status.dataset.none;
    }

    move(event) {
      const stops = [this.input].concat(Array.from(this.list.querySelectorAll("a")));
      const at = stops.indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") {
        this.box.hidden = true;
        this.input.focus();
      } else if (step && stops[at + step]) {
        event.preventDefault();
        stops[at + step].focus();
      }
    }
  }

  customElements.define("kit-search", KitSearch);
})();
