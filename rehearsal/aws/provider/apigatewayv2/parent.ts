import { ProviderError } from "../../../../providers/kit/handler.ts";

/** Returns the API's id and the child's own id: from the id and the state, or in an import from `api/id`. */
export function withinApi(id: string, state: { apiId?: string }): { ApiId: string; own: string } {
  if (state.apiId) return { ApiId: state.apiId, own: id };
  const slash = id.indexOf("/");
  if (slash < 1)
    throw new ProviderError("bad-id", `${id}: use the import id \`api/id\`: the API's id and the resource's own`);
  return { ApiId: id.slice(0, slash), own: id.slice(slash + 1) };
}
