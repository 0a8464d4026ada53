/*
 * A material with the remarks on it: brings each remark beside its words, makes new ones of words that are selected (or of a
 * sentence or passage reached with the keyboard), shows the differences to an earlier version in place of the text.
 * The remarks that are being made are rows of the decision's form; the server decides everything.
 */
(function () {
  'use strict';

  const sheet = document.querySelector('[data-review]');
  if (!sheet) {
    return;
  }
  const inner = sheet.querySelector('.review-inner');
  const paper = sheet.querySelector('.reflection-paper');
  const compare = document.getElementById('review-compare');
  const cite = document.getElementById('reflection-cite');
  const said = sheet.querySelector('[data-review-said]');
  const words = sheet.dataset;
  const form = sheet.closest('form');
  const group = form && sheet.querySelector('[data-sx-rows][data-sx-field="remarks"]');
  const dock = document.querySelector('.review-dock');
  const GAP = 6;
  /* What stands where in each passage, as long as its element lives. */
  const readings = new WeakMap();
  /* Of each row: the words it is about. */
  const anchors = new WeakMap();
  /* Passages whose remarks are shown below them, where there is no margin. */
  const opened = new Set();
  const known = new Set();
  let view = 'text';
  let active = null;
  let sentence = null;
  let queued = false;
  let here = null;
  let brought = null;

  // ---- The text

  function passages() {
    return view === 'text' ? Array.from(paper.querySelectorAll('#material-document [data-sx-passage]')) : [];
  }

  function passage(name) {
    return passages().find((one) => one.dataset.sxPassage === name) || null;
  }

  /* The newest version is the one that remarks are made on. */
  function editable() {
    const shown = document.getElementById('material-document');
    return !!group && view === 'text' && !!shown && shown.dataset.reviewNewest === 'true';
  }

  /* A paragraph for each line, as the author typed it. */
  function reading(element) {
    if (!readings.has(element)) {
      let at = 0;
      const lines = Array.from(element.querySelectorAll('p')).map((line) => {
        const one = { element: line, from: at, text: line.textContent };
        at += one.text.length + 1;
        return one;
      });
      readings.set(element, { lines: lines, text: lines.map((line) => line.text).join('\n') });
    }
    return readings.get(element);
  }

  /* Where a point of a range is in the text of the passage. */
  function indexOf(element, node, offset) {
    const read = reading(element);
    const point = document.createRange();
    point.setStart(node, offset);
    point.collapse(true);
    for (const line of read.lines) {
      const whole = document.createRange();
      whole.selectNodeContents(line.element);
      if (whole.comparePoint(node, offset) < 0) {
        return line.from;
      }
      if (whole.comparePoint(node, offset) === 0) {
        whole.setEnd(node, offset);
        return line.from + whole.toString().length;
      }
    }
    return read.text.length;
  }

  function locate(line, index) {
    const walker = document.createTreeWalker(line.element, NodeFilter.SHOW_TEXT);
    let left = index;
    let last = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.length) {
        return [node, left];
      }
      left -= node.length;
      last = node;
    }
    return last ? [last, last.length] : [line.element, 0];
  }

  function rangeOf(element, from, to) {
    const lines = reading(element).lines;
    const first = lines.filter((line) => line.from <= from).pop();
    const last = lines.filter((line) => line.from <= to).pop();
    const range = document.createRange();
    range.setStart(...locate(first, Math.min(from - first.from, first.text.length)));
    range.setEnd(...locate(last, Math.min(to - last.from, last.text.length)));
    return range;
  }

  function points(text) {
    return Array.from(text).length;
  }

  /* Index of a code point. */
  function indexOfPoint(text, point) {
    let at = 0;
    for (let i = 0; i < point && at < text.length; i++) {
      at += text.codePointAt(at) > 0xffff ? 2 : 1;
    }
    return at;
  }

  function paint(name, ranges) {
    if (window.CSS && CSS.highlights) {
      if (ranges.length) {
        CSS.highlights.set(name, new Highlight(...ranges));
      } else {
        CSS.highlights.delete(name);
      }
    }
  }

  // ---- Cards

  function cards() {
    return Array.from(sheet.querySelectorAll('.review-card'));
  }

  function rows() {
    return group ? Array.from(group.querySelectorAll('[data-sx-rows-list] > [data-sx-item]')) : [];
  }

  function field(row, key) {
    const part = row.querySelector('[data-sx-key="' + key + '"]');
    return part ? part.querySelector('[name$=".' + key + '"]') : null;
  }

  function input(row, key) {
    const found = field(row, key);
    return found ? found.value : '';
  }

  function isRow(element) {
    return !!element && element.hasAttribute('data-sx-item');
  }

  /* The words that a row is about: found where it says, or where they are. */
  function anchor(row) {
    const name = input(row, 'passage');
    const quote = input(row, 'quote').replace(/\r\n?/g, '\n');
    const start = input(row, 'start');
    const key = [name, quote, start, view].join('\u0000');
    const before = anchors.get(row);
    if (before && before.key === key && (!before.element || before.element.isConnected)) {
      return before;
    }
    const element = name && editable() ? passage(name) : null;
    const now = { key: key, name: name, quote: quote, element: element, range: null, start: -1, found: !quote };
    if (element && quote) {
      const text = reading(element).text;
      const told = start === '' ? -1 : indexOfPoint(text, Number(start));
      const at = told >= 0 && text.startsWith(quote, told) ? told : text.indexOf(quote);
      if (at >= 0) {
        now.range = rangeOf(element, at, at + quote.length);
        now.start = points(text.slice(0, at));
        now.found = true;
      }
    }
    anchors.set(row, now);
    return now;
  }

  /* A row becomes a card: its number, the words it is about, and when it is done. */
  function adorn(row) {
    if (row.querySelector('.review-head')) {
      return;
    }
    const fold = row.querySelector(':scope > details');
    fold.open = true;
    const head = document.createElement('div');
    head.className = 'review-head';
    const number = document.createElement('span');
    number.className = 'review-number';
    number.textContent = words.new;
    head.append(number, document.createElement('q'));
    row.prepend(head);
    const done = document.createElement('button');
    done.type = 'button';
    done.className = 'btn btn-sm';
    done.textContent = words.done;
    done.addEventListener('click', () => finish(row));
    const actions = row.querySelector('.sx-row-actions');
    if (actions) {
      actions.append(done);
    }
    row.classList.add('review-new');
    const now = anchor(row);
    const refused = row.querySelector('[data-sx-key="passage"].sx-field-invalid, [data-sx-key="quote"].sx-field-invalid');
    row.classList.toggle('review-raw', !now.name || !now.found || !!refused);
    sizes.observe(row);
  }

  function caption(row) {
    const now = anchor(row);
    const select = field(row, 'passage');
    const label = select && select.selectedOptions && select.value ? select.selectedOptions[0].textContent.trim() : '';
    const quote = row.querySelector('.review-head q');
    const text = now.quote || label + words.whole;
    if (quote && quote.textContent !== text) {
      quote.textContent = text;
    }
    const area = field(row, 'text');
    if (area) {
      area.setAttribute('aria-label', label + (now.quote ? ' “' + now.quote + '”' : ''));
    }
  }

  function placeOf(card) {
    if (isRow(card)) {
      const now = anchor(card);
      return { name: now.name, start: now.start };
    }
    return { name: card.dataset.passage || '', start: card.dataset.start === undefined ? -1 : Number(card.dataset.start) };
  }

  function isOpen(card) {
    return isRow(card) || (card.classList.contains('review-unresolved') && !ticked(card));
  }

  function ticked(card) {
    const box = card.querySelector('input[name="resolved"]');
    return !!box && box.checked;
  }

  /* In the order of the text; what has no place any more at the end. */
  function ordered() {
    const order = new Map();
    const texts = view === 'text' ? passages() : compared();
    texts.forEach((one, index) => order.set(one.dataset.sxPassage || one.dataset.passage, index));
    const all = cards().concat(rows()).map((card, index) => {
      const place = placeOf(card);
      const gone = card.hasAttribute('data-review-gone');
      const rank = gone ? 1e6 : place.name === '' ? -1 : order.has(place.name) ? order.get(place.name) : 1e5;
      return { card: card, name: place.name, start: place.start, rank: rank, index: index };
    });
    return all.sort((a, b) => a.rank - b.rank || a.start - b.start || a.index - b.index);
  }

  function compared() {
    return Array.from(compare.querySelectorAll('[data-passage]'));
  }

  // ---- Layout: everything is read at once, and written at once

  function later() {
    if (!queued) {
      queued = true;
      requestAnimationFrame(layout);
    }
  }

  function mode() {
    return getComputedStyle(inner).getPropertyValue('--review-mode').trim();
  }

  function firstMark(id) {
    return marks.get(id) ? marks.get(id)[0] : null;
  }

  let marks = new Map();

  function readMarks() {
    marks = new Map();
    paper.querySelectorAll('#material-document [data-sx-marks]').forEach((mark) => {
      mark.dataset.sxMarks.split(' ').forEach((id) => {
        marks.set(id, (marks.get(id) || []).concat(mark));
      });
    });
  }

  /* The paragraph below which a remark stands where there is no margin: that in which its words end. */
  function paragraphOf(one) {
    let end = null;
    if (isRow(one.card)) {
      const range = anchor(one.card).range;
      end = range && range.endContainer.parentElement;
    } else {
      const found = marks.get(one.card.dataset.reviewCard);
      end = found ? found[found.length - 1] : null;
    }
    return (end && end.closest('p')) || one.text.lastElementChild;
  }

  function spaceBelow(paragraph) {
    const next = paragraph.nextElementSibling;
    if (paragraph.classList.contains('review-space') || (next && next.classList.contains('review-space'))) {
      return next && next.classList.contains('review-space') ? next : paragraph;
    }
    const space = document.createElement('div');
    space.className = 'review-space';
    paragraph.after(space);
    return space;
  }

  function layout() {
    queued = false;
    const folded = mode() !== 'margin';
    inner.classList.add('review-placed');
    const all = ordered();
    const texts = new Map((view === 'text' ? passages() : compared()).map((one) => [one.dataset.sxPassage || one.dataset.passage, one]));
    const counts = new Map();
    const showAll = inner.classList.contains('review-showing-all');
    all.forEach((one) => {
      one.text = texts.get(one.name) || null;
      const wanted = !one.card.classList.contains('review-resolved') || showAll || one.card === active;
      if (wanted && one.text) {
        counts.set(one.name, (counts.get(one.name) || 0) + 1);
        if (!known.has(one.name) && isOpen(one.card) && window.innerWidth >= 640) {
          opened.add(one.name);
        }
      }
      one.shown = wanted && (!folded || (view === 'text' && (!one.text || opened.has(one.name))));
      one.card.classList.toggle('review-away', !one.shown);
    });
    counts.forEach((count, name) => known.add(name));
    chips(counts, folded);
    const shown = all.filter((one) => one.shown);
    const heights = shown.map((one) => one.card.offsetHeight);
    const needed = new Map();
    shown.forEach((one, i) => {
      one.height = heights[i];
      if (folded && one.text) {
        one.space = spaceBelow(paragraphOf(one));
        needed.set(one.space, (needed.get(one.space) || GAP) + one.height + GAP);
      }
    });
    paper.querySelectorAll('.review-space').forEach((space) => {
      const height = (needed.get(space) || 0) + 'px';
      if (space.style.height !== height) {
        space.style.height = height;
      }
    });
    const top = inner.getBoundingClientRect().top;
    const margin = sheet.querySelector('.review-margin');
    const first = folded ? 0 : margin.getBoundingClientRect().top - top + toolsHeight();
    const below = paper.getBoundingClientRect().bottom - top;
    if (folded) {
      const filled = new Map();
      let end = below + GAP + (group ? group.offsetHeight : 0);
      shown.forEach((one) => {
        if (one.text) {
          const from = filled.has(one.space) ? filled.get(one.space) : one.space.getBoundingClientRect().top - top + GAP;
          one.top = from;
          filled.set(one.space, from + one.height + GAP);
        } else {
          one.top = end;
          end += one.height + GAP;
        }
      });
      inner.style.minHeight = Math.ceil(end) + 'px';
    } else {
      const wanted = shown.map((one) => {
        if (!one.text) {
          return one.rank < 0 ? first : 0;
        }
        return targetTop(one) - top;
      });
      let end = first;
      shown.forEach((one, i) => {
        one.top = Math.max(end, wanted[i] - 4);
        end = one.top + one.height + GAP;
      });
      /* The one that is looked at stands exactly at its words; those above it give way, as far as they can. */
      const at = shown.findIndex((one) => one.card === active);
      if (at >= 0 && shown[at].text && shown[at].top > wanted[at] - 4) {
        let limit = Math.max(wanted[at] - 4, first);
        for (let i = at; i >= 0; i--) {
          shown[i].top = Math.min(shown[i].top, limit);
          limit = shown[i].top - (i > 0 ? shown[i - 1].height + GAP : 0);
        }
        end = first;
        shown.forEach((one, i) => {
          one.top = i <= at ? Math.max(end, one.top) : Math.max(end, wanted[i] - 4);
          end = one.top + one.height + GAP;
        });
      }
      inner.style.minHeight = Math.ceil(end) + 'px';
    }
    shown.forEach((one) => {
      const place = Math.round(one.top) + 'px';
      if (one.card.style.top !== place) {
        one.card.style.top = place;
      }
    });
    /* It went to its words: where they are out of sight, the page goes along. */
    if (brought && brought.isConnected && !brought.classList.contains('review-away')) {
      brought.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    }
    brought = null;
    paint('review-new', rows().map((row) => anchor(row).range).filter((range) => range));
  }

  /* What stands in the margin above the cards. */
  function toolsHeight() {
    return group ? group.offsetHeight + GAP : 0;
  }

  function targetTop(one) {
    if (view === 'text') {
      if (isRow(one.card)) {
        const range = anchor(one.card).range;
        const rects = range ? range.getClientRects() : [];
        if (rects.length) {
          return rects[0].top;
        }
      } else if (firstMark(one.card.dataset.reviewCard)) {
        return firstMark(one.card.dataset.reviewCard).getClientRects()[0].top;
      }
    }
    return one.text.getBoundingClientRect().top;
  }

  // ---- At each passage: how many remarks, and a button to write one

  function label(text) {
    const item = text.closest('.sx-read-item');
    const name = item && item.querySelector('.sx-read-label');
    const row = text.closest('.sx-read-row');
    const title = row && row.querySelector('.sx-read-row-title');
    return [title, name].filter((one) => one).map((one) => one.textContent.trim()).join(' · ');
  }

  function prepare() {
    passages().forEach((text) => {
      if (text.hasAttribute('tabindex')) {
        return;
      }
      text.tabIndex = 0;
      text.setAttribute('role', 'group');
      text.setAttribute('aria-label', label(text));
      const tools = document.createElement('span');
      tools.className = 'review-passage-tools';
      const chip = document.createElement('button');
      chip.type = 'button';
      chip.className = 'review-chip';
      chip.hidden = true;
      chip.dataset.chip = text.dataset.sxPassage;
      tools.append(chip);
      if (editable()) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'review-here';
        button.dataset.here = text.dataset.sxPassage;
        button.textContent = words.here;
        button.setAttribute('aria-label', words.here + ' ' + label(text));
        tools.append(button);
      }
      const name = text.parentElement.querySelector(':scope > .sx-read-label');
      if (name) {
        const line = document.createElement('div');
        line.className = 'review-label';
        name.before(line);
        line.append(name, tools);
      } else {
        text.before(tools);
      }
    });
    readMarks();
  }

  function chips(counts, folded) {
    paper.querySelectorAll('.review-chip').forEach((chip) => {
      const count = counts.get(chip.dataset.chip) || 0;
      chip.hidden = !folded || count === 0;
      const text = words.chip.replace('{n}', String(count));
      if (chip.textContent !== text) {
        chip.textContent = text;
      }
      chip.setAttribute('aria-expanded', String(opened.has(chip.dataset.chip)));
    });
  }

  // ---- The one that is looked at

  function light(card, on) {
    if (!card) {
      return;
    }
    if (isRow(card)) {
      const range = anchor(card).range;
      paint('review-lit', on && range ? [range] : []);
      if (!range && anchor(card).element) {
        anchor(card).element.classList.toggle('review-lit', on);
      }
      return;
    }
    const found = marks.get(card.dataset.reviewCard);
    if (found) {
      found.forEach((mark) => mark.classList.toggle('review-lit', on));
    } else {
      const text = card.dataset.passage && passage(card.dataset.passage);
      if (text) {
        text.classList.toggle('review-lit', on);
      }
    }
  }

  function activate(card) {
    if (card === active) {
      return;
    }
    if (active) {
      active.classList.remove('review-active');
      light(active, false);
    }
    active = card;
    if (card) {
      card.classList.add('review-active');
      light(card, true);
      const name = placeOf(card).name;
      if (name) {
        opened.add(name);
      }
    }
    brought = card;
    later();
  }

  function cardOf(element) {
    return element && element.closest ? element.closest('.review-card[data-review-card], .review-margin [data-sx-item]') : null;
  }

  function show(card, focus) {
    if (view !== 'text' && placeOf(card).name) {
      change('text');
    }
    if (card.classList.contains('review-resolved')) {
      all(true);
    }
    activate(card);
    layout();
    card.scrollIntoView({ block: 'nearest' });
    if (focus) {
      (isRow(card) ? field(card, 'text') || card : card).focus({ preventScroll: true });
    }
    // On a phone a remark is typed in a sheet at the bottom: its passage stands above that.
    const about = isRow(card) && matchMedia('(max-width: 860px)').matches && placeOf(card).name && passage(placeOf(card).name);
    if (about && about.getBoundingClientRect().top > innerHeight * .4) {
      about.scrollIntoView({ block: 'start', behavior: 'instant' });
    }
  }

  sheet.addEventListener('mouseover', (event) => {
    const card = cardOf(event.target);
    if (card && card !== active) {
      light(card, true);
    }
    const mark = event.target.closest('[data-sx-marks]');
    if (mark) {
      mark.dataset.sxMarks.split(' ').forEach((id) => mark.classList.add('review-lit') || light(document.getElementById('remark-' + id), true));
    }
  });
  sheet.addEventListener('mouseout', (event) => {
    const card = cardOf(event.target);
    if (card && card !== active && !card.contains(event.relatedTarget)) {
      light(card, false);
      light(active, true);
    }
    const mark = event.target.closest('[data-sx-marks]');
    if (mark) {
      mark.dataset.sxMarks.split(' ').forEach((id) => {
        const one = document.getElementById('remark-' + id);
        if (one !== active) {
          light(one, false);
        }
      });
      light(active, true);
    }
  });
  sheet.addEventListener('focusin', (event) => {
    const card = cardOf(event.target);
    if (card) {
      activate(card);
      return;
    }
    const text = event.target.closest('#material-document [data-sx-passage]');
    if (text) {
      here = text;
      if (sentence && sentence.text !== text) {
        choose(null);
      }
    }
  });
  sheet.addEventListener('click', (event) => {
    const chip = event.target.closest('.review-chip');
    if (chip) {
      if (!opened.delete(chip.dataset.chip)) {
        opened.add(chip.dataset.chip);
      }
      later();
      return;
    }
    const button = event.target.closest('.review-here');
    if (button) {
      remark(passage(button.dataset.here), null, null);
      return;
    }
    const card = cardOf(event.target);
    if (card || !event.target.isConnected) {
      if (card && !event.target.closest('button')) {
        activate(card);
      }
      return;
    }
    const mark = event.target.closest('[data-sx-marks]');
    if (mark && document.getSelection().isCollapsed) {
      /* The innermost: that with the fewest pieces. */
      const found = mark.dataset.sxMarks.split(' ').map((id) => document.getElementById('remark-' + id))
        .filter((one) => one && (!one.classList.contains('review-resolved') || inner.classList.contains('review-showing-all')))
        .sort((a, b) => (marks.get(a.dataset.reviewCard) || []).length - (marks.get(b.dataset.reviewCard) || []).length);
      if (found.length) {
        show(found[0], false);
      }
      return;
    }
    const row = event.target.closest('[data-sx-passage]') && document.getSelection().isCollapsed && rows().find((one) => {
      const range = anchor(one).range;
      return range && Array.from(range.getClientRects()).some((rect) =>
        event.clientX >= rect.left && event.clientX <= rect.right && event.clientY >= rect.top && event.clientY <= rect.bottom);
    });
    if (row) {
      show(row, true);
    } else if (!event.target.closest('button, a, select')) {
      activate(null);
    }
  });

  // ---- Making a remark

  function remark(text, from, to) {
    if (!text || !editable()) {
      return;
    }
    const read = reading(text);
    const whole = from === null;
    let begin = whole ? 0 : from;
    let end = whole ? 0 : to;
    while (begin < end && /\s/.test(read.text[begin])) {
      begin++;
    }
    while (end > begin && /\s/.test(read.text[end - 1])) {
      end--;
    }
    const quote = read.text.slice(begin, end);
    const start = quote ? points(read.text.slice(0, begin)) : -1;
    const name = text.dataset.sxPassage;
    const order = passages().map((one) => one.dataset.sxPassage);
    const before = rows().find((row) => {
      const place = placeOf(row);
      const rank = order.indexOf(place.name) - order.indexOf(name);
      return rank > 0 || (rank === 0 && place.start > start);
    });
    const row = window.sxForms.addRow('remarks', { passage: name, quote: quote, start: quote ? start : '', text: '' }, form, before);
    if (!row) {
      said.textContent = words.full;
      return;
    }
    adorn(row);
    row.classList.remove('review-raw');
    hideCite();
    choose(null);
    show(row, true);
    document.getSelection().removeAllRanges();
    tally();
  }

  /* Back to the text, or to what was left. */
  function finish(row) {
    const now = anchor(row);
    if (window.sxForms.blank(input(row, 'text'))) {
      discard(row);
      return;
    }
    row.classList.toggle('review-raw', !now.name || !now.found);
    activate(null);
    if (now.element) {
      now.element.focus({ preventScroll: true });
    } else {
      row.focus({ preventScroll: true });
    }
  }

  function discard(row) {
    const element = anchor(row).element || here;
    activate(null);
    window.sxForms.removeRow(row);
    if (element && element.isConnected) {
      element.focus({ preventScroll: true });
    }
  }

  function selected() {
    const selection = document.getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    if (!range || range.collapsed || !editable()) {
      return null;
    }
    const element = range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement;
    let text = element && element.closest('#material-document [data-sx-passage]');
    if (!text) {
      text = passages().find((one) => range.intersectsNode(one));
      if (!text) {
        return null;
      }
    }
    const whole = document.createRange();
    whole.selectNodeContents(text);
    const starts = whole.comparePoint(range.startContainer, range.startOffset) < 0;
    const ends = whole.comparePoint(range.endContainer, range.endOffset) > 0;
    const from = starts ? 0 : indexOf(text, range.startContainer, range.startOffset);
    const to = ends ? reading(text).text.length : indexOf(text, range.endContainer, range.endOffset);
    return !window.sxForms.blank(reading(text).text.slice(from, to)) ? { text: text, from: from, to: to } : null;
  }

  /* Offered at the end of the words that are selected. */
  function placeCite() {
    if (!cite) {
      return;
    }
    const now = selected();
    const rects = now ? document.getSelection().getRangeAt(0).getClientRects() : [];
    cite.hidden = !rects.length;
    if (rects.length) {
      const last = rects[rects.length - 1];
      const origin = inner.getBoundingClientRect();
      const below = matchMedia('(pointer: coarse)').matches ? 30 : 6;
      cite.style.top = Math.round(last.bottom - origin.top + below) + 'px';
      cite.style.left = Math.round(Math.max(0, Math.min(last.right - origin.left - 40, origin.width - 130))) + 'px';
    }
  }

  function hideCite() {
    if (cite) {
      cite.hidden = true;
    }
  }

  if (cite) {
    let waiting = false;
    document.addEventListener('selectionchange', () => {
      if (!waiting) {
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          placeCite();
        });
      }
    });
    /* Pressing must not take the selection away before it is read. */
    cite.addEventListener('mousedown', (event) => event.preventDefault());
    cite.addEventListener('pointerdown', (event) => event.preventDefault());
    cite.addEventListener('click', () => {
      const now = selected();
      if (now) {
        remark(now.text, now.from, now.to);
      }
    });
  }

  // ---- Sentences, for those who work with the keyboard

  function sentences(text) {
    const all = [];
    const pattern = /[^。！？!?；;\n]+[。！？!?；;]*[”’」』）)】"']*|[。！？!?；;]+/gu;
    for (const match of reading(text).text.matchAll(pattern)) {
      if (!window.sxForms.blank(match[0])) {
        all.push({ from: match.index, to: match.index + match[0].length });
      }
    }
    return all;
  }

  function choose(next) {
    sentence = next;
    if (!next) {
      paint('review-sentence', []);
      return;
    }
    const all = sentences(next.text);
    const range = rangeOf(next.text, all[next.first].from, all[next.last].to);
    paint('review-sentence', [range]);
    const rects = range.getClientRects();
    if (rects.length && (rects[rects.length - 1].bottom > window.innerHeight - 80 || rects[0].top < 80)) {
      window.scrollBy({ top: rects[0].top - window.innerHeight / 3, behavior: 'instant' });
    }
    said.textContent = reading(next.text).text.slice(all[next.first].from, all[next.last].to);
    /* Remarks on it are lit as under the mouse. */
    const over = cards().filter((card) => (marks.get(card.dataset.reviewCard) || []).some((mark) => range.intersectsNode(mark)));
    if (over.length && !over.includes(active)) {
      activate(over[0]);
    }
  }

  function step(by, extend) {
    const text = here && here.isConnected ? here : passages()[0];
    if (!text) {
      return;
    }
    const all = sentences(text);
    if (!all.length) {
      return;
    }
    text.focus({ preventScroll: true });
    if (!sentence || sentence.text !== text) {
      choose({ text: text, first: by > 0 ? 0 : all.length - 1, last: by > 0 ? 0 : all.length - 1 });
    } else if (extend) {
      choose({ text: text, first: sentence.first, last: Math.max(sentence.first, Math.min(all.length - 1, sentence.last + by)) });
    } else {
      const next = by > 0 ? sentence.last + 1 : sentence.first - 1;
      const at = Math.max(0, Math.min(all.length - 1, next));
      choose({ text: text, first: at, last: at });
    }
  }

  // ---- Resolved ones, differences

  function all(on) {
    const button = sheet.querySelector('[data-review-all]');
    if (button) {
      inner.classList.toggle('review-showing-all', on);
      button.setAttribute('aria-pressed', String(on));
      later();
    }
  }

  function change(to) {
    const links = Array.from(sheet.querySelectorAll('[data-review-view]'));
    const link = links.find((one) => one.dataset.reviewView === to);
    const base = sheet.querySelector('[data-review-base]');
    if (!link) {
      return;
    }
    links.forEach((one) => one.setAttribute('aria-pressed', String(one === link)));
    const shown = document.getElementById('material-document');
    view = to;
    hideCite();
    choose(null);
    shown.hidden = to !== 'text';
    compare.hidden = to === 'text';
    inner.classList.toggle('review-comparing-side', to === 'side');
    if (base) {
      base.hidden = to === 'text';
    }
    if (to !== 'text') {
      const from = base && base.dataset.chosen ? '&from=' + encodeURIComponent(base.value) : '';
      window.htmx.ajax('GET', link.getAttribute('href') + from, { target: '#review-compare', swap: 'innerHTML' });
    }
    later();
  }

  sheet.querySelectorAll('[data-review-view]').forEach((link) => link.addEventListener('click', (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      change(link.dataset.reviewView);
    }
  }));
  const base = sheet.querySelector('[data-review-base]');
  if (base) {
    base.addEventListener('change', () => {
      base.dataset.chosen = 'true';
      change(view);
    });
  }
  const toggle = sheet.querySelector('[data-review-all]');
  if (toggle) {
    toggle.hidden = false;
    toggle.addEventListener('click', () => all(!inner.classList.contains('review-showing-all')));
  }

  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.target === compare || compare.contains(event.target)) {
      const diff = compare.querySelector('[data-from]');
      if (diff && base) {
        base.value = diff.dataset.from;
      }
      later();
    } else if (event.target.id === 'material-document' || paper.contains(event.target)) {
      if (view !== 'text') {
        change('text');
      }
      here = null;
      prepare();
      later();
    }
  });
  compare.addEventListener('toggle', later, true);

  // ---- The decision

  function tally() {
    const box = document.querySelector('.review-open');
    if (!box) {
      return;
    }
    const old = cards().filter((card) => card.classList.contains('review-unresolved'));
    const open = old.filter((card) => !ticked(card)).length;
    const made = rows().length;
    old.forEach((card) => card.classList.toggle('review-ticked', ticked(card)));
    const parts = [];
    if (open) {
      parts.push(box.dataset.open.replace('{n}', String(open)));
    } else if (old.length) {
      parts.push(box.dataset.none);
    }
    if (made) {
      parts.push(box.dataset.made.replace('{n}', String(made)));
    }
    const text = parts.join('，');
    const refuses = approving() && open + made > 0;
    box.hidden = !text;
    const line = box.querySelector('[data-review-open]');
    if (line.textContent !== text) {
      line.textContent = text;
    }
    box.classList.toggle('review-refuses', refuses);
    box.querySelector('[data-review-refusal]').hidden = !refuses;
    box.querySelector('[data-review-first]').hidden = open + made === 0;
    document.querySelectorAll('[data-review-count]').forEach((one) => { one.textContent = text; });
    return refuses;
  }

  /* Who only proposes is not held up: the owner decides. */
  function approving() {
    const chosen = form && form.querySelector('input[name="decision"]:checked');
    return !!chosen && chosen.value === 'approve' && form.dataset.reviewProposes !== 'true';
  }

  function firstOpen() {
    const found = ordered().find((one) => (one.card.dataset.reviewCard || isRow(one.card)) && isOpen(one.card));
    return found ? found.card : null;
  }

  function dockOpen(on) {
    if (dock) {
      dock.classList.toggle('review-opened', on);
      dock.querySelector('.review-bar').setAttribute('aria-expanded', String(on));
    }
  }

  if (form && dock) {
    dock.classList.add('review-docked');
    dock.querySelector('.review-bar').addEventListener('click', () => dockOpen(!dock.classList.contains('review-opened')));
    if (dock.querySelector('.sx-field-invalid')) {
      dockOpen(true);
    }
    form.addEventListener('change', (event) => {
      if (event.target.name === 'decision' || event.target.name === 'resolved') {
        const refuses = tally();
        if (refuses && event.target.name === 'decision' && firstOpen() && !dock.classList.contains('review-opened')) {
          show(firstOpen(), false);
        }
        later();
      }
    });
    dock.querySelector('[data-review-first]').addEventListener('click', () => {
      const card = firstOpen();
      if (card) {
        dockOpen(false);
        show(card, true);
      }
    });
    window.addEventListener('submit', (event) => {
      if (event.target === form && tally() && firstOpen()) {
        event.preventDefault();
        event.stopImmediatePropagation();
        dockOpen(false);
        show(firstOpen(), true);
      }
    }, true);
    /* A field that the summary of errors leads to must be seen. */
    document.addEventListener('click', (event) => {
      const link = event.target.closest('[data-sx-errors] a');
      const target = link && document.getElementById(link.getAttribute('href').slice(1));
      if (target && dock.contains(target)) {
        dockOpen(true);
      } else if (target && cardOf(target)) {
        show(cardOf(target), false);
      }
    }, true);
  }
  if (form) {
    form.addEventListener('sx:form-changed', (event) => {
      rows().forEach(adorn);
      rows().forEach(caption);
      const row = cardOf(event.target);
      if (row && isRow(row) && row !== active && row.contains(document.activeElement)) {
        activate(row);
      }
      if (row && row === active && event.target.tagName === 'SELECT') {
        brought = row;
      }
      tally();
      later();
    });
  }

  // ---- Keys

  function typing(element) {
    return !!element && (element.isContentEditable || /^(TEXTAREA|SELECT)$/.test(element.tagName)
      || (element.tagName === 'INPUT' && element.type !== 'checkbox'));
  }

  function walk(by) {
    const all = passages();
    const at = all.indexOf(here);
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (next) {
      choose(null);
      next.focus();
    }
  }

  function walkCards(by) {
    const all = ordered().filter((one) => !one.card.classList.contains('review-gone-head')
      && (!one.card.classList.contains('review-resolved') || inner.classList.contains('review-showing-all'))).map((one) => one.card);
    const at = all.indexOf(active);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))];
    if (next) {
      show(next, false);
      next.tabIndex = -1;
      next.focus({ preventScroll: true });
    }
  }

  const keys = {
    m() {
      const now = selected();
      if (now) {
        remark(now.text, now.from, now.to);
      } else if (sentence) {
        const all = sentences(sentence.text);
        remark(sentence.text, all[sentence.first].from, all[sentence.last].to);
      } else if (here && here.isConnected) {
        remark(here, null, null);
      }
    },
    n() { walkCards(1); },
    p() { walkCards(-1); },
    r() { all(!inner.classList.contains('review-showing-all')); },
    d() {
      const order = ['text', 'inline', 'side'];
      change(order[(order.indexOf(view) + 1) % order.length]);
    },
    e() {
      const first = form && (form.querySelector('input[name="decision"]:checked') || form.querySelector('input[name="decision"]'));
      if (first) {
        dockOpen(true);
        first.focus();
      }
    },
    '[': function () { step(-1, false); },
    ']': function () { step(1, false); },
    '{': function () { step(-1, true); },
    '}': function () { step(1, true); },
  };

  window.addEventListener('keydown', (event) => {
    if (event.isComposing || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    const card = cardOf(event.target);
    const took = () => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    if (card && isRow(card)) {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        took();
        finish(card);
        return;
      }
      if (event.key === 'Escape') {
        took();
        finish(card);
        return;
      }
    }
    if (event.ctrlKey || event.metaKey || typing(event.target)) {
      return;
    }
    const text = event.target.closest && event.target.closest('#material-document [data-sx-passage]');
    if ((event.key === 'ArrowRight' || event.key === 'ArrowLeft') && text === event.target && text) {
      took();
      step(event.key === 'ArrowRight' ? 1 : -1, event.shiftKey);
    } else if ((event.key === 'j' || event.key === 'k') && (sheet.contains(event.target) || !document.body.classList.contains('sx-pane'))) {
      took();
      walk(event.key === 'j' ? 1 : -1);
    } else if (event.key === 'Enter' && text === event.target && text) {
      const found = ordered().find((one) => one.name === text.dataset.sxPassage && !one.card.classList.contains('review-resolved'));
      if (found) {
        took();
        show(found.card, false);
        found.card.tabIndex = -1;
        found.card.focus({ preventScroll: true });
      }
    } else if ((event.key === 'Enter' || event.key === 'Escape') && card && card === event.target && !isRow(card)) {
      const back = card.dataset.passage && passage(card.dataset.passage);
      if (back) {
        took();
        const mark = firstMark(card.dataset.reviewCard);
        back.focus({ preventScroll: true });
        (mark || back).scrollIntoView({ block: 'nearest' });
      }
    } else if (event.key === 'Escape' && sentence) {
      took();
      choose(null);
    } else if (event.key === 'x' && card) {
      const box = card.querySelector('input[name="resolved"]');
      if (box) {
        took();
        box.click();
      }
    } else if (keys[event.key] && (group || !'m e'.includes(event.key))) {
      took();
      keys[event.key]();
    }
  }, true);

  const list = document.querySelector('#sx-keys .sx-keys');
  const template = document.querySelector('template[data-review-keys]');
  if (list && template) {
    list.append(template.content.cloneNode(true));
  }

  // ---- Begin

  const sizes = new ResizeObserver(later);
  sizes.observe(paper);
  cards().forEach((card) => sizes.observe(card));
  window.addEventListener('resize', () => {
    placeCite();
    later();
  });
  if (document.fonts && document.fonts.ready) {
    document.fonts.ready.then(later);
  }
  function begin() {
    prepare();
    rows().forEach(adorn);
    rows().forEach(caption);
    tally();
    layout();
  }
  begin();
}());
