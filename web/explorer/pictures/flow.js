/** The flow: which party each municipality's mayor belonged to, from one election to the next. */
import { yearOf } from "../dates.js";
import { nameOf, UNKNOWN } from "../parties.js";
import { html, useMemo, useRef, useState } from "../../vendor/ui.js";
import { t } from "../words/words.js";
import { fillOf, flowOf, HEIGHT, NEVER, ribbonInWords } from "./flow-columns.js";
import { useWidth } from "./width.js";

const BAR = 12;
const LETTER = 5.6;
const NARROWEST = 54;
const LAST_LABEL = { share: 0.16, most: 120 };
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function Ribbon({ ribbon, x0, x1, faint, title, current, point }) {
  const { target, y0, y1, height, kind } = ribbon;
  const middle = (x0 + x1) / 2;
  const d = `M${x0},${y0}C${middle},${y0} ${middle},${y1} ${x1},${y1}V${y1 + height}C${middle},${y1 + height} ${middle},${y0 + height} ${x0},${y0 + height}Z`;
  return html`<path d=${d} fill=${kind === "unsure" ? UNKNOWN : fillOf(target)} class=${`ribbon ${kind} ${faint ? "faint" : ""}`}
    role="img" aria-label=${title} tabindex=${current ? 0 : -1} onFocus=${() => point(ribbon)} onBlur=${() => point(null)}
    onClick=${() => point(ribbon)} onMouseEnter=${() => point(ribbon)} onMouseLeave=${() => point(null)}><title>${title}</title></path>`;
}

/** Give the fullest label of a box for which there is room: at least how many it stands for. */
const labelOn = (box, room) => [nameOf(box), box.unknown && t("not known")].filter(Boolean)
  .map((name) => `${name} ${box.places.length}`).find((label) => label.length * LETTER <= room) ?? box.places.length;

const Box = ({ box, x, room }) => html`
  <rect x=${x} y=${box.y} width=${BAR} height=${box.height} fill=${fillOf(box)} rx="2"><title>${`${nameOf(box)}: ${box.places.length}`}</title></rect>
  ${box.height > 13 && html`<text x=${x + BAR + 4} y=${box.y + box.height / 2} dominant-baseline="central" class="box">${labelOn(box, room)}</text>`}`;

/** Walk from ribbon to ribbon with the arrow keys: only one of them is a stop of the tabulator. */
function useWalk(many) {
  const [at, setAt] = useState(0);
  const group = useRef();
  const press = (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    const next = (at + STEPS[event.key] + many) % many;
    setAt(next);
    group.current.querySelectorAll(".ribbon")[next].focus();
  };
  return { at: Math.min(at, many - 1), group, press };
}

/** The picture. Pointing at a ribbon, or walking to it, names the municipalities in it and follows them. */
export function Flow({ elections, label }) {
  const [holder, width] = useWidth();
  const [pointed, point] = useState(null);
  const { columns, places, stacks, ribbons } = useMemo(() => flowOf(elections), [elections]);
  const { at, group, press } = useWalk(ribbons.length);
  const inner = Math.max(width, columns.length * NARROWEST);
  const atEnd = Math.min(LAST_LABEL.most, inner * LAST_LABEL.share);
  const step = (inner - BAR - atEnd) / Math.max(columns.length - 1, 1);
  const x = (index) => index * step;
  const apart = (ribbon) => pointed && !ribbon.moved.some((place) => pointed.moved.includes(place));
  const years = ({ column }) => [columns[column], columns[column + 1]].map(({ election }) => yearOf(election.date)).join(" → ");
  const title = (ribbon) => `${years(ribbon)}: ${ribbonInWords(ribbon, places)}`;
  return html`
    <div ref=${holder} class="flow">
      <div class="scroller">
      <svg class="picture" width=${inner} height=${HEIGHT} viewBox=${`0 0 ${inner} ${HEIGHT}`} role="group" aria-label=${label} ref=${group} onKeyDown=${press}>
        ${ribbons.map((ribbon, index) => html`
          <${Ribbon} key=${ribbon.key} ribbon=${ribbon} x0=${x(ribbon.column) + BAR} x1=${x(ribbon.column + 1)} title=${title(ribbon)} faint=${apart(ribbon)} current=${index === at} point=${point} />`)}
        <g aria-hidden="true">${stacks.map(({ boxes }, index) => html`
          <text x=${x(index)} y="14" class="year">${yearOf(columns[index].election.date)}</text>
          ${boxes.filter(({ key }) => key !== NEVER).map((box) => html`<${Box} box=${box} x=${x(index)} room=${index < columns.length - 1 ? step - BAR - 4 : atEnd} />`)}`)}</g>
      </svg>
      </div>
      <p class="pointed" aria-hidden="true">${pointed ? title(pointed) : t("Point at a ribbon, or walk to it with the arrow keys, to see which municipalities it is made of.")}</p>
    </div>`;
}
