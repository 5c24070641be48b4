import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './menu.module.css';

/** A button that opens a menu. */
export function Menu({ trigger, align = 'end', side = 'bottom', children }: { trigger: ReactNode; align?: 'start' | 'end'; side?: 'bottom' | 'left' | 'right'; children: ReactNode }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align={align} side={side} sideOffset={6} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function MenuItem({ icon, onSelect, children }: { icon?: ReactNode; onSelect: () => void; children: ReactNode }) {
  return (
    <DropdownMenu.Item className={styles.item} onSelect={onSelect}>
      <span className={styles.mark}>{icon}</span>
      {children}
    </DropdownMenu.Item>
  );
}

/** One of several: the chosen one is marked. */
export function MenuChoice<Value extends string>({ label, value, choices, onChoose }: { label: string; value: Value; choices: { value: Value; title: string; lang?: string }[]; onChoose: (value: Value) => void }) {
  return (
    <DropdownMenu.RadioGroup
      value={value}
      aria-label={label}
      onValueChange={(chosen) => {
        const choice = choices.find((candidate) => candidate.value === chosen);
        if (choice) onChoose(choice.value);
      }}
    >
      <DropdownMenu.Label className={styles.label}>{label}</DropdownMenu.Label>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem key={choice.value} value={choice.value} className={styles.item} lang={choice.lang}>
          <span className={styles.mark}>
            <DropdownMenu.ItemIndicator>
              <Check size={14} aria-hidden />
            </DropdownMenu.ItemIndicator>
          </span>
          {choice.title}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className={styles.line} />;
}
