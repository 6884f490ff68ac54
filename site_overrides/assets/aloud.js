// Reading aloud: a recording if there is one, else the device's own voice if it needs no network. What can be heard in
// neither way has no button. One press begins, the next ends; nothing begins by itself.
(function () {
  "use strict";
  const speech = window.speechSynthesis;
  const SLOWLY = 0.9; // of the voice's own pace
  let reading = null; // the button whose text is being read
  let sound = null;

  function voiceFor(language) {
    const voices = speech ? speech.getVoices() : [];
    return voices.find((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === language);
  }

  function stop() {
    if (sound) sound.pause();
    if (speech) speech.cancel();
    if (reading) reading.setAttribute("aria-pressed", "false");
    reading = sound = null;
  }

  function speak(button) {
    const own = voiceFor(button.dataset.voice);
    if (!own) {
      stop();
      return;
    }
    const said = new SpeechSynthesisUtterance(button.closest("kit-aloud").dataset.text);
    said.voice = own;
    said.lang = own.lang;
    said.rate = SLOWLY;
    said.onend = said.onerror = function () {
      if (reading === button) stop();
    };
    speech.speak(said);
  }

  function begin(button) {
    stop();
    reading = button;
    button.setAttribute("aria-pressed", "true");
    if (!button.dataset.file) {
      speak(button);
      return;
    }
    const played = new Audio(button.dataset.file);
    sound = played;
    played.addEventListener("ended", () => sound === played && stop());
    // a damaged file, or a browser that knows no MP3
    played.play().catch(() => sound === played && speak(button));
  }

  class KitAloud extends HTMLElement {
    connectedCallback() {
      this.buttons = Array.from(this.querySelectorAll("button"));
      for (const button of this.buttons) {
        button.setAttribute("aria-pressed", "false"); // a copy of one that is being read is not
        button.onclick = () => (reading === button ? stop() : begin(button));
      }
      this.offer();
    }

    disconnectedCallback() {
      if (this.contains(reading)) stop();
    }

    offer() {
      for (const button of this.buttons) button.hidden = !button.dataset.file && !voiceFor(button.dataset.voice);
      this.hidden = this.buttons.every((button) => button.hidden);
    }
  }

  customElements.define("kit-aloud", KitAloud);
  addEventListener("pagehide", stop);
  if (speech && speech.addEventListener) {
    speech.addEventListener("voiceschanged", function () {
      for (const place of document.querySelectorAll("kit-aloud")) place.offer();
    });
  }
})();
