// The list: filters, order, pages of the table.

const PAGE = 50;
const COLUMNS = ["verdict", "evidence", "org", "district", "year", "indicator", "percent", "expected", "mark"];
const filters = { verdicts: new Set(), flagged: false, conflicts: false, indicator: "", org: "", district: "", year: "", mark: "", words: [] };
const order = { column: "verdict", down: false };
const NONE = "\u0000";

let shown = []; // numbers of the figures that pass the filters, in order
let current = -1; // number of the figure that is chosen

// Flagged first; what was waived before behind them.
const rankOf = (figure) =>
  isFlagged(figure) ? VERDICTS.indexOf(columns.verdict[figure]) : VERDICTS.indexOf(columns.verdict[figure]) + 2;

// What the search looks at, once as it is and once folded; made of all figures in one go, which is quicker than one by one.
let haystacks = null;
function buildHaystacks() {
  const all = columns.evidence.map((evidence, figure) => {
    const head = documents[columns.document[figure]];
    const parts = [evidence, columns.org[figure], columns.measure[figure], columns.province[figure], head.title, head.id];
    return parts.filter(Boolean).join(" \n ").replaceAll(NONE, " ");
  });
  const text = all.join(NONE).normalize("NFC").toLowerCase();
  haystacks = { marked: text.split(NONE), plain: fold(text).split(NONE) };
}

function hasWords(figure) {
  return filters.words.every(({ plain, marked }) =>
    marked ? haystacks.marked[figure].includes(marked) : haystacks.plain[figure].includes(plain));
}

function readWords(query) {
  if (!haystacks) buildHaystacks();
  filters.words = query.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean).map((word) => {
    const plain = fold(word);
    return { plain, marked: plain === word ? null : word };
  });
}

const fits = (name, value) => filters[name] === "" || (value === null ? NONE : String(value)) === filters[name];

function passes(figure) {
  if (filters.flagged && !isFlagged(figure)) return false;
  if (filters.conflicts && !columns.conflicts[figure].length) return false;
  if (filters.verdicts.size && !filters.verdicts.has(columns.verdict[figure])) return false;
  for (const name of ["indicator", "org", "district", "year"]) if (!fits(name, columns[name][figure])) return false;
  return fits("mark", markOf(figure)) && (!filters.words.length || hasWords(figure));
}

const filtered = () =>
  filters.flagged || filters.conflicts || filters.verdicts.size > 0 || filters.words.length > 0 ||
  ["indicator", "org", "district", "year", "mark"].some((name) => filters[name] !== "");

// What a column is sorted by. Texts are ranked once by the rules of the language, which is slow, and compared as numbers.
function sortKey(name) {
  if (name === "verdict") return rankOf;
  if (name === "percent") return (figure) => columns.percent_number[figure];
  if (name === "expected") return (figure) => columns.expected_number[figure];
  if (name === "year") return (figure) => columns.year[figure];
  const text = { mark: (figure) => markLabel(markOf(figure)), indicator: (figure) => named("indicators", columns.indicator[figure]) };
  const of = text[name] || ((figure) => columns[name][figure]);
  const collator = new Intl.Collator("vi");
  const distinct = [...new Set(Array.from({ length: size }, (_, figure) => of(figure)))].filter((value) => value !== null);
  const rank = new Map(distinct.sort(collator.compare).map((value, place) => [value, place]));
  return (figure) => rank.get(of(figure)) ?? null;
}

function sorted(figures) {
  const key = sortKey(order.column);
  const sign = order.down ? -1 : 1;
  const keys = new Float64Array(size);
  for (const figure of figures) keys[figure] = sign * (key(figure) ?? sign * Infinity); // empty cells come last
  return figures.sort((one, other) => (keys[one] === keys[other] ? one - other : keys[one] < keys[other] ? -1 : 1));
}

function updateList({ keepPlace = false } = {}) {
  const figures = [];
  for (let figure = 0; figure < size; figure++) if (passes(figure)) figures.push(figure);
  shown = sorted(figures);
  const at = keepPlace ? shown.indexOf(current) : -1;
  showPage(at < 0 ? 0 : Math.floor(at / PAGE));
  byId("counted").textContent = shown.length ? label("counted", { shown: shown.length, all: size }) : label("countedNone");
  for (const chip of byId("chips").children) chip.setAttribute("aria-pressed", chipPressed(chip.dataset));
}

let page = 0;
function showPage(number) {
  page = number;
  const [first, last] = [page * PAGE, Math.min((page + 1) * PAGE, shown.length)];
  byId("rows").replaceChildren(...shown.slice(first, last).map(tableRow));
  byId("pages").hidden = shown.length <= PAGE;
  byId("page-now").textContent = label("pages", { first: first + 1, last, shown: shown.length });
  byId("page-previous").disabled = page === 0;
  byId("page-next").disabled = last === shown.length;
}

function tableRow(figure) {
  const row = element("tr", { role: "row", "data-figure": figure, "aria-current": figure === current ? "true" : null });
  for (const name of COLUMNS) row.append(element("td", { role: "cell", class: name, "data-name": label(name) }, cell(name, figure)));
  row.addEventListener("click", () => openFigure(figure, { focus: "row" }));
  return row;
}

