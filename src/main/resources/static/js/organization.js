// The field in which a colleague is found: the offers follow what is typed, and one more field where several may be named.
(function () {
  "use strict";
  var waiting = null;
  var latest = 0;

  function offer(field) {
    var text = field.value.split(/[;；]/).pop().trim();
    // What ends with the account in brackets was chosen from the offers.
    if (!field.list || /[)）]$/.test(text)) {
      return;
    }
    var asked = ++latest;
    var address = field.getAttribute("data-sx-people") + "?q=" + encodeURIComponent(text)
      + "&without=" + encodeURIComponent(field.getAttribute("data-sx-without") || "")
      + (field.hasAttribute("data-sx-sections") ? "&sections=true" : "");
    fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.text() : null;
    }).then(function (options) {
      if (options !== null && asked === latest) {
        var read = new DOMParser().parseFromString("<select>" + options + "</select>", "text/html");
        field.list.replaceChildren.apply(field.list, Array.prototype.slice.call(read.querySelectorAll("option")));
      }
    }).catch(function () { /* What the page came with is still offered. */ });
  }

  document.addEventListener("input", function (event) {
    if (event.target.matches("input[data-sx-people]")) {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(offer, 200, event.target);
    }
  });

  function showMore(root) {
    root.querySelectorAll("[data-sx-people-more]").forEach(function (button) {
      button.hidden = false;
    });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-sx-people-more]");
    if (!button) {
      return;
    }
    var rows = button.parentNode.querySelector(".sx-person-rows");
    var first = rows.querySelector("input");
    var next = first.cloneNode(false);
    next.removeAttribute("id");
    next.setAttribute("aria-label", button.parentNode.querySelector("label").textContent);
    next.value = "";
    rows.appendChild(next);
    next.focus();
  });

  document.addEventListener("DOMContentLoaded", function () {
    showMore(document);
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    showMore(event.target);
  });
  if (document.readyState !== "loading") {
    showMore(document);
  }
})();
