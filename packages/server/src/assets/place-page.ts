const MARKS: Readonly<Record<string, string>> = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };

/**
 * The page's document for where it is served: its files are looked for below that path, and a `<meta name="steptrace-base">` says to the
 * page where its own paths, and the API, begin.
 *
 * @param html with the addresses of its files from the root (`/assets/x.js`), or relative to it (`./assets/x.js`)
 * @param place the path, without a slash at its end: nothing at the root
 */
export function placePage(html: string, place: string): string {
  const base = `${place.replace(/[&"<>]/g, (mark) => MARKS[mark] ?? mark)}/`;
  return html
    .replace(/(<(?:script|link)\b[^>]*?\b(?:src|href)=")\.?\/(?!\/)/g, (_, start: string) => start + base)
    .replace(/<head>/, (head) => `${head}<meta name="steptrace-base" content="${base}" />`);
}
