// The textbook problems of problems.tsv: how a peer is asked, and how its answer is judged.
import { readFileSync } from 'node:fs';
import { judgeConstant, judgeEquation, judgeIntegral, judgeSimplification } from './judge/answers.mjs';

const VARIABLE = 'x';

export function readProblems() {
  const lines = readFileSync(new URL('./problems.tsv', import.meta.url), 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const [kind, statement, details = '', known = ''] = line.split('\t');
    return { kind, statement, details, known };
  });
}

const ends = (details) => details.split(' .. ');
const sides = (statement) => statement.split(' = ');

const KINDS = {
  integral: {
    group: 'integrals',
    needs: 'integral',
    ask: (peer, { statement }) => peer.integral(statement, VARIABLE),
    judge: ({ statement }, text) => judgeIntegral(statement, VARIABLE, text),
  },
  definite: {
    group: 'integrals',
    needs: 'definite',
    ask: (peer, { statement, details }) => peer.definite(statement, VARIABLE, ...ends(details)),
    judge: ({ known }, text) => judgeConstant(known, text),
  },
  limit: {
    group: 'limits',
    needs: 'limit',
    ask: (peer, { statement, details }) => peer.limit(statement, VARIABLE, details),
    judge: ({ known }, text) => judgeConstant(known, text),
  },
  equation: {
    group: 'equations',
    needs: 'solve',
    ask: (peer, { statement, details }) => peer.solve(...sides(statement), VARIABLE, details),
    judge: ({ statement, details, known }, text) => {
      const [left, right] = sides(statement);
      return judgeEquation({ left, right, variable: VARIABLE, known: known.split('; '), domain: details }, text);
    },
  },
  simplify: {
    group: 'simplifications',
    needs: 'simplify',
    ask: (peer, { statement }) => peer.simplify(statement),
    judge: ({ statement, known }, text) => judgeSimplification(statement, known.split('; '), text),
  },
};

export const groupOf = (problem) => KINDS[problem.kind].group;
export const neededFor = (problem) => KINDS[problem.kind].needs;
export const askProblem = (peer, problem) => KINDS[problem.kind].ask(peer, problem);
export const judgeProblem = (problem, text) => KINDS[problem.kind].judge(problem, text);
