"use strict";
(() => {
  const VIEWS = ["agenda", "months", "titles"];
  const FACETS = { service: "s", kind: "k", sure: "c" };
  // What is hidden if nothing in it matches. The days of a grid only are so for screen readers.
  const PARTS = ".group, section.day, .margin, .grid details", DAYS = ".grid > li";
  const UNFOLDED = 5; // matches of a day that are shown although they are folded away
  // Letters without marks that Unicode separates from them.
  const PLAIN = { ł: "l", ø: "o", đ: "d", ð: "d", æ: "ae", œ: "oe", þ: "th", ς: "σ" };
  const root = document.documentElement;
  // The address after "#": a view and what is chosen, or the id of the page of a title.
  const address = () => {
    const [name, query] = location.hash.slice(1).split("?");
    const view = VIEWS.includes(name) ? name : "agenda";
    let id = "";
    try { id = decodeURIComponent(name); } catch { /* an address that was cut off */ }
    return { view, state: new URLSearchParams(query || ""), id: id.startsWith("title/") ? id : "" };
  };
  root.classList.add("js");
  root.dataset.view = address().id ? "title" : address().view;

  // As names are folded when the page is written: without marks, case and signs. In upper case,
  // letters are the same that differ only in lower case.
  const folded = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFKC").toUpperCase().toLowerCase()
      .replace(/[łøđðæœþς]/g, (letter) => PLAIN[letter])
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  const start = () => {
    const $ = (id) => document.getElementById(id);
    const [form, search, output, clear] = ["filters", "search", "found", "clear"].map($);
    // Browsers would move to the view that the address names, and hide what is above it.
    for (const view of VIEWS) $(view).id = `view-${view}`;
    const table = document.querySelector("table.titles");
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const names = rows.map((row) => row.dataset.f);
    const heads = [...table.tHead.rows[0].cells];
    const columns = heads.map((head) => head.textContent.toLowerCase());
    const title = document.title;
    const boxes = [...form.querySelectorAll("input[type=checkbox]")];
    let view = address().view, sorted = "";
    let left = null; // the view in which the page of a title was opened
    // With scripts, a browser does not make elements of the pages of titles, of which there may be
    // thousands, but keeps them as text. (What they say is escaped in it.)
    const pages = $("pages").textContent;
    const pageOf = (id) => {
      const at = id ? pages.indexOf(`<article id="${id}"`) : -1;
      return at < 0 ? "" : pages.slice(at, pages.indexOf("</article>", at));
    };

    // The values of the facets that are chosen, by the attribute that has them.
    const chosen = () => {
      const found = {};
      for (const [key, attribute] of Object.entries(FACETS)) {
        const values = boxes.filter((box) => box.name === key && box.checked);
        if (values.length) found[attribute] = new Set(values.map((box) => box.value));
      }
      return Object.entries(found);
    };

    const apply = () => {
      const words = folded(search.value);
      const signs = search.value.normalize("NFKC").trim().toLowerCase();
      const matches = (name) => name.includes(words || signs);
      const fits = signs ? names.map(matches) : null;
      const facets = chosen();
      const section = $(`view-${view}`);
      let number = 0, all = 0;
      for (const each of section.querySelectorAll(".e")) {
        const data = each.dataset;
        const shown = (!fits || fits[data.n]) && facets.every(([at, some]) => some.has(data[at]));
        if (each.hidden === shown) each.hidden = !shown;
        number += shown;
        all += 1;
      }
      const filtered = Boolean(signs || facets.length);
      const isEmpty = (part) => !part.querySelector(".e:not([hidden])");
      for (const part of section.querySelectorAll(PARTS)) part.hidden = filtered && isEmpty(part);
      for (const day of section.querySelectorAll(DAYS)) day.ariaHidden = isEmpty(day) || null;
      for (const fold of section.querySelectorAll(".grid details")) {
        const more = fold.querySelectorAll(".e:not([hidden])").length;
        fold.querySelector(".more").textContent = more;
        fold.open = filtered && more <= UNFOLDED;
      }
      section.querySelector(".none").hidden = !filtered || number > 0;
      clear.hidden = !filtered;
      const noun = view === "titles" ? ["title", "titles"] : ["entry", "entries"];
      const total = `${all.toLocaleString("en")} ${noun[all === 1 ? 0 : 1]}`;
      output.textContent = filtered ? `${number.toLocaleString("en")} of ${total}` : total;
      for (const facet of form.querySelectorAll(".facet")) {
        const checked = facet.querySelectorAll(":checked").length;
        facet.querySelector(".chosen").textContent = checked || "";
      }
    };

    const order = () => {
      const column = columns.indexOf(sorted.replace("-", ""));
      for (const head of heads) head.removeAttribute("aria-sort");
      const found = rows.slice();
      if (column >= 0) {
        const down = sorted.startsWith("-");
        heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
        const text = { title: (row) => row.dataset.f, date: (row) => row.dataset.d }[columns[column]]
          || ((row) => row.cells[column].textContent.toLowerCase());
        const keys = new Map(rows.map((row) => [row, text(row)]));
        // What has no value comes last in both directions.
        found.sort((one, other) => {
          const [a, b] = [keys.get(one), keys.get(other)];
          if (!a || !b) return !a - !b;
          return (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1);
        });
      }
      const all = document.createDocumentFragment();
      for (const row of found) all.append(row);
      body.append(all);
    };

    const place = (name) => {
      const found = new URLSearchParams();
      if (search.value.trim()) found.set("q", search.value);
      for (const box of boxes) if (box.checked) found.append(box.name, box.dataset.name);
      if (sorted) found.set("sort", sorted);
      return found.size ? `#${name}?${found}` : `#${name}`;
    };

    const link = () => {
      for (const each of document.querySelectorAll("nav a:not(.file)")) {
        const name = each.hash.slice(1).split("?")[0];
        each.href = place(name);
        if (name === root.dataset.view) each.setAttribute("aria-current", "page");
        else each.removeAttribute("aria-current");
      }
      const back = document.querySelector(".back a");
      if (back) {
        back.href = place(view);
        back.textContent = { agenda: "Back to the agenda", months: "Back to the months",
          titles: "All titles" }[view];
      }
    };

    // Replaces the address, so that Back does not go through each letter that was typed.
    const keep = () => {
      history.replaceState(null, "", place(view));
      link();
    };

    const read = (moves) => {
      const given = address();
      const page = pageOf(given.id);
      const was = root.dataset.view;
      if (page && was !== "title") {
        left = { place: place(view), at: scrollY, link: document.activeElement };
      }
      $("page").innerHTML = page;
      // Browsers would move to it once they have loaded all, as to a view.
      if (page) $("page").firstElementChild.removeAttribute("id");
      form.hidden = Boolean(page);
      if (!page) {
        view = given.view;
        search.value = given.state.get("q") || "";
        for (const box of boxes) {
          box.checked = given.state.getAll(box.name).includes(box.dataset.name);
        }
        const sort = given.state.get("sort") || "";
        const wanted = columns.includes(sort.replace("-", "")) ? sort : "";
        if (wanted !== sorted) { sorted = wanted; order(); }
        apply();
        if (given.id.length > "title/".length) output.textContent = "There is no such title on this page.";
      }
      root.dataset.view = page ? "title" : view;
      link();
      const heading = page ? document.querySelector("article h2") : $(`${view}-name`);
      document.title = page ? `${heading.textContent} (${title})` : title;
      if (was === "title" && left && left.place === place(view)) {
        // Back to where the page was opened.
        scrollTo(0, left.at);
        left.link.focus({ preventScroll: true });
        left.link.scrollIntoView({ block: "nearest" });
      } else {
        scrollTo(0, 0);
        if (moves) heading.focus({ preventScroll: true });
      }
    };

    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.addEventListener("click", () => {
        const name = columns[at];
        sorted = sorted === name ? `-${name}` : sorted === `-${name}` ? "" : name;
        order();
        keep();
      });
      head.replaceChildren(button);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => { apply(); keep(); });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      search.value = "";
      for (const box of boxes) box.checked = false;
      apply();
      keep();
      search.focus();
    });
    document.addEventListener("keydown", (event) => {
      const open = form.querySelector(".facet[open]");
      if (event.key === "Escape" && open) {
        open.open = false;
        open.querySelector("summary").focus();
      } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
                 && !event.target.matches("input[type=search]") && !form.hidden) {
        event.preventDefault();
        search.focus();
      }
    });
    // A menu closes when something else is clicked or gets the focus.
    for (const kind of ["click", "focusin"]) {
      document.addEventListener(kind, (event) => {
        for (const facet of form.querySelectorAll(".facet[open]")) {
          if (!facet.contains(event.target)) facet.open = false;
        }
      });
    }
    document.querySelector(".skip").addEventListener("click", (event) => {
      event.preventDefault(); // the address keeps what is chosen
      $("main").focus();
    });
    const calendar = $("calendar");
    if (calendar) {
      calendar.addEventListener("click", () => {
        // Browsers refuse to save long addresses, but not what is in memory.
        if (!calendar.href.startsWith("data:")) return;
        const bytes = Uint8Array.from(atob(calendar.href.split(",")[1]), (c) => c.charCodeAt(0));
        calendar.href = URL.createObjectURL(new Blob([bytes], { type: "text/calendar" }));
      });
    }
    addEventListener("hashchange", () => read(true));
    read(false);
  };
  document.addEventListener("DOMContentLoaded", start);
})();
