export const phoneMedia = '(max-width: 760px)';
