/* Shows what others did in a meeting, unless something is being typed. */
(function () {
  "use strict";

  let typing = false;

  document.addEventListener("input", function (event) {
    if (event.target.closest("[data-meeting-form]")) {
      typing = true;
    }
  });

  document.addEventListener("htmx:afterSwap", function () {
    const live = document.querySelector("[data-meeting-live]");
    if (live && live.dataset.meetingChanged === "true" && !typing) {
      window.location.reload();
    }
  });
})();
