// Reads a folder that somebody has picked: paths, texts and hashes, a few files at a time, and the signature of its list.
window.kitReading = (function () {
  "use strict";
  const AT_ONCE = 4;
  const CATALOG = "bo/catalog.json";
  const UNSIGNED = "{}\n";
  const SIGNED = /^\{"algorithm": "ECDSA-P256-SHA256", "key": "([\w+/=]+)", "signature": "([\w+/=]+)"\}\n$/;

  // The files of a picked folder by their path below it.
  function filesOf(input) {
    return new Map(Array.from(input.files, (file) => [file.webkitRelativePath.split("/").slice(1).join("/"), file]));
  }

  async function textOf(file) {
    return file ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(await file.arrayBuffer()) : null;
  }

  async function jsonOf(file) {
    try {
      const told = JSON.parse(await textOf(file));
      return told && typeof told === "object" && !Array.isArray(told) ? told : null;
    } catch (fault) {
      return null; // no JSON, or a file that cannot be read
    }
  }

  async function digest(bytes) {
    return Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // The hash of each path, null where the file cannot be read; `told` hears how many are done.
  async function hashAll(files, paths, told) {
    const hashes = new Map();
    const waiting = paths.slice();
    async function work() {
      while (waiting.length) {
        const path = waiting.shift();
        try {
          hashes.set(path, await digest(await files.get(path).arrayBuffer()));
        } catch (fault) {
          hashes.set(path, null);
        }
        told(hashes.size, paths.length);
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return hashes;
  }

  // What the signature says of a list: {signature: none, good or bad, fingerprint of the key that was good}. An unsigned
  // list says so itself: where the file is gone, somebody has taken it away.
  async function checkSignature(list, signed) {
    const written = await textOf(signed).catch(() => null);
    if (written === UNSIGNED) return { signature: "none", fingerprint: "" };
    try {
      const [key, signature] = SIGNED.exec(written).slice(1).map(bytesOf);
      const known = await crypto.subtle.importKey("spki", key, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
      const way = { name: "ECDSA", hash: "SHA-256" };
      const fits = await crypto.subtle.verify(way, known, signature, await list.arrayBuffer());
      if (fits) return { signature: "good", fingerprint: fingerprint(await digest(key)) };
    } catch (fault) {
      // whatever is no key or no signature does not fit
    }
    return { signature: "bad", fingerprint: "" };
  }

  function bytesOf(text) {
    const letters = atob(text);
    if (btoa(letters) !== text) throw new RangeError("not as we write it");
    return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  }

  function fingerprint(hash) {
    return hash.slice(0, 32).toUpperCase().match(/.{4}/g).join(" ");
  }

  return { CATALOG, filesOf, textOf, jsonOf, hashAll, checkSignature };
})();
