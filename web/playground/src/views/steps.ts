// How a result comes about: the steps of `steps(…)`, one below the other, inner ones indented.
import type { Derivation } from 'rumina';
import { copyButton } from './clipboard';
import { element } from './dom';
import { valueDom } from './formula';
import { withCode } from './text';

export function stepsView(derivation: Derivation): HTMLElement {
  const entries = derivation.steps.map((step, index) => {
    const [before, after] = [valueDom(step.before), valueDom(step.after)];
    const level = Math.min(step.level, 6);
    return element(
      'li',
      { class: `step level-${level}`, value: index + 1 },
      element('p', { class: 'step-rule' }, ...withCode(step.rule)),
      element('div', { class: 'step-formulas', tabindex: 0, role: 'group', 'aria-label': `Step ${index + 1}` }, before, element('span', { class: 'step-equals', 'aria-label': 'becomes' }, '='), after),
    );
  });
  return element(
    'section',
    { class: 'steps', 'aria-label': 'Steps' },
    element('div', { class: 'steps-head' }, element('h2', {}, `${derivation.steps.length} ${derivation.steps.length === 1 ? 'step' : 'steps'}`), copyButton('Text', () => derivation.text, 'Copy the steps as text'), copyButton('LaTeX', () => derivation.latex, 'Copy the steps as LaTeX')),
    element('ol', {}, ...entries),
  );
}
