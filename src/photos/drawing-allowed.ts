// What a drawing may hold: an allow-list of SVG 1.1 and 2 (https://www.w3.org/TR/SVG2/). What draws is here; what runs, moves,
// links or loads is not.

export const svgNamespace = "http://www.w3.org/2000/svg";
export const xlinkNamespace = "http://www.w3.org/1999/xlink";
export const xmlNamespace = "http://www.w3.org/XML/1998/namespace";

const words = (text: string) => new Set(text.trim().split(/\s+/));

export const allowedElements = words(`
  svg g defs symbol use title desc style
  path rect circle ellipse line polyline polygon text tspan textPath image
  linearGradient radialGradient stop pattern clipPath mask marker filter
  feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
  feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology
  feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`);

/** Of no use in a picture, and harmless: gone without a word. */
export const quietElements = words("metadata view cursor");

/** Elements that leave something on the page. */
export const visibleElements = words("path rect circle ellipse line polyline polygon text image use");

/** CSS properties that draw; each but the last line's is a presentation attribute too. */
export const allowedProperties = words(`
  alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters
  direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font-family font-size
  font-size-adjust font-stretch font-style font-variant font-weight glyph-orientation-vertical image-rendering
  letter-spacing lighting-color marker marker-end marker-mid marker-start mask mask-type opacity overflow paint-order
  shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
  stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-orientation text-rendering
  transform transform-origin transform-box unicode-bidi vector-effect visibility white-space word-spacing writing-mode
  font font-feature-settings font-kerning font-variant-caps font-variant-ligatures font-variant-numeric isolation
  line-height mix-blend-mode text-align text-indent text-transform x y cx cy r rx ry width height`);

/** Attributes in no namespace, besides the properties. */
export const allowedAttributes = words(`
  id class lang dir
  viewBox preserveAspectRatio d pathLength points x1 x2 y1 y2 dx dy rotate textLength lengthAdjust
  startOffset method spacing side
  gradientUnits gradientTransform spreadMethod offset fx fy fr
  patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits
  markerUnits markerWidth markerHeight refX refY orient
  filterUnits primitiveUnits in in2 result type values mode operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX
  targetY edgeMode kernelUnitLength preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent
  limitingConeAngle pointsAtX pointsAtY pointsAtZ azimuth elevation z scale xChannelSelector yChannelSelector
  stdDeviation radius baseFrequency numOctaves seed stitchTiles tableValues slope intercept amplitude exponent`);

/** CSS functions that load nothing. */
export const allowedFunctions = words(`
  rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix calc min max clamp var
  matrix translate translatex translatey scale scalex scaley rotate skewx skewy
  blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
  inset circle ellipse polygon rect path`);

/** What makes pictures move, in CSS and as elements: named when it goes. */
export const movingProperties = /^(-\w+-)?(animation|transition|offset)(-|$)/;
export const movingElements = words("animate animateColor animateMotion animateTransform set mpath discard");
