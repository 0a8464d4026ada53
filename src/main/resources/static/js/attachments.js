/*
 * Fields of forms that take files: choosing, dropping, pasting; one request per file, one after the other.
 * The server checks each file and answers with the row that is shown, or with why it was refused.
 *
 * The case is named by an element with data-sx-case in the same form.
 */
(function () {
  "use strict";

  if (window.sxFiles) {
    return;
  }
  window.sxFiles = true;

  /** How long a removed file can be brought back. */
  const UNDO = 20000;
  const queues = new WeakMap();

  function part(field, name) {
    return field.querySelector("[data-sx-files-" + name + "]");
  }

  function say(field, what, name) {
    part(field, "said").textContent = text(field, what, name);
  }

  function text(field, what, name) {
    return (field.getAttribute("data-sx-text-" + what) || "").replace("{name}", name || "");
  }

  function refuse(field, message) {
    const line = document.createElement("p");
    line.textContent = message;
    part(field, "errors").append(line);
  }

  function rows(field) {
    return Array.from(part(field, "list").children);
  }

  function changed(field) {
    if (window.sxForms) {
      window.sxForms.refresh(field);
    }
    field.dispatchEvent(new CustomEvent("sx:form-changed", { bubbles: true }));
  }

  function take(field, files) {
    part(field, "errors").replaceChildren();
    finishRemoval(field);
    const most = Number(field.dataset.sxMax || Infinity);
    Array.from(files).forEach((file) => {
      if (rows(field).length >= most) {
        if (!part(field, "errors").dataset.many) {
          refuse(field, text(field, "too-many"));
          part(field, "errors").dataset.many = "true";
        }
      } else if (file.size > Number(field.dataset.sxMaxSize || Infinity)) {
        refuse(field, text(field, "too-large", file.name));
      } else {
        enqueue(field, file, waitingRow(field, file));
      }
    });
    delete part(field, "errors").dataset.many;
  }

  function waitingRow(field, file) {
    const row = document.createElement("li");
    row.className = "sx-file sx-file-waiting";
    const name = document.createElement("span");
    name.className = "sx-file-name";
    name.textContent = file.name;
    const progress = document.createElement("progress");
    progress.max = 100;
    progress.value = 0;
    progress.setAttribute("aria-label", text(field, "uploading", file.name));
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.className = "btn btn-sm btn-ghost-secondary sx-file-remove";
    cancel.dataset.sxFilesCancel = "";
    cancel.setAttribute("aria-label", text(field, "cancel", file.name));
    cancel.textContent = "×";
    row.append(name, progress, cancel);
    part(field, "list").append(row);
    return row;
  }

  function enqueue(field, file, row) {
    const before = queues.get(field) || Promise.resolve();
    queues.set(field, before.then(() => (row.isConnected ? send(field, file, row) : undefined)));
  }

  function send(field, file, row) {
    const form = field.closest("form");
    const about = form && form.querySelector("[data-sx-case]");
    const token = form && form.querySelector("input[name=_csrf]");
    const data = new FormData();
    data.append("caseId", about ? about.dataset.sxCase : "");
    data.append("path", field.dataset.sxPath);
    data.append("file", file, file.name || "file");
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", field.dataset.sxUrl);
      request.setRequestHeader("HX-Request", "true");
      if (token) {
        request.setRequestHeader("X-CSRF-TOKEN", token.value);
      }
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) {
          row.querySelector("progress").value = Math.round((event.loaded / event.total) * 100);
        }
      });
      request.upload.addEventListener("load", () => row.querySelector("progress").removeAttribute("value"));
      request.addEventListener("load", () => answered(field, file, row, request));
      request.addEventListener("error", () => failed(field, row, text(field, "failed", file.name)));
      request.addEventListener("loadend", done);
      row.sxRequest = request;
      request.send(data);
    });
  }

  function answered(field, file, row, request) {
    const answer = new DOMParser().parseFromString(request.responseText, "text/html");
    if (request.status === 201) {
      const added = answer.querySelector("[data-sx-file]");
      row.replaceWith(document.adoptNode(added));
      say(field, "added", file.name);
      changed(field);
      return;
    }
    const refused = answer.querySelector("[data-sx-refused]");
    if (refused) {
      failed(field, row, refused.textContent);
    } else if (request.status === 413) {
      failed(field, row, text(field, "too-large", file.name));
    } else if (request.status === 401 || request.status === 403) {
      failed(field, row, text(field, "signed-out"));
    } else {
      failed(field, row, text(field, "failed", file.name));
    }
  }

  function failed(field, row, message) {
    row.remove();
    refuse(field, message);
  }

  // ---- Removing, which can be undone for a while; the server is told afterwards.

  function remove(field, row) {
    finishRemoval(field);
    const name = row.querySelector(".sx-file-name").textContent;
    const at = rows(field).indexOf(row);
    row.remove();
    const bar = part(field, "undo");
    part(field, "undo-text").textContent = text(field, "removed", name);
    bar.hidden = false;
    field.sxRemoved = { row: row, at: at, timer: setTimeout(() => finishRemoval(field), UNDO) };
    changed(field);
    part(field, "back").focus();
  }

  function bringBack(field) {
    const removed = field.sxRemoved;
    if (removed) {
      clearTimeout(removed.timer);
      field.sxRemoved = null;
      part(field, "list").insertBefore(removed.row, rows(field)[removed.at] || null);
      part(field, "undo").hidden = true;
      changed(field);
      removed.row.querySelector("[data-sx-files-remove]").focus();
    }
  }

  function finishRemoval(field) {
    const removed = field.sxRemoved;
    if (!removed) {
      return;
    }
    clearTimeout(removed.timer);
    field.sxRemoved = null;
    part(field, "undo").hidden = true;
    const form = field.closest("form");
    const token = form && form.querySelector("input[name=_csrf]");
    // One that is part of something submitted stays; that is as it should be.
    fetch(field.dataset.sxUrl + "/" + encodeURIComponent(removed.row.dataset.sxFile) + "/remove", {
      method: "POST",
      headers: { "HX-Request": "true", "X-CSRF-TOKEN": token ? token.value : "" },
    }).catch(() => {});
  }

  // ---- Events

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-sx-files-input]")) {
      take(event.target.closest("[data-sx-files]"), event.target.files);
      event.target.value = "";
    }
  });

  document.addEventListener("click", (event) => {
    const field = event.target.closest("[data-sx-files]");
    if (!field) {
      return;
    }
    const row = event.target.closest("li");
    if (event.target.closest("[data-sx-files-remove]")) {
      remove(field, row);
    } else if (event.target.closest("[data-sx-files-cancel]")) {
      if (row.sxRequest) {
        row.sxRequest.abort();
      }
      row.remove();
      part(field, "input").focus();
    } else if (event.target.closest("[data-sx-files-back]")) {
      bringBack(field);
    }
  });

  function carriesFiles(event) {
    return event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
  }

  function under(event) {
    const near = event.target.closest && event.target.closest("[data-sx-field]");
    return near && near.querySelector("[data-sx-files]");
  }

  function mark(field) {
    document.querySelectorAll("[data-sx-files]").forEach((one) => one.classList.toggle("sx-files-over", one === field));
  }

  document.addEventListener("dragover", (event) => {
    if (carriesFiles(event) && document.querySelector("[data-sx-files]")) {
      // A file dropped beside the field would otherwise replace the page and what was typed.
      event.preventDefault();
      const field = under(event);
      event.dataTransfer.dropEffect = field ? "copy" : "none";
      mark(field);
    }
  });

  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) {
      mark(null);
    }
  });

  document.addEventListener("drop", (event) => {
    if (carriesFiles(event) && document.querySelector("[data-sx-files]")) {
      event.preventDefault();
      mark(null);
      const field = under(event);
      if (field) {
        take(field, event.dataTransfer.files);
      }
    }
  });

  document.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    // Word puts a picture of the text beside the text.
    if (!data || !data.files.length || data.getData("text/plain")) {
      return;
    }
    const form = event.target.closest ? event.target.closest("form") : null;
    const field = form ? form.querySelector("[data-sx-files]") : document.querySelector("[data-sx-files]");
    if (field) {
      event.preventDefault();
      take(field, data.files);
    }
  });

  window.addEventListener("pagehide", () => document.querySelectorAll("[data-sx-files]").forEach(finishRemoval));
})();
