import { Tooltip } from 'radix-ui';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './button.module.css';

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'title'> & {
  /** Says what it does: the accessible name and the tooltip. */
  label: string;
  /** Key that does the same. */
  shortcut?: string;
  side?: 'left' | 'right' | 'top' | 'bottom';
  /** Says why it cannot be used now; the button stays reachable so that the reason can be read. */
  disabledReason?: string | null;
  isPressed?: boolean;
  size?: 's' | 'm' | 'l';
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

export function IconButton({ label, shortcut, side = 'bottom', disabledReason, isPressed, size = 'm', className, children, onClick, ...rest }: IconButtonProps) {
  const isOff = Boolean(disabledReason);
  return (
    <Tip text={disabledReason ? `${label} · ${disabledReason}` : label} shortcut={shortcut} side={side}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={isPressed}
        aria-disabled={isOff || undefined}
        {...rest}
        onClick={isOff ? undefined : onClick}
        className={[styles.icon, styles[`icon-${size}`], className].filter(Boolean).join(' ')}
      >
        {children}
      </button>
    </Tip>
  );
}

/** Around everything that has tips: after the first one the next come without a pause. */
export function TipProvider({ children }: { children: ReactNode }) {
  return (
    <Tooltip.Provider delayDuration={350} skipDelayDuration={200}>
      {children}
    </Tooltip.Provider>
  );
}

/** A short text beside something while the pointer rests on it or it has the focus. */
export function Tip({ text, shortcut, side = 'bottom', children }: { text: string; shortcut?: string | undefined; side?: 'left' | 'right' | 'top' | 'bottom'; children: ReactNode }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content side={side} sideOffset={6} collisionPadding={8} className={styles.tip}>
          {text}
          {shortcut && <kbd className={styles.key}>{shortcut}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
