import { ProviderError } from "../../../../providers/kit/handler.ts";

/** Children of an API have ids of their own. The state also holds the API's id; an import id is `api/id`. */
export function withinApi(id: string, state: { apiId?: string }): { ApiId: string; own: string } {
  if (state.apiId) return { ApiId: state.apiId, own: id };
  const slash = id.indexOf("/");
  if (slash < 1) throw new ProviderError("bad-id", `${id}: give the API's id and the resource's own, api/id`);
  return { ApiId: id.slice(0, slash), own: id.slice(slash + 1) };
}
