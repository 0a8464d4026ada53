/* Keeps what the author types: saves a moment after each change, one request at a time, and says so. */
(function () {
  'use strict';

  var DELAY = 1500;

  function init(form) {
    var status = document.getElementById('reflection-saved');
    var revision = document.getElementById('reflection-revision');
    var timer = null;
    var saving = false;
    var dirty = false;
    var stopped = false;
    var waiting = false;
    var current = Promise.resolve();

    function schedule() {
      dirty = true;
      clearTimeout(timer);
      timer = setTimeout(save, DELAY);
    }

    function body() {
      var data = new URLSearchParams();
      new FormData(form).forEach(function (value, name) {
        if (name !== '_key') {
          data.append(name, value);
        }
      });
      return data;
    }

    function save() {
      if (saving) {
        return current.then(save);
      }
      if (stopped || !dirty) {
        return Promise.resolve();
      }
      saving = true;
      dirty = false;
      current = fetch(form.dataset.sxAutosave, { method: 'POST', body: body(), headers: { 'HX-Request': 'true' } })
        .then(function (response) {
          if (response.status === 401 || response.status === 403) {
            return renew().then(function () { throw new Error('again'); });
          }
          if (!response.ok) {
            throw new Error(String(response.status));
          }
          return response.text();
        })
        .then(function (html) {
          status.innerHTML = html;
          var answer = status.querySelector('[data-state]');
          if (answer && answer.dataset.revision) {
            revision.value = answer.dataset.revision;
          }
          stopped = Boolean(answer) && answer.dataset.state === 'stale';
        })
        .catch(function (problem) {
          dirty = true;
          status.textContent = problem.message === 'signed-out' ? form.dataset.sxSignedOut : form.dataset.sxOffline;
        })
        .finally(function () {
          saving = false;
          if (waiting && !dirty) {
            waiting = false;
            form.requestSubmit();
          }
          else if (dirty) {
            waiting = false;
            stopped = false;
            clearTimeout(timer);
            timer = setTimeout(save, 3 * DELAY);
          }
        });
      return current;
    }

    /* The session ended while the author wrote: once they have signed in again, in another tab, this page goes on
       with the new session's token, and nothing typed is lost. */
    function renew() {
      return fetch(location.href).then(function (response) { return response.text(); }).then(function (html) {
        var page = new DOMParser().parseFromString(html, 'text/html');
        var token = page.querySelector('#reflection-form input[name=_csrf]');
        if (!token) {
          throw new Error('signed-out');
        }
        form.querySelector('input[name=_csrf]').value = token.value;
      });
    }

    form.addEventListener('input', schedule);
    form.addEventListener('sx:form-changed', schedule);
    form.addEventListener('submit', function (event) {
      clearTimeout(timer);
      if (saving) {
        // The save on its way raises the revision: submit with the one it answers.
        event.preventDefault();
        dirty = false;
        waiting = true;
        return;
      }
      stopped = true;
      dirty = false;
    });
    document.querySelectorAll('[data-reflection-preview]').forEach(function (link) {
      link.addEventListener('click', function (event) {
        event.preventDefault();
        clearTimeout(timer);
        save().finally(function () { dirty = false; location.href = link.href; });
      });
    });
    window.addEventListener('beforeunload', function (event) {
      if (dirty && !stopped) {
        event.preventDefault();
      }
    });
  }

  document.querySelectorAll('form[data-sx-autosave]').forEach(init);
}());
