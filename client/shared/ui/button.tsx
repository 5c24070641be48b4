import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './button.module.css';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { look?: 'primary' | 'plain' | 'quiet' | 'danger'; size?: 's' | 'm' | 'l'; icon?: ReactNode; ref?: Ref<HTMLButtonElement> };

export function Button({ look = 'plain', size = 'm', icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={[styles.button, styles[look], styles[size], className].filter(Boolean).join(' ')}>
      {icon}
      {children}
    </button>
  );
}
