export const configure = 1;
