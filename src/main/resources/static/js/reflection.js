/* The page on which a material is written: saving, the remarks beside their passages, the outline. */
(function () {
  'use strict';

  var form = document.getElementById('reflection-form');
  if (!form || !window.sxKeep) {
    return;
  }
  var status = document.getElementById('reflection-saved');
  var checklist = document.querySelector('[data-write-checklist-place]');

  /* ---- Saving ---- */

  function placeChecklist() {
    var list = status.querySelector('[data-write-checklist]');
    if (list) {
      // The remarks without an answer are counted and linked by themselves.
      if (document.querySelector('[data-write-remarks]')) {
        list.querySelectorAll('a[href^="#f-answers-"]').forEach(function (link) {
          var target = document.getElementById(link.getAttribute('href').slice(1));
          var card = target && target.closest('.write-card');
          if (!card || choice(card) === 'open') {
            link.closest('li').remove();
          }
        });
      }
      checklist.replaceChildren(list);
    } else if (status.querySelector('[data-state=saved]')) {
      checklist.replaceChildren();
    }
  }

  var keeper = window.sxKeep(form, {
    data: form,
    status: status,
    revision: form.querySelector('[data-sx-revision]'),
    place: form.querySelector('[data-sx-conflict-place]'),
    answered: placeChecklist
  });
  placeChecklist();

  document.querySelectorAll('[data-reflection-preview]').forEach(function (link) {
    link.addEventListener('click', function (event) {
      event.preventDefault();
      keeper.flush().then(function (done) {
        if (done) {
          location.href = link.href;
        }
      });
    });
  });

  function reveal(target) {
    for (var fold = target.closest('details'); fold; fold = fold.parentElement.closest('details')) {
      fold.open = true;
    }
    var own = target.matches('[data-sx-item]') && target.querySelector('details');
    if (own) {
      own.open = true;
    }
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
  }

  document.addEventListener('click', function (event) {
    var link = event.target.closest('a[href^="#f-"]');
    var target = link && document.getElementById(link.getAttribute('href').slice(1));
    if (target) {
      event.preventDefault();
      reveal(target);
    }
  });

  /* ---- Remarks beside their passages ---- */

  var answers = document.querySelector('[data-write-answers]');
  var cards = answers ? Array.from(answers.querySelectorAll('.write-card')) : [];
  /* The field beside which a card stands; null where its problem is gone. */
  var places = new Map();

  function fieldOf(path) {
    return Array.from(form.querySelectorAll('[data-sx-field]')).find(function (field) {
      return field.dataset.sxField === path && !field.closest('.write-card');
    });
  }

  function margin(field) {
    var side = Array.from(field.children).find(function (child) { return child.classList.contains('write-margin'); });
    if (!side) {
      var main = document.createElement('div');
      main.className = 'write-passage';
      main.append.apply(main, Array.from(field.childNodes));
      side = document.createElement('div');
      side.className = 'write-margin';
      field.append(main, side);
      field.classList.add('write-beside');
    }
    return side;
  }

  function place(card, field) {
    if (field) {
      margin(field).append(card);
    } else {
      answers.append(card);
    }
    places.set(card, field || null);
  }

  function titleAnswers() {
    var title = answers.querySelector('[data-write-answers-title]');
    title.textContent = title.dataset.gone;
    answers.hidden = !answers.querySelector('.write-card');
  }

  function choice(card) {
    var chosen = card.querySelector('input[type=radio]:checked');
    var text = card.querySelector('textarea');
    if (!chosen || (chosen.value === 'declined' && !(text && !window.sxForms.blank(text.value)))) {
      return 'open';
    }
    return chosen.value;
  }

  /* As they are read: by their passage, then those whose problem is gone. */
  function inOrder() {
    return Array.from(form.querySelectorAll('.write-card'));
  }

  function count() {
    var all = inOrder();
    var open = [];
    all.forEach(function (card, index) {
      var state = choice(card);
      card.classList.remove('write-card-open', 'write-card-done', 'write-card-declined');
      card.classList.add('write-card-' + state);
      card.querySelector('.write-card-number').textContent = String(index + 1);
      if (state === 'open') {
        open.push([card, index + 1]);
      }
    });
    form.querySelectorAll('[data-sx-rows-list] > [data-sx-item]').forEach(function (row) {
      var head = row.querySelector('.sx-row-head');
      var badge = head.querySelector('.write-row-open') || document.createElement('span');
      var left = unanswered(row);
      badge.className = 'badge bg-orange-lt sx-row-missing write-row-open';
      badge.textContent = form.dataset.writeOpen.replace('{n}', left);
      badge.hidden = left === 0;
      head.append(badge);
    });
    var summary = document.querySelector('[data-write-remarks]');
    if (!summary) {
      return;
    }
    summary.children[0].textContent = summary.dataset.text.replace('{all}', all.length).replace('{done}', all.length - open.length);
    summary.children[1].replaceChildren.apply(summary.children[1], open.map(function (each) {
      var link = document.createElement('a');
      link.href = '#' + each[0].id;
      link.textContent = String(each[1]);
      link.setAttribute('aria-label', summary.dataset.next.replace('{n}', each[1]));
      return link;
    }));
    summary.children[2].hidden = open.length === 0;
  }

  /* Code points, as the server counts them, in the units of the text field. */
  function units(text, points) {
    return Array.from(text.slice(0, points * 2)).slice(0, points).join('').length;
  }

  function find(card) {
    var field = places.get(card);
    var area = field && field.querySelector('.write-passage textarea');
    if (!area) {
      return;
    }
    var quote = card.querySelector('.write-quote').textContent;
    var text = area.value;
    var start = -1;
    var end = -1;
    if (card.dataset.remarkStart && card.dataset.remarkState === 'quoted') {
      var hint = units(text, Number(card.dataset.remarkStart));
      var near = -1;
      for (var at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
        if (near < 0 || Math.abs(at - hint) < Math.abs(near - hint)) {
          near = at;
        }
      }
      start = near;
      end = near + quote.length;
    } else if (card.dataset.remarkStart) {
      start = units(text, Number(card.dataset.remarkStart));
      end = units(text, Number(card.dataset.remarkStart) + Number(card.dataset.remarkLength || 0));
    }
    for (var fold = area.closest('details'); fold; fold = fold.parentElement.closest('details')) {
      fold.open = true;
    }
    area.focus({ preventScroll: true });
    if (start >= 0) {
      area.setSelectionRange(start, Math.max(start, end));
    }
    showSelection(area, Math.max(0, start));
  }

  /* A text field does not scroll to its selection by itself everywhere: measured with a copy of it. */
  function showSelection(area, start) {
    var copy = document.createElement('div');
    var style = window.getComputedStyle(area);
    ['fontFamily', 'fontSize', 'lineHeight', 'letterSpacing', 'paddingLeft', 'paddingRight', 'paddingTop', 'borderTopWidth', 'wordBreak', 'overflowWrap'].forEach(function (name) {
      copy.style[name] = style[name];
    });
    copy.style.cssText += ';position:absolute;visibility:hidden;white-space:pre-wrap;width:' + area.clientWidth + 'px';
    copy.textContent = area.value.slice(0, start) || ' ';
    document.body.append(copy);
    var height = copy.offsetHeight;
    copy.remove();
    area.scrollTop = Math.max(0, height - area.clientHeight / 2);
    var top = area.getBoundingClientRect().top + window.scrollY + height - area.scrollTop;
    window.scrollTo({ top: Math.max(0, top - window.innerHeight / 2) });
  }

  function next() {
    var all = inOrder();
    var here = document.activeElement && document.activeElement.closest('.write-card');
    var from = here ? all.indexOf(here) : -1;
    for (var i = 1; i <= all.length; i++) {
      var card = all[(from + i) % all.length];
      if (choice(card) === 'open') {
        reveal(card);
        var first = card.querySelector('input[type=radio]');
        if (first) {
          first.focus({ preventScroll: true });
        }
        return;
      }
    }
  }

  if (answers) {
    cards.forEach(function (card) {
      var field = card.dataset.remarkPassage ? fieldOf(card.dataset.remarkPassage) : null;
      place(card, field);
      // What waits for an answer, or for another one, is not folded away.
      var fold = field && (choice(card) === 'open' || card.classList.contains('write-card-invalid')) && field.closest('details');
      if (fold) {
        fold.open = true;
      }
    });
    titleAnswers();
    // A problem that is removed leaves its remarks behind; it takes them again when it comes back.
    form.addEventListener('click', function (event) {
      var button = event.target.closest('[data-sx-do=remove]');
      var row = button && !button.disabled && button.closest('[data-sx-item]');
      if (row) {
        row.querySelectorAll('.write-card').forEach(function (card) { answers.append(card); });
        titleAnswers();
      }
    }, true);
    form.addEventListener('sx:form-changed', function () {
      cards.forEach(function (card) {
        var field = places.get(card);
        if (field && field.isConnected && card.closest('[data-write-answers]')) {
          margin(field).append(card);
        }
      });
      cards.forEach(function (card) {
        var field = places.get(card);
        var label = field && card.querySelector('[data-remark-place]');
        var row = field && field.closest('[data-sx-item]');
        if (label && row && field.isConnected) {
          label.textContent = row.querySelector('.sx-row-title').textContent.trim().replace(/\s+/g, ' ') + ' · '
            + field.querySelector('[data-sx-label]').textContent;
        }
      });
      titleAnswers();
      count();
      outline();
    });
    form.addEventListener('click', function (event) {
      var button = event.target.closest('[data-remark-find]');
      if (button) {
        find(button.closest('.write-card'));
      }
    });
    count();
  }

  document.addEventListener('keydown', function (event) {
    var typing = /^(TEXTAREA|SELECT)$/.test(event.target.tagName)
      || (event.target.tagName === 'INPUT' && !/^(radio|checkbox)$/.test(event.target.type));
    if (event.key === 'n' && !typing && cards.length && !event.ctrlKey && !event.metaKey && !event.altKey
        && !document.querySelector('dialog[open]')) {
      event.preventDefault();
      next();
    }
  });

  /* ---- Outline ---- */

  var nav = document.querySelector('[data-write-outline]');

  function line(target, title, summary, missing, open) {
    var item = document.createElement('li');
    var link = document.createElement('a');
    link.href = '#' + target;
    var name = document.createElement('b');
    name.textContent = title;
    link.append(name);
    if (summary) {
      var words = document.createElement('span');
      words.className = 'write-outline-words';
      words.textContent = summary;
      link.append(words);
    }
    item.append(link);
    [missing ? nav.dataset.missing : '', open ? nav.dataset.open.replace('{n}', open) : ''].forEach(function (mark) {
      if (mark) {
        var badge = document.createElement('span');
        badge.className = 'badge bg-orange-lt';
        badge.textContent = mark;
        link.append(badge);
      }
    });
    return item;
  }

  function unanswered(element) {
    return Array.from(element.querySelectorAll('.write-card')).filter(function (card) { return choice(card) === 'open'; }).length;
  }

  function outline() {
    if (!nav) {
      return;
    }
    var lines = [];
    form.querySelectorAll('.write-text > .sx-form > [data-sx-field]').forEach(function (field) {
      if (field.matches('[data-sx-rows]')) {
        field.querySelectorAll('[data-sx-rows-list] > [data-sx-item]').forEach(function (row) {
          var missing = row.querySelector('[data-sx-missing]');
          lines.push(line(row.id, row.querySelector('.sx-row-title').textContent.trim().replace(/\s+/g, ' '),
            row.querySelector('[data-sx-summary]').textContent, missing && !missing.hidden, unanswered(row)));
        });
      } else if (!field.hidden) {
        var label = field.querySelector('[data-sx-label]');
        var area = field.querySelector('textarea, input, select');
        var required = field.dataset.sxRequired === 'true';
        lines.push(line(area ? area.id : field.id, label ? label.textContent : '', '',
          required && area && window.sxForms.blank(area.value), unanswered(field)));
      }
    });
    if (answers && !answers.hidden) {
      lines.push(line(answers.id, nav.dataset.answers, '', false, unanswered(answers)));
    }
    var list = nav.querySelector('ol');
    list.replaceChildren.apply(list, lines);
    nav.hidden = false;
  }

  if (nav) {
    if (window.matchMedia('(max-width: 1199.98px)').matches) {
      nav.querySelector('details').open = false;
    }
    if (!answers) {
      form.addEventListener('sx:form-changed', outline);
    }
    outline();
  }
}());
