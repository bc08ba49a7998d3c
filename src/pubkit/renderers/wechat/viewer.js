(() => {
  "use strict";
  const article = document.querySelector("[data-pubkit-article]");
  const night = JSON.parse(document.getElementById("night").textContent);
  const parts = article.querySelectorAll("*");
  const day = night.map(([index]) => parts[index].getAttribute("style"));
  const bar = document.querySelector(".bar");
  const told = bar.querySelector("output");

  function light(elements) {
    night.forEach(([index], place) => elements[index].setAttribute("style", day[place]));
  }

  function show(mode) {
    const dark = mode === "dark";
    document.body.classList.toggle("dark", dark);
    light(parts);
    if (dark) {
      for (const [index, declarations] of night) parts[index].style.cssText += ";" + declarations;
    }
    for (const button of bar.querySelectorAll("[data-mode]")) {
      button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
    }
  }

  // What is pasted holds its pictures itself: a page from the disk may not be read by another.
  function pasted() {
    const copy = article.cloneNode(true);
    light(copy.querySelectorAll("*"));
    let missing = 0;
    for (const picture of copy.querySelectorAll("img")) {
      const name = picture.getAttribute("src").split("/").pop();
      const inlined = (window.pubkitPictures || {})[name];
      if (inlined) picture.setAttribute("src", inlined);
      else missing += 1;
    }
    return [copy.innerHTML, missing];
  }

  // Not navigator.clipboard, which cleans HTML and is closed to pages from the disk.
  function put(kinds) {
    const write = event => {
      for (const [kind, text] of Object.entries(kinds)) event.clipboardData.setData(kind, text);
      event.preventDefault();
    };
    document.addEventListener("copy", write, {once: true});
    const done = document.execCommand("copy");
    document.removeEventListener("copy", write);
    return done;
  }

  function copy(button) {
    const what = button.dataset.copy;
    let kinds = {"text/plain": button.dataset.text};
    let missing = 0;
    if (what === "article") {
      const [markup, lost] = pasted();
      kinds = {"text/html": markup, "text/plain": article.innerText};
      missing = lost;
    }
    const done = put(kinds);
    told.textContent = !done ? bar.dataset.failed : missing ? bar.dataset.missing : bar.dataset.done;
  }

  bar.addEventListener("click", event => {
    const button = event.target.closest("button");
    if (button && button.dataset.mode) show(button.dataset.mode);
    if (button && button.dataset.copy) copy(button);
  });
})();
