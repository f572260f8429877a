// Data, labels and small helpers. Text of articles only ever becomes text nodes, never markup.

const byId = (id) => document.getElementById(id);
const embedded = (id) => JSON.parse(byId(id).textContent);

const labels = embedded("labels");
const data = embedded("data");
const documents = data.documents;
const columns = {};
for (const [name, column] of Object.entries(data.figures)) {
  columns[name] = Array.isArray(column) ? column : column.at.map((place) => column.of[place]);
}
const size = columns.figure_id.length;
const numberOf = new Map(columns.figure_id.map((id, number) => [id, number]));

const VERDICTS = ["inconsistent", "impossible", "truncated", "uncheckable", "implied", "consistent"];
const FLAGGED = new Set(["inconsistent", "impossible"]);
const SIGNS = { consistent: "✓", truncated: "≈", inconsistent: "✗", implied: "∴", impossible: "⊘", uncheckable: "?" };

const isFlagged = (figure) => FLAGGED.has(columns.verdict[figure]) && !columns.waived[figure];
const flaggedCount = columns.verdict.filter((_, figure) => isFlagged(figure)).length;

// What the browser keeps; where it keeps nothing (a private window, blocked storage) the page works without.
const storage = {
  works: true,
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      this.works = false;
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      this.works = false;
    }
  },
};

let language = storage.get("cdextract.language") || (navigator.language.startsWith("vi") ? "vi" : "en");
if (!labels[language]) language = "en";

function label(key, values = {}) {
  const text = labels[language][key];
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// The label of a code (a verdict, an indicator …); a code of the user's own is its own label.
const named = (group, code) => (code === null ? "" : labels[language][group][code] || code);

function diagnosisLabel(diagnosis) {
  const [name, number] = diagnosis.split(":");
  return named("diagnoses", name) + (number ? `: ${number}` : "");
}

// The arithmetic is written in English; for other languages its fixed phrases are replaced one by one.
const phrases = Object.fromEntries(
  Object.entries(labels).map(([code, of]) => [code, of.phrases.map(([from, to]) => [new RegExp(from, "g"), to])]),
);
const written = (text) => phrases[language].reduce((told, [from, to]) => told.replace(from, to), text);

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const verdictBadge = (verdict) =>
  element(
    "span",
    { class: `badge ${verdict}` },
    element("span", { class: "sign", "aria-hidden": "true" }, SIGNS[verdict]),
    named("verdicts", verdict),
  );

// Without marks and case, so that "thach that" finds "Thạch Thất".
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

// The text of an article, read when it is first wanted; null while the browser is still loading that part of the page.
const texts = new Map();
function textOf(number) {
  if (!texts.has(number) && byId(`text-${number}`)) texts.set(number, embedded(`text-${number}`));
  return texts.get(number) ?? null;
}

function say(text) {
  byId("spoken").textContent = text;
}

function translatePage() {
  document.documentElement.lang = language;
  for (const place of document.querySelectorAll("[data-label]")) place.textContent = label(place.dataset.label);
  byId("language").textContent = label("language");
  byId("language").lang = label("languageCode");
  byId("search").title = label("searchHint");
  byId("filters").setAttribute("aria-label", label("filters"));
  byId("reviewing").setAttribute("aria-label", label("review"));
  byId("made").textContent = label("made", {
    version: data.version, table: data.table, figures: size, documents: documents.length,
  });
  const part = byId("part");
  if (part) part.textContent = label("part", part.dataset);
}
