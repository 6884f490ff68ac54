// The one place where a browser keeps the book of progress for all pages. A browser may give every file a store of its
// own, so pages open this page in a hidden frame and speak to it. The book is read anew for each wish: several pages
// may be open. Where the browser refuses to keep anything, or has no room, the book lasts as long as the frame.
(function () {
  "use strict";
  const NAME = "ba-lo-an-toan.progress.1"; // another form of the book takes another number and leaves this one alone
  const OURS = "ba-lo-an-toan.";
  let unsaved = null; // what the browser would not keep

  function read() {
    if (unsaved !== null) return unsaved;
    try {
      return localStorage.getItem(NAME);
    } catch (refused) {
      return (unsaved = "");
    }
  }

  function write(text) {
    try {
      localStorage.setItem(NAME, text);
      unsaved = null;
    } catch (refused) {
      unsaved = text;
    }
  }

  function clear() {
    unsaved = null;
    try {
      for (const name of Object.keys(localStorage)) if (name.startsWith(OURS)) localStorage.removeItem(name);
    } catch (refused) {
      unsaved = "";
    }
  }

  function heed(wish) {
    const book = new window.KitBook(read());
    book.heed(wish);
    if (wish.clear) clear();
    else if (Object.keys(wish).length) write(book.text);
    return Object.assign({ kept: unsaved === null }, book.told);
  }

  addEventListener("message", function (event) {
    const wish = Object(event.data).kitProgress;
    if (event.source !== parent || parent === window || !wish) return;
    parent.postMessage({ kitProgress: heed(wish) }, "*"); // a file has no address of its own to name
  });
})();
