import { type Attack, replacing, without } from "./attack.ts";

const acme = "+14155550101";
const birch = "+12125550142";
const acmeAccount = "AC0a7e11fc1e9f4a3b8d2c5e6f70819203";
const otherAccount = "AC2c90a3be30b16c5dad4e7f8a9203b425";
const bought = /^ {4}emergency-line:.*$/m;

/** Attacks by edits of a stack file. */
export const stackFileAttacks: readonly Attack[] = [
  {
    name: "an adopted number's line is removed",
    stack: "acme-us",
    edit: without(acme),
    outcome: "refused",
    says: `${acme} is live and no longer in the file`,
  },
  {
    name: "a bought number's entry is removed",
    stack: "birch-us",
    edit: without("emergency-line"),
    outcome: "refused",
    says: "is live and no longer in the file",
  },
  {
    name: "all numbers are removed",
    stack: "birch-us",
    edit: replacing(/^ {2}aybiza:numbers:\n(?: {4}.*\n)+/m, "  aybiza:numbers: {}\n"),
    outcome: "refused",
    says: "is live and no longer in the file",
  },
  {
    name: "the section of numbers is removed",
    stack: "birch-us",
    edit: replacing(/^ {2}aybiza:numbers:\n(?: {4}.*\n)+/m, ""),
    outcome: "refused",
    says: /numbers/,
  },
  {
    name: "everything but the tenant is removed",
    stack: "acme-us",
    edit: replacing(/^ {2}aybiza:connections:[\s\S]*?(?=^encryptionsalt)/m, ""),
    outcome: "refused",
    says: /connections|credentials|numbers/,
  },
  {
    name: "the file says another tenant id",
    stack: "acme-us",
    edit: replacing("id: acme,", "id: acme2,"),
    outcome: "refused",
    says: "live numbers of tenant id `acme`",
  },
  {
    name: "the file says another region",
    stack: "acme-us",
    edit: replacing("region: us }", "region: eu }"),
    outcome: "refused",
    says: /region|eu/,
  },
  {
    name: "a bought entry is renamed",
    stack: "birch-us",
    edit: replacing("emergency-line:", "line:"),
    outcome: "refused",
    says: "rename it to `emergency-line` again",
  },
  {
    name: "a bought entry asks for another area code",
    stack: "birch-us",
    edit: replacing('"212" }', '"415" }'),
    outcome: "harmless",
  },
  {
    name: "a bought entry names a bundle that doesn't exist",
    stack: "birch-us",
    edit: replacing('areaCode: "212" }', `areaCode: "212", bundle: BU${"0".repeat(32)} }`),
    outcome: "harmless",
  },
  {
    name: "a bought entry names a bundle that was never reviewed",
    stack: "birch-us",
    edit: (text) =>
      replacing(
        "  aybiza:agents:\n",
        `  aybiza:documents:\n    bundles:\n      new: { sid: BU${"1".repeat(32)} }\n\n  aybiza:agents:\n`,
      )(replacing('areaCode: "212" }', 'areaCode: "212", bundle: new }')(text)),
    outcome: "harmless",
  },
  {
    name: "a bought entry asks for an exact other number",
    stack: "birch-us",
    edit: replacing('{ country: US, type: local, areaCode: "212" }', '{ number: "+12125550111" }'),
    outcome: "refused",
    says: "holds +1212",
  },
  {
    name: "a bought entry turns into an adopted one of another number",
    stack: "birch-us",
    edit: replacing(bought, `    emergency-line: { connection: own, number: "${birch}", agent: dispatch }`),
    outcome: "refused",
    says: /emergency-line|number/,
  },
  {
    name: "a second entry buys a number that the tenant holds",
    stack: "birch-us",
    edit: replacing(bought, `$&\n    twice: { connection: own, buy: { number: "${birch}" }, agent: dispatch }`),
    outcome: "refused",
    says: birch,
  },
  {
    name: "a second entry adopts a number that the tenant holds",
    stack: "birch-us",
    edit: replacing(bought, `$&\n    "${birch}": { connection: own, agent: dispatch }`),
    outcome: "refused",
    says: /unique|duplicate|already/i,
  },
  {
    name: "another tenant declares a number of this one",
    stack: "birch-us",
    edit: replacing(bought, `$&\n    "${acme}": { connection: own, agent: dispatch }`),
    outcome: "refused",
    says: acme,
  },
  {
    name: "another tenant buys a number of this one",
    stack: "birch-us",
    edit: replacing(bought, `$&\n    theirs: { connection: own, buy: { number: "${acme}" }, agent: dispatch }`),
    outcome: "refused",
    says: acme,
  },
  {
    name: "the connection names another account",
    stack: "acme-us",
    edit: (text) =>
      replacing(
        "accountSid: AC0a7e11fc1e9f4a3b8d2c5e6f70819203",
        `accountSid: ${otherAccount}`,
      )(text).replace(`    ${acmeAccount}:\n`, `    ${otherAccount}:\n`),
    outcome: "refused",
    says: "is in account",
  },
  {
    name: "the connection is renamed",
    stack: "acme-us",
    edit: (text) => text.replace("    own:\n", "    mine:\n").replaceAll("connection: own", "connection: mine"),
    outcome: "harmless",
  },
  {
    name: "the connection of live numbers is removed",
    stack: "acme-us",
    edit: replacing(/^ {4}own:\n {6}type: twilio\n {6}accountSid: .*\n/m, ""),
    outcome: "refused",
    says: /own|connections/,
  },
  {
    name: "the agent of a live number is removed",
    stack: "acme-us",
    edit: replacing(/^ {4}reception:\n(?: {6}.*\n)+/m, ""),
    outcome: "refused",
    says: "reception",
  },
  {
    name: "a number is assigned to an agent that doesn't exist",
    stack: "acme-us",
    edit: replacing(`"${acme}": { connection: own, agent: reception`, `"${acme}": { connection: own, agent: nobody`),
    outcome: "refused",
    says: "nobody",
  },
  {
    name: "a number's digits are changed by one",
    stack: "acme-us",
    edit: replacing(`"${acme}":`, '"+14155550109":'),
    outcome: "refused",
    says: acme,
  },
  {
    name: "a number is written without its quotes",
    stack: "acme-us",
    edit: replacing(`"${acme}":`, `${acme}:`),
    outcome: "refused",
    says: /quote/,
  },
  {
    name: "release is asked for and the entry removed in one update",
    stack: "birch-us",
    edit: (text) =>
      replacing(
        bought,
        "",
      )(
        replacing(
          bought,
          `    emergency-line: { connection: own, buy: { country: US, type: local, areaCode: "212" }, agent: dispatch, release: true }`,
        )(text),
      ),
    outcome: "refused",
    says: "is live and no longer in the file",
  },
  {
    name: "release is a text in place of true",
    stack: "acme-us",
    edit: replacing(
      `"${acme}": { connection: own, agent: reception }`,
      `"${acme}": { connection: own, agent: reception, release: "true" }`,
    ),
    outcome: "refused",
    says: "release",
  },
  {
    name: "the credentials are removed",
    stack: "acme-us",
    edit: replacing(/^ {2}twilio:credentials:\n(?: {4}.*\n)+/m, ""),
    outcome: "refused",
    says: "credentials",
  },
  {
    name: "the credentials are those of another account",
    stack: "acme-us",
    edit: replacing(/secure: v1:.*$/m, "notSecure: x"),
    outcome: "refused",
    says: /authToken|credentials/,
  },
  {
    name: "another AWS region for the tenant",
    stack: "acme-us",
    edit: replacing("aws:region: us-east-1", "aws:region: eu-west-2"),
    outcome: "harmless",
  },
  {
    name: "values are given past the file",
    stack: "birch-us",
    command: ["up", "--config", "aybiza:numbers={}"],
    outcome: "refused",
    says: "aybiza:numbers",
  },
];
