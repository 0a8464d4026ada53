/* m marks the message that has the focus as read, or as unread again. */
(function () {
  'use strict';

  document.addEventListener('keydown', function (event) {
    if (event.key !== 'm' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing
        || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || document.querySelector('dialog[open]')) {
      return;
    }
    var item = event.target.closest('.sx-notices > li');
    var mark = item && item.querySelector('[data-sx-mark]');
    if (mark) {
      event.preventDefault();
      /* The row is drawn anew: the focus goes back to what has the same id. */
      mark.focus();
      mark.click();
    }
  });
})();
