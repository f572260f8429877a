// Keys, print, language, and the start.

const PRINTED = 500;

function keyPressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  if (event.key === "Escape" && !byId("detail").hidden) return closeFigure();
  const typing = event.target.closest?.("textarea, select, input:not([type=radio]):not([type=checkbox])");
  if (typing || !byId("shortcuts").checked) return;
  const opened = !byId("detail").hidden && current >= 0;
  const choice = { 1: "right", 2: "wrong", 3: "ask", 0: null };
  const acts = {
    j: () => step(1),
    k: () => step(-1),
    f: () => toggleChip({ only: "flagged" }),
    "/": () => byId("search").focus(),
    "?": () => byId("help").showModal(),
  };
  if (event.key in choice && opened) choose(current, choice[event.key]);
  else if (event.key in acts) acts[event.key]();
  else return;
  event.preventDefault();
}

// What is printed: the figures of the list; where nothing is filtered, the flagged ones.
function buildPrint() {
  const all = filtered() ? shown : shown.filter(isFlagged);
  const figures = all.slice(0, PRINTED);
  const which = [filtered() ? label("printedFiltered") : label("printedFlagged")];
  if (all.length > PRINTED) which.push(label("printedCut", { limit: PRINTED }));
  const verdicts = VERDICTS.map((verdict) => `${named("verdicts", verdict)} ${columns.verdict.filter((other) => other === verdict).length}`);
  byId("printed").replaceChildren(
    element("h1", {}, label("title")), element("p", {}, byId("made").textContent), element("p", {}, verdicts.join(" · ")),
    element("p", {}, `${label("printed", { count: figures.length, all: size })} (${which.join("; ")})`),
    ...figures.map(printedFigure),
  );
  byId("printed").hidden = false;
}

function printedFigure(figure) {
  const of = (name) => columns[name][figure];
  const head = documents[columns.document[figure]];
  const about = [of("org"), named("indicators", of("indicator")), of("period") || of("year")].filter(Boolean).join(" · ");
  const review = reviewOf(figure);
  return element("article", {},
    element("h2", {}, verdictBadge(of("verdict")), ` ${about}`),
    element("p", { lang: "vi" }, ...context(figure)),
    element("p", {}, element("code", {}, written(of("arithmetic")) + (of("allowed") ? ` · ${label("allowed")} ${of("allowed")} %` : ""))),
    of("diagnosis") ? element("p", {}, `${label("diagnosis")}: ${diagnosisLabel(of("diagnosis"))} · `, element("code", {}, written(of("cause")))) : null,
    element("p", { class: "source" }, [head.title, head.published, head.id].filter(Boolean).join(" · ")),
    element("p", {}, `${label("review")}: ${review ? [markLabel(review.mark), review.note].filter(Boolean).join(", ") : "☐ " + MARKS.map(markLabel).join("  ☐ ")}`),
  );
}

// The evidence with what stands around it on its line.
function context(figure) {
  const [start, end] = [columns.start[figure], columns.end[figure]];
  if (start < 0 || textOf(columns.document[figure]) === null) return [element("mark", { class: "this" }, columns.evidence[figure])];
  const text = textOf(columns.document[figure]);
  let before = text.slice(0, start).split("\n").at(-1);
  let after = text.slice(end).split("\n", 1)[0];
  if (before.length > 200) before = "… " + before.slice(before.indexOf(" ", before.length - 200) + 1);
  if (after.length > 200) after = after.slice(0, after.lastIndexOf(" ", 200)) + " …";
  return [before, element("mark", { class: "this" }, text.slice(start, end)), after];
}

function buildHelp() {
  byId("help-keys").replaceChildren(
    ...labels[language].keys.flatMap(([keys, act]) => [element("dt", {}, element("kbd", {}, keys)), element("dd", {}, act)]),
  );
}

function buildPage() {
  translatePage();
  buildHead();
  buildOverview();
  buildFilters();
  buildHelp();
  tellProgress();
  updateList({ keepPlace: true });
  if (!byId("detail").hidden) showDetail();
}

function changeLanguage() {
  language = language === "vi" ? "en" : "vi";
  storage.set("cdextract.language", language);
  buildPage();
}

function openFromAddress() {
  if (!location.hash.startsWith("#f=")) return;
  const figure = numberOf.get(decodeURIComponent(location.hash.slice(3)));
  if (figure !== undefined) openFigure(figure, { focus: "detail" });
}

function listen() {
  byId("language").addEventListener("click", changeLanguage);
  byId("help-open").addEventListener("click", () => byId("help").showModal());
  byId("shortcuts").checked = storage.get("cdextract.shortcuts") !== "off";
  byId("shortcuts").addEventListener("change", (event) => storage.set("cdextract.shortcuts", event.target.checked ? "on" : "off"));
  byId("search").addEventListener("input", (event) => {
    readWords(event.target.value);
    updateList();
  });
  byId("filters").addEventListener("change", (event) => {
    if (!event.target.dataset.column) return;
    filters[event.target.dataset.column] = event.target.value;
    updateList();
  });
  byId("filters").addEventListener("reset", clearFilters);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("page-previous").addEventListener("click", () => showPage(page - 1));
  byId("page-next").addEventListener("click", () => showPage(page + 1));
  byId("reviewer").value = storage.get("cdextract.reviewer") || "";
  byId("reviewer").addEventListener("change", (event) => storage.set("cdextract.reviewer", event.target.value));
  byId("export").addEventListener("click", exportReviews);
  byId("load").addEventListener("change", (event) => event.target.files.length && loadReviews(event.target.files[0]));
  document.addEventListener("keydown", keyPressed);
  addEventListener("hashchange", openFromAddress);
  addEventListener("beforeprint", buildPrint);
  addEventListener("afterprint", () => {
    byId("printed").hidden = true;
    byId("printed").replaceChildren();
  });
}

byId("main").hidden = false;
byId("more").open = !matchMedia("(max-width: 44rem)").matches;
listen();
buildPage();
addEventListener("DOMContentLoaded", () => {
  openFromAddress();
  if (current >= 0) showDetail(); // opened before its article was there
  setTimeout(() => haystacks || buildHaystacks(), 100);
});
