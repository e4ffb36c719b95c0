/** The rules are pure: whoever knows the contract may apply them, the console while a form is being written. */
export { checkForm } from './rules/index.ts';
export { RULE_SET } from './rules/rule-set.ts';
