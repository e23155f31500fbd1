"use strict";
// What the page gains with scripts: the list under a lit sentence opens, a link leads back to where
// one came from, the contents show where one is. Without scripts every link is a plain anchor.
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let origin = null; // the link that was followed to the sentence that is lit

  const back = document.createElement("a");
  back.className = "return";
  back.href = "#main";
  back.textContent = "↩ back to where you were";
  back.addEventListener("click", (event) => {
    event.preventDefault();
    const link = origin;
    back.remove();
    history.replaceState(null, "", "#main");
    openAround(link);
    link.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    link.focus({ preventScroll: true });
  });

  function openAround(element) {
    for (let part = element.closest("details"); part; part = part.parentElement.closest("details")) {
      part.open = true;
    }
  }

  function arrive() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    back.remove();
    if (!target) return;
    openAround(target);
    if (target.classList.contains("sentence")) {
      const list = target.querySelector(".read");
      if (list) list.open = true;
      if (origin && !target.contains(origin)) target.insertBefore(back, list);
    }
    if (target.tabIndex === -1) {
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('main a[href^="#"]');
    if (link && link !== back) origin = link;
    if (link && link.hash === location.hash) arrive(); // no change of hash, so no event
  });
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();

  // One button for all the lists of the article.
  const lists = [...document.querySelectorAll(".read")];
  const legend = document.querySelector(".legend");
  if (legend && lists.length) {
    const button = document.createElement("button");
    button.type = "button";
    const name = () => {
      button.textContent = lists.some((list) => !list.open) ? "Open all lists" : "Close all lists";
    };
    button.addEventListener("click", () => {
      const open = lists.some((list) => !list.open);
      lists.forEach((list) => { list.open = open; });
      name();
    });
    name();
    legend.append(button);
  }

  // Where one is, in the contents.
  const entries = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
  const heads = [...document.querySelectorAll("h2[id]")];
  const watch = new IntersectionObserver(() => {
    const passed = heads.filter((head) => head.getBoundingClientRect().top < innerHeight / 3).pop();
    for (const [id, link] of entries) {
      if (passed && decodeURIComponent(id) === passed.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "0px 0px -66% 0px" });
  heads.forEach((head) => watch.observe(head));

  // On paper everything is open but the lists of the article.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open]):not(.read):not(.data)")];
    closed.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((part) => { part.open = false; }));
})();
