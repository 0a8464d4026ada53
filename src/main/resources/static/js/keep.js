/*
 * Keeps what is typed into a form: saves a moment after each change, one request at a time, says so, and tries again
 * until it is through. Where another window has saved other words, both are shown and the person chooses.
 *
 * Offers window.sxKeep(form, options): options.data is the element with the addresses and words (data-sx-keep, -merge,
 * -page, -account, and the words), options.status says how it stands, options.revision an input, options.place takes the
 * choice, options.answered(root) is called after each save. Gives { unsaved(), flush() }.
 *
 * What could not be saved stays in the sessionStorage of this tab alone, until it is saved or somebody signs out.
 */
(function () {
  'use strict';

  var DELAY = 1500;
  var FIRST_PAUSE = 3000;
  var LONGEST_PAUSE = 60000;
  var STASH = 'sx-unsaved:';
  var CHOICE = '_take.';
  var keepers = [];

  function stored(key) {
    try {
      return JSON.parse(window.sessionStorage.getItem(key));
    } catch (unreadable) {
      return null;
    }
  }

  function entries(form) {
    var all = [];
    new FormData(form).forEach(function (value, name) {
      if (typeof value === 'string' && name !== '_key' && name !== '_csrf') {
        all.push([name, value]);
      }
    });
    return all;
  }

  function keep(form, options) {
    var data = options.data.dataset;
    var status = options.status;
    var stash = STASH + data.sxMerge;
    var edits = 0;
    var kept = 0;
    var failures = 0;
    var timer = null;
    var busy = null;
    var halted = false;
    var sending = false;
    /* The server will not keep it as it is: too long, say. */
    var refused = false;
    var base = snapshot();

    function snapshot() {
      var all = new Map();
      entries(form).forEach(function (entry) {
        all.set(entry[0], (all.has(entry[0]) ? all.get(entry[0]) + '\n' : '') + entry[1].replace(/\r\n?/g, '\n'));
      });
      return all;
    }

    function unsaved() {
      return edits > kept;
    }

    function plan(pause) {
      clearTimeout(timer);
      timer = setTimeout(save, pause);
    }

    function changed() {
      edits++;
      refused = false;
      if (!halted) {
        plan(DELAY);
      }
    }

    function save() {
      clearTimeout(timer);
      if (busy) {
        return busy.then(function () { return unsaved() && !halted && !failures && !refused ? save() : refused || !unsaved(); });
      }
      if (halted || refused || sending || !unsaved()) {
        return Promise.resolve(refused || !unsaved());
      }
      var upTo = edits;
      var held = snapshot();
      busy = send(true).then(function (html) {
        var root = show(html);
        failures = 0;
        if (root.dataset.state === 'conflict' || root.dataset.state === 'lost') {
          halted = true;
        } else if (root.dataset.state === 'refused') {
          refused = true;
          remember();
        } else {
          kept = upTo;
          base = held;
          window.sessionStorage.removeItem(stash);
        }
        if (root.dataset.revision) {
          options.revision.value = root.dataset.revision;
        }
        conflict();
        if (options.answered) {
          options.answered(status, root);
        }
        return refused || !unsaved();
      }).catch(function (problem) {
        failures++;
        failed(problem.message);
        remember();
        plan(Math.min(LONGEST_PAUSE, FIRST_PAUSE * Math.pow(2, failures - 1)));
        return false;
      }).finally(function () {
        busy = null;
        if (unsaved() && !halted && !failures && !refused) {
          plan(DELAY);
        }
      });
      return busy;
    }

    function send(renewing) {
      var body = new URLSearchParams();
      entries(form).forEach(function (entry) { body.append(entry[0], entry[1]); });
      var token = document.querySelector('meta[name="csrf-token"]');
      body.append('_csrf', token ? token.content : '');
      return fetch(data.sxKeep, { method: 'POST', body: body, headers: { 'HX-Request': 'true' } }).then(function (response) {
        if (response.status === 401 || response.status === 403 || response.redirected) {
          return renewing ? renew().then(function () { return send(false); }) : Promise.reject(new Error('signed-out'));
        }
        if (!response.ok && response.status !== 409 && response.status !== 400) {
          throw new Error('failing');
        }
        return response.text();
      });
    }

    /* The session ended while somebody wrote: once they have signed in again, in whichever tab, this page goes on with
       the new session's token. */
    function renew() {
      return fetch(data.sxPage).then(function (response) { return response.text(); }).then(function (html) {
        var page = new DOMParser().parseFromString(html, 'text/html');
        var token = page.querySelector('meta[name="csrf-token"]');
        if (!token || page.querySelector('input[type=password]')) {
          throw new Error('signed-out');
        }
        document.querySelector('meta[name="csrf-token"]').content = token.content;
        document.querySelectorAll('input[name=_csrf]').forEach(function (input) { input.value = token.content; });
      });
    }

    function show(html) {
      var page = new DOMParser().parseFromString(html, 'text/html');
      var root = page.querySelector('[data-state]');
      if (!root) {
        throw new Error('failing');
      }
      status.replaceChildren(document.adoptNode(root));
      return root;
    }

    function failed(why) {
      var line = document.createElement('p');
      line.className = 'sx-conflict-bad mb-0';
      line.dataset.state = why === 'signed-out' ? 'signed-out' : navigator.onLine ? 'failing' : 'offline';
      line.textContent = why === 'signed-out' ? data.sxSignedOut : navigator.onLine ? data.sxFailing : data.sxOffline;
      if (why === 'signed-out') {
        var link = document.createElement('a');
        link.href = data.sxPage;
        link.target = '_blank';
        link.rel = 'noopener';
        link.textContent = data.sxSignIn;
        line.append(' ', link);
      }
      status.replaceChildren(line);
    }

    function remember() {
      try {
        window.sessionStorage.setItem(stash, JSON.stringify({ account: data.sxAccount, fields: entries(form).filter(function (entry) {
          return entry[0] !== '_conflict' && entry[0].indexOf('_take') !== 0;
        }) }));
      } catch (full) {
        // The page itself still holds it.
      }
    }

    /* What this tab could not save before it was left, is sent now; the server shows both where it differs. */
    function recover() {
      var left = stored(stash);
      window.sessionStorage.removeItem(stash);
      if (!left || left.account !== data.sxAccount || form.querySelector('[name=_conflict]')) {
        return;
      }
      var again = document.createElement('form');
      again.method = 'post';
      again.action = data.sxMerge;
      var token = document.querySelector('meta[name="csrf-token"]');
      left.fields.concat([['_csrf', token ? token.content : '']]).forEach(function (entry) {
        var field = document.createElement('textarea');
        field.name = entry[0];
        field.value = entry[1];
        again.append(field);
      });
      again.hidden = true;
      document.body.append(again);
      again.submit();
    }

    /* ---- Two texts ---- */

    function conflict() {
      var arrived = status.querySelector('[data-sx-conflict]');
      if (arrived) {
        options.place.replaceChildren.apply(options.place, arrived.childNodes);
        arrived.remove();
      }
      var panel = document.getElementById('sx-conflict');
      if (!panel || !form.contains(panel)) {
        return;
      }
      halted = true;
      // Rows keep their numbers until it is chosen: the choices name them.
      form.querySelectorAll('[data-sx-do]').forEach(function (button) { button.disabled = true; });
      form.querySelectorAll('button[type=submit]:not([data-sx-merge])').forEach(function (button) { button.disabled = true; });
      if (!arrived) {
        return;
      }
      var now = snapshot();
      panel.querySelectorAll('[data-sx-difference]').forEach(function (field) {
        var path = field.dataset.sxPath;
        var before = base.get(path);
        var other = field.querySelector('[data-sx-other]').content.textContent;
        if (!path || before === undefined || !now.has(path) || field.querySelector('input:checked')) {
          return;
        }
        var side = now.get(path) === before ? 'other' : other === before ? 'mine' : null;
        if (side) {
          field.querySelector('input[value=' + side + ']').checked = true;
        }
      });
    }

    form.addEventListener('input', function (event) {
      if (!event.target.name || event.target.name.indexOf(CHOICE) !== 0) {
        changed();
      }
    });
    form.addEventListener('sx:form-changed', function (event) {
      if (!event.target.name || event.target.name.indexOf(CHOICE) !== 0) {
        changed();
      }
    });
    form.addEventListener('submit', function (event) {
      var button = event.submitter;
      var panel = form.querySelector('#sx-conflict');
      if (button && button.matches('[data-sx-merge]')) {
        var open = button.matches('[data-sx-merge-chosen]')
          && Array.from(panel.querySelectorAll('[data-sx-difference]')).find(function (field) { return !field.querySelector('input:checked'); });
        if (open) {
          event.preventDefault();
          event.stopImmediatePropagation();
          panel.querySelector('[data-sx-choose]').hidden = false;
          open.querySelector('input').focus();
          return;
        }
        if (!sending) {
          // Only with a session that is alive: what was typed must not end on the sign-in page.
          event.preventDefault();
          event.stopImmediatePropagation();
          renew().then(function () {
            sending = true;
            form.requestSubmit(button);
          }).catch(function (problem) {
            remember();
            failed(problem.message);
          });
        }
        return;
      }
      if (panel && form.contains(panel)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        panel.scrollIntoView({ block: 'start' });
        panel.focus({ preventScroll: true });
        return;
      }
      if (sending) {
        return;
      }
      if (unsaved() || busy) {
        // First keep it: a session that is over, or no connection, must not take it away.
        event.preventDefault();
        event.stopImmediatePropagation();
        failures = 0;
        save().then(function (done) {
          if (done && !sending) {
            sending = true;
            form.requestSubmit(button && form.contains(button) ? button : undefined);
          }
        });
        return;
      }
      sending = true;
    });
    document.addEventListener('click', function (event) {
      var link = event.target.closest('a[href="#sx-conflict"]');
      var panel = link && document.getElementById('sx-conflict');
      if (panel) {
        event.preventDefault();
        panel.scrollIntoView({ block: 'start' });
        panel.focus({ preventScroll: true });
      }
    });
    window.addEventListener('beforeunload', function (event) {
      if (unsaved() && !sending) {
        event.preventDefault();
      }
    });
    window.addEventListener('pageshow', function (event) {
      if (event.persisted) {
        sending = false;
      }
    });
    window.addEventListener('online', function () {
      failures = 0;
      save();
    });
    document.addEventListener('visibilitychange', function () {
      if (document.hidden || failures) {
        failures = 0;
        save();
      }
    });
    recover();
    conflict();
    // Whoever was quicker than this script.
    if (Array.from(form.querySelectorAll('textarea, input[type=text]')).some(function (field) {
      // The line ends are the browser's.
      return field.name && field.value.replace(/[\r\n]/g, '') !== field.defaultValue.replace(/[\r\n]/g, '');
    })) {
      changed();
    }

    var keeper = { unsaved: unsaved, flush: function () { failures = 0; return save(); }, leave: function () { sending = true; clearTimeout(timer); } };
    keepers.push(keeper);
    return keeper;
  }

  window.sxKeep = keep;
  /* A form that names the element of its status needs nothing more. */
  document.querySelectorAll('form[data-sx-status-of]').forEach(function (form) {
    keep(form, {
      data: form,
      status: document.getElementById(form.dataset.sxStatusOf),
      revision: form.querySelector('[data-sx-revision]'),
      place: form.querySelector('[data-sx-conflict-place]')
    });
  });
  window.sxUnsaved = function () { return keepers.some(function (keeper) { return keeper.unsaved(); }); };
}());
