/*
 * Brings the forms of templates/forms/form.html to life: conditions, counts, rows, pasted text.
 * Everything works without it but the adding of rows; the server decides in any case.
 *
 * Emits on the changed element a bubbling "sx:form-changed" for every change, rows included.
 * Offers window.sxForms: addRow(rowsPath, values, root, before), removeRow(row), refresh(root), holds(condition, values), blank(text).
 */
(function () {
  "use strict";

  const NUMBER = /^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?$/;
  const PATHS = ["name", "data-sx-field", "data-sx-item"];
  const IDS = ["id", "for", "aria-describedby", "aria-labelledby"];
  /** What stood around a row when it was last looked at as part of the whole form. */
  const outerScopes = new WeakMap();
  let temporary = 0;

  // ---- Conditions: the same rules as FeelCondition and Visibility on the server.

  function operand(node, values) {
    const value = "key" in node ? values[node.key] : node.value;
    return value === undefined || value === "" ? null : value;
  }

  function holds(node, values) {
    switch (node.op) {
      case "and":
        return node.parts.every((part) => holds(part, values));
      case "or":
        return node.parts.some((part) => holds(part, values));
      case "not":
        return !holds(node.parts[0], values);
      case undefined:
        return operand(node, values) === true;
    }
    const left = operand(node.left, values);
    const right = operand(node.right, values);
    if (node.op === "=") {
      return left === right;
    }
    if (node.op === "!=") {
      return left !== right;
    }
    if (typeof left !== "number" || typeof right !== "number") {
      return false;
    }
    switch (node.op) {
      case "<":
        return left < right;
      case "<=":
        return left <= right;
      case ">":
        return left > right;
      default:
        return left >= right;
    }
  }

  function inputs(field) {
    const path = field.dataset.sxField;
    return Array.from(field.querySelectorAll("input, select, textarea")).filter((input) => input.name === path);
  }

  /** What stands in a field, as conditions see it. */
  function valueOf(field) {
    const all = inputs(field);
    switch (field.dataset.sxType) {
      case "CHECKBOX":
        return all.some((input) => (input.type === "hidden" ? input.value === "true" : input.checked));
      case "NUMBER":
        return all.length && NUMBER.test(all[0].value) ? Number(all[0].value) : null;
      case "CHECKLIST":
      case "FILES":
      case "REPEATED_GROUP":
        return null;
      case "RADIO": {
        const chosen = all.find((input) => input.type === "hidden" || input.checked);
        return chosen && chosen.value !== "" ? chosen.value : null;
      }
      default:
        return all.length && all[0].value !== "" ? all[0].value : null;
    }
  }

  /** What nobody can see is no text: see Texts.isBlank. */
  const BLANK = /^[\s\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]*$/u;

  function isMissing(field) {
    if (field.dataset.sxType === "CHECKBOX") {
      return !valueOf(field);
    }
    if (field.dataset.sxType === "CHECKLIST") {
      return !inputs(field).some((input) => input.type === "hidden" ? input.value !== "" : input.checked);
    }
    if (field.dataset.sxType === "RADIO") {
      return valueOf(field) === null;
    }
    return inputs(field).every((input) => BLANK.test(input.value));
  }

  /** The parts of one level: of a row, or (row null) of the form outside of rows. */
  function level(root, row) {
    const within = row || root;
    return Array.from(within.querySelectorAll("[data-sx-field], [data-sx-block]")).filter(
      (part) => part.closest("[data-sx-item]") === row
    );
  }

  function sameSet(one, other) {
    return one.size === other.size && Array.from(one).every((item) => other.has(item));
  }

  function scopeOf(parts, outer, hidden) {
    const scope = Object.assign({}, outer);
    parts.forEach((part) => {
      if (part.dataset.sxKey) {
        scope[part.dataset.sxKey] = hidden.has(part) ? null : valueOf(part);
      }
    });
    return scope;
  }

  function updateLevel(root, row, outer) {
    if (row) {
      outerScopes.set(row, outer);
    }
    const parts = level(root, row);
    const conditional = parts.filter((part) => part.dataset.sxHide);
    let hidden = new Set();
    for (let pass = 0; pass <= conditional.length; pass++) {
      const scope = scopeOf(parts, outer, hidden);
      const next = new Set();
      conditional.forEach((part) => {
        if (holds(JSON.parse(part.dataset.sxHide), scope)) {
          next.add(part);
          parts.filter((other) => part !== other && part.contains(other)).forEach((other) => next.add(other));
        }
      });
      const settled = sameSet(next, hidden);
      hidden = next;
      if (settled) {
        break;
      }
    }
    const scope = scopeOf(parts, outer, hidden);
    let incomplete = false;
    parts.forEach((part) => {
      part.hidden = hidden.has(part) || part.dataset.sxKept === "true";
      if (part.dataset.sxType === "REPEATED_GROUP") {
        const rows = rowsOf(root, part.dataset.sxField).map((inner) => updateLevel(root, inner, scope));
        incomplete = incomplete || (!hidden.has(part) && rows.includes(true));
      } else if (part.dataset.sxField) {
        const when = part.dataset.sxRequiredWhen;
        const required = part.dataset.sxRequired === "true" || (!!when && holds(JSON.parse(when), scope));
        if (when) {
          showRequired(part, required);
        }
        incomplete = incomplete || (required && !hidden.has(part) && isMissing(part));
      }
    });
    if (row) {
      updateHead(row, parts, hidden, incomplete);
    } else {
      // Rows that a page placed without their group.
      Array.from(root.querySelectorAll("[data-sx-item]"))
        .filter((one) => !one.closest("[data-sx-rows]") && !one.parentElement.closest("[data-sx-item]"))
        .forEach((one) => updateLevel(root, one, scope));
    }
    return incomplete;
  }

  /** The rows of a repeated group, wherever on the page they stand. */
  function rowsOf(root, path) {
    return Array.from(root.querySelectorAll("[data-sx-item]")).filter((row) => {
      const own = row.dataset.sxItem;
      return own.startsWith(path + "[") && own.indexOf("]", path.length) === own.length - 1;
    });
  }

  function showRequired(field, required) {
    const label = field.querySelector("[data-sx-label]");
    if (label) {
      label.classList.toggle("required", required);
    }
    const target = field.querySelector("[role=radiogroup]") || inputs(field)[0];
    if (target && required) {
      target.setAttribute("aria-required", "true");
    } else if (target) {
      target.removeAttribute("aria-required");
    }
  }

  /** The one line to which a row folds. */
  function updateHead(row, parts, hidden, incomplete) {
    const head = row.querySelector(":scope > details > summary");
    if (!head) {
      return;
    }
    head.querySelector("[data-sx-missing]").hidden = !incomplete;
    const chosen = [];
    parts.forEach((part) => {
      if (hidden.has(part) || part.dataset.sxKept === "true") {
        return;
      }
      const input = inputs(part).find((one) => one.type === "radio" ? one.checked : one.tagName === "SELECT" && one.value !== "");
      if (part.dataset.sxType === "SELECT" && input) {
        chosen.push(input.selectedOptions[0].textContent.trim());
      } else if (part.dataset.sxType === "RADIO" && input) {
        chosen.push(input.closest("label").textContent.trim());
      }
    });
    const badges = head.querySelector("[data-sx-chosen]");
    if (badges.dataset.sxShown !== chosen.join("\n")) {
      badges.dataset.sxShown = chosen.join("\n");
      badges.replaceChildren(
        ...chosen.map((text) => {
          const badge = document.createElement("span");
          badge.className = "badge bg-secondary-lt";
          badge.textContent = text;
          return badge;
        })
      );
    }
    const key = row.dataset.sxSummaryKey;
    const field = key && parts.find((part) => part.dataset.sxKey === key);
    const first = field && inputs(field)[0];
    if (first) {
      const points = Array.from(first.value.slice(0, 400).trim().replace(/\n/g, " "));
      head.querySelector("[data-sx-summary]").textContent = points.length > 60 ? points.slice(0, 60).join("") + "…" : points.join("");
    }
  }

  // ---- Counting

  function length(text) {
    let points = text.length;
    for (let i = 0; i + 1 < text.length; i++) {
      const high = text.charCodeAt(i);
      if (high >= 0xd800 && high <= 0xdbff) {
        const low = text.charCodeAt(i + 1);
        if (low >= 0xdc00 && low <= 0xdfff) {
          points--;
          i++;
        }
      }
    }
    return points;
  }

  function updateCount(field) {
    const count = field.querySelector("[data-sx-count]");
    const input = inputs(field)[0];
    if (!count || !input) {
      return;
    }
    const most = Number(count.dataset.sxMax);
    const now = length(input.value);
    const figures = new Intl.NumberFormat("en-US");
    count.textContent = figures.format(now) + " / " + figures.format(most);
    count.classList.toggle("sx-length-over", now > most);
    const over = field.querySelector("[data-sx-over]");
    if (over) {
      over.hidden = now <= most;
      over.textContent = now > most ? over.dataset.sxText.replace("{n}", figures.format(now - most)) : "";
    }
  }

  // ---- Rows

  function rename(element, oldPath, newPath) {
    const oldId = idOf(oldPath);
    const newId = idOf(newPath);
    const visit = (node) => {
      PATHS.forEach((attribute) => {
        const value = node.getAttribute(attribute);
        if (value && value.startsWith(oldPath) && (value.length === oldPath.length || ".[".includes(value[oldPath.length]))) {
          node.setAttribute(attribute, newPath + value.slice(oldPath.length));
        }
      });
      IDS.forEach((attribute) => {
        const value = node.getAttribute(attribute);
        if (value && value.includes(oldId)) {
          const ids = value.split(" ").map((id) => (id === oldId || id.startsWith(oldId + "-") ? newId + id.slice(oldId.length) : id));
          node.setAttribute(attribute, ids.join(" "));
        }
      });
      if (node.tagName === "TEMPLATE") {
        node.content.querySelectorAll("*").forEach(visit);
      }
    };
    visit(element);
    element.querySelectorAll("*").forEach(visit);
  }

  function idOf(path) {
    return "f-" + path.replace(/\]\./g, "-").replace(/\]/g, "").replace(/\[/g, "-").replace(/\./g, "-");
  }

  function ownRows(group) {
    return Array.from(group.querySelector("[data-sx-rows-list]").children).filter((child) => child.dataset.sxItem);
  }

  /** Takes a row's names away, so that its radios join no other row's while it moves. */
  function unname(group, row) {
    const old = row.dataset.sxItem;
    temporary++;
    rename(row, old, group.dataset.sxField + "[moving" + temporary + "]");
  }

  function renumber(group) {
    const rows = ownRows(group);
    const path = group.dataset.sxField;
    const wrong = rows.filter((row, i) => row.dataset.sxItem !== path + "[" + i + "]");
    wrong.forEach((row) => unname(group, row));
    rows.forEach((row, i) => {
      if (wrong.includes(row)) {
        rename(row, row.dataset.sxItem, path + "[" + i + "]");
      }
      row.querySelector("[data-sx-number]").textContent = String(i + 1);
    });
    updateButtons(group);
  }

  function updateButtons(group) {
    const rows = ownRows(group);
    const most = group.dataset.sxMax ? Number(group.dataset.sxMax) : Infinity;
    const least = Number(group.dataset.sxMin || 0);
    rows.forEach((row, i) => {
      const button = (name) => row.querySelector(":scope > .sx-row-actions [data-sx-do=" + name + "]");
      if (button("up")) {
        button("up").disabled = i === 0;
        button("down").disabled = i === rows.length - 1;
        button("remove").disabled = rows.length <= least;
      }
    });
    const add = group.querySelector(":scope > [data-sx-do=add]");
    if (add) {
      add.disabled = rows.length >= most;
    }
    const count = group.querySelector(":scope > .sx-rows-head [data-sx-row-count]");
    if (count) {
      count.textContent = count.dataset.sxText.replace("{n}", String(rows.length));
    }
  }

  function say(group, what, number) {
    const live = group.querySelector(":scope > [data-sx-said]");
    if (live) {
      live.textContent = live.getAttribute("data-sx-text-" + what).replace("{n}", String(number));
    }
  }

  function changed(element) {
    element.dispatchEvent(new CustomEvent("sx:form-changed", { bubbles: true }));
  }

  function rootOf(element) {
    return element.closest("form") || element.closest(".sx-form") || document.body;
  }

  function refresh(element) {
    updateLevel(rootOf(element), null, {});
  }

  /** Looks only at what typing into the field can change, so that large forms stay quick. */
  function refreshAfter(field) {
    const row = field.closest("[data-sx-item]");
    const root = rootOf(field);
    if (row && outerScopes.has(row) && !row.parentElement.closest("[data-sx-item]")) {
      updateLevel(root, row, outerScopes.get(row));
    } else if (row || root.querySelector("[data-sx-hide], [data-sx-required-when]")) {
      refresh(field);
    }
  }

  function hideUndo(group) {
    const bar = group.querySelector(":scope > [data-sx-undo]");
    if (bar) {
      bar.hidden = true;
      bar.sxRemoved = null;
    }
  }

  function newRow(group, before) {
    const template = group.querySelector(":scope > template[data-sx-new-row]");
    const row = document.importNode(template.content, true).firstElementChild;
    rename(row, row.dataset.sxItem, group.dataset.sxField + "[" + ownRows(group).length + "]");
    row.querySelector(":scope > details").open = true;
    hideUndo(group);
    group.querySelector("[data-sx-rows-list]").insertBefore(row, before || null);
    renumber(group);
    return row;
  }

  const actions = {
    add(group) {
      const row = newRow(group);
      const first = row.querySelector("textarea, select, input:not([type=hidden])");
      say(group, "added", ownRows(group).length);
      refresh(group);
      changed(row);
      (first || row).focus();
    },
    up(group, row, button) {
      if (row.previousElementSibling) {
        move(group, row, row.previousElementSibling, button);
      }
    },
    down(group, row, button) {
      if (row.nextElementSibling) {
        move(group, row, row.nextElementSibling.nextElementSibling, button);
      }
    },
    remove(group, row) {
      const at = ownRows(group).indexOf(row);
      const bar = group.querySelector(":scope > [data-sx-undo]");
      row.remove();
      unname(group, row);
      bar.sxRemoved = { row: row, at: at };
      bar.querySelector("[data-sx-undo-text]").textContent = bar.dataset.sxText.replace("{n}", String(at + 1));
      bar.hidden = false;
      renumber(group);
      refresh(group);
      changed(group);
      bar.querySelector("[data-sx-do=undo]").focus();
    },
    undo(group) {
      const bar = group.querySelector(":scope > [data-sx-undo]");
      const removed = bar.sxRemoved;
      if (!removed) {
        return;
      }
      group.querySelector("[data-sx-rows-list]").insertBefore(removed.row, ownRows(group)[removed.at] || null);
      hideUndo(group);
      renumber(group);
      refresh(group);
      say(group, "back", removed.at + 1);
      changed(removed.row);
      removed.row.focus();
    },
  };

  function move(group, row, before, button) {
    hideUndo(group);
    unname(group, row);
    group.querySelector("[data-sx-rows-list]").insertBefore(row, before);
    renumber(group);
    say(group, "moved", ownRows(group).indexOf(row) + 1);
    refresh(group);
    changed(row);
    const other = button.dataset.sxDo === "up" ? "down" : "up";
    (button.disabled ? row.querySelector("[data-sx-do=" + other + "]") : button).focus();
  }

  /** Adds a row with values in it, before another one or at the end; gives its element, or null where there are enough. */
  function addRow(path, values, root, before) {
    const group = Array.from((root || document).querySelectorAll("[data-sx-rows]")).find((one) => one.dataset.sxField === path);
    if (!group || !group.querySelector(":scope > template[data-sx-new-row]")) {
      return null;
    }
    if (group.dataset.sxMax && ownRows(group).length >= Number(group.dataset.sxMax)) {
      return null;
    }
    const row = newRow(group, before);
    Object.entries(values || {}).forEach(([key, value]) => {
      const field = level(rootOf(group), row).find((part) => part.dataset.sxKey === key);
      if (field) {
        inputs(field).forEach((input) => {
          if (input.type === "radio" || input.type === "checkbox") {
            input.checked = input.value === String(value);
          } else {
            input.value = String(value);
          }
        });
        updateCount(field);
      }
    });
    refresh(group);
    say(group, "added", ownRows(group).indexOf(row) + 1);
    changed(row);
    return row;
  }

  /** Takes a row away in which nothing was written yet. */
  function removeRow(row) {
    const group = row.closest("[data-sx-rows]");
    row.remove();
    renumber(group);
    refresh(group);
    changed(group);
  }

  // ---- Pasting: Word's line break within a paragraph is a vertical tab, and nothing else of that kind can be kept.

  /** A bullet as Word copies it: the letter that its symbol font draws as one, and a tab. */
  const BULLET = /^(?:[lnuvqØü§o·•●○■□◆▪–-]|[\uf000-\uf0ff])\t[ \t]*/;
  /** A list number as Word copies it, and a tab. */
  const LIST_NUMBER = /^((?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5}|[零一二三四五六七八九十百]{1,4})[.、．)）]|[（(][0-9零一二三四五六七八九十百]{1,4}[)）]|[①-⑳])\t[ \t]*/;

  /**
   * Text without what Word puts between the characters. Paragraphs are indented by the style, so spaces for it go.
   * MaterialReader cleans the text of a Word file likewise.
   */
  function cleaned(text) {
    return text
      .replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, "\n")
      .replace(/[\u00a0\u2007\u202f]/g, " ")
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\ufffc]/g, "")
      .split("\n")
      .map((line) =>
        line
          .replace(/^[ \t]*\u3000[ \t\u3000]*/, "")
          .replace(BULLET, "• ")
          .replace(LIST_NUMBER, "$1")
      )
      .join("\n");
  }

  document.addEventListener("paste", (event) => {
    const target = event.target;
    if (!(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) || !target.closest("[data-sx-field]")) {
      return;
    }
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    const clean = cleaned(text);
    if (!text || clean === text.replace(/\r\n?/g, "\n")) {
      return;
    }
    event.preventDefault();
    // execCommand keeps the browser's own undo.
    if (!document.execCommand("insertText", false, clean)) {
      target.setRangeText(clean, target.selectionStart, target.selectionEnd, "end");
      target.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

  // ---- Events

  function onInput(event) {
    const field = event.target.closest && event.target.closest("[data-sx-field]");
    if (field && event.target.name) {
      updateCount(field);
      refreshAfter(field);
      changed(event.target);
    }
  }

  document.addEventListener("input", onInput);
  document.addEventListener("change", onInput);

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-sx-do]");
    const group = button && button.closest("[data-sx-rows]");
    if (group && !button.disabled) {
      actions[button.dataset.sxDo](group, button.closest("[data-sx-item]"), button);
      return;
    }
    const link = event.target.closest("[data-sx-errors] a");
    if (link) {
      const target = document.getElementById(link.getAttribute("href").slice(1));
      if (target) {
        event.preventDefault();
        for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
          fold.open = true;
        }
        const own = target.matches("[data-sx-item]") && target.querySelector("details");
        if (own) {
          own.open = true;
        }
        target.scrollIntoView({ block: "center" });
        target.focus({ preventScroll: true });
      }
    }
  });

  function init(content) {
    const groups = Array.from(content.querySelectorAll("[data-sx-rows]"));
    groups.forEach(updateButtons);
    const fields = Array.from(content.querySelectorAll("[data-sx-field]"));
    fields.forEach(updateCount);
    new Set(fields.map(rootOf)).forEach((root) => updateLevel(root, null, {}));
    const errors = content.querySelector("[data-sx-errors]");
    if (errors) {
      errors.focus();
    }
  }

  document.addEventListener("htmx:load", (event) => init(event.detail && event.detail.elt ? event.detail.elt : event.target));
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => init(document));
  } else {
    init(document);
  }

  window.sxForms = { addRow: addRow, removeRow: removeRow, refresh: (element) => refresh(element || document.body), holds: holds, cleaned: cleaned, blank: (text) => BLANK.test(text) };
})();
