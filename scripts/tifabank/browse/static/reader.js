// The reader with scripts on: the place of an address `...#<id>` is shown whole, and a click on the text tells all rows that hold it.
// Ids end in the code points of their rows, and the article's characters are those of the raw file: positions are counted in it.

const article = document.getElementById("text");
const RANGE = /(\d+)-(\d+)$/;

// Text nodes with the code point that each starts at.
const nodes = [];
let length = 0;
const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  nodes.push([length, walker.currentNode]);
  length += Array.from(walker.currentNode.data).length;
}

// The node and offset of a code point.
function boundary(position) {
  let low = 0;
  let high = nodes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (nodes[middle][0] <= position) low = middle;
    else high = middle - 1;
  }
  const [start, node] = nodes[low];
  return [node, Array.from(node.data).slice(0, position - start).join("").length];
}

// The code point at an offset of a node.
function position(node, offset) {
  const found = nodes.find(([, other]) => other === node);
  return found ? found[0] + Array.from(node.data.slice(0, offset)).length : -1;
}

function rangeOf(id) {
  const found = RANGE.exec(id);
  return found ? [Number(found[1]), Number(found[2])] : null;
}

function point(start, end) {
  const range = document.createRange();
  range.setStart(...boundary(start));
  range.setEnd(...boundary(end));
  if (window.CSS && CSS.highlights) CSS.highlights.set("here", new Highlight(range));
}

function pointTarget() {
  const range = rangeOf(decodeURIComponent(location.hash.slice(1)));
  if (range && range[1] <= length) point(...range);
}

// Rows that hold a position, the innermost first.
function rowsAt(place) {
  const found = [];
  for (const anchor of article.querySelectorAll("a[id][href]")) {
    const range = rangeOf(anchor.id);
    if (range && range[0] <= place && place < range[1]) found.push([range[1] - range[0], anchor]);
  }
  return found.sort((a, b) => a[0] - b[0]).map(([, anchor]) => anchor);
}

const panel = document.createElement("aside");
panel.className = "at-place";
panel.setAttribute("aria-label", "Rows at this place");
panel.setAttribute("aria-live", "polite");
panel.hidden = true;
document.querySelector("main").append(panel);

function close() {
  panel.hidden = true;
  if (window.CSS && CSS.highlights) CSS.highlights.delete("here");
}

function show(rows) {
  const list = document.createElement("ul");
  for (const anchor of rows) {
    const link = document.createElement("a");
    link.href = anchor.href;
    link.textContent = anchor.getAttribute("aria-label") || anchor.title;
    link.addEventListener("focus", () => point(...rangeOf(anchor.id)));
    link.addEventListener("pointerenter", () => point(...rangeOf(anchor.id)));
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Close";
  button.addEventListener("click", close);
  panel.replaceChildren(list, button);
  panel.hidden = false;
}

article.addEventListener("click", (event) => {
  if (event.target.closest("a, summary") || !getSelection().isCollapsed) return;
  const caret = document.caretPositionFromPoint
    ? document.caretPositionFromPoint(event.clientX, event.clientY)
    : document.caretRangeFromPoint(event.clientX, event.clientY);
  if (!caret) return;
  const rows = rowsAt(position(caret.offsetNode || caret.startContainer, caret.offset ?? caret.startOffset));
  if (rows.length) show(rows);
  else close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
window.addEventListener("hashchange", pointTarget);
pointTarget();
