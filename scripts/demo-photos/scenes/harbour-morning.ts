import { makeCamera } from "../camera.ts";
import { type Card, cover, lookAtCard, paintCard } from "../cards.ts";
import { clamp, makeNoise, mix, smooth } from "../noise.ts";
import { makeRandom } from "../random.ts";
import { makeSky } from "../sky.ts";
import type { Frame, Rgb, Scene, Shade, Vec } from "../types.ts";

const EYE: Vec = { x: 0, y: 3.4, z: 0 };

/** A trawler of the west coast in 1200 × 800 units, bow to the right: high stem, low waist, wheelhouse aft, two masts. */
function trawler(hull: string, trim: string, house: string, seed: number): string {
  const { next } = makeRandom(seed);
  const flags = Array.from({ length: 7 }, (_, i) => {
    const x = 470 + i * 62;
    const y = 168 + i * 40 + 9 * Math.sin(i);
    return `<path d="M${x} ${y}l26 9l-17 17z" fill="${i % 2 ? "#a5483a" : "#c79a55"}"/>`;
  });
  const nets = Array.from(
    { length: 26 },
    () =>
      `<circle cx="${560 + next() * 230}" cy="${520 - next() * 34}" r="${10 + next() * 15}" fill="${next() < 0.5 ? "#2f4a44" : "#3b5148"}"/>`,
  );
  const floats = Array.from(
    { length: 12 },
    () => `<circle cx="${570 + next() * 210}" cy="${500 - next() * 30}" r="7" fill="#b5622f"/>`,
  );
  const tyres = [250, 400, 560, 720].map(
    (x) => `<circle cx="${x}" cy="600" r="25" fill="none" stroke="#0d0d0e" stroke-width="13"/>`,
  );
  return `<g stroke="#17181a" fill="none"><path d="M450 530V110M860 530V260" stroke-width="13"/><path d="M450 150L1130 430M450 150L120 470M450 150L860 270L1130 430M860 270L980 470" stroke-width="3"/><path d="M450 330L720 190M450 200L720 190" stroke-width="7"/></g>
${flags.join("")}
<path d="M170 520V330H190V306H420V330H438V520Z" fill="${house}"/><path d="M150 330H455L440 300H170Z" fill="#4a4f50"/>
<g fill="#1c2a30"><rect x="206" y="352" width="56" height="50"/><rect x="280" y="352" width="56" height="50"/><rect x="354" y="352" width="56" height="50"/></g>
<rect x="196" y="430" width="52" height="90" fill="#2a2a29"/><path d="M250 306V250H262V306M330 306V270" stroke="#17181a" stroke-width="6"/>
${nets.join("")}${floats.join("")}
<path d="M70 500Q90 470 100 500L640 520Q900 515 1060 440L1150 398Q1120 520 1040 640L1010 690H150Q90 640 70 500Z" fill="${hull}"/>
<path d="M70 500L78 536Q600 572 1064 478L1150 398L1060 440Q900 515 640 520L100 500Z" fill="${trim}"/>
<path d="M108 620Q560 660 1062 602L1010 690H150Q122 668 108 620Z" fill="#5b2a22"/>${tyres.join("")}
<path d="M1080 452L1128 428" stroke="#e4d9c2" stroke-width="12"/>`;
}

/** A small open boat with an outboard. */
const SKIFF = `<path d="M20 150Q180 176 360 150Q430 138 470 104Q450 176 404 206H60Q30 190 20 150Z" fill="#35515a"/><path d="M20 150Q180 176 360 150Q430 138 470 104L462 122Q430 152 362 164Q180 190 24 164Z" fill="#c9b98d"/><path d="M26 110H44V176H30Z" fill="#1b1c1e"/>`;

/** A quay's crane, jib out over the water. */
const CRANE = `<g stroke="#20262b" fill="none"><path d="M120 900L170 420M280 900L230 420M140 700H260M130 820L262 640M270 820L138 640" stroke-width="12"/><path d="M170 420H230V330H170Z" fill="#20262b" stroke-width="8"/><path d="M200 360L720 60M200 330L690 50M200 330L120 260L60 400H170" stroke-width="11"/><path d="M120 260L700 55M300 300l60 -50l30 24l70 -62l30 24l70 -62l30 24" stroke-width="5"/><path d="M712 64V430" stroke-width="4"/><path d="M700 430h26v30h-26z" fill="#20262b"/></g>`;

