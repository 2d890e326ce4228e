import type { Store } from "../store.ts";
import { refused } from "./errors.ts";

/** Default page size. https://www.twilio.com/docs/usage/twilios-response#pagination */
const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1000;

/** The paging fields of a list in the 2010-04-01 API. */
export interface PageLinks {
  readonly first_page_uri: string;
  readonly next_page_uri: string | null;
  readonly previous_page_uri: string | null;
  readonly uri: string;
  readonly page: number;
  readonly page_size: number;
  readonly start: number;
  readonly end: number;
}

/** The paging fields (`meta`) of a list in a product's API. */
export interface PageMeta {
  readonly key: string;
  readonly page: number;
  readonly page_size: number;
  readonly first_page_url: string;
  readonly previous_page_url: string | null;
  readonly next_page_url: string | null;
  readonly url: string;
}

/** Converts a page's links to a product's `meta`, with absolute links. */
export function metaOf(links: PageLinks, product: string, key: string): PageMeta {
  const absolute = (uri: string) => `${product}${uri}`;
  const { page, page_size, first_page_uri, previous_page_uri, next_page_uri, uri } = links;
  return {
    key,
    page,
    page_size,
    first_page_url: absolute(first_page_uri),
    previous_page_url: previous_page_uri && absolute(previous_page_uri),
    next_page_url: next_page_uri && absolute(next_page_uri),
    url: absolute(uri),
  };
}

/** Reads PageSize: 1 to 1000, by default 50. Twilio answers code 20007 to a larger one. */
export function pageSizeOf(query: URLSearchParams): number {
  const given = query.get("PageSize");
  if (given === null || given === "") return DEFAULT_PAGE_SIZE;
  const size = /^\d+$/.test(given) ? Number(given) : 0;
  if (size > MAX_PAGE_SIZE) throw refused(20007, "Page size too large");
  if (size < 1) throw refused(20007, `Invalid page size: ${given}`);
  return size;
}

/**
 * Cuts one page out of a list that is ordered newest first.
 *
 * The page token names a neighbouring resource (PA: after this SID, PB: before it), so that a resource created or deleted between two requests
 * neither repeats nor hides another. `Page` is only a counter, as the OpenAPI file says ("simply for client state").
 */
export function paginate<T extends { readonly sid: string }>(
  store: Pick<Store, "ordinal">,
  newestFirst: readonly T[],
  path: string,
  query: URLSearchParams,
): { readonly items: readonly T[]; readonly links: PageLinks } {
  const size = pageSizeOf(query);
  const page = Number(/^\d+$/.exec(query.get("Page") ?? "")?.[0] ?? 0);
  const token = query.get("PageToken") ?? "";
  let items: readonly T[];
  if (token === "") {
    items = newestFirst.slice(0, size);
  } else {
    const [, direction, sid] = /^P([AB])([A-Z]{2}[0-9a-f]{32})$/.exec(token) ?? [];
    const [before, after] = around(store, newestFirst, sid);
    items = direction === "A" ? after.slice(0, size) : before.slice(-size);
  }
  const first = items[0];
  const last = items.at(-1);
  const oldest = newestFirst.at(-1);
  const start = page * size;

  const filters = new URLSearchParams(query);
  for (const name of ["PageSize", "Page", "PageToken"]) filters.delete(name);
  const uri = (number: number, pageToken?: string) => {
    const all = new URLSearchParams(filters);
    all.set("PageSize", String(size));
    all.set("Page", String(number));
    if (pageToken) all.set("PageToken", pageToken);
    return `${path}?${all}`;
  };
  return {
    items,
    links: {
      first_page_uri: uri(0),
      next_page_uri: last && last !== oldest ? uri(page + 1, `PA${last.sid}`) : null,
      previous_page_uri: page > 0 && first ? uri(page - 1, `PB${first.sid}`) : null,
      uri: uri(page, token),
      page,
      page_size: size,
      start,
      end: start + Math.max(items.length - 1, 0),
    },
  };
}

/** Splits a list at the resource of a page token, which may be filtered out or deleted. */
function around<T extends { readonly sid: string }>(
  store: Pick<Store, "ordinal">,
  newestFirst: readonly T[],
  sid: string | undefined,
): readonly [readonly T[], readonly T[]] {
  const at = newestFirst.findIndex((item) => item.sid === sid);
  if (at >= 0) return [newestFirst.slice(0, at), newestFirst.slice(at + 1)];
  const neighbour = sid === undefined ? undefined : store.ordinal(sid);
  if (neighbour === undefined) throw refused(21481, "Invalid PageToken");
  const position = (item: T) => store.ordinal(item.sid) ?? -1;
  return [
    newestFirst.filter((item) => position(item) > neighbour),
    newestFirst.filter((item) => position(item) < neighbour),
  ];
}
