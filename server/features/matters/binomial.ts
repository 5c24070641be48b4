/**
 * Chance that of `trials` things at least `count` fall where each falls with `probability`, exactly (up to rounding): the
 * terms of the binomial distribution from `count` on, each from the one before.
 */
export function binomialUpperTail(count: number, trials: number, probability: number): number {
  if (count <= 0 || probability >= 1) return count <= trials ? 1 : 0;
  if (count > trials || probability <= 0) return 0;
  // Below the middle most of the distribution lies beyond: its small rest is summed instead.
  if (count <= trials * probability) return 1 - binomialUpperTail(trials - count + 1, trials, 1 - probability);
  const odds = probability / (1 - probability);
  const logChoices = logGamma(trials + 1) - logGamma(count + 1) - logGamma(trials - count + 1);
  let term = Math.exp(logChoices + count * Math.log(probability) + (trials - count) * Math.log1p(-probability));
  let sum = 0;
  for (let n = count; n <= trials && term > sum * 1e-16; n++) {
    sum += term;
    term *= ((trials - n) / (n + 1)) * odds;
  }
  return Math.min(1, sum);
}

/** ln Γ(x) for x > 0, within 2e-10 (Lanczos; Numerical Recipes, §6.1, gammln). */
function logGamma(x: number): number {
  const factors = [76.18009172947146, -86.505320329416, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2, -0.5395239384953e-5];
  const series = factors.reduce((sum, factor, n) => sum + factor / (x + n + 1), 1.000000000190015);
  return Math.log((Math.sqrt(2 * Math.PI) * series) / x) - (x + 5.5) + (x + 0.5) * Math.log(x + 5.5);
}
