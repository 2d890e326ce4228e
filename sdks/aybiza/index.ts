// Made by providers/aybiza/generate-sdk.ts from the provider's own definitions. Don't edit: change those and run it again.
export * from "./getRoute.ts";
export * from "./lookAtItems.ts";
export * from "./provider.ts";
export * from "./regionGuard.ts";
export * from "./routesItem.ts";
export * from "./types.ts";
