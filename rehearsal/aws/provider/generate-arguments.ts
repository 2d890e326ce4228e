import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import type { Argument, Arguments, ArgumentType, Fields, Signature } from "./arguments.ts";
import { servedFunctions, servedTypes } from "./served.ts";

/** The committed result. Regenerate it with `node rehearsal/aws/provider/generate-arguments.ts`. */
export const generatedFile = join(import.meta.dirname, "arguments.generated.json");

const packageFile = createRequire(import.meta.url).resolve("@pulumi/aws/package.json");
const packageDir = dirname(packageFile);

/** Reads the inputs and outputs of the supported types and functions from the declaration files of @pulumi/aws. */
export function readArguments(): Arguments {
  const inputs = namespacesOf(parse("types/input.d.ts"));
  const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version: string };
  return {
    version,
    types: Object.fromEntries(servedTypes.map((token) => [token, typeOf(token, inputs)])),
    functions: Object.fromEntries(servedFunctions.map((token) => [token, functionOf(token, inputs)])),
  };
}

/** Returns the text of the generated file. */
export function textOf(args: Arguments): string {
  return `${JSON.stringify(args, null, 1)}\n`;
}

/** The interfaces of types/input.d.ts by `module.Name`. */
type Interfaces = ReadonlyMap<string, ts.InterfaceDeclaration>;

function typeOf(token: string, inputs: Interfaces): Signature {
  const [, path, name] = token.split(":") as [string, string, string];
  const source = parse(`${path}.d.ts`);
  const cls = source.statements.find(
    (s): s is ts.ClassDeclaration => ts.isClassDeclaration(s) && s.name?.text === name,
  )!;
  const outputs = cls.members
    .filter(
      (m): m is ts.PropertyDeclaration =>
        ts.isPropertyDeclaration(m) && m.type?.getText(source).startsWith("pulumi.Output<") === true,
    )
    .map((m) => m.name.getText(source));
  return { inputs: fieldsOf(interfaceOf(source, `${name}Args`), source, inputs), outputs: outputs.sort() };
}

function functionOf(token: string, inputs: Interfaces): Signature {
  const [, path, name] = token.split(":") as [string, string, string];
  const source = parse(`${path.replace(/^index\//, "")}.d.ts`);
  const title = name[0]!.toUpperCase() + name.slice(1);
  const result = interfaceOf(source, `${title}Result`);
  return {
    inputs: fieldsOf(interfaceOf(source, `${title}Args`), source, inputs),
    outputs: result.members.map((m) => m.name!.getText(source)).sort(),
  };
}

function fieldsOf(node: ts.InterfaceDeclaration, source: ts.SourceFile, inputs: Interfaces): Fields {
  const fields: [string, Argument][] = [];
  for (const member of node.members) {
    if (!ts.isPropertySignature(member) || !member.type) continue;
    const type = argumentTypeOf(member.type, source, inputs);
    fields.push([member.name.getText(source), member.questionToken ? { type } : { type, required: true }]);
  }
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function argumentTypeOf(node: ts.TypeNode, source: ts.SourceFile, inputs: Interfaces): ArgumentType {
  const of = (n: ts.TypeNode) => argumentTypeOf(n, source, inputs);
  if (ts.isParenthesizedTypeNode(node)) return of(node.type);
  if (ts.isArrayTypeNode(node)) return { list: of(node.elementType) };
  if (node.kind === ts.SyntaxKind.StringKeyword) return "string";
  if (node.kind === ts.SyntaxKind.NumberKeyword) return "number";
  if (node.kind === ts.SyntaxKind.BooleanKeyword) return "boolean";
  if (ts.isUnionTypeNode(node)) {
    const given = node.types.filter((t) => t.kind !== ts.SyntaxKind.UndefinedKeyword).map(of);
    // `string | enums.X`, `string | Role`, `string | inputs.iam.PolicyDocument`: sent as a string
    return given.includes("string") ? "string" : given.length === 1 ? given[0]! : "any";
  }
  if (ts.isTypeLiteralNode(node) && node.members[0] && ts.isIndexSignatureDeclaration(node.members[0])) {
    return { map: of(node.members[0].type) };
  }
  if (ts.isTypeReferenceNode(node)) {
    const name = node.typeName.getText(source);
    if (name === "pulumi.Input") return of(node.typeArguments![0]!);
    if (name.startsWith("pulumi.asset.")) return "asset";
    if (name.startsWith("enums.")) return "string";
    if (name.startsWith("inputs.")) {
      const found = inputs.get(name.slice("inputs.".length));
      if (found) return { object: fieldsOf(found, found.getSourceFile(), inputs) };
    }
  }
  return "any";
}

function interfaceOf(source: ts.SourceFile, name: string): ts.InterfaceDeclaration {
  const found = source.statements.find(
    (s): s is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(s) && s.name.text === name,
  );
  if (!found) throw new Error(`${source.fileName} has no interface ${name}`);
  return found;
}

function namespacesOf(source: ts.SourceFile): Interfaces {
  const found = new Map<string, ts.InterfaceDeclaration>();
  for (const statement of source.statements) {
    if (!ts.isModuleDeclaration(statement) || !statement.body || !ts.isModuleBlock(statement.body)) continue;
    for (const inner of statement.body.statements) {
      if (ts.isInterfaceDeclaration(inner)) found.set(`${statement.name.text}.${inner.name.text}`, inner);
    }
  }
  return found;
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(join(packageDir, file), "utf8"), ts.ScriptTarget.Latest, true);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(generatedFile, textOf(readArguments()));
