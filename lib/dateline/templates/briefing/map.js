"use strict";
// The map with scripts: texts on hover and focus, zoom and pan, and all sentences of a place at once.
// Without them each sign is a plain link and layers and viewpoints switch by the style sheet alone.
for (const map of document.querySelectorAll(".dl-map")) {
  const MOST = 16, STEP = 2;
  const svg = map.querySelector(".map-svg");
  const view = map.querySelector(".view");
  const stage = map.querySelector(".stage");
  const world = svg.querySelector(".world");
  const pins = [...world.querySelectorAll(".pin")];
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const scale = [...svg.querySelectorAll(".fixed tspan")]
    .filter((word) => /^[\d.]+( km)?$/.test(word.textContent))
    .map((word) => [word, parseFloat(word.textContent), word.textContent.includes("km")]);
  const spots = [...world.querySelectorAll(".layer-places[data-x]")].map((pin) => pin.dataset);
  const mean = (name, whole) => spots.reduce((sum, spot) => sum + Number(spot[name]), 0) / spots.length || whole / 2;
  const story = [mean("x", width), mean("y", height)]; // the middle of the places named
  let k = 1, x = 0, y = 0;

  // Zoom and pan: the land grows, names and symbols keep their size.
  function show() {
    x = Math.min(0, Math.max(width * (1 - k), x));
    y = Math.min(0, Math.max(height * (1 - k), y));
    world.setAttribute("transform", `translate(${x} ${y}) scale(${k})`);
    svg.style.setProperty("--k", k);
    for (const pin of pins) {
      const { x: a, y: b } = pin.dataset;
      pin.setAttribute("transform", `translate(${a} ${b}) scale(${1 / k}) translate(${-a} ${-b})`);
    }
    for (const [word, km, named] of scale) {
      word.textContent = `${Number((km / k).toPrecision(3))}${named ? " km" : ""}`;
    }
    out.disabled = reset.disabled = k === 1;
    into.disabled = k === MOST;
    svg.style.touchAction = k > 1 ? "none" : "auto";
    svg.style.cursor = k > 1 ? "grab" : "";
    level.textContent = k === 1 ? "" : `${k.toFixed(1)} times`;
    hide();
  }
  function zoom(factor, a = k === 1 ? story[0] : width / 2, b = k === 1 ? story[1] : height / 2) {
    const wanted = Math.min(MOST, Math.max(1, k * factor));
    x = a - ((a - x) * wanted) / k;
    y = b - ((b - y) * wanted) / k;
    k = wanted < 1.01 ? 1 : wanted;
    show();
  }
  function pan(a, b) { x += a; y += b; show(); }
  function point(event) {
    const box = svg.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
  }
  function button(sign, words, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.title = words;
    made.setAttribute("aria-label", words);
    made.addEventListener("click", action);
    return made;
  }
  const tools = document.createElement("p");
  tools.className = "tools";
  const into = button("+", "Zoom in", () => zoom(STEP));
  const out = button("−", "Zoom out", () => zoom(1 / STEP));
  const reset = button("⤢", "Whole map", () => { k = 1; show(); });
  const level = document.createElement("span");
  level.setAttribute("role", "status");
  const hint = document.createElement("span");
  hint.textContent = "Or + − 0 and arrow keys on the map; wheel with Ctrl, or after a click on the map.";
  tools.append(into, out, reset, level, hint);
  stage.before(tools);

  const KEYS = {
    "+": () => zoom(STEP), "=": () => zoom(STEP), "-": () => zoom(1 / STEP), "0": () => { k = 1; show(); },
    ArrowLeft: () => pan(width / 8, 0), ArrowRight: () => pan(-width / 8, 0),
    ArrowUp: () => pan(0, height / 8), ArrowDown: () => pan(0, -height / 8),
  };
  view.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return hide();
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
    if (k === 1 && event.key.startsWith("Arrow")) return; // the page scrolls
    event.preventDefault();
    KEYS[event.key]();
  });
  view.addEventListener("wheel", (event) => {
    const wanted = event.ctrlKey || event.metaKey || view.contains(document.activeElement);
    if (!wanted || (k === 1 && event.deltaY > 0)) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), ...point(event));
  }, { passive: false });

  let held = null, moved = false;
  svg.addEventListener("pointerdown", (event) => {
    moved = false;
    if (k > 1 && event.button === 0) held = point(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    const now = point(event);
    if (!moved && Math.hypot(now[0] - held[0], now[1] - held[1]) < 3) return;
    if (!moved) svg.setPointerCapture(event.pointerId);
    moved = true;
    pan(now[0] - held[0], now[1] - held[1]);
    held = now;
  });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { held = null; });
  svg.addEventListener("dragstart", (event) => event.preventDefault());

  // What a sign stands for, while the pointer or the focus is on it.
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  stage.append(tip);
  for (const spot of svg.querySelectorAll(".spot")) {
    const title = spot.querySelector("title");
    spot.dataset.tip = title.textContent.trim();
    title.remove(); // else the browser shows it a second time
  }
  function tell(spot) {
    const box = spot.getBoundingClientRect(), frame = stage.getBoundingClientRect();
    tip.textContent = spot.dataset.tip;
    tip.hidden = false;
    const left = box.left - frame.left + box.width / 2 - tip.offsetWidth / 2;
    tip.style.left = `${Math.max(0, Math.min(frame.width - tip.offsetWidth, left))}px`;
    const below = box.bottom - frame.top + 8;
    const fits = below + tip.offsetHeight < frame.height;
    tip.style.top = `${fits ? below : box.top - frame.top - tip.offsetHeight - 8}px`;
  }
  function hide() { tip.hidden = true; }
  svg.addEventListener("pointerover", (event) => {
    const spot = event.target.closest(".spot");
    if (spot && !held) tell(spot); else hide();
  });
  svg.addEventListener("pointerleave", hide);
  svg.addEventListener("focusin", (event) => {
    const spot = event.target.closest(".spot");
    if (!spot) return;
    const box = spot.getBoundingClientRect(), frame = svg.getBoundingClientRect();
    const a = ((box.left + box.width / 2 - frame.left) / frame.width) * width;
    const b = ((box.top + box.height / 2 - frame.top) / frame.height) * height;
    if (k > 1 && (a < 0 || a > width || b < 0 || b > height)) pan(width / 2 - a, height / 2 - b);
    if (spot.matches(":focus-visible")) tell(spot);
  });
  svg.addEventListener("focusout", hide);

  // A click opens the first sentence and marks all that name the place.
  svg.addEventListener("click", (event) => {
    if (moved) { event.preventDefault(); return; }
    const link = event.target.closest("a.spot");
    if (!link) { view.focus({ preventScroll: true }); return; }
    for (const old of document.querySelectorAll(".sentence.named")) old.classList.remove("named");
    for (const id of link.dataset.sentences.split(" ")) {
      const sentence = document.getElementById(`s${id}`);
      if (sentence) sentence.classList.add("named");
    }
  });
  show();
  // Where the map is wider than the screen, begin with the places of the story.
  if (view.scrollWidth > view.clientWidth) {
    view.scrollLeft = (story[0] / width) * view.scrollWidth - view.clientWidth / 2;
  }
}
