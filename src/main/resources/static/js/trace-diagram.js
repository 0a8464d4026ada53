/* The diagram of the version that ran, in a frame of its own: the path taken, where the case waits, and each step's visits. */
(function () {
  "use strict";

  const canvasElement = document.querySelector("[data-diagram]");
  const panel = document.querySelector("[data-diagram-visits]");
  const tools = document.querySelector("[data-diagram-tools]");
  const lists = document.querySelectorAll("[data-element]");
  const smallest = 180;
  const largest = 520;

  /* The frame is as high as what is in it. */
  function fitFrame() {
    if (window.frameElement) {
      window.frameElement.height = Math.ceil(document.body.getBoundingClientRect().height) + 2;
    }
  }

  function fail() {
    document.querySelector("[data-diagram-failed]").hidden = false;
    canvasElement.hidden = true;
    document.querySelector("[data-diagram-list]").open = true;
    fitFrame();
  }

  function visitsOf(id) {
    return Array.from(lists).find((list) => list.dataset.element === id);
  }

  function show(id) {
    const list = visitsOf(id);
    if (!list) {
      return;
    }
    const copy = list.cloneNode(true);
    const box = document.createElement("div");
    box.append(...copy.querySelector("summary").childNodes);
    box.append(copy.querySelector("ol"));
    panel.replaceChildren(box);
    panel.hidden = false;
  }

  function badge(times) {
    const element = document.createElement("span");
    element.className = "sx-badge";
    element.textContent = canvasElement.dataset.times.replace("0", times);
    return element;
  }

  async function draw() {
    const answer = await fetch(canvasElement.dataset.diagram, {headers: {Accept: "application/json"}, credentials: "same-origin"});
    if (!answer.ok) {
      throw new Error("diagram " + answer.status);
    }
    const run = await answer.json();
    const viewer = new window.BpmnJS({container: canvasElement});
    await viewer.importXML(run.xml);
    const canvas = viewer.get("canvas");
    const registry = viewer.get("elementRegistry");
    const overlays = viewer.get("overlays");

    const times = new Map();
    const waiting = new Set();
    run.visits.forEach((visit) => {
      times.set(visit.elementId, (times.get(visit.elementId) || 0) + 1);
      if (!visit.endedAt) {
        waiting.add(visit.elementId);
      }
    });
    times.forEach((count, id) => {
      if (!registry.get(id)) {
        return;
      }
      canvas.addMarker(id, waiting.has(id) ? "sx-now" : "sx-visited");
      overlays.add(id, "sx-times", {position: {top: -11, right: 13}, html: badge(count)});
    });
    run.flows.filter((id) => registry.get(id)).forEach((id) => canvas.addMarker(id, "sx-taken"));

    /* What was never reached, and cannot be from where it waits, is folded away until all is asked for. */
    const kept = new Set([...times.keys()].filter((id) => registry.get(id)).map((id) => registry.get(id)));
    const ahead = [...waiting].map((id) => registry.get(id)).filter(Boolean);
    while (ahead.length) {
      ahead.pop().outgoing.map((flow) => flow.target).filter((next) => !kept.has(next)).forEach((next) => {
        kept.add(next);
        ahead.push(next);
      });
    }
    kept.forEach((element) => {
      for (let outer = element.parent; outer; outer = outer.parent) {
        kept.add(outer);
      }
    });
    const folded = registry.filter((element) => {
      const of = element.labelTarget || element;
      return element.parent && !(of.waypoints ? kept.has(of.source) && kept.has(of.target) : kept.has(of));
    });
    let whole = folded.length === 0;
    function fold() {
      folded.forEach((element) => whole ? canvas.removeMarker(element, "sx-folded") : canvas.addMarker(element, "sx-folded"));
      tools.querySelector("[data-whole]").setAttribute("aria-pressed", String(whole));
    }
    /* The place of all that is shown. */
    function bounds() {
      const shown = registry.filter((element) => element.parent && !element.waypoints && element.width && (whole || !folded.includes(element)));
      const left = Math.min(...shown.map((element) => element.x));
      const top = Math.min(...shown.map((element) => element.y));
      return {x: left - 20, y: top - 20,
        width: Math.max(...shown.map((element) => element.x + element.width)) - left + 40,
        height: Math.max(...shown.map((element) => element.y + element.height)) - top + 40};
    }

    let marked = null;
    function mark(id) {
      if (marked && registry.get(marked)) {
        canvas.removeMarker(marked, "sx-looked-at");
      }
      marked = registry.get(id) ? id : null;
      if (marked) {
        canvas.addMarker(marked, "sx-looked-at");
      }
    }
    function look(event) {
      const id = event.element.labelTarget ? event.element.labelTarget.id : event.element.id;
      if (times.has(id)) {
        mark(id);
        show(id);
      }
    }
    const bus = viewer.get("eventBus");
    bus.on("element.hover", look);
    bus.on("element.click", look);
    lists.forEach((list) => {
      list.querySelector("summary").addEventListener("focus", () => mark(list.dataset.element));
      list.addEventListener("pointerenter", () => mark(list.dataset.element));
    });

    let width = 0;
    /* At its own size, from where the case waits, or from its beginning; all of it where that is asked for. */
    function fit(all) {
      /* A frame that is not laid out yet has no width, and no zoom fits it. */
      if (!canvasElement.clientWidth) {
        return;
      }
      width = canvasElement.clientWidth;
      const box = bounds();
      const scale = all ? Math.min(1, width / box.width) : 1;
      const height = Math.round(Math.min(largest, Math.max(smallest, box.height * scale)));
      canvasElement.style.height = height + "px";
      canvas.resized();
      const now = [...waiting].map((id) => registry.get(id)).find(Boolean);
      const shown = {x: box.x, y: box.y, width: width / scale, height: height / scale};
      if (!all && now && box.width > shown.width) {
        shown.x = Math.max(box.x, Math.min(now.x + now.width / 2 - shown.width / 2, box.x + box.width - shown.width));
      }
      if (!all && now && box.height > shown.height) {
        shown.y = Math.max(box.y, Math.min(now.y + now.height / 2 - shown.height / 2, box.y + box.height - shown.height));
      }
      canvas.viewbox(shown);
      fitFrame();
    }
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const zoom = event.target.dataset.zoom;
      if (event.target.dataset.whole !== undefined) {
        whole = !whole;
        fold();
        fit(whole);
      }
      else if (zoom === "fit") {
        fit(true);
      }
      else if (zoom) {
        canvas.zoom(canvas.zoom() * (zoom === "in" ? 1.3 : 1 / 1.3));
      }
    });
    fold();
    fit(false);
    window.addEventListener("resize", () => {
      if (canvasElement.clientWidth !== width) {
        fit(false);
      }
    });
  }

  new ResizeObserver(fitFrame).observe(document.body);
  /* On a phone the steps stand one below the other. */
  if (window.matchMedia("(max-width: 767px)").matches) {
    canvasElement.hidden = true;
    document.querySelector(".sx-diagram-legend").hidden = true;
    document.querySelector("[data-diagram-list]").open = true;
    fitFrame();
  }
  else {
    draw().catch(fail);
  }
}());
