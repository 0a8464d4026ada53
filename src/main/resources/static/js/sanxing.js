/* The shell: keys, dialogs, menus, htmx. Nothing here is needed to get work done; it makes it quicker. */
(function () {
  'use strict';

  /* Where the application is: / or what stands before it. */
  var base = new URL(document.currentScript.src).pathname.replace(/js\/[^/]*$/, '');

  /* A page that answers a form has the address to which the form was sent. Whoever comes back to it, or loads it again, would be asked by
     the browser whether to send it again, or be shown an error of the browser's own: it takes the address of the page with the form. */
  if (document.querySelector('meta[name="sx-posted"]')) {
    var form = new URL(document.referrer || base, window.location.href);
    if (form.origin !== window.location.origin) {
      form = new URL(base, window.location.href);
    }
    if (window.top === window) {
      form.searchParams.delete('pane');
    }
    window.history.replaceState(window.history.state, '', form);
  }

  function typing(element) {
    return element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
  }

  function open(id) {
    var dialog = document.getElementById(id);
    if (dialog && !dialog.open) {
      dialog.showModal();
    }
  }

  document.addEventListener('click', function (event) {
    var opener = event.target.closest('[data-sx-open]');
    if (opener) {
      open(opener.getAttribute('data-sx-open'));
    }
    if (event.target.tagName === 'DIALOG') {
      event.target.close();
    }
    document.querySelectorAll('details[data-sx-menu][open]').forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
    if (event.target.closest('[data-sx-print]')) {
      window.print();
    }
    if (event.target.closest('[data-sx-back]')) {
      window.history.back();
    }
  });

  /* j and k walk through the rows marked data-sx-row; Enter follows the link of the one reached. */
  function walk(step) {
    var rows = Array.prototype.slice.call(document.querySelectorAll('[data-sx-row]'));
    if (rows.length === 0) {
      return;
    }
    var now = rows.indexOf(document.activeElement.closest('[data-sx-row]'));
    var next = rows[Math.max(0, Math.min(rows.length - 1, now + step))];
    var target = next.matches('a,button') ? next : next.querySelector('a,button') || next;
    target.focus();
  }

  var pending = null;
  var places = { h: base, t: base + 'tasks', n: base + 'notifications' };

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') {
      document.querySelectorAll('details[data-sx-menu][open]').forEach(function (menu) {
        menu.open = false;
        menu.querySelector('summary').focus();
      });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)
        || document.querySelector('dialog[open]')) {
      return;
    }
    if (pending === 'g') {
      pending = null;
      var link = places[event.key]
          && document.querySelector('a[href="' + places[event.key] + '"], a[href^="' + places[event.key] + '?"]');
      if (link) {
        event.preventDefault();
        window.location.assign(link.href);
      }
      return;
    }
    if (event.key === '/') {
      var search = document.getElementById('sx-search');
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    }
    else if (event.key === '?') {
      event.preventDefault();
      open('sx-keys');
    }
    else if (event.key === 'j' || event.key === 'k') {
      event.preventDefault();
      walk(event.key === 'j' ? 1 : -1);
    }
    else if (event.key === 'g') {
      pending = 'g';
      window.setTimeout(function () { pending = null; }, 1200);
    }
  });

  /* A page is sent once: a second press while the first is on its way does nothing. */
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method !== 'post' || form.hasAttribute('hx-post') || event.defaultPrevented) {
      return;
    }
    if (form.dataset.sxSent) {
      event.preventDefault();
      return;
    }
    form.dataset.sxSent = 'true';
    form.setAttribute('aria-busy', 'true');
    window.setTimeout(function () {
      delete form.dataset.sxSent;
      form.removeAttribute('aria-busy');
    }, 8000);
  });
  /* Who signs out leaves nothing behind in this tab of what could not be saved (keep.js). */
  document.addEventListener('submit', function (event) {
    if (/\/sign-out$/.test(event.target.action)) {
      window.sessionStorage.clear();
    }
  });
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form[data-sx-sent]').forEach(function (form) {
      delete form.dataset.sxSent;
      form.removeAttribute('aria-busy');
    });
  });

  /* ---- What was refused stays marked until it is changed into something ---- */

  var BLANK = /^[\s\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]*$/u;
  var REASON = '.sx-field-reason, .sx-field-error, .invalid-feedback';

  function right(field) {
    if (field.type === 'checkbox' || field.type === 'radio') {
      return true;
    }
    return !BLANK.test(field.value) && field.validity.valid;
  }

  function unmark(field) {
    var box = field.closest('.sx-field-invalid') || field.parentElement;
    if (!box || !right(field) || box.querySelector('.sx-length-over')) {
      return;
    }
    var reasons = Array.from(box.querySelectorAll(REASON));
    (field.getAttribute('aria-describedby') || '').split(' ').forEach(function (id) {
      var reason = document.getElementById(id);
      if (reason && reason.matches(REASON) && !reasons.includes(reason)) {
        reasons.push(reason);
      }
    });
    var marked = Array.from(box.querySelectorAll('.is-invalid, [aria-invalid]')).concat(field);
    var ids = marked.concat(reasons).map(function (part) { return part.id; }).concat(box.id);
    reasons.forEach(function (reason) { reason.remove(); });
    box.classList.remove('sx-field-invalid');
    marked.forEach(function (part) {
      part.classList.remove('is-invalid');
      part.removeAttribute('aria-invalid');
    });
    document.querySelectorAll('.sx-errors, .sx-error-summary').forEach(function (summary) {
      summary.querySelectorAll('li > a[href*="#"]').forEach(function (link) {
        if (link.hash.length > 1 && ids.includes(decodeURIComponent(link.hash.slice(1)))) {
          link.parentElement.remove();
        }
      });
      if (summary.querySelector('ul') && !summary.querySelector('li')) {
        summary.remove();
      } else if (summary.dataset.sxTitle) {
        summary.querySelector('h2').textContent = summary.dataset.sxTitle.replace('0', summary.querySelectorAll('li').length);
      }
    });
  }

  ['input', 'change'].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      if (event.target.matches('input, textarea, select')
          && (event.target.closest('.sx-field-invalid') || event.target.matches('.is-invalid, [aria-invalid], [aria-describedby]'))) {
        unmark(event.target);
      }
    });
  });

  /* ---- What a list is narrowed down by ---- */

  document.addEventListener('change', function (event) {
    if (event.target.matches('form[data-sx-filter] [name="sort"]')) {
      event.target.form.requestSubmit();
    }
  });
  /* An address without empty parameters can be read and passed on. */
  document.addEventListener('submit', function (event) {
    if (event.target.matches('form[data-sx-filter]')) {
      Array.from(event.target.elements).forEach(function (field) {
        if (field.name && !field.value) {
          field.disabled = true;
        }
      });
    }
  });
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form[data-sx-filter] :disabled').forEach(function (field) { field.disabled = false; });
  });
  document.addEventListener('click', function (event) {
    document.querySelectorAll('form[data-sx-filter] details[open]').forEach(function (more) {
      if (!more.contains(event.target) && !document.querySelector('.sx-error-summary')) {
        more.open = false;
      }
    });
  });
  document.addEventListener('keydown', function (event) {
    var more = event.target.closest && event.target.closest('form[data-sx-filter] details[open]');
    if (event.key === 'Escape' && more) {
      more.open = false;
      more.querySelector('summary').focus();
    }
  });

  /* ---- One of many: a field above them leaves those that fit, by name, section or initials ---- */

  function findIn(many) {
    var field = document.createElement('input');
    field.type = 'search';
    field.className = 'form-control sx-find';
    field.autocomplete = 'off';
    field.placeholder = many.dataset.sxFind;
    field.setAttribute('aria-label', many.dataset.sxFind);
    many.before(field);
    field.addEventListener('input', function (event) {
      event.stopPropagation();
      var wanted = field.value.trim().toLowerCase();
      var left = Array.from(many.querySelectorAll('[data-sx-initials]')).filter(function (one) {
        one.hidden = wanted !== '' && !one.textContent.toLowerCase().includes(wanted) && !one.dataset.sxInitials.startsWith(wanted);
        return !one.hidden;
      });
      if (many.matches('select') && wanted !== '' && left.length === 1) {
        many.value = left[0].value;
        many.dispatchEvent(new Event('change', { bubbles: true }));
      }
      many.querySelectorAll('[data-sx-section]').forEach(function (section) {
        section.hidden = !section.querySelector('[data-sx-initials]:not([hidden])');
      });
    });
    field.addEventListener('change', function (event) { event.stopPropagation(); });
    field.addEventListener('keydown', function (event) {
      if (event.key === 'Enter') {
        event.preventDefault();
        (many.matches('select') ? many : many.querySelector('[data-sx-initials]:not([hidden]) input') || many).focus();
      }
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    document.querySelectorAll('[data-sx-find]').forEach(findIn);
    /* A whole section at once. */
    document.querySelectorAll('[data-sx-section]').forEach(function (section) {
      var all = section.querySelector('[data-sx-all]');
      var boxes = Array.from(section.querySelectorAll('[data-sx-initials] input'));
      function tell() {
        var chosen = boxes.filter(function (box) { return box.checked; }).length;
        all.checked = chosen > 0 && chosen === boxes.length;
        all.indeterminate = chosen > 0 && chosen < boxes.length;
      }
      all.addEventListener('change', function () {
        var wanted = all.checked;
        boxes.forEach(function (box) {
          if (box.checked !== wanted) {
            box.checked = wanted;
            box.dispatchEvent(new Event('change', { bubbles: true }));
          }
        });
      });
      section.addEventListener('change', tell);
      tell();
    });
  });

  document.addEventListener('htmx:configRequest', function (event) {
    var header = document.querySelector('meta[name="csrf-header"]');
    var token = document.querySelector('meta[name="csrf-token"]');
    if (header && token && event.detail.verb !== 'get') {
      event.detail.headers[header.content] = token.content;
    }
  });

  /* Nobody looks at a tab that is hidden: it asks again when it is seen. */
  document.addEventListener('htmx:beforeRequest', function (event) {
    if (event.detail.elt.id === 'sx-bell' && document.hidden) {
      event.preventDefault();
    }
  });
  document.addEventListener('visibilitychange', function () {
    if (!document.hidden && window.htmx && document.getElementById('sx-bell')) {
      window.htmx.trigger(document.body, 'sx-counts');
    }
  });

  /* The bell asks by itself: where the session has ended it must not take away what somebody is typing. */
  document.addEventListener('htmx:beforeOnLoad', function (event) {
    if (event.detail.elt.id === 'sx-bell' && event.detail.xhr.status !== 200) {
      event.preventDefault();
    }
  });

  /* The sign-in page must not land inside a fragment: load it as a page. */
  document.addEventListener('htmx:beforeSwap', function (event) {
    var path = (event.detail.xhr.responseURL || '').replace(window.location.origin, '');
    if (path.split('?')[0] === base + 'sign-in') {
      event.detail.shouldSwap = false;
      if (event.detail.elt.id !== 'sx-bell') {
        window.location.reload();
      }
    }
  });

  /* What is wider than its place can be scrolled with the keyboard. */
  var tables = new ResizeObserver(function (seen) {
    seen.forEach(function (one) {
      one.target.tabIndex = one.target.scrollWidth > one.target.clientWidth ? 0 : -1;
    });
  });
  document.addEventListener('DOMContentLoaded', function () {
    document.querySelectorAll('.table-responsive, .sx-table-wrap').forEach(function (table) {
      tables.observe(table);
    });
  });

  /* On a phone what a list is filtered by is behind one button, which says how much is set. */
  document.addEventListener('DOMContentLoaded', function () {
    document.querySelectorAll('form.sx-filter[method="get"]').forEach(function (filter) {
      if (filter.children.length < 3) {
        return;
      }
      var set = Array.from(filter.querySelectorAll('input:not([type=hidden]), select')).filter(function (field) {
        return field.value && !/^(radio|checkbox)$/.test(field.type);
      }).length;
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'btn sx-filter-fold';
      button.textContent = document.body.dataset.sxFilter + (set ? ' ' + set : '');
      button.setAttribute('aria-expanded', 'false');
      button.addEventListener('click', function () {
        button.setAttribute('aria-expanded', String(button.getAttribute('aria-expanded') === 'false'));
      });
      filter.before(button);
    });
  });

  /* What takes long, of a link or a form: how far it is, asked for under a name of its own. */
  function follow(asked) {
    var said = asked && document.getElementById(asked.getAttribute('data-sx-follow'));
    if (!said || !window.htmx) {
      return null;
    }
    var name = Date.now().toString(36) + Math.random().toString(36).slice(2);
    said.setAttribute('hx-get', said.getAttribute('data-sx-progress') + '?of=' + name);
    window.htmx.process(said);
    return name;
  }
  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[data-sx-follow]');
    var name = follow(link);
    if (name) {
      var address = new URL(link.href);
      address.searchParams.set('follow', name);
      link.href = address.href;
    }
  });
  document.addEventListener('formdata', function (event) {
    var name = event.target.matches('form[data-sx-follow]') && follow(event.target);
    if (name) {
      event.formData.set('follow', name);
    }
  });

  /* The count in the title follows the bell, and what changed is said. */
  var said = null;
  document.addEventListener('DOMContentLoaded', function () {
    var bell = document.getElementById('sx-bell');
    said = bell && bell.getAttribute('data-sx-said');
  });
  document.addEventListener('htmx:afterSettle', function () {
    var bell = document.getElementById('sx-bell');
    if (!bell) {
      return;
    }
    var region = document.getElementById('sx-counts-said');
    if (region && said !== null && said !== bell.getAttribute('data-sx-said')) {
      region.textContent = bell.getAttribute('data-sx-said');
    }
    said = bell.getAttribute('data-sx-said');
    var waiting = parseInt(bell.getAttribute('data-sx-waiting'), 10) || 0;
    var plain = document.title.replace(/^\(\d+\) /, '');
    document.title = (waiting > 0 ? '(' + waiting + ') ' : '') + plain;
  });
})();
