/** The path below which the page is served, with a slash at its end: the server writes it into the page's document. */
export const basePath: string =
  document.querySelector('meta[name="steptrace-base"]')?.getAttribute("content") ?? "/";
