// The ledger's filters take effect as they are chosen; the button remains for those who type.
(function () {
  "use strict";
  document.addEventListener("change", function (event) {
    var field = event.target;
    if (field.matches("form[data-ledger-filter] select")) {
      field.form.requestSubmit();
    }
  });
  // An address without empty parameters can be read and passed on.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.matches("form[data-ledger-filter]")) {
      Array.prototype.forEach.call(form.elements, function (field) {
        if (field.name && !field.value) {
          field.disabled = true;
        }
      });
    }
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-ledger-filter] :disabled").forEach(function (field) {
      field.disabled = false;
    });
  });
})();
