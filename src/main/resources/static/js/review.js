/* Makes a remark of words selected in the material: their passage and the words themselves are filled in. */
(function () {
  'use strict';

  var button = document.getElementById('reflection-cite');
  if (!button) {
    return;
  }
  var cited = null;

  function within(node) {
    var element = node && (node.nodeType === 1 ? node : node.parentElement);
    return element && element.closest('#material-document [data-sx-passage]');
  }

  /* The selected words as the author typed them: one line of text for each paragraph. */
  function words(range, passage) {
    return Array.from(passage.querySelectorAll('p')).filter(function (line) {
      return range.intersectsNode(line);
    }).map(function (line) {
      var part = document.createRange();
      part.selectNodeContents(line);
      if (line.contains(range.startContainer)) {
        part.setStart(range.startContainer, range.startOffset);
      }
      if (line.contains(range.endContainer)) {
        part.setEnd(range.endContainer, range.endOffset);
      }
      return part.toString();
    }).join('\n');
  }

  document.addEventListener('selectionchange', function () {
    var selection = document.getSelection();
    var range = selection.rangeCount ? selection.getRangeAt(0) : null;
    var passage = range && !range.collapsed ? within(range.startContainer) : null;
    if (passage && within(range.endContainer) === passage) {
      var quote = words(range, passage);
      cited = quote.trim() ? { passage: passage.dataset.sxPassage, quote: quote } : null;
      button.hidden = !cited;
    } else if (document.activeElement !== button) {
      button.hidden = true;
    }
  });

  /* Pressing must not take the selection away before it is read. */
  button.addEventListener('mousedown', function (event) { event.preventDefault(); });
  button.addEventListener('click', function () {
    var row = cited && window.sxForms.addRow('remarks', cited);
    button.hidden = true;
    if (row) {
      var fold = row.querySelector('details');
      if (fold) {
        fold.open = true;
      }
      var text = row.querySelector('[data-sx-key="text"] textarea');
      if (text) {
        text.focus();
        text.scrollIntoView({ block: 'center' });
      }
    }
  });
}());