/** Warehouses, tanks and a chimney along a far quay. */
function quay(seed: number): string {
  const { next } = makeRandom(seed);
  const parts = ['<rect x="0" y="250" width="2400" height="50" fill="#2b3136"/>'];
  for (let x = 0; x < 2400; ) {
    const w = 60 + next() * 190;
    const h = 36 + next() * 88;
    const y = 256 - h;
    parts.push(
      next() < 0.55
        ? `<path d="M${x} 256V${y}L${x + w / 2} ${y - 20}L${x + w} ${y}V256Z" fill="#343b40"/>`
        : `<rect x="${x}" y="${y}" width="${w}" height="${h + 6}" fill="#2d3439"/>`,
    );
    x += w * (0.85 + next() * 0.5);
  }
  parts.push('<path d="M1630 256L1640 30H1662L1672 256Z" fill="#32383c"/>');
  return parts.join("");
}

async function prepare({ seed }: Frame): Promise<Shade> {
  const noise = makeNoise(seed);
  const sky = makeSky({ elevation: 5.5, azimuth: -13, haze: 9, fill: 1 });
  const aim = makeCamera({ eye: EYE, target: { x: 2, y: 5.4, z: 60 }, fov: 24 });
  const [first, second, third, skiff, crane, sheds] = await Promise.all([
    paintCard(1800, 1200, `<g transform="scale(1.5)">${trawler("#274a5c", "#b9903f", "#b8b09c", seed)}</g>`),
    paintCard(1200, 800, trawler("#5a2f28", "#c2b592", "#6d8a8c", seed + 1)),
    paintCard(1200, 800, trawler("#2f4b3c", "#a54f35", "#c2b08a", seed + 2)),
    paintCard(488, 220, SKIFF),
    paintCard(800, 900, CRANE),
    paintCard(2400, 300, quay(seed)),
  ]);
  // From back to front; y is where the card's foot floats or stands.
  const cards: Card[] = [
    { z: 1500, x: -520, y: -2, width: 1400, height: 82, picture: sheds },
    { z: 1150, x: 190, y: -4, width: 90, height: 102, picture: crane },
    { z: 1100, x: 95, y: -4, width: 84, height: 95, picture: crane },
    { z: 760, x: -60, y: -4, width: 70, height: 79, picture: crane },
    { z: 620, x: 60, y: -2, width: 560, height: 26, picture: sheds },
    { z: 330, x: -46, y: -2.6, width: 21, height: 14, picture: second },
    { z: 260, x: 18, y: -2.4, width: 20, height: 13.3, picture: third },
    { z: 235, x: 33, y: -2.4, width: 20, height: 13.3, picture: second },
    { z: 128, x: -25, y: -2.25, width: 17.5, height: 11.7, picture: third },
    { z: 74, x: 1.5, y: -2.05, width: 16.8, height: 11.2, picture: first },
    { z: 42, x: -9.6, y: -0.34, width: 5, height: 2.25, picture: skiff },
  ];
  const d: Vec = { x: 0, y: 0, z: 0 };
  const q: Vec = { x: 0, y: 0, z: 0 };
  const p: Vec = { x: 0, y: 0, z: 0 };
  const haze: Rgb = { r: 0, g: 0, b: 0 };
  const paint: Rgb = { r: 0, g: 0, b: 0 };
  const { sun } = sky;

  const sky_ = (x: number, y: number, z: number, out: Rgb): void => {
    sky.look(x, Math.max(y, 0.012), z, out);
    const k = clamp(x * sun.x + y * sun.y + z * sun.z);
    // The haze swallows the sun's edge.
    const disc = smooth(0.99986, 0.99994, k) * 9 + 1.7 * k ** 2600 + 0.5 * k ** 240;
    out.r += disc * 1.0;
    out.g += disc * 0.66;
    out.b += disc * 0.32;
    const streak = smooth(0.05, 0.55, noise.fbm((x / z) * 2.6 + 3, (y / z) * 22, 5) + 0.1) * smooth(0.03, 0.12, y);
    out.r = mix(out.r, out.r * 1.12 + 0.02, streak);
    out.g = mix(out.g, out.g * 1.0 + 0.01, streak);
    out.b = mix(out.b, out.b * 0.98 + 0.012, streak);
  };
  const fogged = (t: number): number => 1 - Math.exp(-((t / 720) ** 1.1));

  /** Boats stand against the light, lit by the sky alone, and none is freshly painted: streaks, planks, a dark belly. */
  const weather = (card: Card, eye: Readonly<Vec>, w: Readonly<Vec>): void => {
    const t = (card.z - eye.z) / w.z;
    const x = eye.x + w.x * t;
    const y = eye.y + w.y * t;
    const streak = 1 + 0.75 * noise.fbm(x * 2.6 + card.z, y * 0.5, 5) + 0.35 * noise.fbm(x * 7, y * 6 + card.z, 4);
    const plank =
      1 - 0.3 * smooth(0.35, 0.5, Math.abs(((y * 3.6 + 0.05 * x * x + 50) % 1) - 0.5)) * smooth(2.4, 1.8, y);
    const belly = mix(0.5, 1, smooth(-0.2, 1.8, y)) * mix(0.62, 1.25, smooth(card.x + card.width, card.x, x));
    const tone = Math.max(0.1, streak) * plank * belly;
    paint.r = paint.r * 0.36 * tone + 0.002;
    paint.g = paint.g * 0.4 * tone + 0.002;
    paint.b = paint.b * 0.48 * tone + 0.003;
  };

  /** Everything above water along a ray. */
  const scene = (eye: Readonly<Vec>, w: Readonly<Vec>, out: Rgb): void => {
    sky_(w.x, w.y, w.z, out);
    const rise = w.y / w.z;
    const side = w.x / w.z;
    const hill = 0.019 + 0.016 * noise.fbm(side * 4 + 1, 3, 5) - 0.02 * side;
    sky.look(w.x, 0.02, w.z, haze);
    const k = clamp(w.x * sun.x + w.y * sun.y + w.z * sun.z);
    haze.r += 0.26 * k ** 60;
    haze.g += 0.17 * k ** 60;
    haze.b += 0.08 * k ** 60;
    const edge = smooth(0.0007, -0.0007, rise - hill) * 0.24;
    cover(out, { r: haze.r * 0.55, g: haze.g * 0.58, b: haze.b * 0.68 }, edge);
    for (const card of cards) {
      if (card.z < eye.z + 0.5) continue;
      const share = lookAtCard(card, eye, w, paint);
      if (share <= 0) continue;
      weather(card, eye, w);
      cover(paint, haze, fogged(card.z));
      cover(out, paint, share);
    }
  };

  return (u, v, out) => {
    aim(u, v, d);
    const t = d.y < 0 ? -EYE.y / d.y : 1e9;
    let first = 1e9;
    for (const card of cards) {
      if (card.z > t * d.z) continue;
      if (lookAtCard(card, EYE, d, paint) > 0.02) first = Math.min(first, card.z);
    }
    out.depth = Math.min(first, t, 2000);
    if (t > 4000) {
      scene(EYE, d, out);
      return;
    }
    const x = d.x * t;
    const z = d.z * t;
    // Still water: a long slow swell and cat's-paws where the air stirs it.
    const paw = smooth(-0.05, 0.35, noise.fbm(x / 26, z / 90, 3));
    const far = 1 / (1 + t / 130);
    const sx = 0.012 * noise.fbm(x / 1.6, z / 1.5, 4) * (0.35 + paw) + 0.006 * noise.at(x / 7, z / 9);
    const sz =
      0.05 * noise.fbm(x / 1.5 + 30, z / 0.8, 4) * (0.3 + 1.2 * paw) * (0.3 + far) +
      0.022 * noise.fbm(x / 9 + 8, z / 6, 2);
    const ny = 1 / Math.hypot(sx, 1, sz);
    const two = 2 * (d.x * sx + d.y + d.z * sz) * ny * ny;
    q.x = d.x - two * sx;
    q.y = Math.abs(d.y - two) + 0.002;
    q.z = d.z - two * sz;
    p.x = x;
    p.y = 0.01;
    p.z = z;
    scene(p, q, out);
    const cosine = clamp(-d.x * sx * ny - d.y * ny - d.z * sz * ny, 0.01, 1);
    const mirror = 0.03 + 0.97 * (1 - cosine) ** 5;
    const tint = clamp(mirror * 1.15 + 0.1);
    out.r = out.r * tint + (1 - tint) * 0.028;
    out.g = out.g * tint + (1 - tint) * 0.05;
    out.b = out.b * tint + (1 - tint) * 0.055;
    sky.look(d.x, 0.02, d.z, haze);
    cover(out, haze, fogged(t) * 0.75);
    // Hulls below the surface are hidden, those before it are not.
    for (const card of cards) {
      const away = card.z / d.z;
      if (away > t) continue;
      const share = lookAtCard(card, EYE, d, paint);
      if (share <= 0 || EYE.y + d.y * away < 0) continue;
      weather(card, EYE, d);
      cover(paint, haze, fogged(card.z));
      cover(out, paint, share);
    }
  };
}

/** Trawlers at their moorings, sun in the haze. */
export const scene: Scene = {
  film: {
    exposure: 0.62,
    contrast: 1.7,
    saturation: 1.1,
    bloom: 0.1,
    vignette: 0.28,
    grain: 1.7,
    sharpen: 0.3,
    lens: { focus: 75, aperture: 0.0012 },
  },
  resolution: 0.6,
  samples: 3,
  prepare,
};
