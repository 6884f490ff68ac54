// The book of what has been finished: for each picture that pupils of this computer chose, and for whoever chose none.
// It knows no names, no days and no marks. It is written as text, and reads whatever text it is given.
(function () {
  "use strict";
  const KEY = /^[\w/#-]{1,160}$/;
  const isKey = (word) => typeof word === "string" && KEY.test(word);
  const MOST = 4000; // entries for a picture; a damaged or foreign text must not grow

  function readPage(told) {
    const page = { done: new Set(), answers: new Map() };
    const { done, answers } = Object(told);
    for (const key of Array.isArray(done) ? done.slice(0, MOST) : []) if (isKey(key)) page.done.add(key);
    for (const [key, print] of Object.entries(Object(answers)).slice(0, MOST)) {
      if (isKey(key) && isKey(print)) page.answers.set(key, print);
    }
    return page;
  }

  function parse(text) {
    try {
      return Object(JSON.parse(text));
    } catch (damaged) {
      return {};
    }
  }

  class Book {
    constructor(text) {
      const told = parse(text);
      this.pages = new Map();
      for (const [picture, page] of Object.entries(Object(told.pictures))) {
        if (picture === "" || isKey(picture)) this.pages.set(picture, readPage(page));
      }
      this.picture = this.pages.has(told.picture) ? told.picture : "";
    }

    get page() {
      if (!this.pages.has(this.picture)) this.pages.set(this.picture, readPage());
      return this.pages.get(this.picture);
    }

    /** Does what a page wishes: {finished: [key, …]}, {answered: [key, fingerprint]}, {picture} or {clear}. */
    heed(wish) {
      if (wish.clear) {
        this.pages.clear();
        this.picture = "";
      }
      if (wish.picture === "" || isKey(wish.picture)) this.picture = wish.picture;
      for (const key of wish.finished || []) if (isKey(key)) this.page.done.add(key);
      if (wish.answered && wish.answered.every(isKey)) this.page.answers.set(wish.answered[0], wish.answered[1]);
    }

    /** The pictures under which something is kept, and the one that is chosen. */
    get used() {
      const here = this.page;
      return Array.from(this.pages).filter(([picture, page]) => page === here || page.done.size || page.answers.size);
    }

    /** What a page is told. */
    get told() {
      const { done, answers } = this.page;
      const pictures = this.used.map(([picture]) => picture);
      return { picture: this.picture, pictures, done: Array.from(done), answers: Object.fromEntries(answers) };
    }

    get text() {
      const pages = this.used.map(([picture, { done, answers }]) => {
        return [picture, { done: Array.from(done), answers: Object.fromEntries(answers) }];
      });
      return JSON.stringify({ picture: this.picture, pictures: Object.fromEntries(pages) });
    }
  }

  window.KitBook = Book;
})();
