/* The shell: keys, dialogs, menus, htmx. Nothing here is needed to get work done; it makes it quicker. */
(function () {
  'use strict';

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
  var places = { h: '/', t: '/tasks', n: '/notifications' };

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
    if (/^\/sign-in(\?|$)/.test(path)) {
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
    document.querySelectorAll('form.sx-filter').forEach(function (filter) {
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
