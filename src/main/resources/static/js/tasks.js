/* The task list with the selected task beside it, and the operations of a task. Without it rows are links and operations are
   pages. */
(function () {
  'use strict';

  var wide = window.matchMedia('(min-width: 1200px)');
  var work = document.querySelector('.tasks-work');
  var pane = document.getElementById('tasks-pane');

  /* ---- The list ---- */

  function item(id) {
    return Array.from(document.querySelectorAll('.tasks-item')).find(function (each) { return each.dataset.task === id; });
  }

  function frames() {
    return !pane ? [] : Array.from(pane.querySelectorAll('iframe'));
  }

  function typedIn(frame) {
    try {
      return frame.contentWindow.sxTaskTyped === true;
    } catch (elsewhere) {
      return false;
    }
  }

  /* A page in which somebody has typed is kept while others are looked at. */
  function show(id) {
    var shown = null;
    frames().forEach(function (frame) {
      if (frame.dataset.task === id) {
        shown = frame;
      } else if (typedIn(frame)) {
        frame.hidden = true;
      } else {
        frame.remove();
      }
    });
    if (!pane) {
      return null;
    }
    pane.querySelector('.tasks-pane-empty').hidden = !!id;
    if (id && !shown) {
      shown = document.createElement('iframe');
      shown.title = pane.dataset.label;
      shown.dataset.task = id;
      shown.src = work.dataset.tasks + encodeURIComponent(id) + '?pane=&_back=' + encodeURIComponent(work.dataset.list);
      pane.appendChild(shown);
    }
    if (shown) {
      shown.hidden = false;
    }
    document.querySelectorAll('.tasks-item').forEach(function (each) {
      var here = each.dataset.task === id;
      each.classList.toggle('tasks-open', here);
      each.querySelector('.tasks-row').toggleAttribute('aria-current', here);
      if (here) {
        each.querySelector('.tasks-row').setAttribute('aria-current', 'true');
      }
    });
    read(id);
    return shown;
  }

  /* It is read now: the row says so at once. */
  function read(id) {
    var row = id && item(id);
    if (row && row.classList.contains('sx-unread')) {
      row.classList.remove('sx-unread');
      row.querySelectorAll('.tasks-kind > .sx-dot, .tasks-kind > .visually-hidden').forEach(function (mark) { mark.remove(); });
      document.querySelectorAll('.sx-tabs [aria-current] .tasks-new').forEach(function (badge) {
        var left = parseInt(badge.dataset.left, 10) - 1;
        badge.dataset.left = String(left);
        badge.textContent = badge.dataset.text.replace('{n}', left);
        badge.hidden = left < 1;
      });
    }
  }

  function address(id) {
    var url = new URL(window.location.href);
    url.hash = '';
    url.searchParams.delete('at');
    if (id) {
      url.searchParams.set('open', id);
    } else {
      url.searchParams.delete('open');
    }
    return url;
  }

  function open(id, focus) {
    var frame = show(id);
    if (new URL(window.location.href).searchParams.get('open') !== id) {
      window.history.pushState({ task: id }, '', address(id));
    }
    if (focus && frame) {
      frame.focus();
    }
  }

  function rowOf(element) {
    var row = element && element.closest && element.closest('.tasks-row');
    return row ? row.closest('.tasks-item') : null;
  }

  function list() {
    document.addEventListener('click', function (event) {
      var row = rowOf(event.target);
      if (row && wide.matches && !event.defaultPrevented && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        /* Enter on the link comes as a click without a place: then the keyboard goes along. */
        open(row.dataset.task, event.detail === 0);
      }
    });
    window.addEventListener('popstate', function () {
      if (wide.matches) {
        show(new URL(window.location.href).searchParams.get('open'));
      }
    });
    document.addEventListener('keydown', function (event) {
      var row = rowOf(document.activeElement);
      if (event.key === 'o' && row && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        window.location.assign(row.querySelector('.tasks-row').href);
      }
    });
    /* Of something typed in a page beside the list. */
    window.addEventListener('message', function (event) {
      var frame = event.origin === window.location.origin && frames().find(function (each) { return each.contentWindow === event.source; });
      if (!frame || !event.data) {
        return;
      }
      var row = item(frame.dataset.task);
      if (event.data.task === 'typed' && row) {
        row.classList.add('tasks-typed');
        row.dataset.typed = work.dataset.typed;
      } else if (event.data.task === 'leave') {
        focusRow(frame.dataset.task);
      } else if (event.data.task === 'walk') {
        var rows = Array.from(document.querySelectorAll('.tasks-item'));
        var next = rows[rows.indexOf(row) + event.data.step];
        if (next) {
          next.querySelector('.tasks-row').focus();
        }
      }
    });
    var selected = new URL(window.location.href).searchParams.get('open');
    if (wide.matches && selected) {
      read(selected);
      var at = item(selected);
      if (at) {
        at.scrollIntoView({ block: 'nearest' });
      }
      if (!document.activeElement || document.activeElement === document.body) {
        focusRow(selected);
      }
    }
    var back = new URL(window.location.href).searchParams.get('at');
    if (back && item(back)) {
      item(back).scrollIntoView({ block: 'center' });
      focusRow(back);
    }
    document.addEventListener('htmx:afterSettle', function (event) {
      var asks = document.getElementById('tasks-arrived');
      if (asks && event.target.id === 'sx-bell' && window.htmx) {
        window.htmx.trigger(asks, 'tasks-arrived');
      }
    });
  }

  function focusRow(id) {
    var row = item(id);
    if (row) {
      row.querySelector('.tasks-row').focus({ preventScroll: false });
    }
  }

  /* ---- Several at once ---- */

  function batch() {
    var form = document.getElementById('tasks-batch');
    if (!form) {
      return;
    }
    var boxes = Array.from(document.querySelectorAll('.tasks-check input'));
    var all = form.querySelector('[data-tasks-all]');
    var count = form.querySelector('[data-tasks-count]');
    function tell() {
      var chosen = boxes.filter(function (box) { return box.checked; }).length;
      count.textContent = chosen ? count.dataset.text.replace('{n}', chosen) : '';
      form.querySelectorAll('button').forEach(function (button) { button.disabled = chosen === 0; });
      all.querySelector('input').checked = chosen > 0 && chosen === boxes.length;
      all.querySelector('input').indeterminate = chosen > 0 && chosen < boxes.length;
    }
    all.hidden = boxes.length === 0;
    form.hidden = boxes.length === 0;
    all.querySelector('input').addEventListener('change', function (event) {
      boxes.forEach(function (box) { box.checked = event.target.checked; });
      tell();
    });
    boxes.forEach(function (box) { box.addEventListener('change', tell); });
    window.addEventListener('pageshow', tell);
    tell();
  }

  /* ---- The page of a task ---- */

  function decision() {
    return document.querySelector('form[data-tasks-decision]');
  }

  var inPane = document.body.classList.contains('sx-pane') && window.parent !== window;

  function tellParent(message) {
    if (inPane) {
      window.parent.postMessage(message, window.location.origin);
    }
  }

  function typing(element) {
    return element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
  }

  function task() {
    var little = window.matchMedia('(max-width: 860px)');
    function fold() {
      document.querySelectorAll('[data-tasks-fold]').forEach(function (one) { one.open = !little.matches; });
    }
    if (!inPane) {
      /* Who turns the phone has room for all of it, and nothing there to unfold it by. */
      fold();
      little.addEventListener('change', fold);
    }
    /* The list looks for the row by itself: a place in the address would take the focus away again. */
    document.querySelectorAll('[data-tasks-back]').forEach(function (link) { link.hash = ''; });
    var form = decision();
    if (form) {
      form.addEventListener('input', function () {
        window.sxTaskTyped = true;
        tellParent({ task: 'typed' });
      });
      form.addEventListener('submit', function () { window.sxTaskTyped = false; });
      if (!inPane && !wide.matches) {
        /* No room for the next one beside the list: it comes on its own page. */
        var narrow = document.createElement('input');
        narrow.type = 'hidden';
        narrow.name = '_narrow';
        narrow.value = 'true';
        form.append(narrow);
      }
      window.addEventListener('keydown', function (event) { decide(form, event); });
      keep(form);
    }
    if (inPane) {
      /* Links within the page stay in it; all others lead out of the frame. */
      document.querySelectorAll('a[href^="#"]').forEach(function (link) { link.target = '_self'; });
      document.addEventListener('keydown', function (event) {
        if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
          return;
        }
        if (event.key === 'Escape') {
          tellParent({ task: 'leave' });
        } else if (!typing(event.target) && (event.key === 'j' || event.key === 'k')) {
          event.stopImmediatePropagation();
          event.preventDefault();
          tellParent({ task: 'walk', step: event.key === 'j' ? 1 : -1 });
        } else if (!typing(event.target) && event.key === 'o') {
          var alone = document.querySelector('[data-tasks-alone]');
          if (alone) {
            alone.click();
          }
        }
      }, true);
    }
    dialog();
    proposal();
  }

  /* Ctrl+Enter sends what is decided, from wherever on the page; where nothing is, it leads there. In a remark it means something else. */
  function decide(form, event) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing || event.defaultPrevented
        || document.querySelector('dialog[open]') || event.target.closest('.review-margin')) {
      return;
    }
    event.preventDefault();
    var choice = form.querySelector('[role="radiogroup"]');
    if (choice && !choice.querySelector('input:checked')) {
      choice.querySelector('input').focus();
    } else {
      form.requestSubmit();
    }
  }

  /* What is typed and not sent is kept for the person; keep.js saves it. */
  function keep(form) {
    var line = document.querySelector('[data-sx-draft]');
    if (!line || !window.sxKeep) {
      return;
    }
    function hidden(name, value) {
      var input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.value = value;
      form.append(input);
      return input;
    }
    hidden('_as', line.dataset.sxAccount);
    if (line.dataset.sxPane === 'true') {
      hidden('_pane', 'true');
    }
    var place = document.createElement('div');
    form.prepend(place);
    var arrived = line.querySelector('[data-sx-conflict]');
    if (arrived) {
      place.append.apply(place, arrived.childNodes);
      arrived.remove();
    }
    var keeper = window.sxKeep(form, {
      data: line,
      status: line.querySelector('[data-sx-status]'),
      revision: hidden('_draft', line.dataset.sxRevision),
      place: place
    });
    /* An operation takes what is typed along by itself. */
    document.addEventListener('submit', function (event) {
      if (event.target.matches('form[data-tasks-operation], form[data-tasks-draft-clear]') && !event.defaultPrevented) {
        keeper.leave();
      }
    });
  }

  function dialog() {
    var box = document.getElementById('tasks-dialog');
    document.addEventListener('htmx:afterSwap', function (event) {
      if (box && event.target.id === 'tasks-dialog-body') {
        if (!box.open) {
          box.showModal();
        }
        var first = box.querySelector('[data-sx-errors], input:not([type=hidden]), textarea');
        if (first) {
          first.focus();
        }
      }
    });
    document.addEventListener('click', function (event) {
      var close = event.target.closest('[data-tasks-close]');
      if (close && box && box.contains(close)) {
        event.preventDefault();
        box.close();
      }
      if (event.target.closest('[data-tasks-reload]')) {
        event.preventDefault();
        window.location.assign(address(new URL(window.location.href).searchParams.get('open')));
      }
    });
    /* What is typed for the decision goes along, so that it is there again afterwards. */
    document.addEventListener('submit', function (event) {
      var form = event.target;
      if (!form.matches('form[data-tasks-operation]') || event.defaultPrevented) {
        return;
      }
      form.querySelectorAll('input[data-tasks-carried]').forEach(function (old) { old.remove(); });
      if (decision()) {
        new FormData(decision()).forEach(function (text, name) {
          if (!name.startsWith('_') && typeof text === 'string') {
            var field = document.createElement('input');
            field.type = 'hidden';
            field.name = '_typed.' + name;
            field.value = text;
            field.setAttribute('data-tasks-carried', '');
            form.appendChild(field);
          }
        });
        window.sxTaskTyped = false;
      }
    }, true);
  }

  /* ---- A delegate's proposal is taken over into one's own form ---- */

  function set(form, path, value) {
    Array.from(form.elements).filter(function (field) { return field.name === path && field.type !== 'hidden'; }).forEach(function (field) {
      if (field.type === 'radio') {
        field.checked = field.value === String(value);
      } else if (field.type === 'checkbox') {
        field.checked = Array.isArray(value) ? value.map(String).includes(field.value) : value === true;
      } else {
        field.value = value === null || value === undefined ? '' : String(value);
      }
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    });
  }

  function fill(form, data) {
    Object.entries(data).forEach(function (entry) {
      var key = entry[0];
      var value = entry[1];
      if (Array.isArray(value) && value.some(function (each) { return each && typeof each === 'object'; })) {
        value.forEach(function (row, index) {
          if (form.querySelector('[data-sx-item="' + key + '[' + index + ']"]')) {
            Object.entries(row).forEach(function (field) { set(form, key + '[' + index + '].' + field[0], field[1]); });
          } else if (window.sxForms) {
            window.sxForms.addRow(key, row, form);
          }
        });
      } else {
        set(form, key, value);
      }
    });
  }

  function proposal() {
    var button = document.querySelector('[data-tasks-take-over]');
    var form = decision();
    if (!button || !form) {
      return;
    }
    button.hidden = false;
    button.addEventListener('click', function () {
      fill(form, JSON.parse(button.dataset.tasksProposal));
      window.sxTaskTyped = true;
      tellParent({ task: 'typed' });
      document.querySelector('[data-tasks-said]').textContent = button.dataset.tasksTaken;
      var first = form.querySelector('input:checked') || form.querySelector('input:not([type=hidden]), textarea');
      if (first) {
        first.focus();
      }
    });
  }

  if (work) {
    work.querySelector('.sx-tabs [aria-current]').scrollIntoView({ block: 'nearest', inline: 'nearest' });
    list();
    batch();
  }
  task();
}());
