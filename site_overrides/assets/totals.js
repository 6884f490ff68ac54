// Codes of many classes, read into one table that can be printed or saved. Nothing of it leaves the page or outlives it.
(function () {
  "use strict";
  const tally = window.kitTally;
  const BEHIND = /[,;\t]/; // what stands between a code and the name of a class
  const FORMULA = /^[=+\-@\t\r]/; // what a spreadsheet would take for one
  const fill = (words, facts) => words.replace(/{(\w+)}/g, (field, name) => facts[name]);

  const cell = function (value) {
    const text = typeof value === "string" && FORMULA.test(value) ? "'" + value : String(value);
    return '"' + text.replace(/"/g, '""') + '"';
  };

  class KitTotals extends HTMLElement {
    connectedCallback() {
      if (this.lessons) return;
      this.field = this.querySelector("textarea");
      this.told = this.querySelector(".told");
      this.lessons = new Map();
      for (const one of this.querySelector("template").content.children) this.lessons.set(Number(one.dataset.place), one.textContent);
      this.addEventListener("click", (event) => this.click(event));
    }

    click(event) {
      const button = event.target.closest("button");
      if (!button) return;
      event.preventDefault(); // a policy forbids forms to be sent
      if (button.dataset.do === "print") print();
      else if (button.dataset.do === "clear") this.clear();
      else this.make();
    }

    clear() {
      this.field.value = "";
      this.told.replaceChildren();
      this.show([]);
      this.field.focus();
    }

    make() {
      const rows = [];
      const says = [];
      const seen = new Map();
      this.field.value.split(/\r?\n/).forEach((typed, place) => {
        if (!typed.trim()) return;
        const line = place + 1;
        const [code] = typed.split(BEHIND);
        const read = tally.read(code);
        if (!read) return says.push(["wrong", { line }]);
        if (!this.lessons.has(read.lesson)) return says.push(["unknown", { line }]);
        const written = tally.write(read) + typed.slice(code.length).trim();
        if (seen.has(written)) says.push(["twice", { line, other: seen.get(written) }]);
        else seen.set(written, line);
        rows.push(Object.assign(read, { label: typed.slice(code.length + 1).trim() }));
      });
      if (!rows.length && !says.length) says.push(["empty", {}]);
      if (rows.length) says.unshift(["read", { number: rows.length }]);
      this.say(says);
      this.show(rows);
    }

    say(says) {
      this.told.replaceChildren(...says.map(([key, facts]) => {
        const line = document.createElement("p");
        line.className = key;
        line.textContent = fill(this.told.dataset[key], facts);
        return line;
      }));
    }

    cells(row) {
      const share = (vote) => tally.share(vote, row.right);
      return [this.lessons.get(row.lesson), row.label, share(row.before), share(row.after), tally.sum(row.before), tally.sum(row.after)];
    }

    show(rows) {
      const result = this.querySelector(".result");
      const foot = this.querySelector("tfoot");
      const line = function ([name, ...cells]) {
        const row = document.createElement("tr");
        const head = document.createElement("th");
        head.scope = "row";
        head.textContent = name;
        row.append(head, ...cells.map((value) => {
          const one = document.createElement("td");
          one.textContent = value;
          return one;
        }));
        return row;
      };
      const told = rows.map((row) => this.cells(row));
      const shown = ([name, label, before, after, first, last]) => [name, label, before, after, first + " / " + last];
      result.hidden = !rows.length;
      this.querySelector("tbody").replaceChildren(...told.map((cells) => line(shown(cells))));
      foot.replaceChildren(...(rows.length > 1 ? [line(shown(this.all(rows, foot.dataset.words)))] : []));
      this.offer(told);
    }

    /** The sum of all classes: every vote counts the same. */
    all(rows, words) {
      const of = (name, right) => rows.reduce((all, row) => all + tally.sum(row[name].filter((count, place) => !right || row.right[place])), 0);
      const share = (name) => Math.round((100 * of(name, true)) / of(name));
      return [fill(words, { classes: rows.length }), "", share("before"), share("after"), of("before"), of("after")];
    }

    offer(told) {
      const link = this.querySelector("a[data-heads]");
      const lines = [JSON.parse(link.dataset.heads), ...told].map((cells) => cells.map(cell).join(","));
      if (this.address) URL.revokeObjectURL(this.address);
      this.csv = "\ufeff" + lines.join("\r\n") + "\r\n"; // the mark in front shows Vietnamese in Excel
      this.address = URL.createObjectURL(new Blob([this.csv], { type: "text/csv;charset=utf-8" }));
      link.href = this.address;
      link.download = this.dataset.file;
    }
  }

  customElements.define("kit-totals", KitTotals);
})();
