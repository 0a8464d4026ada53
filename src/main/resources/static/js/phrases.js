/*
 * Common phrases in text areas: Alt+/ or the button beside the field opens a list, a digit inserts. Text areas say
 * data-sx-phrases; everything is bound to the document, so that it does not matter where on the page they stand.
 */
(function () {
  'use strict';

  var script = document.getElementById('sx-phrases-script');
  if (!script) {
    return;
  }
  var words = script.dataset;
  var AREA = 'textarea[data-sx-phrases]';
  var APPROVING = ['approve', 'pass', 'grant', 'agree', 'consolidated'];
  var narrow = window.matchMedia('(max-width: 860px)');
  var touched = window.matchMedia('(pointer: coarse)');

  /* Fetched once a page; the order stays, so that a digit means the same all along. */
  var phrases = null;
  var fetching = null;

  var box = null;
  var area = null;
  var range = null;
  var shown = [];
  var at = 0;
  var early = 0;

  document.documentElement.classList.add('sx-has-phrases');

  function load() {
    if (!fetching) {
      fetching = fetch(words.list, { headers: { Accept: 'application/json' }, credentials: 'same-origin' }).then(function (answer) {
        if (!answer.ok || answer.redirected) {
          throw new Error(String(answer.status));
        }
        return answer.json();
      }).then(function (items) {
        phrases = items;
      }, function (error) {
        fetching = null;
        throw error;
      });
    }
    return fetching;
  }

  function send(path, fields) {
    var headers = { Accept: 'application/json' };
    var name = document.querySelector('meta[name="csrf-header"]');
    var token = document.querySelector('meta[name="csrf-token"]');
    if (name && token) {
      headers[name.content] = token.content;
    }
    return fetch(words.base + path, { method: 'POST', headers: headers, credentials: 'same-origin', keepalive: true, body: new URLSearchParams(fields || {}) });
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    made.className = className || '';
    if (text) {
      made.textContent = text;
    }
    return made;
  }

  function build() {
    box = element('div', 'sx-phrases');
    box.hidden = true;
    box.setAttribute('role', 'dialog');
    box.setAttribute('aria-label', words.title);
    var head = element('div', 'sx-phrases-head');
    var filter = element('input', 'form-control');
    filter.type = 'text';
    filter.id = 'sx-phrases-filter';
    filter.autocomplete = 'off';
    filter.placeholder = words.filter;
    filter.setAttribute('role', 'combobox');
    filter.setAttribute('aria-label', words.filter);
    filter.setAttribute('aria-expanded', 'true');
    filter.setAttribute('aria-autocomplete', 'list');
    filter.setAttribute('aria-controls', 'sx-phrases-list');
    var close = element('button', 'btn btn-icon btn-ghost-secondary', '\u00d7');
    close.type = 'button';
    close.dataset.do = 'close';
    close.setAttribute('aria-label', words.close);
    head.append(filter, close);
    var list = element('ul', 'sx-phrases-list');
    list.id = 'sx-phrases-list';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', words.title);
    var note = element('p', 'sx-phrases-note');
    note.setAttribute('role', 'status');
    var foot = element('div', 'sx-phrases-foot');
    var keep = element('button', 'btn btn-sm', words.keep);
    keep.type = 'button';
    keep.dataset.do = 'keep';
    var manage = element('a', '', words.manage);
    manage.href = words.base;
    manage.target = '_blank';
    foot.append(keep, element('span', 'sx-phrases-hint', words.hint), manage);
    box.append(head, list, note, foot);
    box.addEventListener('input', function () {
      at = 0;
      show();
    });
    box.addEventListener('compositionend', show);
    box.addEventListener('keydown', onKey);
    /* The text area keeps its caret and, on a phone, the keyboard. */
    list.addEventListener('mousedown', function (event) { event.preventDefault(); });
    box.addEventListener('click', function (event) {
      var item = event.target.closest('.sx-phrases-item');
      var action = event.target.closest('[data-do]');
      if (item) {
        insert(shown[Number(item.dataset.index)]);
      } else if (action && action.dataset.do === 'close') {
        hide(true);
      } else if (action) {
        keepSelected();
      }
    });
    document.body.append(box, live());
  }

  function live() {
    var said = element('p', 'visually-hidden');
    said.id = 'sx-phrases-said';
    said.setAttribute('aria-live', 'polite');
    return said;
  }

  function say(text) {
    document.getElementById('sx-phrases-said').textContent = text;
  }

  function part(name) {
    return box.querySelector(name);
  }

  /* What comes first: as the field says, or as the decision of its form asks. */
  function first() {
    var wanted = area.dataset.sxPhrases;
    if (wanted !== 'review') {
      return wanted;
    }
    var form = area.closest('form');
    var chosen = form && form.querySelector('input[name=decision]:checked, input[name=vote]:checked, input[name=outcome]:checked');
    if (!chosen) {
      return '';
    }
    return APPROVING.indexOf(chosen.value) >= 0 ? 'approval' : 'objection';
  }

  function matching() {
    var text = part('input').value.trim().toLowerCase();
    var kind = first();
    var found = (phrases || []).filter(function (phrase) {
      return !text || phrase.text.toLowerCase().indexOf(text) >= 0;
    });
    return found.filter(function (phrase) { return phrase.kind === kind; })
      .concat(found.filter(function (phrase) { return phrase.kind !== kind; }));
  }

  function show() {
    shown = matching();
    at = Math.max(0, Math.min(at, shown.length - 1));
    part('.sx-phrases-list').replaceChildren.apply(part('.sx-phrases-list'), shown.map(function (phrase, index) {
      var item = element('li', 'sx-phrases-item');
      item.id = 'sx-phrase-' + index;
      item.dataset.index = String(index);
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', String(index === at));
      var digit = element('kbd', '', index < 9 ? String(index + 1) : '');
      if (index > 8) {
        digit.hidden = true;
      }
      item.append(digit, element('span', 'sx-phrases-item-text', phrase.text),
        element('span', 'sx-phrases-item-kind', (phrase.organ ? '' : words.own + ' · ') + words[phrase.kind]));
      return item;
    }));
    var note = part('.sx-phrases-note');
    note.textContent = phrases === null ? words.loading : (shown.length ? '' : (phrases.length ? words.none : words.empty));
    note.hidden = !note.textContent;
    mark();
    place();
  }

  function mark() {
    var items = box.querySelectorAll('.sx-phrases-item');
    items.forEach(function (item, index) { item.setAttribute('aria-selected', String(index === at)); });
    if (items[at]) {
      part('input').setAttribute('aria-activedescendant', items[at].id);
      items[at].scrollIntoView({ block: 'nearest' });
    } else {
      part('input').removeAttribute('aria-activedescendant');
    }
  }

  /* Where the caret is, by a copy of the text area that breaks its lines alike. */
  function caret() {
    var style = getComputedStyle(area);
    var copy = document.createElement('div');
    ['boxSizing', 'width', 'borderTopWidth', 'borderRightWidth', 'borderBottomWidth', 'borderLeftWidth', 'borderStyle', 'paddingTop', 'paddingRight',
      'paddingBottom', 'paddingLeft', 'fontFamily', 'fontSize', 'fontWeight', 'fontStyle', 'letterSpacing', 'lineHeight', 'textIndent', 'tabSize'].forEach(function (name) {
      copy.style[name] = style[name];
    });
    copy.style.position = 'absolute';
    copy.style.visibility = 'hidden';
    copy.style.top = '0';
    copy.style.left = '-9999px';
    copy.style.whiteSpace = 'pre-wrap';
    copy.style.overflowWrap = 'break-word';
    copy.textContent = area.value.slice(0, range.start);
    var mark = document.createElement('span');
    mark.textContent = '\u200b';
    copy.append(mark);
    document.body.append(copy);
    var outer = area.getBoundingClientRect();
    var line = mark.offsetHeight || 24;
    var top = outer.top + mark.offsetTop - area.scrollTop;
    var found = { left: Math.min(outer.left + mark.offsetLeft, outer.right), top: Math.max(outer.top, Math.min(top, outer.bottom - line)), line: line };
    copy.remove();
    return found;
  }

  function place() {
    if (narrow.matches) {
      box.style.left = '';
      box.style.top = '';
      return;
    }
    var spot = caret();
    var height = box.offsetHeight;
    var below = spot.top + spot.line + 4;
    var top = below + height <= window.innerHeight - 8 ? below : Math.max(8, spot.top - height - 4);
    box.style.left = Math.max(8, Math.min(spot.left, window.innerWidth - box.offsetWidth - 8)) + 'px';
    box.style.top = Math.min(top, Math.max(8, window.innerHeight - height - 8)) + 'px';
  }

  function open(target) {
    if (!box) {
      build();
    }
    area = target;
    range = { start: target.selectionStart, end: target.selectionEnd };
    at = 0;
    early = 0;
    part('input').value = '';
    part('[data-do=keep]').hidden = !target.value.slice(range.start, range.end).trim();
    /* Where a dialog is open, only what is inside it can be reached. */
    (target.closest('dialog[open]') || document.body).append(box);
    box.hidden = false;
    show();
    /* On a phone a focused field would bring the keyboard over the list. */
    if (!touched.matches) {
      part('input').focus({ preventScroll: true });
    }
    load().then(function () {
      if (!box.hidden) {
        show();
        if (early) {
          insert(shown[early - 1]);
        }
      }
    }, function () {
      part('.sx-phrases-note').hidden = false;
      part('.sx-phrases-note').textContent = words.failed;
    });
  }

  function hide(back) {
    if (!box || box.hidden) {
      return;
    }
    box.hidden = true;
    early = 0;
    if (back && area && area.isConnected) {
      area.focus({ preventScroll: true });
      area.setSelectionRange(range.start, range.end);
    }
  }

  /* Between two phrases that follow each other directly there is a mark. */
  function joined(text) {
    var before = area.value.slice(0, range.start);
    var ends = before && words.points.indexOf(before.charAt(before.length - 1)) < 0 && phrases.some(function (phrase) {
      return before.slice(-phrase.text.length) === phrase.text;
    });
    return ends ? words.join + text : text;
  }

  function insert(phrase) {
    if (!phrase) {
      return;
    }
    var text = joined(phrase.text);
    hide(true);
    var before = area.value;
    var wanted = before.slice(0, range.start) + text + before.slice(range.end);
    /* What the browser inserts itself, its own undo takes back. */
    var done = false;
    try {
      done = document.execCommand('insertText', false, text) && area.value === wanted;
    } catch (unsupported) {
      done = false;
    }
    if (!done) {
      area.value = before;
      area.setRangeText(text, range.start, range.end, 'end');
      area.dispatchEvent(new Event('input', { bubbles: true }));
    }
    area.scrollIntoView({ block: 'nearest' });
    say(words.inserted);
    send('/' + encodeURIComponent(phrase.id) + '/use').catch(function () { /* Only the count is lost. */ });
  }

  function keepSelected() {
    var text = area.value.slice(range.start, range.end).trim();
    if (!text) {
      return;
    }
    send('/own', { text: text, kind: first() === 'approval' ? 'approval' : 'objection' }).then(function (answer) {
      if (answer.status === 200 && !answer.redirected) {
        return answer.json().then(function (phrase) {
          phrases = (phrases || []).concat([phrase]);
          return words.kept;
        });
      }
      return answer.status === 204 ? words.known : words.notKept;
    }, function () { return words.notKept; }).then(function (said) {
      if (!box.hidden) {
        part('[data-do=keep]').hidden = true;
        show();
        part('.sx-phrases-note').textContent = said;
        part('.sx-phrases-note').hidden = false;
        place();
        part('input').focus({ preventScroll: true });
      }
    });
  }

  function onKey(event) {
    /* While an input method composes, digits and Enter are its own. */
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) {
      return;
    }
    var inFilter = event.target === part('input');
    if (event.key === 'Escape') {
      hide(true);
    } else if (inFilter && event.key === 'ArrowDown') {
      at = Math.min(at + 1, shown.length - 1);
      mark();
    } else if (inFilter && event.key === 'ArrowUp') {
      at = Math.max(at - 1, 0);
      mark();
    } else if (inFilter && event.key === 'Enter') {
      insert(shown[at]);
    } else if (inFilter && !event.altKey && /^[1-9]$/.test(event.key)) {
      if (phrases === null) {
        early = Number(event.key);
      } else {
        insert(shown[Number(event.key) - 1]);
      }
    } else if (event.altKey && (event.code === 'Slash' || event.key === '/')) {
      hide(true);
    } else {
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  function usable(target) {
    return target && target.matches && target.matches(AREA) && !target.readOnly && !target.disabled;
  }

  document.addEventListener('keydown', function (event) {
    if (event.altKey && !event.ctrlKey && !event.metaKey && (event.code === 'Slash' || event.key === '/') && !event.isComposing && usable(event.target)) {
      event.preventDefault();
      event.stopPropagation();
      open(event.target);
    }
  }, true);

  /* The button takes the focus away from the text area; its selection stays. */
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-sx-phrases-open]');
    if (button) {
      var field = button.closest('[data-sx-field]') || button.parentElement;
      var target = field && field.querySelector(AREA);
      if (usable(target)) {
        event.preventDefault();
        open(target);
      }
    }
  });

  document.addEventListener('mousedown', function (event) {
    if (box && !box.hidden && !box.contains(event.target)) {
      hide(false);
    }
  });

  document.addEventListener('focusin', function (event) {
    if (usable(event.target)) {
      load().catch(function () { /* Asked again when the list is opened. */ });
    }
  });

  window.addEventListener('resize', function () {
    if (box && !box.hidden) {
      place();
    }
  });
}());
