/* A version of a procedure, in a frame of its own: what is drawn and what is marked stands on the frame, in the page around it. */
(function () {
  "use strict";

  const frame = window.frameElement;
  const canvasElement = document.querySelector("[data-diagram]");
  const largest = 420;

  function fitFrame() {
    frame.height = Math.ceil(document.body.getBoundingClientRect().height) + 2;
  }

  async function draw() {
    const viewer = new window.BpmnJS({container: canvasElement});
    await viewer.importXML(frame.dataset.xml);
    const canvas = viewer.get("canvas");
    const registry = viewer.get("elementRegistry");
    const overlays = viewer.get("overlays");
    ["added", "removed", "changed"].forEach((kind) => {
      /* An empty one is not written. */
      (frame.dataset[kind] || "").split(" ").map((id) => registry.get(id)).filter(Boolean).forEach((element) => {
        canvas.addMarker(element, "procedure-" + kind);
        if (!element.waypoints) {
          const badge = document.createElement("span");
          badge.className = "sx-badge procedure-" + kind;
          badge.textContent = canvasElement.dataset[kind];
          overlays.add(element, {position: {top: -13, right: 24}, html: badge});
        }
      });
    });
    let width = 0;
    function fit() {
      /* A frame that is not shown has no width, and no zoom fits it. */
      if (!canvasElement.clientWidth) {
        return;
      }
      width = canvasElement.clientWidth;
      const box = canvas.viewbox().inner;
      const scale = Math.min(1, width / (box.width + 40));
      const height = Math.min(largest, Math.round((box.height + 60) * scale) + 20);
      canvasElement.style.height = height + "px";
      canvas.resized();
      canvas.viewbox({x: box.x - 20, y: box.y - 40, width: width / scale, height: height / scale});
      fitFrame();
    }
    document.querySelector("[data-diagram-tools]").addEventListener("click", (event) => {
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

  if (frame) {
    draw().catch(() => {
      document.querySelector("[data-diagram-failed]").hidden = false;
      canvasElement.hidden = true;
      fitFrame();
    });
  }
}());
