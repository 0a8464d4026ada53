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
    function fit() {
      /* A frame that is not laid out yet has no width, and no zoom fits it. */
      if (!canvasElement.clientWidth) {
        return;
      }
      width = canvasElement.clientWidth;
      const inner = canvas.viewbox().inner;
      const height = width * (inner.height + 40) / (inner.width + 40);
      canvasElement.style.height = Math.round(Math.min(largest, Math.max(smallest, height))) + "px";
      canvas.resized();
      canvas.zoom("fit-viewport", "auto");
      fitFrame();
    }
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const zoom = event.target.dataset.zoom;
      if (zoom === "fit") {
        fit();
      }
      else if (zoom) {
        canvas.zoom(canvas.zoom() * (zoom === "in" ? 1.3 : 1 / 1.3));
      }
    });
    fit();
    window.addEventListener("resize", () => {
      if (canvasElement.clientWidth !== width) {
        fit();
      }
    });
  }

  new ResizeObserver(fitFrame).observe(document.body);
  draw().catch(fail);
}());
