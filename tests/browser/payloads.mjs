// What bad people write. All of it says trip(...) if it ever runs, and leaves an element called tripwire if it ever
// becomes markup.

const elements = (
  "a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption center cite code " +
  "col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer " +
  "form frame frameset h1 h6 head header hr html i iframe image img input ins kbd label legend li link main map mark " +
  "marquee menu meta meter nav nobr noframes noscript object ol optgroup option output p param picture plaintext pre " +
  "progress q rp rt ruby s samp script section select slot small source span strike strong style sub summary sup svg " +
  "table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp math mi mo mn ms mtext " +
  "annotation-xml mglyph malignmark maction semantics foreignObject desc animate set use x-unknown"
).split(" ");

const handlers =
  "onerror=trip(1) onload=trip(2) onfocus=trip(3) autofocus tabindex=1 onanimationstart=trip(4) ontoggle=trip(5) open " +
  "onbegin=trip(6) onpageshow=trip(7) onstart=trip(8) oncanplay=trip(9) onpointerrawupdate=trip(10)";

const schemes = [
  "javascript:trip(20)",
  "JaVaScRiPt:trip(21)",
  "java\tscript:trip(22)",
  "java&#x09;script:trip(23)",
  "&#106;avascript:trip(24)",
  " javascript:trip(25)",
  "\u0001javascript:trip(26)",
  "javascript&colon;trip(27)",
  "data:text/html,<script>trip(28)</script>",
  "vbscript:trip(29)",
  "//elsewhere.example/trip",
  "https://elsewhere.example/trip.js",
];

// Where a parser reads in another way than elsewhere; % is what stands there.
const places = [
  "%",
  "<p>%</p>",
  "<table>%</table>",
  "<table><tr><td>%",
  "<select>%</select>",
  "<svg>%</svg>",
  "<svg><style>%</style></svg>",
  "<svg><desc>%</desc></svg>",
  "<math>%</math>",
  "<math><mtext><table><mglyph><style><!--</style>%",
  "<form><math><mtext></form><form><mglyph><style></math>%",
  "<noscript>%</noscript>",
  '<noscript><p title="</noscript>%">',
  "<template>%</template>",
  "<style>%</style>%",
  "<title>%</title>",
  "<textarea>%</textarea>",
  "<xmp>%</xmp>%",
  "<!--%-->",
  "<!-->%-->",
  "<![CDATA[%]]>",
  "<?xml %?>",
  '<a href="https://example.org/">%',
  '<a title="%">x</a>',
  "<a title='%'>x</a>",
  "<p lang=\"%\">x</p>",
  '<code class="language-%">x</code>',
  "<pre><code>%</code></pre>",
  "<b><b><b><i>%</b></i>",
];

// Nearly six thousand documents.
export function documents() {
  const found = [];
  for (const element of elements) {
    const whole = `<${element} id=tripwire ${handlers} src=x href=x xlink:href=x srcdoc="<script>parent.trip(30)</script>">trip`;
    for (const place of places) found.push(place.replaceAll("%", whole));
    for (const scheme of schemes)
      found.push(`<${element} id=tripwire href="${scheme}" src="${scheme}" action="${scheme}" data="${scheme}">`);
  }
  const broken = ["<", "</", "<!", "<!-", "<a", '<a href="', "<a href='x", "<svg/onload=trip(31)//", "<script>trip(32)"];
  for (const place of places) for (const each of broken) found.push(place.replaceAll("%", each));
  return found;
}

// What somebody writes into a field: as long as the field allows.
export const texts = [
  [
    `"'><img id=tripwire src=x onerror=trip(40)><script>trip(41)</script></textarea></title><svg onload=trip(42)>`,
    "[a](javascript:trip(43)) ![b](https://elsewhere.example/trip.png) <b id=tripwire onclick=trip(44)>c</b>",
    "`</code><img src=x onerror=trip(45)>` <javascript:trip(46)> &lt;script&gt;trip(47)&lt;/script&gt;",
    "$\\href{javascript:trip(48)}{x}$ {{tripwire}} @ada@<img src=x onerror=trip(49)>",
  ].join("\n\n"),
  `"'><img id=tripwire src=x onerror=trip(50)></textarea><svg onload=trip(51)>`,
  `"><svg id=tripwire onload=trip(52)>`,
  `'"><b id=tripwire>`,
  `"><i>`,
];
