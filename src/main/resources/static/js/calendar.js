/* The day that was chosen opens beside the months; without this it opens with the page. */
(function () {
  'use strict';

  var months = document.querySelector('[data-calendar-months]');

  if (!months) {
    return;
  }
  months.addEventListener('click', function (event) {
    var day = event.target.closest('a.calendar-day');
    if (day) {
      months.querySelectorAll('.calendar-chosen').forEach(function (other) {
        other.classList.remove('calendar-chosen');
      });
      day.classList.add('calendar-chosen');
    }
  });
  document.body.addEventListener('htmx:afterSettle', function () {
    var box = document.getElementById('calendar-day');
    var choice = box && box.querySelector('input[name=kind]:checked');
    if (choice) {
      choice.focus({ preventScroll: true });
      box.scrollIntoView({ block: 'nearest' });
    }
  });
}());
