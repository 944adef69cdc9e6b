/** Downloads: a picture as SVG or PNG, a table as CSV. */

const COPIED = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity",
  "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "paint-order", "stroke-linejoin",
];

// Text that a spreadsheet would run as a formula (OWASP: CSV injection), and figures, which it would not.
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
const FIGURE = /^[+-]?\d+([.,]\d+)?$/;

/** Offer bytes as a file. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Write rows of cells as CSV; quotes only where needed, an apostrophe before what looks like a formula. */
export function csv(rows) {
  const cell = (value) => {
    const given = value === null || value === undefined ? "" : String(value);
    const text = typeof value === "string" && FORMULA.test(given) && !FIGURE.test(given) ? `'${given}` : given;
    return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(cell).join(",")).join("\n") + "\n";
}

/** Offer a table as a CSV file, with the mark by which spreadsheets know UTF-8. */
export const saveCsv = (rows, name) => save(new Blob(["\ufeff", csv(rows)], { type: "text/csv" }), `${name}.csv`);

/** Copy a picture out of the page, with the look that its style sheets give it. */
export function standalone(svg) {
  const copy = svg.cloneNode(true);
  const { width, height } = svg.getBoundingClientRect();
  const background = getComputedStyle(document.body).backgroundColor;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  const originals = [svg, ...svg.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  originals.forEach((original, index) => {
    const look = getComputedStyle(original);
    for (const property of COPIED) copies[index].setAttribute(property, look.getPropertyValue(property));
    copies[index].removeAttribute("class");
    copies[index].removeAttribute("style");
  });
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const [x, y, w, h] = (svg.getAttribute("viewBox") ?? `0 0 ${width} ${height}`).split(" ");
  for (const [name, value] of Object.entries({ x, y, width: w, height: h, fill: background })) paper.setAttribute(name, value);
  copy.prepend(paper);
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

/** Offer a picture as an SVG file. */
export const saveSvg = (svg, name) => saveSvgText(standalone(svg).text, name);

/** Offer the text of a picture as an SVG file. */
export const saveSvgText = (text, name) => save(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);

/** Offer a picture as a PNG file, at twice the size that it has on the page. */
export const savePng = (svg, name) => savePngText(standalone(svg), name);

/** Offer the text of a picture as a PNG file, at twice its size. */
export async function savePngText({ text, width, height }, name) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((blob) => save(blob, `${name}.png`), "image/png");
}
