import { Eye, EyeOff, LogIn } from 'lucide-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { ApiError } from '../../shared/api-call.ts';
import { useConnection } from '../../shared/connection.ts';
import { Button } from '../../shared/ui/button.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { useWords, type Words } from '../../shared/words/words.ts';
import { useSignIn } from './api.ts';
import styles from './sign-in-form.module.css';

/** User name, password and, where asked for, a one-time code. */
export function SignInForm({ username: knownUsername = '', onSignedIn }: { username?: string; onSignedIn: () => void }) {
  const words = useWords();
  const signIn = useSignIn();
  const ids = { username: useId(), password: useId(), totp: useId(), message: useId() };
  const [username, setUsername] = useState(knownUsername);
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const [isTotpShown, setTotpShown] = useState(false);
  const [isPasswordShown, setPasswordShown] = useState(false);
  const [isIncomplete, setIncomplete] = useState(false);
  const usernameInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  useEffect(() => (knownUsername ? passwordInput : usernameInput).current?.focus(), [knownUsername]);
  const isOnline = useConnection((state) => state.isOnline);
  const wasOffline = signIn.error instanceof ApiError && signIn.error.kind === 'offline';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isFilled = username.trim() !== '' && password !== '';
    setIncomplete(!isFilled);
    if (!isFilled || signIn.isPending) return;
    const credentials = { username: username.trim().toLowerCase(), password, ...(totp ? { totp } : {}) };
    signIn.mutate(credentials, { onSuccess: onSignedIn, onError: () => passwordInput.current?.select() });
  };
  // A lock or a limit on attempts passes: the message must not outlive it.
  useEffect(() => {
    const seconds = signIn.error instanceof ApiError ? signIn.error.retryAfterSeconds : null;
    if (!seconds) return;
    const timer = setTimeout(() => signIn.reset(), seconds * 1000);
    return () => clearTimeout(timer);
  }, [signIn.error, signIn.reset]);

  const message = isIncomplete ? words.signIn.required : signIn.error && !(wasOffline && isOnline) ? describe(signIn.error, words) : null;
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-describedby={message ? ids.message : undefined}>
      <label htmlFor={ids.username}>{words.signIn.username}</label>
      <input ref={usernameInput} id={ids.username} className={styles.input} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} value={username} maxLength={64} onChange={(event) => setUsername(event.target.value)} />
      <label htmlFor={ids.password}>{words.signIn.password}</label>
      <div className={styles.withButton}>
        <input ref={passwordInput} id={ids.password} className={styles.input} name="password" type={isPasswordShown ? 'text' : 'password'} autoComplete="current-password" value={password} maxLength={256} onChange={(event) => setPassword(event.target.value)} />
        <IconButton size="m" label={isPasswordShown ? words.signIn.hidePassword : words.signIn.showPassword} onClick={() => setPasswordShown(!isPasswordShown)} className={styles.inside}>
          {isPasswordShown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
        </IconButton>
      </div>
      {isTotpShown ? (
        <>
          <label htmlFor={ids.totp}>{words.signIn.totp}</label>
          <input id={ids.totp} className={styles.input} name="totp" inputMode="numeric" autoComplete="one-time-code" pattern="\d{6}" maxLength={6} placeholder={words.signIn.totpHint} value={totp} onChange={(event) => setTotp(event.target.value.replace(/\D/g, ''))} />
        </>
      ) : (
        <button type="button" className={styles.more} onClick={() => setTotpShown(true)}>
          {words.signIn.useTotp}
        </button>
      )}
      <div id={ids.message} className={styles.message} role="alert">
        {message}
      </div>
      {wasOffline && isOnline && (
        <p className={styles.good} role="status">
          {words.signIn.backOnline}
        </p>
      )}
      <Button type="submit" look="primary" size="l" className={styles.submit} disabled={signIn.isPending} icon={<LogIn size={17} aria-hidden />}>
        {signIn.isPending ? words.signIn.submitting : words.signIn.submit}
      </Button>
    </form>
  );
}

function describe(error: Error, words: Words): string {
  if (!(error instanceof ApiError)) return words.signIn.failed;
  if (error.kind === 'offline') return words.signIn.offline;
  if (error.problemName === 'locked') return words.signIn.locked(Math.ceil((error.retryAfterSeconds ?? 900) / 60));
  if (error.status === 429) return words.signIn.tooMany(error.retryAfterSeconds ?? 60);
  if (error.status === 401 || error.status === 422) return words.signIn.wrong;
  return words.signIn.failed;
}
