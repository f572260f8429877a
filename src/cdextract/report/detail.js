// One figure: its numbers, the arithmetic, and the article with the evidence marked.

function openFigure(figure, { focus = "row" } = {}) {
  current = figure;
  const at = shown.indexOf(figure);
  if (at >= 0 && Math.floor(at / PAGE) !== page) showPage(Math.floor(at / PAGE));
  for (const row of byId("rows").children) {
    if (Number(row.dataset.figure) === figure) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  byId("detail").hidden = false;
  document.body.classList.add("opened");
  showDetail();
  placeFocus(focus);
  history.replaceState(null, "", `#f=${encodeURIComponent(columns.figure_id[figure])}`);
  say(`${position()}. ${named("verdicts", columns.verdict[figure])}. ${columns.evidence[figure]}`);
}

const narrow = () => matchMedia("(max-width: 60rem)").matches;

function placeFocus(where) {
  const row = byId("rows").querySelector(`[data-figure="${current}"] .open`);
  if (where === "detail" || narrow() || !row) byId("detail-title").focus();
  else {
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
}

function closeFigure() {
  byId("detail").hidden = true;
  document.body.classList.remove("opened");
  history.replaceState(null, "", location.pathname + location.search);
  const row = byId("rows").querySelector(`[data-figure="${current}"] .open`);
  if (row) row.focus();
}

function step(by) {
  if (!shown.length) return;
  const at = shown.indexOf(current);
  const to = at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1);
  const inDetail = byId("detail").contains(document.activeElement);
  openFigure(shown[to], { focus: inDetail ? "detail" : "row" });
}

function position() {
  const at = shown.indexOf(current);
  return at < 0 ? "" : label("position", { at: at + 1, shown: shown.length });
}

function showDetail() {
  const figure = current;
  const head = documents[columns.document[figure]];
  const button = (name, key, act) =>
    element("button", { type: "button", class: name, onclick: act, "aria-keyshortcuts": key }, label(name), " ", element("kbd", {}, key));
  byId("detail").replaceChildren(
    element("div", { class: "bar" },
      button("previous", "k", () => step(-1)), button("next", "j", () => step(1)),
      element("span", { class: "position" }, position()), button("close", "Esc", closeFigure)),
    element("h2", { id: "detail-title", tabindex: "-1", lang: "vi" }, head.title || head.id),
    element("p", { class: "source" }, ...sourceLine(head)),
    ...judgement(figure),
    ...article(figure),
    reviewForm(figure),
    facts(figure),
  );
  const marked = byId("detail").querySelector("mark.this");
  if (marked) byId("text").scrollTop = marked.offsetTop - byId("text").clientHeight / 3;
}

function sourceLine(head) {
  const link = head.url && element("a", { href: head.url, target: "_blank", rel: "noopener noreferrer" }, label("source"));
  const parts = [head.title && head.id, head.published && `${label("published")} ${head.published}`, link].filter(Boolean);
  return parts.flatMap((part, place) => (place ? [" · ", part] : [part]));
}

function judgement(figure) {
  const of = (name) => columns[name][figure];
  const lines = [
    ["arithmetic", of("arithmetic") && element("code", {}, written(of("arithmetic")))],
    ["allowed", of("allowed") && element("code", {}, `${of("allowed")} %`)],
    ["reachable", of("reachable") && element("code", {}, `${of("reachable")} %`)],
    ["diagnosis", of("diagnosis") && element("span", {}, diagnosisLabel(of("diagnosis")), element("br"), element("code", {}, written(of("cause"))))],
    ["decision", of("decision") && named("decisions", of("decision"))],
    ["conflicts", of("conflicts").length > 0 && element("ul", {}, ...of("conflicts").map(conflict))],
  ];
  return [
    element("p", { class: "judged" }, verdictBadge(of("verdict")), " ", labels[language].verdictHelp[of("verdict")],
      of("waived") ? ` (${markLabel("waived")})` : ""),
    element("dl", { class: "check" }, ...pairs(lines)),
  ];
}

const pairs = (lines) =>
  lines.filter(([, value]) => value).flatMap(([name, value]) => [element("dt", {}, label(name)), element("dd", {}, value)]);

function conflict([code, arithmetic, other]) {
  return element("li", {}, `${code}: ${arithmetic} `, figureLink(other));
}

// A link to another figure of this page; one that stands on another part is only named.
function figureLink(id) {
  const figure = numberOf.get(id);
  if (figure === undefined) return id;
  return element("a", { href: `#f=${encodeURIComponent(id)}`, lang: "vi" }, columns.evidence[figure]);
}

function facts(figure) {
  const of = (name) => columns[name][figure];
  const plain = ["value", "base", "delta", "percent", "expected", "exceeded_percent", "base_implied", "measure"];
  return element("dl", { class: "facts" }, ...pairs([
    ["org", of("org")],
    ["district", of("district")],
    ["province", of("province")],
    ["period", of("period") || of("year")],
    ["indicator", named("indicators", of("indicator"))],
    ...plain.map((name) => [name, of(name) && (name === "value" && of("unit") !== "count" ? `${of(name)} ${of("unit")}` : of(name))]),
    ["percent_kind", named("kinds", of("percent_kind"))],
    ["part_of", of("part_of") && figureLink(of("part_of"))],
    ["restates", of("restates") && figureLink(of("restates"))],
    ["power", of("power") !== null && `${Math.round(100 * of("power"))} %`],
    ["codes", of("codes")],
    ["rule", of("rule")],
  ]));
}

function article(figure) {
  const number = columns.document[figure];
  const head = documents[number];
  if (textOf(number) === null) return [];
  if (columns.start[figure] < 0) {
    return [element("p", {}, label("mismatched")), element("div", { id: "text", lang: "vi", tabindex: "0" }, element("mark", { class: "this" }, columns.evidence[figure]))];
  }
  return [
    element("h3", {}, head.whole ? label("article") : label("sentences")),
    element("div", { id: "text", lang: "vi", tabindex: "0" }, ...markedText(textOf(number), figure, number)),
  ];
}

// The text cut at every border of a figure; each piece belongs to the chosen figure, to another, or to none.
function markedText(text, chosen, number) {
  const spans = [];
  for (let figure = 0; figure < size; figure++) {
    if (columns.document[figure] === number && columns.start[figure] >= 0) spans.push(figure);
  }
  const borders = [...new Set([0, text.length, ...spans.flatMap((figure) => [columns.start[figure], columns.end[figure]])])].sort((a, b) => a - b);
  const covers = (figure, from, to) => columns.start[figure] <= from && to <= columns.end[figure];
  return borders.slice(0, -1).map((from, place) => {
    const [to, piece] = [borders[place + 1], text.slice(from, borders[place + 1])];
    if (covers(chosen, from, to)) return element("mark", { class: "this", title: label("thisFigure") }, piece);
    const other = spans.find((figure) => covers(figure, from, to));
    if (other === undefined) return piece;
    return element("a", { class: "other", href: `#f=${encodeURIComponent(columns.figure_id[other])}`,
      title: label("otherFigure", { verdict: named("verdicts", columns.verdict[other]) }) }, piece);
  });
}
