import { firstPaths } from './first-paths.ts';
import { askAhead } from './shared/ask-ahead.ts';
import './shared/theme/base.css';

// The answers are on their way while all other code still comes: neither has to wait for the other.
if (location.pathname === '/') askAhead(firstPaths);
void import('./start.ts').then(({ start }) => start());
