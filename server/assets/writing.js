// Writing: what makes a form easier in which somebody writes. Ctrl+Enter sends, drafts save themselves, names and tags
// are completed, what is like a question is found while its title is typed, and the words show as they will look. Every
// page is whole without it.
"use strict";

(function () {
  const pause = 3000, longestPause = 20000, pauseOfTitle = 900, pauseOfName = 250, pauseOfPreview = 1200;
  const said = document.getElementById("writing-words");
  if (!said) return;
  const words = said.dataset;
  // The words of a page that came back may be nowhere else.
  const isBack = document.querySelector("#problems, #preview, .problem, [data-unsent]") !== null;

  function make(tag, attributes, parent) {
    const element = document.createElement(tag);
    for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name]);
    if (parent) parent.append(element);
    return element;
  }

  const toastPlace = make("p", { class: "toast", role: "status" }, document.body);
  let toastTimer = 0;
  function toast(text) {
    toastPlace.textContent = text;
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => { toastPlace.textContent = ""; }, 8000);
  }

  // A browser may not let pages keep anything.
  function note(name, value) {
    try {
      const before = sessionStorage.getItem(name);
      if (value) sessionStorage.setItem(name, value); else sessionStorage.removeItem(name);
      return before;
    } catch (error) {
      return null;
    }
  }

  // Calls act once nobody has called it for that long.
  function later(milliseconds, act) {
    let timer = 0;
    const wait = () => { clearTimeout(timer); timer = setTimeout(act, milliseconds); };
    wait.stop = () => clearTimeout(timer);
    return wait;
  }

  // What the form would send, without files.
  function fieldsOf(form) {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    return fields;
  }

  function ask(address, fields, signal) {
    const options = { credentials: "same-origin", headers: { Accept: "application/json, text/html" } };
    if (signal) options.signal = signal;
    if (fields) {
      options.method = "POST";
      options.headers["Content-Type"] = "application/x-www-form-urlencoded";
      options.body = fields.toString();
      options.keepalive = options.body.length < 60000;  // it arrives though the page goes; browsers take 64 KiB
    }
    return fetch(address, options).then((answer) => {
      if (answer.redirected) throw new Error("signed out");
      return answer;
    });
  }

  function textOf(answer) {
    return answer.ok ? answer.text() : "";
  }

  function keysThatSend(form) {
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      const button = form.querySelector("button[value=publish]") || form.querySelector("button:not([name])");
      if (!button) return;
      event.preventDefault();
      button.click();
    });
  }

  // Saves the draft of a form that has a place for one, and asks before anything is left that is not saved.
  function keepDrafts(form) {
    const keeps = form.elements.namedItem("place") !== null;
    const end = form.querySelector(".send") || form.lastElementChild;
    const line = make("p", { class: "hint" });
    end.after(line);
    const typed = Array.from(form.querySelectorAll("textarea, input:not([type]), input[type=text]"));
    let saved = isBack ? "" : fieldsOf(form).toString(), isKept = document.getElementById("came-back") !== null;
    let savedAt = Date.now(), wait = pause, notBefore = 0, sending = false, over = false, under = null;

    function isEmpty() {
      return typed.every((each) => each.value.trim() === "");
    }

    function say(text) {
      if (line.textContent !== text) toast(text);
      line.textContent = text;
    }

    // A server away is tried again, ever less often; what it refuses waits for other words.
    function failed(answer) {
      wait = Math.min(wait * 2, 60000);
      notBefore = Date.now() + wait - 99;
      if (answer && answer.status === 409) over = true;
      if (answer && answer.status < 500) return answer.json().then((told) => sending || say(told.error));
      if (!sending) say(words.unsaved);
      setTimeout(save, wait);
    }

    function save(isLast) {
      const fields = fieldsOf(form), now = fields.toString();
      if (over || sending || now === saved || (isEmpty() && !isKept)) return;
      if (isLast !== true && (under || Date.now() < notBefore)) return;
      const mine = under = new AbortController();
      savedAt = Date.now();
      ask("/drafts/keep", fields, mine.signal).then((answer) => {
        if (!answer.ok) return failed(answer);
        saved = now;
        isKept = true;
        wait = pause;
        line.textContent = words.saved + " " + new Date().toLocaleTimeString(document.documentElement.lang || undefined);
      }, () => failed(null)).catch(() => {}).then(() => {
        if (under === mine) under = null;
        if (!over && fieldsOf(form).toString() !== saved) soon();
      });
    }
    const soon = later(pause, save);

    if (keeps) {
      form.addEventListener("input", () => {
        if (Date.now() - savedAt > longestPause) save();
        soon();
      });
      document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
      if (saved === "" && !isEmpty()) soon();
    }
    // What is sent may not arrive: then the draft has all of it.
    form.addEventListener("submit", (event) => {
      const button = event.submitter, act = button && button.name ? button.value : "publish";
      note("sent", act === "publish" ? "1" : "");
      soon.stop();
      if (act === "drop" && under) under.abort();
      if (keeps && act !== "drop" && act !== "keep") save(true);
      sending = true;
      setTimeout(() => { sending = false; }, 15000);
    });
    form.addEventListener("input", () => { sending = false; });
    window.addEventListener("beforeunload", (event) => {
      if (sending || isEmpty() || fieldsOf(form).toString() === saved) return;
      event.preventDefault();
      event.returnValue = "";
    });
  }

  function findSimilar(form) {
    const place = document.getElementById("similar"), title = form.elements.namedItem("title");
    if (!place || !title || !form.contains(place)) return;
    let shown = "";
    title.addEventListener("input", later(pauseOfTitle, () => {
      const typed = title.value.trim();
      if (typed.length < 8 || typed === shown) return;
      shown = typed;
      ask("/write/similar?title=" + encodeURIComponent(typed)).then(textOf).then((html) => {
        if (typed === title.value.trim()) place.innerHTML = html;
      }).catch(() => {});
    }));
  }

  // The words as they will look, while this is open.
  function showPreview(form, area) {
    const part = make("details", { class: "preview" });
    make("summary", {}, part).textContent = words.preview;
    const place = make("div", {}, part);
    area.after(part);
    let shown = null;
    function look() {
      const typed = area.value;
      if (!part.open || typed === shown) return;
      shown = typed;
      const fields = new URLSearchParams();
      fields.append("form_key", form.elements.namedItem("form_key").value);
      fields.append("words", typed);
      ask("/write/preview", fields).then(textOf).then((html) => {
        if (typed !== shown) return;
        if (html) place.innerHTML = html; else shown = null;
      }).catch(() => { if (typed === shown) shown = null; });
    }
    area.addEventListener("input", later(pauseOfPreview, look));
    part.addEventListener("toggle", look);
  }

  // Names and tags: a list below the field (ARIA: textbox with a listbox). Nothing is chosen until an arrow key is used,
  // so that Enter and Tab do what they always do.
  let lists = 0;
  function complete(form, area) {
    const id = "completions-" + ++lists;
    const list = make("ul", { class: "completions", role: "listbox", id: id, "aria-label": words.completions });
    const told = make("span", { class: "aside", role: "status" });
    list.hidden = true;
    area.after(list, told);
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-haspopup", "listbox");
    area.setAttribute("aria-controls", id);
    let begun = "", active = -1;

    function typedWord() {
      if (area.selectionStart !== area.selectionEnd) return "";
      const match = /(?:^|[\s(])([@#][^\s@#()]+(?:@[^\s@#()]*)?)$/.exec(area.value.slice(0, area.selectionStart));
      return match ? match[1] : "";
    }

    function goesOn() {
      return begun !== "" && typedWord().startsWith(begun);
    }

    function close() {
      list.hidden = true;
      list.textContent = "";
      told.textContent = "";
      begun = "";
      mark(-1);
    }

    function mark(next) {
      const options = list.children;
      if (options[active]) options[active].setAttribute("aria-selected", "false");
      active = next;
      if (options[active]) {
        options[active].setAttribute("aria-selected", "true");
        area.setAttribute("aria-activedescendant", options[active].id);
      } else {
        area.removeAttribute("aria-activedescendant");
      }
    }

    function take(option) {
      const end = area.selectionStart, typed = typedWord();
      if (!goesOn()) return close();
      area.setRangeText(option.dataset.text + " ", end - typed.length, end, "end");
      close();
      area.focus();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function show(found) {
      list.textContent = "";
      mark(-1);
      found.forEach((each, n) => {
        const option = make("li", { role: "option", id: id + "-" + n, "aria-selected": "false" }, list);
        option.dataset.text = each.text;
        option.textContent = each.text === each.label ? each.text : each.text + " " + each.label;
        option.addEventListener("mousedown", (event) => { event.preventDefault(); take(option); });
      });
      list.hidden = found.length === 0;
      told.textContent = found.length ? found.length + " " + words.completions : "";
    }

    const look = later(pauseOfName, () => {
      const typed = typedWord();
      if (typed.length < 2) return close();
      begun = typed;
      const fields = fieldsOf(form), audience = fields.get("audience") || words.audience || "";
      ask("/write/complete?q=" + encodeURIComponent(typed) + "&audience=" + encodeURIComponent(audience))
        .then((answer) => answer.ok ? answer.json() : [])
        .then((found) => { if (typed === typedWord() && document.activeElement === area) show(found); })
        .catch(() => {});
    });
    area.addEventListener("input", look);
    area.addEventListener("blur", close);
    document.addEventListener("selectionchange", () => { if (!list.hidden && !goesOn()) close(); });
    area.addEventListener("keydown", (event) => {
      if (list.hidden || event.ctrlKey || event.metaKey || event.isComposing) return;
      const most = list.children.length;
      if (event.key === "ArrowDown") mark((active + 1) % most);
      else if (event.key === "ArrowUp") mark(active <= 0 ? most - 1 : active - 1);
      else if (event.key === "Escape") close();
      else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) take(list.children[active]);
      else return;
      event.preventDefault();
    });
  }

  // Only what was taken leads on to a page.
  const way = performance.getEntriesByType("navigation")[0];
  if (note("sent", "") && !isBack && way && way.redirectCount) toast(words.sent);
  for (const field of document.querySelectorAll("input[name=place], input[name=writing]")) {
    const form = field.form;
    if (!form || form.dataset.helped) continue;
    form.dataset.helped = "1";
    keysThatSend(form);
    keepDrafts(form);
    findSimilar(form);
    for (const area of form.querySelectorAll("textarea")) {
      showPreview(form, area);
      complete(form, area);
    }
  }
})();