function cell(name, figure) {
  const value = name === "mark" ? markOf(figure) : columns[name][figure];
  if (name === "verdict") return verdictBadge(value);
  if (name === "evidence") return element("button", { type: "button", class: "open", lang: "vi", onclick: openFromRow }, value);
  if (name === "indicator") return named("indicators", value);
  if (name === "mark") return element("span", { class: `reviewed is-${value}` }, value === "open" ? "" : markLabel(value));
  return value === null ? "" : String(value);
}

// A click by mouse leaves the focus on the row; Enter and Space (no mouse position) go to the article.
function openFromRow(event) {
  event.stopPropagation();
  openFigure(Number(event.target.closest("tr").dataset.figure), { focus: event.detail === 0 ? "detail" : "row" });
}

function buildHead() {
  byId("head").replaceChildren(
    ...COLUMNS.map((name) => {
      const sort = order.column === name ? (order.down ? "descending" : "ascending") : "none";
      const arrow = { none: "", ascending: " ▲", descending: " ▼" }[sort];
      const button = element("button", { type: "button", onclick: () => sortBy(name) }, label(name),
        element("span", { "aria-hidden": "true" }, arrow));
      return element("th", { role: "columnheader", scope: "col", class: name, "aria-sort": sort, "data-column": name }, button);
    }),
  );
}

function sortBy(name) {
  order.down = order.column === name && !order.down;
  order.column = name;
  buildHead();
  byId("head").querySelector(`[data-column="${name}"] button`).focus();
  updateList();
}

function buildFilters() {
  for (const select of byId("filters").querySelectorAll("select")) {
    const name = select.dataset.column;
    const values = Array.from({ length: size }, (_, figure) => (name === "mark" ? markOf(figure) : columns[name][figure]));
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    const title = (value) => (value === null ? label("none") : name === "mark" ? markLabel(value) : name === "indicator" ? named("indicators", value) : String(value));
    const collator = new Intl.Collator("vi", { numeric: true });
    const options = [...counts.keys()].sort((one, other) => (one === null) - (other === null) || collator.compare(title(one), title(other)));
    select.replaceChildren(
      element("option", { value: "" }, label("any")),
      ...options.map((value) => element("option", { value: value === null ? NONE : String(value) }, `${title(value)} (${counts.get(value)})`)),
    );
    select.value = filters[name];
    if (select.selectedIndex < 0) select.value = filters[name] = "";
  }
}

const chipPressed = ({ verdict, only }) => String(verdict ? filters.verdicts.has(verdict) : filters[only]);

function toggleChip({ verdict, only }) {
  if (only) filters[only] = !filters[only];
  else if (!filters.verdicts.delete(verdict)) filters.verdicts.add(verdict);
  updateList();
}

function buildOverview() {
  const count = (test) => columns.verdict.filter((_, figure) => test(figure)).length;
  const chip = (kind, sign, name, number) =>
    element("button", { type: "button", class: `chip ${kind.verdict || kind.only}`, "aria-pressed": "false", "data-verdict": kind.verdict,
      "data-only": kind.only, onclick: () => toggleChip(kind) },
      element("strong", {}, String(number)), element("span", {}, element("span", { class: "sign", "aria-hidden": "true" }, sign), name));
  const conflicting = count((figure) => columns.conflicts[figure].length > 0);
  byId("chips").replaceChildren(
    chip({ only: "flagged" }, "⚑", label("flaggedOnly"), flaggedCount),
    ...VERDICTS.map((verdict) => chip({ verdict }, SIGNS[verdict], named("verdicts", verdict), count((figure) => columns.verdict[figure] === verdict))),
    ...(conflicting ? [chip({ only: "conflicts" }, "⇄", label("conflicting"), conflicting)] : []),
  );
  buildCounts();
}

function buildCounts() {
  const counts = new Map();
  columns.indicator.forEach((indicator, figure) => {
    const of = counts.get(indicator) || counts.set(indicator, Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0]))).get(indicator);
    of[columns.verdict[figure]] += 1;
  });
  const sum = (of) => VERDICTS.reduce((total, verdict) => total + of[verdict], 0);
  const number = (indicator, verdict, count) =>
    element("td", {}, count === 0 ? "" : element("button", { type: "button", onclick: () => only(indicator, verdict),
      "aria-label": `${count}: ${named("indicators", indicator)}, ${verdict ? named("verdicts", verdict) : label("sum")}` }, String(count)));
  const lines = [...counts].sort((one, other) => sum(other[1]) - sum(one[1]));
  byId("counts").replaceChildren(
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, label("indicator")),
      ...VERDICTS.map((verdict) => element("th", { scope: "col" }, verdictBadge(verdict))), element("th", { scope: "col" }, label("sum")))),
    element("tbody", {}, ...lines.map(([indicator, of]) => element("tr", {}, element("th", { scope: "row" }, named("indicators", indicator)),
      ...VERDICTS.map((verdict) => number(indicator, verdict, of[verdict])), number(indicator, null, sum(of))))),
  );
}

function only(indicator, verdict) {
  filters.indicator = byId("filter-indicator").value = indicator;
  filters.verdicts = new Set(verdict ? [verdict] : []);
  updateList();
  byId("figures").focus();
}

function clearFilters() {
  Object.assign(filters, { verdicts: new Set(), flagged: false, conflicts: false, indicator: "", org: "", district: "", year: "", mark: "", words: [] });
  updateList({ keepPlace: true });
}
