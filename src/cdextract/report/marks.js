// Reviews: kept in the browser under the identity of the table, exported as JSON Lines, loaded again.

const KEY = `cdextract.review.${data.id}`;
const MARKS = ["right", "wrong", "ask"];
const CORRECTED = ["value", "base", "delta", "percent", "percent_kind", "indicator", "org", "district", "year"];

const reviews = new Map(Object.entries(JSON.parse(storage.get(KEY) || "{}")));

const reviewOf = (figure) => {
  const review = reviews.get(columns.figure_id[figure]);
  return review && review.evidence === columns.evidence[figure] ? review : null;
};

function markOf(figure) {
  return reviewOf(figure)?.mark || (columns.waived[figure] ? "waived" : "open");
}

const markLabel = (mark) => label(`mark${mark}`);

function keepReviews() {
  storage.set(KEY, JSON.stringify(Object.fromEntries(reviews)));
  tellProgress();
}

function tellProgress() {
  let done = 0;
  for (let figure = 0; figure < size; figure++) if (isFlagged(figure) && reviewOf(figure)) done += 1;
  byId("progress").textContent = label("reviewed", { done, flagged: flaggedCount, all: reviews.size });
  if (!storage.works) byId("notice").textContent = label("notKept");
}

function mark(figure, kind) {
  const id = columns.figure_id[figure];
  if (kind === null) reviews.delete(id);
  else change(figure, { mark: kind });
  keepReviews();
  const row = byId("rows").querySelector(`[data-figure="${figure}"] .reviewed`);
  if (row) row.replaceWith(cell("mark", figure));
  say(markLabel(markOf(figure)));
}

function change(figure, fields) {
  const id = columns.figure_id[figure];
  const old = reviewOf(figure) || { figure_id: id, document: documents[columns.document[figure]].id, evidence: columns.evidence[figure] };
  const review = { ...old, ...fields, at: new Date().toISOString() };
  if (byId("reviewer").value) review.reviewer = byId("reviewer").value;
  if (review.mark !== "wrong") {
    delete review.set;
    delete review.drop;
  }
  reviews.set(id, review);
}

function exportReviews() {
  const ids = [...reviews.keys()].sort();
  const lines = ids.map((id) => JSON.stringify(reviews.get(id)) + "\n");
  const url = URL.createObjectURL(new Blob(lines, { type: "application/jsonl" }));
  const link = element("a", { href: url, download: "review.jsonl" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

async function loadReviews(file) {
  let [count, stale] = [0, 0];
  try {
    for (const line of (await file.text()).split("\n").filter((text) => text.trim())) {
      const review = JSON.parse(line);
      const figure = numberOf.get(review.figure_id);
      if (figure === undefined || columns.evidence[figure] !== review.evidence || !MARKS.includes(review.mark)) {
        stale += 1;
        continue;
      }
      reviews.set(review.figure_id, review);
      count += 1;
    }
    byId("notice").textContent = label("loaded", { count, stale });
  } catch (error) {
    byId("notice").textContent = label("notLoaded", { error: error.message });
  }
  keepReviews();
  buildFilters();
  updateList({ keepPlace: true });
  if (current >= 0) showDetail();
}

// The form beside an article: four choices, a note, and what a wrong figure should be.
function reviewForm(figure) {
  const review = reviewOf(figure);
  const choice = (kind, text, key) => {
    const input = element("input", { type: "radio", name: "mark", value: kind, checked: (review?.mark || "") === kind,
      onchange: () => choose(figure, kind || null) });
    return element("label", {}, input, " ", text, " ", element("kbd", {}, key));
  };
  const note = element("textarea", { rows: "2", id: "note", onchange: (event) => edit(figure, { note: event.target.value || undefined }) });
  note.value = review?.note || "";
  return element("form", { id: "review", onsubmit: (event) => event.preventDefault() },
    element("fieldset", {}, element("legend", {}, label("review")),
      ...MARKS.map((kind, place) => choice(kind, label(kind), String(place + 1))), choice("", label("unmarked"), "0")),
    element("label", { class: "note" }, label("note"), note),
    review?.mark === "wrong" ? corrections(figure, review) : null,
  );
}

function choose(figure, kind) {
  const inForm = byId("review").contains(document.activeElement);
  mark(figure, kind);
  byId("review").replaceWith(reviewForm(figure));
  if (inForm) byId("review").querySelector(`[value="${kind || ""}"]`).focus();
}

// A note of a figure that has no mark makes it one to ask about.
function edit(figure, fields) {
  if (!reviewOf(figure)) choose(figure, "ask");
  change(figure, fields);
  keepReviews();
}

function corrections(figure, review) {
  const drop = element("input", { type: "checkbox", id: "drop", checked: Boolean(review.drop),
    onchange: (event) => edit(figure, { drop: event.target.checked || undefined }) });
  return element("fieldset", { id: "corrections" }, element("legend", {}, label("corrections")),
    element("label", { class: "wide" }, drop, " ", label("drop")),
    ...CORRECTED.map((name) => element("label", {}, label(name), correction(figure, name, review.set?.[name] || ""))));
}

function correction(figure, name, value) {
  const onchange = (event) => {
    const set = { ...reviewOf(figure)?.set, [name]: event.target.value.trim() };
    if (!set[name]) delete set[name];
    edit(figure, { set: Object.keys(set).length ? set : undefined });
  };
  const codes = { percent_kind: "kinds", indicator: "indicators" }[name];
  if (!codes) {
    const input = element("input", { name, placeholder: columns[name][figure] ?? "", onchange, autocomplete: "off" });
    input.value = value;
    return input;
  }
  const options = Object.keys(labels[language][codes]).map((code) => element("option", { value: code, selected: code === value }, named(codes, code)));
  return element("select", { name, onchange }, element("option", { value: "" }, `(${named(codes, columns[name][figure])})`), ...options);
}
