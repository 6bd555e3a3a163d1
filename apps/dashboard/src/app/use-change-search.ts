import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

/** What becomes of parts of an address's search; `undefined` takes one away. */
export type SearchChange = Readonly<Record<string, string | number | true | undefined>>;

/** Changes parts of the search of the page that is shown; the rest stays. `replace` makes no step to go back to. */
export function useChangeSearch(): (change: SearchChange, options?: { readonly replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (change, { replace = false } = {}) => {
      const search = (old: object) => ({ ...old, ...change });
      // The types of a search allow no `undefined`, by which alone a retained part is taken away.
      // It is the same page: what it was scrolled to stays.
      void navigate({ to: ".", search: search as never, replace, resetScroll: false });
    },
    [navigate],
  );
}
